package org.chaoscert.checker;

/** The first fault that is found: why a certificate is not accepted. Turned into a {@link Result} in one place. */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    final transient Result result;

    private Fault(Result.Kind kind, String code, String at, String why) {
        super(why);
        result = new Result(kind, code, at, why, java.util.List.of(), "");
    }

    static Fault rejected(String code, String at, String why) {
        return new Fault(Result.Kind.REJECTED, code, at, why);
    }

    static Fault unreadable(String code, String at, String why) {
        return new Fault(Result.Kind.UNREADABLE, code, at, why);
    }

    static Fault overLimits(String at, String why) {
        return new Fault(Result.Kind.OVER_LIMITS, "", at, why);
    }
}
