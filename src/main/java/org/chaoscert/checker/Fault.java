package org.chaoscert.checker;

/** The first fault that is found: why a certificate is not accepted. Turned into a {@link Result} in one place. */
final class Fault extends Exception {
    /** A place in a file, one step further in than another. Only a fault writes it out, as a JSON pointer. */
    record Place(Object outer, Object step) {
        @Override
        public String toString() {
            return outer + "/" + step;
        }
    }

    private static final long serialVersionUID = 1L;

    final transient Result result;

    private Fault(Result.Kind kind, String code, Object at, String why) {
        super(why);
        result = new Result(kind, code, at.toString(), why, java.util.List.of(), "");
    }

    static Fault rejected(String code, Object at, String why) {
        return new Fault(Result.Kind.REJECTED, code, at, why);
    }

    static Fault unreadable(String code, Object at, String why) {
        return new Fault(Result.Kind.UNREADABLE, code, at, why);
    }

    static Fault overLimits(Object at, String why) {
        return new Fault(Result.Kind.OVER_LIMITS, "", at, why);
    }
}
