package org.chaoscert.map;

/**
 * A network with one hidden layer of ReLU neurons, in binary64 arithmetic with proved error bounds: the fast room behind
 * {@link IntervalMap}. What it says is proved of the exact map of the given numbers; near ties it says that it does not
 * know. One object is used for many networks, one after another, and keeps its arrays.
 *
 * <p>The map is f = clamp(g) with g(x) = bias + Σ a<sub>i</sub> max(0, w<sub>i</sub> x + c<sub>i</sub>). With jumps
 * σ<sub>i</sub> = a<sub>i</sub>|w<sub>i</sub>| at kinks β<sub>i</sub> = −c<sub>i</sub>/w<sub>i</sub>, and with g's slope and
 * intercept left of all kinks, g is a running sum from kink to kink.
 *
 * <p><b>Error bounds.</b> Let u = 2<sup>−53</sup>, n the number of neurons, k ≤ n that of kinks, t<sub>i</sub> the rounded kinks in order, Ŝ and V̂
 * the computed slopes and values at kinks, M<sub>S</sub> and M<sub>V</sub> their greatest absolute values, T = max
 * |t<sub>i</sub>|, L = t<sub>k</sub> − t<sub>1</sub>, J = Σ|σ̂<sub>i</sub>|, A = |bias| + Σ|a<sub>i</sub>c<sub>i</sub>| over
 * the neurons that are active at −∞, those of weight 0 among them, which have no kink. Each operation has a relative error of at most u, or where it underflows an absolute
 * one of at most 2<sup>−1074</sup>.
 * <ul>
 *   <li>Slopes: k additions, each wrong by at most u M<sub>S</sub>, jumps by u J in all, and the slope at −∞ by (k + 1) u J
 *       unless it is 0: |Ŝ − S| ≤ e<sub>S</sub> = u (k M<sub>S</sub> + [if any kink or jump is rounded] (k + 2) J).
 *   <li>Values at kinks, of the function with kinks t<sub>i</sub>: the steps from t<sub>i</sub> to t<sub>i+1</sub> have total
 *       length L; difference, product and slope are wrong by at most (2u + u²) M<sub>S</sub> + e<sub>S</sub> for each unit of
 *       it, and k additions by u M<sub>V</sub> each. Evaluation between kinks is one more such step inside L, and its value
 *       is at most 3 M<sub>V</sub>. The first value, intercept + slope · t<sub>1</sub>, is wrong by (n + 3) u A + T ((k + 3) u
 *       J), unless no kink or jump is
 *       rounded: then g is constant there, equal to the bias.
 *   <li>Moving a kink from β<sub>i</sub> to t<sub>i</sub> changes the function by at most |σ<sub>i</sub>| |β<sub>i</sub> −
 *       t<sub>i</sub>| ≤ |σ<sub>i</sub>| u |t<sub>i</sub>| (1 + 2u): together at most 2 u J T.
 *   <li>Beyond the outermost kinks the error grows by at most e<sub>S</sub> + 3 u M<sub>S</sub> for each unit of length, the
 *       rounding of the value itself included.
 * </ul>
 * With few kinks M<sub>S</sub> and M<sub>V</sub> are bounded by J and L J instead of looked for. The bounds below are these with
 * larger constants, which also pay for the few roundings in computing and in adding them,
 * and for underflows.
 *
 * <p>Rounding keeps order, so that β<sub>i</sub> &gt; x implies t<sub>i</sub> ≥ x for a binary64 number x, and the pieces
 * that an interval [x, y] meets are among those from the kinks below x to those at or below y. Where rounding makes two
 * kinks equal, their order is lost; then this room says nothing at all, as it does when numbers overflow.
 *
 * <p>Not thread-safe.
 */
public final class Binary64Map implements IntervalMap<Double, Binary64CellOrbit> {
    private static final double UNIT_ROUNDOFF = 0x1p-53;

    /** Of so many kinks the greatest slope and value are not looked for, but bounded by the sum of all jumps. */
    private static final int FEW = 128;

    /** Cells below so many times the error of a value are not cut any further. */
    private static final double FINEST = 32;

    /**
     * Part of its length by which the core is left longer than need be: close to a fixed point that attracts everything it
     * would be too short for any rule to be seen to hold.
     */
    private static final double SPARE = 0x1p-5;

