package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The members of a JSON object, with the place in every complaint. */
record Members(Map<?, ?> members, String at, Limits limits) {
    static Members of(Object value, String at, Limits limits) throws Fault {
        return new Members(cast(Map.class, value, at, "an object"), at, limits);
    }

    private static <T> T cast(Class<T> type, Object value, String at, String expected) throws Fault {
        if (!type.isInstance(value)) {
            throw Fault.rejected("wrong-type", at, "expected " + expected);
        }
        return type.cast(value);
    }

    boolean has(String key) {
        return members.containsKey(key);
    }

    String place(String key) {
        return at + "/" + key;
    }

    Object get(String key) throws Fault {
        Object value = members.get(key);
        if (value == null) {
            throw Fault.rejected("missing-key", place(key), "missing");
        }
        return value;
    }

    void allowOnly(List<String> keys) throws Fault {
        for (Object key : members.keySet()) {
            if (!keys.contains(key)) {
                String escaped = key.toString().replace("~", "~0").replace("/", "~1");
                throw Fault.rejected("unknown-key", place(escaped), "a key outside the format");
            }
        }
    }

    Members object(String key) throws Fault {
        return of(get(key), place(key), limits);
    }

    String string(String key) throws Fault {
        return cast(String.class, get(key), place(key), "a string");
    }

    List<?> list(String key) throws Fault {
        return list(get(key), place(key));
    }

    static List<?> list(Object value, String at) throws Fault {
        return cast(List.class, value, at, "a list");
    }

    Fraction canonical(String key) throws Fault {
        return Fraction.canonical(get(key), place(key), limits);
    }

    /** A count: a JSON integer, at least 1. */
    BigInteger count(String key) throws Fault {
        if (!(get(key) instanceof Json.Bare bare) || !bare.text().matches("[1-9][0-9]*+")) {
            throw Fault.rejected("wrong-type", place(key), "expected an integer of at least 1");
        }
        limits.requireDigits(bare.text(), place(key));
        return new BigInteger(bare.text());
    }
}
