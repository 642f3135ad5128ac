package org.chaoscert.checker;

/** What is known of a set of maps, or of one map, on intervals whose ends may be infinite. */
interface Enclosure {
    /** A closed interval that holds f(x) for all x of an interval and all f of the set. */
    Span image(Span span) throws Fault;

    /** S(K): an interval that holds the derivatives of all f of the set inside an interval; [0, 0] for a point. */
    Span slopes(Span span) throws Fault;
}
