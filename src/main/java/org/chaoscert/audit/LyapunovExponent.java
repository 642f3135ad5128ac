package org.chaoscert.audit;

import org.chaoscert.network.FloatingMap;

/**
 * Computes the mean of log |f'| along a computed orbit, the largest Lyapunov exponent as experiments have it, and takes a large
 * one for chaos.
 *
 * @param start where the orbit begins
 * @param settling how many steps are made first
 * @param steps over how many steps the mean is taken, at least 1
 * @param threshold what is large: above it
 */
public record LyapunovExponent(double start, int settling, int steps, double threshold) implements FloatTest {
    @Override
    public boolean flags(FloatingMap f) {
        double x = Orbit.after(f, start, settling, 1)[0];
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += Math.log(Math.abs(f.slopeAt(x)));
            x = f.applyAsDouble(x);
        }
        return sum / steps > threshold;
    }

    @Override
    public Question question() {
        return Question.CHAOS;
    }

    @Override
    public String inWords() {
        return "the mean of log |f'| over " + steps + " computed steps from " + Grid.text(start) + ", after " + settling
                + " others, is above " + Grid.text(threshold);
    }
}