    private final Binary64Kinks sorted = new Binary64Kinks();
    private final BlockExtrema valueExtrema = new BlockExtrema();
    private final BlockExtrema slopeExtrema = new BlockExtrema();
    private final Binary64CellOrbit orbit = new Binary64CellOrbit(this);
    private double left;
    private double right;
    private double low;
    private double high;

    /** Left of all kinks: g, as far as it is known there, and whether that is without error. */
    private double firstIntercept;

    private double firstSlope;
    private double sumOfIntercepts;
    private double sumOfJumps;
    private boolean exactTerms;

    private int neurons;
    private int size;
    private double[] kinks = {};
    private double[] values = {};
    private double[] slopes = {};
    private boolean usable;
    private double valueError;
    private double slopeError;
    private double farError;

    /** The error of g(x) − x at a kink, and as much again where the kink itself is rounded. */
    private double riseError;

    private boolean searchable;
    private double coreLeft;
    private double coreRight;

    /** What {@link #enclose} found, before the cut. */
    private double sumLow;

    private double sumHigh;

    /** What {@link #step} found. */
    private double imageLow;

    private double imageHigh;
    private double slopeLow;
    private double slopeHigh;

    /**
     * Reads a network.
     *
     * @param weights w, at least {@code width} of them, as in all arrays
     * @param biases c
     * @param outputs a
     * @param width the number of neurons, at least 1
     * @param bias the output's bias
     * @param onUnitInterval true for g cut to [0, 1] on the domain [0, 1]; false for the line
     * @param lowest on the line, the value that g is cut to from below: −∞ or a number
     */
    public void read(
            double[] weights,
            double[] biases,
            double[] outputs,
            int width,
            double bias,
            boolean onUnitInterval,
            double lowest) {
        left = onUnitInterval ? 0 : Double.NEGATIVE_INFINITY;
        right = onUnitInterval ? 1 : Double.POSITIVE_INFINITY;
        low = onUnitInterval ? 0 : lowest;
        high = right;
        neurons = width;
        sorted.clear(width);
        boolean inUnitInterval = addNeurons(weights, biases, outputs, width, bias);
        size = sorted.size();
        usable = size > 0;
        searchable = false;
        if (usable) {
            sorted.sort(inUnitInterval);
            sumUp();
            bound();
        }
    }

    /** Turns neurons into kinks, and returns whether these are all in [0, 1]. */
    private boolean addNeurons(double[] weights, double[] biases, double[] outputs, int width, double bias) {
        firstIntercept = bias;
        firstSlope = 0;
        sumOfIntercepts = Math.abs(bias);
        sumOfJumps = 0;
        exactTerms = true;
        boolean inUnitInterval = true;
        for (int i = 0; i < width; i++) {
            double kink = -biases[i];
            double jump = outputs[i];
            if (weights[i] != 1) {
                exactTerms = false;
                if (weights[i] == 0) {
                    addConstant(outputs[i] * Math.max(0, biases[i]));
                    continue;
                }
                kink /= weights[i];
                jump *= Math.abs(weights[i]);
                if (weights[i] < 0) {
                    firstSlope -= jump;
                    addConstant(outputs[i] * biases[i]);
                }
            }
            inUnitInterval = inUnitInterval && kink >= 0 && kink <= 1;
            sumOfJumps += Math.abs(jump);
            sorted.add(kink, jump);
        }
        return inUnitInterval;
    }

    private void addConstant(double term) {
        firstIntercept += term;
        sumOfIntercepts += Math.abs(term);
    }

    /** Slopes and values from kink to kink. */
    private void sumUp() {
        if (size > values.length) {
            values = new double[size];
            slopes = new double[size + 1];
        }
        kinks = sorted.kinks();
        double[] jumps = sorted.jumps();
        double[] value = values;
        double[] slope = slopes;
        double before = kinks[0];
        double s = firstSlope;
        double v = firstIntercept + s * before;
        boolean distinct = true;
        slope[0] = s;
        for (int i = 0; i < size; i++) {
            double kink = kinks[i];
            v += s * (kink - before);
            s += jumps[i];
            value[i] = v;
            slope[i + 1] = s;
            distinct &= i == 0 || before < kink;
            before = kink;
        }
        usable = (distinct || exactTerms) && Double.isFinite(v) && Double.isFinite(s);
    }

