package org.chaoscert.checker;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;

/**
 * tanh, the logistic function and networks of them in decimal numbers of many digits. The digits are right but for the last
 * few; shares no code with the checker.
 */
final class SmoothOracle {
    private static final int SPARE_DIGITS = 40;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal SMALL = new BigDecimal("0.001");
    /** Beyond it e^−x is below 10^−28000. */
    private static final BigDecimal FAR = BigDecimal.valueOf(1 << 16);

    private final int digits;
    private final MathContext context;

    SmoothOracle(int digits) {
        this.digits = digits;
        context = new MathContext(digits + SPARE_DIGITS, RoundingMode.HALF_EVEN);
    }

    BigDecimal of(Ratio x) {
        return new BigDecimal(x.top()).divide(new BigDecimal(x.bottom()), context);
    }

    BigDecimal of(Fraction x) {
        return of(Ratio.of(x));
    }

    /** e^x − 1 for small x, by the series as it stands in the books. */
    private BigDecimal powerLessOne(BigDecimal x) {
        BigDecimal sum = x;
        BigDecimal term = x;
        for (int n = 2; term.abs().compareTo(sum.abs().movePointLeft(digits + SPARE_DIGITS)) > 0; n++) {
            term = term.multiply(x, context).divide(BigDecimal.valueOf(n), context);
            sum = sum.add(term, context);
        }
        return sum;
    }

    BigDecimal exp(BigDecimal x) {
        BigDecimal part = x;
        int halvings = 0;
        while (part.abs().compareTo(SMALL) > 0) {
            part = part.divide(TWO, context);
            halvings++;
        }
        BigDecimal power = powerLessOne(part).add(BigDecimal.ONE, context);
        for (int i = 0; i < halvings; i++) {
            power = power.multiply(power, context);
        }
        return power;
    }

    /** The logarithm, by Newton's method on e^z. */
    BigDecimal ln(BigDecimal y) {
        BigDecimal z = BigDecimal.valueOf(Math.log(y.doubleValue()));
        for (int i = 0; i < 6; i++) {
            BigDecimal power = exp(z);
            BigDecimal step = y.subtract(power, context).divide(y.add(power, context), context);
            z = z.add(TWO.multiply(step, context), context);
        }
        return z;
    }

    BigDecimal tanh(BigDecimal x) {
        BigDecimal size = x.abs().min(FAR);
        BigDecimal twice = size.multiply(TWO).negate();
        // Left of 0, so that nothing overflows; e^x − 1 itself where the difference would lose digits.
        BigDecimal less = twice.abs().compareTo(SMALL) <= 0
                ? powerLessOne(twice)
                : exp(twice).subtract(BigDecimal.ONE, context);
        BigDecimal value = less.negate().divide(less.add(TWO, context), context);
        return x.signum() < 0 ? value.negate() : value;
    }

    BigDecimal sigmoid(BigDecimal x) {
        BigDecimal power = exp(x.abs().min(FAR).negate());
        BigDecimal small = power.divide(power.add(BigDecimal.ONE, context), context);
        return x.signum() < 0 ? small : BigDecimal.ONE.divide(power.add(BigDecimal.ONE, context), context);
    }

    BigDecimal activate(String activation, BigDecimal x) {
        return switch (activation.split(":")[0]) {
            case "tanh" -> tanh(x);
            case "sigmoid" -> sigmoid(x);
            case "relu" -> x.max(BigDecimal.ZERO);
            case "abs" -> x.abs();
            case "clip" -> x.max(BigDecimal.ZERO).min(BigDecimal.ONE);
            case "hard-tanh" -> x.max(BigDecimal.ONE.negate()).min(BigDecimal.ONE);
            case "leaky-relu" ->
                x.signum() < 0 ? x.multiply(of(Ratio.of(activation.split(":")[1])), context) : x;
            default -> x;
        };
    }

    /** The derivative of a smooth activation at x. */
    BigDecimal slope(String activation, BigDecimal x) {
        BigDecimal value = activate(activation, x);
        return activation.equals("tanh")
                ? BigDecimal.ONE.subtract(value.multiply(value, context), context)
                : value.multiply(BigDecimal.ONE.subtract(value, context), context);
    }

    BigDecimal value(Network network, BigDecimal x) {
        List<BigDecimal> values = List.of(x);
        for (Layer layer : network.layers()) {
            List<BigDecimal> next = new ArrayList<>();
            for (int unit = 0; unit < layer.biases().size(); unit++) {
                BigDecimal sum = of(Ratio.of(layer.biases().get(unit)));
                for (int j = 0; j < values.size(); j++) {
                    BigDecimal weight = of(Ratio.of(layer.weights().get(unit).get(j)));
                    sum = sum.add(weight.multiply(values.get(j), context), context);
                }
                next.add(activate(layer.activation(), sum));
            }
            values = next;
        }
        return values.get(0);
    }

    BigDecimal iterate(Network network, BigDecimal x, int times) {
        BigDecimal value = x;
        for (int i = 0; i < times; i++) {
            value = value(network, value);
        }
        return value;
    }

    /** Li and Yorke's inequality for an iterate of a network. */
    boolean isLiYorke(Network network, int iterate, Ratio point) {
        BigDecimal a = of(point);
        BigDecimal b = iterate(network, a, iterate);
        BigDecimal c = iterate(network, b, iterate);
        BigDecimal d = iterate(network, c, iterate);
        boolean rises = d.compareTo(a) <= 0 && a.compareTo(b) < 0 && b.compareTo(c) < 0;
        boolean falls = d.compareTo(a) >= 0 && a.compareTo(b) > 0 && b.compareTo(c) > 0;
        return rises || falls;
    }

    /** Whether a ≤ b as far as the digits tell: b may be less by a unit of the last digit that counts. */
    boolean atMost(BigDecimal a, BigDecimal b) {
        return a.subtract(b, context).compareTo(unit(a).max(unit(b))) <= 0;
    }

    private BigDecimal unit(BigDecimal x) {
        return x.abs().scaleByPowerOfTen(-digits);
    }

    /** Whether a value lies in an interval, as far as the digits tell. */
    boolean holds(Span span, BigDecimal value) {
        return (!span.low().isFinite() || atMost(of(span.low()), value))
                && (!span.high().isFinite() || atMost(value, of(span.high())));
    }

    /** 2 to a power of either sign. */
    static BigDecimal powerOfTwo(int exponent) {
        BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(exponent)));
        return exponent < 0 ? BigDecimal.ONE.divide(power, new MathContext(60)) : power;
    }
}
