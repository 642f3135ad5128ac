package org.chaoscert.search;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks for a point that f<sup>n</sup> fixes and that no f<sup>e</sup> fixes, for e in a list of divisors of n.
 *
 * @param n the iterate, at least 2
 * @param divisors increasing proper divisors of n; at least one
 */
record Question(int n, List<Integer> divisors) {
    /**
     * Asks for a point of least period n of f.
     *
     * @param n at least 2
     * @return the question
     */
    static Question leastPeriod(int n) {
        return new Question(n, divisorsOf(n, n - 1));
    }

    /**
     * Asks for a point of least period 3 of f<sup>m</sup>: one that f<sup>3m</sup> fixes and f<sup>m</sup> does not.
     *
     * @param m at least 1
     * @return the question
     */
    static Question periodThreeOfIterate(int m) {
        return new Question(3 * m, divisorsOf(m, m));
    }

    private static List<Integer> divisorsOf(int n, int most) {
        return IntStream.rangeClosed(1, most).filter(e -> n % e == 0).boxed().toList();
    }
}
