package org.chaoscert.oracle;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The periods of a continuous map f of [0, 1] that takes the value v<sub>i</sub>/N at i/N, 0 ≤ v<sub>i</sub> ≤ N, and is
 * affine in between; decided from its transition graph alone.
 *
 * <p><b>Graph.</b> Let I<sub>i</sub> = [i/N, (i+1)/N]. f maps I<sub>i</sub> affinely onto the union of the
 * I<sub>k</sub>, min(v<sub>i</sub>, v<sub>i+1</sub>) ≤ k &lt; max(v<sub>i</sub>, v<sub>i+1</sub>), with slope
 * ±|v<sub>i+1</sub> − v<sub>i</sub>|, or to one grid point. An edge i → k says that I<sub>i</sub> covers I<sub>k</sub>;
 * an interval with slope 0 has no edge.
 *
 * <p><b>Orbits.</b> f maps grid points to grid points, so a periodic orbit lies in the grid or avoids it. One that avoids
 * it runs inside intervals of slope other than 0 and so follows a closed walk of the graph. Conversely let w be a closed
 * walk of length d from I. The points of I that follow w form an interval K that f<sup>d</sup> maps affinely onto I ⊇ K
 * with an integer slope s ≠ 0, the product of the slopes on the way.
 *
 * <ul>
 *   <li>|s| &gt; 1: f<sup>d</sup> fixes exactly one point of K. Points with the same walk for ever are equal, since their
 *       distance grows by |s| each round. Hence a point that avoids the grid and follows w for ever has the length of the
 *       shortest walk of which w is a repetition as its least period: its orbit repeats no sooner than its walk, and
 *       when the walk repeats, so does the point.
 *   <li>The fixed point may be an end p of I, a grid point. Then s &gt; 0 (for s &lt; 0 points of K next to p would leave
 *       I), so f<sup>d</sup> maps the side of p in I to itself. Call a pair of a grid point and a side a germ; f maps
 *       germs to germs as long as slopes are not 0. So the closed walks with |s| &gt; 1 from I whose fixed point is an
 *       end of I correspond to the germs in I that d steps map to themselves; one to one, because the walk is that of
 *       the germ, and both ends of I fixed would mean s = 1.
 *   <li>|s| = 1: all slopes on the walk are ±1, each interval of it covers one interval only, so this is a loop without
 *       branches. Once round (length e, the smallest), f<sup>e</sup> is the identity on I: all inner points have least
 *       period e; or the reflection of I: the middle has least period e and the other inner points have 2e.
 * </ul>
 *
 * So the number of points with |s| &gt; 1 off the grid that f<sup>d</sup> fixes is F(d) = trace(A<sup>d</sup>) − U(d) −
 * G(d), A the adjacency matrix, U(d) the intervals on unbranched ±1 loops of length dividing d, G(d) the germs in other
 * intervals that return in d steps; and Σ μ(d/e) F(e) over e | d of them have least period d.
 *
 * <p><b>Chaos.</b> If two different closed walks of equal length n start at I, f<sup>n</sup> maps two subintervals of I
 * without common inner points onto I: a horseshoe, from which all periods of f<sup>n</sup> follow; f is chaotic (Li and
 * Yorke). That is so when a strongly connected component with an edge is more than one cycle: two different first-return
 * walks u, v at one of its vertices give uv and vu. Otherwise closed walks are repetitions of at most N disjoint cycles;
 * so off the grid there are only finitely many least periods, by Sharkovsky all of them are powers of two up to some
 * 2<sup>j</sup>, and a map with these periods only is not chaotic.
 */
public final class GridMapOracle {
    private final int n;
    private final int[] v;

    /** The map with the values v_i / N, N one less than the number of values. */
    public GridMapOracle(int... values) {
        n = values.length - 1;
        v = values.clone();
        if (Arrays.stream(v).anyMatch(value -> value < 0 || value > n)) {
            throw new IllegalArgumentException(Arrays.toString(v));
        }
    }