    /** The error bounds of the class comment. */
    private void bound() {
        double span = kinks[size - 1] - kinks[0];
        double steepest = Math.abs(firstSlope) + sumOfJumps;
        double farthest = Math.abs(values[0]) + span * steepest;
        if (size > FEW) {
            steepest = Math.abs(firstSlope);
            farthest = 0;
            for (int i = 0; i < size; i++) {
                double slope = Math.abs(slopes[i + 1]);
                double value = Math.abs(values[i]);
                steepest = slope > steepest ? slope : steepest;
                farthest = value > farthest ? value : farthest;
            }
        }
        double reach = Math.max(Math.abs(kinks[0]), Math.abs(kinks[size - 1]));
        double rounded = exactTerms ? 0 : UNIT_ROUNDOFF * (size + 8.0);
        slopeError = 1.01 * (UNIT_ROUNDOFF * size * steepest + rounded * sumOfJumps) + Double.MIN_NORMAL;
        double first =
                exactTerms ? 0 : UNIT_ROUNDOFF * (neurons + 8.0) * sumOfIntercepts + rounded * reach * sumOfJumps;
        double moved = exactTerms ? 0 : 4 * UNIT_ROUNDOFF * sumOfJumps * reach;
        farError = slopeError + 8 * UNIT_ROUNDOFF * steepest;
        valueError = 1.01 * (first + moved + span * farError + UNIT_ROUNDOFF * (size + 32.0) * farthest)
                + Double.MIN_NORMAL * (1 + sumOfJumps + reach);
        riseError = exactTerms ? valueError : 2 * valueError + 4 * UNIT_ROUNDOFF * reach;
        usable &= sumOfJumps < 0x1p100 && reach < 0x1p100 && valueError < 1;
    }

    @Override
    public Double left() {
        return left;
    }

    @Override
    public Double right() {
        return right;
    }

    @Override
    public boolean isFinite(Double point) {
        return Double.isFinite(point);
    }

    /**
     * Finds the core: an interval that holds all cycles but fixed points. The least point of a cycle lies where f(x) &gt; x,
     * the greatest where f(x) &lt; x, and f maps what cycles there are in the core onto themselves.
     *
     * <p>Where f(x) ≤ x up to some place and f(x) ≥ x from there on, the core is empty: no point of the first kind lies left of
     * one of the second. That covers graphs on one side of the diagonal.
     *
     * <p>It is enough to look at kinks and at the ends of D, or of what is left of D when it is cut to the range of values:
     * the graph with rounded kinks is affine between them, and the true one nowhere farther from it than the error of a value.
     * Where they lie on different sides of the diagonal, twice the error and a rounding of each kink see to it that the true
     * graph, affine between true kinks, crosses it once.
     *
     * @return false if the core is empty: all periodic points are fixed; true if not, or if that is unknown
     */
    public boolean findCore() {
        coreLeft = Math.max(left, low);
        coreRight = Math.min(right, high);
        if (!usable) {
            return true;
        }
        int from = sorted.below(coreLeft);
        int to = sorted.atOrBelow(coreRight, from);
        int rising = firstRising(from, to);
        int falling = lastFalling(from, to);
        if (falling < rising) {
            return false;
        }
        coreLeft = rising > from ? kinks[rising - 1] : coreLeft;
        coreRight = falling < to - 1 ? kinks[falling + 1] : coreRight;
        step(coreLeft, coreRight);
        double spare = SPARE * Math.min(coreRight - coreLeft, Math.max(1, imageHigh - imageLow));
        coreLeft = Math.max(coreLeft, imageLow - spare);
        coreRight = Math.min(coreRight, imageHigh + spare);
        return coreLeft < coreRight;
    }

    /**
     * The first kink with g(x) &gt; x, perhaps; {@code from − 1} for the left end, {@code to} for the right one, then nothing.
     * Beyond the last kink the graph may cross to that side, and then stays there.
     */
    private int firstRising(int from, int to) {
        boolean isLeftBelow = coreLeft == Double.NEGATIVE_INFINITY ? slopes[0] - slopeError >= 1 : isBelowAt(coreLeft);
        if (!isLeftBelow) {
            return from - 1;
        }
        for (int i = from; i < to; i++) {
            if (values[i] - kinks[i] > -riseError) {
                return i;
            }
        }
        return coreRight == Double.POSITIVE_INFINITY || isBelowAt(coreRight) ? to + 1 : to;
    }

