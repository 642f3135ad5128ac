package org.chaoscert.map;

/** Thrown when numbers of a map are beyond those that its arithmetic can hold: another arithmetic may do. */
public final class OutOfRangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is out of range.
     *
     * @param what a description
     */
    public OutOfRangeException(String what) {
        super(what);
    }
}