    public boolean isChaotic() {
        boolean[][] reach = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                reach[i][k] = covers(i, k);
            }
        }
        for (int via = 0; via < n; via++) {
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    reach[i][k] |= reach[i][via] && reach[via][k];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            int edgesInComponent = 0;
            for (int k = 0; k < n; k++) {
                if (covers(i, k) && reach[k][i]) {
                    edgesInComponent++;
                }
            }
            if (edgesInComponent > 1) {
                return true;
            }
        }
        return false;
    }

    /**
     * For a map that is not chaotic, the smallest j without least period 2^(j+1). For a chaotic one, the smallest j such
     * that f^(2^j) has period three: such that f has a least period 3·2^i with i ≤ j (a point has period n/gcd(n, 2^j)
     * under f^(2^j), n its least period; that is 3 exactly for n = 3·2^i, i ≤ j).
     */
    public int level() {
        for (int j = 0; ; j++) {
            if (isChaotic() ? hasLeastPeriod(3 << j) : !hasLeastPeriod(2 << j)) {
                return j;
            }
        }
    }

    public boolean hasLeastPeriod(int d) {
        return leastPeriodsOfGridPoints().contains(d)
                || leastPeriodsOfUnitLoops().contains(d)
                || pointsOffTheGrid(d) > 0;
    }

    /** All least periods of a map that is not chaotic: no loop is longer than N, and reflections double. */
    public SortedSet<Integer> leastPeriods() {
        if (isChaotic()) {
            throw new IllegalStateException("infinitely many");
        }
        SortedSet<Integer> periods = new TreeSet<>();
        for (int d = 1; d <= 2 * n + 2; d++) {
            if (hasLeastPeriod(d)) {
                periods.add(d);
            }
        }
        return periods;
    }

    private SortedSet<Integer> leastPeriodsOfGridPoints() {
        SortedSet<Integer> periods = new TreeSet<>();
        for (int start = 0; start <= n; start++) {
            int x = v[start];
            for (int d = 1; d <= n + 1; d++, x = v[x]) {
                if (x == start) {
                    periods.add(d);
                    break;
                }
            }
        }
        return periods;
    }

    private SortedSet<Integer> leastPeriodsOfUnitLoops() {
        SortedSet<Integer> periods = new TreeSet<>();
        for (int start = 0; start < n; start++) {
            int e = unitLoop(start);
            if (e > 0) {
                periods.add(e);
                int slope = 1;
                for (int step = 0, i = start; step < e; step++, i = Math.min(v[i], v[i + 1])) {
                    slope *= v[i + 1] - v[i];
                }
                if (slope < 0) {
                    periods.add(2 * e);
                }
            }
        }
        return periods;
    }

    /** The length of the loop of intervals with slopes ±1 through I_start, or 0 if there is none. */
    private int unitLoop(int start) {
        int i = start;
        for (int e = 1; e <= n; e++) {
            if (Math.abs(v[i + 1] - v[i]) != 1) {
                return 0;
            }
            i = Math.min(v[i], v[i + 1]);
            if (i == start) {
                return e;
            }
        }
        return 0;
    }

    private long pointsOffTheGrid(int d) {
        long count = 0;
        for (int e = 1; e <= d; e++) {
            if (d % e == 0) {
                count = Math.addExact(count, moebius(d / e) * isolatedFixedPointsOffTheGrid(e));
            }
        }
        return count;
    }

    private long isolatedFixedPointsOffTheGrid(int d) {
        long count = traceOfPower(d);
        for (int i = 0; i < n; i++) {
            int loop = unitLoop(i);
            if (loop > 0 && d % loop == 0) {
                count--;
            } else {
                count -= (germReturns(i, 1, d) ? 1 : 0) + (germReturns(i + 1, -1, d) ? 1 : 0);
            }
        }
        return count;
    }

    /** Whether d steps map the germ at grid point {@code start} towards {@code startSide} (1 right, −1 left) to itself. */
    private boolean germReturns(int start, int startSide, int d) {
        int x = start;
        int side = startSide;
        for (int step = 0; step < d; step++) {
            int towards = Integer.signum(v[x + side] - v[x]);
            if (towards == 0) {
                return false;
            }
            x = v[x];
            side = towards;
        }
        return x == start && side == startSide;
    }

    private boolean covers(int i, int k) {
        return Math.min(v[i], v[i + 1]) <= k && k < Math.max(v[i], v[i + 1]);
    }

    private long traceOfPower(int d) {
        long trace = 0;
        for (int start = 0; start < n; start++) {
            long[] walks = new long[n];
            walks[start] = 1;
            for (int step = 0; step < d; step++) {
                long[] longer = new long[n];
                for (int i = 0; i < n; i++) {
                    for (int k = 0; k < n; k++) {
                        if (covers(i, k)) {
                            longer[k] = Math.addExact(longer[k], walks[i]);
                        }
                    }
                }
                walks = longer;
            }
            trace = Math.addExact(trace, walks[start]);
        }
        return trace;
    }

    private static int moebius(int k) {
        int result = 1;
        int rest = k;
        for (int p = 2; p <= rest; p++) {
            if (rest % p == 0) {
                rest /= p;
                if (rest % p == 0) {
                    return 0;
                }
                result = -result;
            }
        }
        return result;
    }
}
