package org.chaoscert.map;

/** Enclosures of the images of one cell under a {@link Binary64Map} and of the derivatives on it; computed on demand. */
public final class Binary64CellOrbit implements CellOrbit {
    /** Relative slack for the rounding of one product. */
    private static final double SLACK = 0x1p-51;

    /**
     * Absolute slack for its underflow: far more than that needs, so that what starts at 0 does not go on among the subnormal
     * numbers, with which processors are slow.
     */
    private static final double TINY = 0x1p-900;

    private final Binary64Map map;
    private double[] lows = {};
    private double[] highs = {};
    private double[] derivativeLows = {};
    private double[] derivativeHighs = {};
    private int known;

    Binary64CellOrbit(Binary64Map map) {
        this.map = map;
    }

    void start(double from, double to, int steps) {
        if (steps >= lows.length) {
            lows = new double[steps + 1];
            highs = new double[steps + 1];
            derivativeLows = new double[steps + 1];
            derivativeHighs = new double[steps + 1];
        }
        lows[0] = from;
        highs[0] = to;
        derivativeLows[0] = 1;
        derivativeHighs[0] = 1;
        known = 0;
    }

    private void extendTo(int k) {
        for (; known < k; known++) {
            map.step(lows[known], highs[known]);
            lows[known + 1] = map.imageLow();
            highs[known + 1] = map.imageHigh();
            multiply(known, map.slopeLow(), map.slopeHigh());
        }
    }

    /** The next derivative: the interval product with a range of slopes, rounded outward; all numbers where it overflows. */
    private void multiply(int i, double slopeLow, double slopeHigh) {
        if (slopeLow == 0 && slopeHigh == 0) {
            derivativeLows[i + 1] = 0;
            derivativeHighs[i + 1] = 0;
            return;
        }
        double a = derivativeLows[i] * slopeLow;
        double b = derivativeLows[i] * slopeHigh;
        double c = derivativeHighs[i] * slopeLow;
        double d = derivativeHighs[i] * slopeHigh;
        double low = Math.min(Math.min(a, b), Math.min(c, d));
        double high = Math.max(Math.max(a, b), Math.max(c, d));
        low -= Math.abs(low) * SLACK + TINY;
        high += Math.abs(high) * SLACK + TINY;
        derivativeLows[i + 1] = Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low;
        derivativeHighs[i + 1] = Double.isNaN(high) ? Double.POSITIVE_INFINITY : high;
    }

    @Override
    public boolean isSeparated(int k) {
        extendTo(k);
        return highs[k] < lows[0] || lows[k] > highs[0];
    }

    @Override
    public boolean isCovered(int k) {
        extendTo(k);
        return lows[k] <= lows[0] && highs[k] >= highs[0];
    }

    @Override
    public Derivative derivative(int k) {
        extendTo(k);
        double low = derivativeLows[k];
        double high = derivativeHighs[k];
        return new Derivative(low < 1 ? -1 : low > 1 ? 1 : 0, high < 1 ? -1 : high > 1 ? 1 : 0);
    }
}
