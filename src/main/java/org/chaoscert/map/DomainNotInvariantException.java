package org.chaoscert.map;

import org.chaoscert.exact.Rational;

/** Thrown when a function does not map the domain into itself, or is not known to: then there is nothing to iterate. */
public final class DomainNotInvariantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DomainNotInvariantException(Domain domain, Rational point, Rational value) {
        super("the map takes " + point + " to " + value + ", outside the domain " + domain);
    }

    /**
     * Says that it is not known whether the domain is mapped into itself.
     *
     * @param why what is known
     */
    public DomainNotInvariantException(String why) {
        super(why);
    }

    DomainNotInvariantException(Domain domain) {
        super("the map is unbounded on the domain " + domain + ", towards an end that is bounded");
    }
}
