package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.Optional;
import org.chaoscert.checker.Json.Members;

/** What is known of a set of maps, or of one map, on intervals whose ends may be infinite. */
interface Enclosure {
    /** A closed interval that holds f(x) for all x of an interval and all f of the set. */
    Span image(Span span) throws Fault;

    /** S(K): an interval that holds the derivatives of all f of the set inside an interval; [0, 0] for a point. */
    Span slopes(Span span) throws Fault;

    /** How much longer a step takes than one of an exact map, about. */
    default BigInteger cost() {
        return BigInteger.ONE;
    }

    /** What a certificate is about where that is not one exact map: a ball, a map with smooth activations, a program. */
    static Optional<Enclosure> of(Members certificate, Net net, Limits limits) throws Fault {
        Fraction radius = certificate.canonical("radius");
        boolean isOne = radius.compareTo(Fraction.ZERO) == 0;
        if (certificate.string("claim").startsWith("float-")) {
            if (!isOne) {
                throw Fault.rejected("radius-not-supported", "/radius", "evaluations are of one network");
            }
            return Optional.of(FloatEvaluation.of(certificate, net, limits));
        }
        if (net.isSmooth()) {
            BigInteger precision = certificate.count("precision");
            if (!isOne) {
                throw Fault.rejected("radius-not-supported", "/radius", "smooth activations are for radius 0");
            }
            return Optional.of(Smooth.of(net, precision, limits));
        }
        return isOne ? Optional.empty() : Optional.of(Ball.around(net, radius, limits));
    }
}
