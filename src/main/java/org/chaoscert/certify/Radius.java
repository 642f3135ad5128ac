package org.chaoscert.certify;

import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;

/** For how large a ball around a network the verdict is to be proved. */
public sealed interface Radius {
    /**
     * All networks whose weights and biases each differ by at most so much.
     *
     * @param radius above 0, of at most 512 bits
     */
    record Given(Rational radius) implements Radius {
        /** Numerator and denominator have at most so many bits: a radius lies between about 10^−154 and 10^154. */
        private static final int MOST_BITS = 512;

        /** Checks the radius. */
        public Given {
            if (!radius.isFinite() || radius.signum() <= 0) {
                throw new IllegalArgumentException("a radius of " + radius + ": expected a number above 0");
            }
            if (radius.bitLength() > MOST_BITS) {
                throw new OverLimitsException("a radius of " + radius.bitLength() + " bits; at most " + MOST_BITS);
            }
        }
    }

    /**
     * All networks that rounding to a format may have made of this one, or this one of them: half a unit in the last place of
     * the number for which that is largest.
     *
     * @param format the format
     */
    record HalfUlp(FloatFormat format) implements Radius {}

    /** The largest ball for which a verdict is proved. */
    record Largest() implements Radius {}

    /** Returns the least radius that holds, for each number of a network, half its unit in the last place. */
    static Rational halfUlp(FloatFormat format, Network network) {
        Rational radius = format.halfUlp(Rational.ZERO);
        for (Layer layer : network.layers()) {
            for (int unit = 0; unit < layer.units(); unit++) {
                radius = max(radius, format.halfUlp(layer.bias(unit)));
                for (int input = 0; input < layer.inputs(); input++) {
                    radius = max(radius, format.halfUlp(layer.weight(unit, input)));
                }
            }
        }
        return radius;
    }

    private static Rational max(Rational a, Rational b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
