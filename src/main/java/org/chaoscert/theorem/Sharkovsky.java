package org.chaoscert.theorem;

/**
 * Sharkovsky's order of the positive integers: 3, 5, 7, …, 2·3, 2·5, …, 4·3, 4·5, …, …, 8, 4, 2, 1. A continuous map of an interval
 * that has a point of least period m has points of all least periods that come after m, and there are maps that have no others
 * (Sharkovsky 1964; Burns and Hasselblatt 2011).
 */
public final class Sharkovsky {
    private Sharkovsky() {}

    /**
     * Compares two periods.
     *
     * @param m a positive integer
     * @param n a positive integer
     * @return a negative number if m comes before n, 0 if they are equal, a positive number if it comes after n
     * @throws IllegalArgumentException if one of them is not positive
     */
    public static int compare(int m, int n) {
        if (m < 1 || n < 1) {
            throw new IllegalArgumentException("periods " + m + " and " + n);
        }
        boolean isPower = Integer.bitCount(m) == 1;
        if (isPower || Integer.bitCount(n) == 1) {
            // Powers of two come last, the largest first.
            return isPower && Integer.bitCount(n) == 1 ? Integer.compare(n, m) : isPower ? 1 : -1;
        }
        int twos = Integer.compare(Integer.numberOfTrailingZeros(m), Integer.numberOfTrailingZeros(n));
        return twos != 0 ? twos : Integer.compare(m, n);
    }

    /**
     * Tells whether one period forces another.
     *
     * @param m a positive integer
     * @param n a positive integer
     * @return whether every continuous map of an interval with a point of least period m has one of least period n
     */
    public static boolean forces(int m, int n) {
        return compare(m, n) <= 0;
    }
}
