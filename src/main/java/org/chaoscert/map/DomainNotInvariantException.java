package org.chaoscert.map;

import org.chaoscert.exact.Rational;

/** Thrown when a function does not map the domain into itself: then there is nothing to iterate. */
public final class DomainNotInvariantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DomainNotInvariantException(Domain domain, Rational point, Rational value) {
        super("the map takes " + point + " to " + value + ", outside the domain " + domain);
    }

    DomainNotInvariantException(Domain domain) {
        super("the map is unbounded on the domain " + domain + ", towards an end that is bounded");
    }
}
