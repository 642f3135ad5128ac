package org.chaoscert.audit;

import org.chaoscert.network.FloatingMap;

/** Computed orbits. */
final class Orbit {
    private Orbit() {}

    /** Returns some points of an orbit, the first one after a number of steps. */
    static double[] after(FloatingMap f, double start, int settling, int points) {
        double x = f.rounded(start);
        for (int i = 0; i < settling; i++) {
            x = f.applyAsDouble(x);
        }
        double[] orbit = new double[points];
        for (int i = 0; i < points; i++) {
            orbit[i] = x;
            x = f.applyAsDouble(x);
        }
        return orbit;
    }
}
