package org.chaoscert.checker;

import java.math.BigInteger;

/**
 * A smooth activation, tanh or the logistic function, by the exponential function.
 */
final class Curve implements Enclosure {
    static final String TANH = "tanh";
    static final String SIGMOID = "sigmoid";

    /** Beyond this many times p a value is only known to differ from the end of the range by at most 2 to minus that power. */
    private static final int FAR_FOR_SIGMOID = 16;

    private static final BigInteger TWO = BigInteger.TWO;

    private final boolean isTanh;
    private final Rounding rounding;
    private final int far;
    private final Span range;

    private Curve(boolean isTanh, int precision) {
        this.isTanh = isTanh;
        rounding = new Rounding(precision);
        far = Math.multiplyExact(isTanh ? 1 : FAR_FOR_SIGMOID, precision);
        range = new Span(isTanh ? Fraction.MINUS_ONE : Fraction.ZERO, Fraction.ONE);
    }

    static Curve of(String activation, int precision) {
        return new Curve(activation.equals(TANH), precision);
    }

    /** Both functions rise. */
    @Override
    public Span image(Span span) {
        return new Span(bound(span.low(), false), bound(span.high(), true));
    }

    @Override
    public Span slopes(Span span) {
        return slopesAt(image(span));
    }

    /** The derivative where the function takes these values: tanh' = 1 − tanh², and s' = 1/4 − (s − 1/2)². */
    Span slopesAt(Span values) {
        Fraction half = Fraction.of(BigInteger.ONE, TWO);
        Fraction centre = isTanh ? Fraction.ZERO : half;
        Fraction highest = isTanh ? Fraction.ONE : half.times(half);
        Fraction low = Rounding.minus(values.low(), centre);
        Fraction high = Rounding.minus(values.high(), centre);
        boolean holdsCentre = low.numerator().signum() <= 0 && high.numerator().signum() >= 0;
        Fraction least = low.times(low).min(high.times(high));
        Fraction greatest = low.times(low).max(high.times(high));
        return new Span(Rounding.minus(highest, greatest), holdsCentre ? highest : Rounding.minus(highest, least));
    }

    /** A number at or below the value at x, or for {@code up} at or above it. */
    private Fraction bound(Fraction x, boolean up) {
        int sign = x.numerator().signum();
        if (!x.isFinite()) {
            return sign < 0 ? range.low() : range.high();
        }
        Fraction size = sign < 0 ? Rounding.negate(x) : x;
        if (size.compareTo(new Fraction(BigInteger.valueOf(far), BigInteger.ONE)) > 0) {
            // 1/(1 + e^size) is below 2^−size, and so is 2/(1 + e^(2 size)).
            Fraction tiny = new Fraction(BigInteger.ONE, BigInteger.ONE.shiftLeft(far));
            if (up == (sign > 0)) {
                return up ? range.high() : range.low();
            }
            return rounding.rounded(up ? Rounding.plus(range.low(), tiny) : Rounding.minus(range.high(), tiny), up);
        }
        // The value grows with e^size right of 0, and falls with it left of 0.
        Fraction power = rounding.exp(isTanh ? Rounding.plus(size, size) : size, up != (sign < 0));
        BigInteger one = power.denominator();
        BigInteger part = isTanh ? power.numerator().subtract(one) : sign < 0 ? one : power.numerator();
        Fraction value = Fraction.of(part, power.numerator().add(one));
        return rounding.rounded(isTanh && sign < 0 ? Rounding.negate(value) : value, up);
    }
}
