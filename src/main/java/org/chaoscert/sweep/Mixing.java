package org.chaoscert.sweep;

/** Random numbers that belong to a sample: hashes by the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
final class Mixing {
    private Mixing() {}

    /** A number that depends on all of the given ones, and on their order. */
    static long hash(long... numbers) {
        long mixed = 0;
        for (long number : numbers) {
            mixed = mix(mixed + number);
        }
        return mixed;
    }

    /** The same, as a number in [0, 1). */
    static double uniform(long... numbers) {
        return (hash(numbers) >>> 11) * 0x1p-53;
    }

    private static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
