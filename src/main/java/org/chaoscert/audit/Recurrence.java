package org.chaoscert.audit;

import org.chaoscert.network.FloatingMap;

/**
 * Follows a computed orbit, and takes it for one of period three if after a while it comes back near where it was every three
 * steps, and not every step.
 *
 * @param start where the orbit begins
 * @param settling how many steps are made first
 * @param steps how many steps are then looked at, at least 3
 * @param tolerance how near is near: at most so far away
 */
public record Recurrence(double start, int settling, int steps, double tolerance) implements FloatTest {
    private static final int PERIOD = 3;

    @Override
    public boolean flags(FloatingMap f) {
        double[] orbit = Orbit.after(f, start, settling, steps + PERIOD);
        boolean isFixed = true;
        for (int i = 0; i < steps; i++) {
            // Written so that NaN does not come back.
            if (!(Math.abs(orbit[i + PERIOD] - orbit[i]) <= tolerance)) {
                return false;
            }
            isFixed &= Math.abs(orbit[i + 1] - orbit[i]) <= tolerance;
        }
        return !isFixed;
    }

    @Override
    public Question question() {
        return Question.PERIOD_THREE;
    }

    @Override
    public String inWords() {
        return "the computed orbit of " + Grid.text(start) + " after " + settling + " steps comes back within "
                + tolerance + " every three steps, for " + steps + " steps, and not every step";
    }
}
