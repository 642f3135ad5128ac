package org.chaoscert.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** tanh and the logistic function in decimal arithmetic: good to at least 100 significant digits. */
public final class Transcendental {
    /** The digits that are computed with. */
    public static final MathContext DIGITS = new MathContext(140, RoundingMode.HALF_EVEN);

    /** Beyond this size e^−x is taken for 0. */
    private static final BigDecimal FAR = new BigDecimal(5000);

    /** Below this size tanh is the first terms of its series. */
    private static final BigDecimal SMALL = new BigDecimal("1e-20");

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private static final int HALVINGS = 8;

    private Transcendental() {}

    /** e^x by Taylor's series at x/2^k, squared k times. */
    public static BigDecimal exp(BigDecimal x) {
        int halvings = HALVINGS;
        while (x.abs().compareTo(TWO.pow(halvings - HALVINGS)) > 0) {
            halvings++;
        }
        BigDecimal r = x.divide(TWO.pow(halvings), DIGITS);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; term.abs().compareTo(new BigDecimal("1e-145")) > 0; n++) {
            term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    public static BigDecimal tanh(BigDecimal x) {
        if (x.abs().compareTo(FAR) > 0) {
            return BigDecimal.valueOf(x.signum());
        }
        if (x.abs().compareTo(SMALL) < 0) {
            BigDecimal square = x.multiply(x, DIGITS);
            // x − x³/3 + 2x⁵/15 − 17x⁷/315
            BigDecimal factor = square.multiply(new BigDecimal(17), DIGITS)
                    .negate()
                    .add(new BigDecimal(42), DIGITS)
                    .multiply(square, DIGITS)
                    .add(new BigDecimal(-105), DIGITS)
                    .multiply(square, DIGITS)
                    .divide(new BigDecimal(315), DIGITS);
            return x.add(x.multiply(factor, DIGITS), DIGITS);
        }
        BigDecimal power = exp(x.add(x));
        return power.subtract(BigDecimal.ONE, DIGITS).divide(power.add(BigDecimal.ONE, DIGITS), DIGITS);
    }

    public static BigDecimal sigmoid(BigDecimal x) {
        if (x.abs().compareTo(FAR) > 0) {
            return x.signum() > 0 ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        BigDecimal power = exp(x);
        return power.divide(power.add(BigDecimal.ONE, DIGITS), DIGITS);
    }
}
