package org.chaoscert.checker;

import java.math.BigInteger;

/** An affine function x ↦ (slope·x + offset) / scale; the scale is positive. */
record Line(BigInteger slope, BigInteger offset, Scale scale) {
    /** The value at a number x, or at ±∞ the limit there. */
    Fraction valueAt(Fraction x) {
        if (slope.signum() == 0) {
            return new Fraction(offset, scale.value);
        }
        if (!x.isFinite()) {
            return slope.signum() == x.numerator().signum() ? Fraction.INFINITY : Fraction.MINUS_INFINITY;
        }
        BigInteger numerator = Fraction.product(slope, x.numerator()).add(Fraction.product(offset, x.denominator()));
        return new Fraction(numerator, scale.times(x.denominator()));
    }

    /** The sign of value − x at a number x: that of ((slope − scale)·x + offset) / scale. */
    int signOfRise(Fraction x) {
        return Fraction.product(slope.subtract(scale.value), x.numerator())
                .add(Fraction.product(offset, x.denominator()))
                .signum();
    }
}
