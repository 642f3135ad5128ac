package org.chaoscert.checker;

import java.math.BigInteger;

/** A common denominator. Its products with a run of equal numbers, as the denominators of places mostly are, are one object. */
final class Scale {
    final BigInteger value;
    private BigInteger factor = BigInteger.ONE;
    private BigInteger product;

    Scale(BigInteger value) {
        this.value = value;
        product = value;
    }

    BigInteger times(BigInteger other) {
        if (!other.equals(factor)) {
            product = Fraction.product(value, other);
            factor = other;
        }
        return product;
    }
}