    /** The last kink with g(x) &lt; x, perhaps; {@code to} for the right end, {@code from − 1} for the left one, then nothing. */
    private int lastFalling(int from, int to) {
        boolean isRightAbove =
                coreRight == Double.POSITIVE_INFINITY ? slopes[size] - slopeError >= 1 : isAboveAt(coreRight);
        if (!isRightAbove) {
            return to;
        }
        for (int i = to - 1; i >= from; i--) {
            if (values[i] - kinks[i] < riseError) {
                return i;
            }
        }
        return coreLeft == Double.NEGATIVE_INFINITY || isAboveAt(coreLeft) ? from - 2 : from - 1;
    }

    /**
     * Returns the left end of what {@link #findCore} found.
     *
     * @return a number or −∞; without meaning if the core is empty
     */
    public double coreLeft() {
        return coreLeft;
    }

    /**
     * Returns the right end of what {@link #findCore} found.
     *
     * @return a number or ∞; without meaning if the core is empty
     */
    public double coreRight() {
        return coreRight;
    }

    private boolean isBelowAt(double x) {
        int first = sorted.below(x);
        enclose(x, x, first, sorted.atOrBelow(x, first));
        return sumHigh <= x;
    }

    private boolean isAboveAt(double x) {
        int first = sorted.below(x);
        enclose(x, x, first, sorted.atOrBelow(x, first));
        return sumLow >= x;
    }

    @Override
    public PointOrbit follow(Double point, int steps) {
        double x = point;
        if (!usable || !Double.isFinite(x)) {
            return k -> Order.UNKNOWN;
        }
        Order[] orders = new Order[steps + 1];
        orders[0] = Order.EQUAL;
        double from = x;
        double to = x;
        for (int k = 1; k <= steps; k++) {
            step(from, to);
            from = imageLow;
            to = imageHigh;
            orders[k] = to < x ? Order.LESS : from > x ? Order.GREATER : from == to ? Order.EQUAL : Order.UNKNOWN;
        }
        return k -> orders[k];
    }

    /**
     * {@inheritDoc}
     *
     * <p>The orbit is valid until the next call: there is one object for all.
     */
    @Override
    public Binary64CellOrbit follow(Double from, Double to, int steps) {
        orbit.start(from, to, steps);
        return orbit;
    }

    @Override
    public boolean isDivisible(Double from, Double to) {
        double between = middle(from, to);
        return usable && from < between && between < to && to - from > FINEST * valueError;
    }

    @Override
    public Double middle(Double from, Double to) {
        if (Double.isFinite(from) && Double.isFinite(to)) {
            return 0.5 * from + 0.5 * to;
        }
        if (Double.isFinite(from) && from >= 0) {
            return outward(from);
        }
        return Double.isFinite(to) && to <= 0 ? -outward(-to) : 0.0;
    }

    /** A power of two, at least 1, above x ≥ 0 and at most about 4x. */
    private static double outward(double x) {
        return x < 1 ? 1 : 2 * Math.scalb(1.0, Math.getExponent(x));
    }

    /** {@inheritDoc} There are no exact places in binary64: the middle will do as well. */
    @Override
    public Double exactCut(Double from, Double to, Binary64CellOrbit cell) {
        return middle(from, to);
    }

    /**
     * Evaluates f without any promise, for guesses.
     *
     * @param x a number
     * @return f(x) up to rounding; x itself where this room knows nothing
     */
    public double approximate(double x) {
        return usable ? clamp(valueOnPiece(sorted.below(x), x)) : x;
    }

