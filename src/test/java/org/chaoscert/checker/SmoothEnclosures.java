package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.List;

/** What the checker knows of a network with smooth activations over an interval, for other packages to compare with. */
public final class SmoothEnclosures {
    private final Smooth map;

    /** Reads a network file, and has the map computed with so many bits. */
    public SmoothEnclosures(byte[] file, int precision) {
        try {
            map = Smooth.of(Net.file(file, Limits.DEFAULT), BigInteger.valueOf(precision), Limits.DEFAULT);
        } catch (Fault fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** Numerator and denominator of the lower end of an image, then of the upper end; a denominator of 0 for infinity. */
    public List<BigInteger> image(List<BigInteger> interval) {
        try {
            return ends(map.image(span(interval)));
        } catch (Fault fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** The same for slopes. */
    public List<BigInteger> slopes(List<BigInteger> interval) {
        try {
            return ends(map.slopes(span(interval)));
        } catch (Fault fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    private static Span span(List<BigInteger> ends) {
        return new Span(new Fraction(ends.get(0), ends.get(1)), new Fraction(ends.get(2), ends.get(3)));
    }

    private static List<BigInteger> ends(Span span) {
        return List.of(
                span.low().numerator(),
                span.low().denominator(),
                span.high().numerator(),
                span.high().denominator());
    }
}