    /** Encloses the image of [from, to], and the slopes on it. */
    void step(double from, double to) {
        if (!usable) {
            imageLow = Double.NEGATIVE_INFINITY;
            imageHigh = Double.POSITIVE_INFINITY;
            slopeLow = Double.NEGATIVE_INFINITY;
            slopeHigh = Double.POSITIVE_INFINITY;
            return;
        }
        int first = sorted.below(from);
        int last = sorted.atOrBelow(to, first);
        enclose(from, to, first, last);
        boolean isCutBelow = sumLow <= low && low > Double.NEGATIVE_INFINITY;
        boolean isCutAbove = sumHigh >= high && high < Double.POSITIVE_INFINITY;
        imageLow = clamp(sumLow);
        imageHigh = clamp(sumHigh);
        if (from == to || (isCutBelow && sumHigh <= low) || (isCutAbove && sumLow >= high)) {
            slopeLow = 0;
            slopeHigh = 0;
        } else {
            encloseSlopes(first, last, isCutBelow || isCutAbove);
        }
    }

    /** Encloses g on [from, to], which meets the pieces from first to last; all numbers where a limit is not known. */
    private void enclose(double from, double to, int first, int last) {
        if (last == 0 && exactTerms) {
            sumLow = firstIntercept;
            sumHigh = firstIntercept;
            return;
        }
        double atFrom = valueOnPiece(first, from);
        double atTo = valueOnPiece(last, to);
        double least = Math.min(atFrom, atTo);
        double greatest = Math.max(atFrom, atTo);
        if (first < last) {
            prepareSearch();
            valueExtrema.find(first, last);
            least = Math.min(least, valueExtrema.least());
            greatest = Math.max(greatest, valueExtrema.greatest());
        }
        double error = first > 0 && last < size ? valueError : valueError + farError * beyondKinks(from, to);
        sumLow = lowerEnd(least - error);
        sumHigh = -lowerEnd(-greatest - error);
    }

    /** A lower end that is not known is −∞; so is one that has overflowed to ∞: the error then drowned in it. */
    private static double lowerEnd(double end) {
        return end == Double.POSITIVE_INFINITY || Double.isNaN(end) ? Double.NEGATIVE_INFINITY : end;
    }

    private void encloseSlopes(int first, int last, boolean isCut) {
        double flattest = slopes[first];
        double steepest = flattest;
        if (first < last) {
            slopeExtrema.find(first, last + 1);
            flattest = slopeExtrema.least();
            steepest = slopeExtrema.greatest();
        }
        slopeLow = flattest - slopeError;
        slopeHigh = steepest + slopeError;
        if (isCut) {
            slopeLow = Math.min(0, slopeLow);
            slopeHigh = Math.max(0, slopeHigh);
        }
    }

    /** How far a finite end of [from, to] lies outside the range of kinks; 0 for infinite ends, whose values are limits. */
    private double beyondKinks(double from, double to) {
        return Math.max(beyondKinks(from), beyondKinks(to));
    }

    private double beyondKinks(double x) {
        return Double.isInfinite(x) ? 0 : Math.max(0, Math.max(kinks[0] - x, x - kinks[size - 1]));
    }

    /** The value at x, or at ±∞ the limit; NaN where the sign of the slope there is not known. */
    private double valueOnPiece(int piece, double x) {
        int anchor = piece == 0 ? 0 : piece - 1;
        double slope = slopes[piece];
        if (Double.isFinite(x)) {
            return values[anchor] + slope * (x - kinks[anchor]);
        }
        if (piece == 0 && exactTerms) {
            return firstIntercept;
        }
        return Math.abs(slope) > slopeError ? Math.signum(slope) * x : Double.NaN;
    }

    private double clamp(double value) {
        return Math.min(high, Math.max(low, value));
    }

    /** Where g stays beyond a cut on a whole piece, f is constant; then the extremes of blocks are formed. */
    private void prepareSearch() {
        if (searchable) {
            return;
        }
        searchable = true;
        double beyondLow = low - valueError;
        double beyondHigh = high + valueError;
        for (int i = 1; i < size; i++) {
            boolean below = values[i - 1] <= beyondLow && values[i] <= beyondLow;
            boolean above = values[i - 1] >= beyondHigh && values[i] >= beyondHigh;
            if (below || above) {
                slopes[i] = 0;
            }
        }
        valueExtrema.read(values, size);
        slopeExtrema.read(slopes, size + 1);
    }

    double imageLow() {
        return imageLow;
    }

    double imageHigh() {
        return imageHigh;
    }

    double slopeLow() {
        return slopeLow;
    }

    double slopeHigh() {
        return slopeHigh;
    }
}
