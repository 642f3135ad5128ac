package org.chaoscert.benchmark;

import java.math.BigInteger;
import java.util.List;
import org.chaoscert.dynamics.Growth;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Network;
import org.chaoscert.network.Polyline;
import org.chaoscert.network.Unfolding;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Laps and affine pieces of iterates: counted, and formed one after the other. */
@State(Scope.Thread)
public class Iterates {
    /** In the place of a variance: the tent map. */
    static final String TENT = "tent";

    private static final int TENT_ITERATES = 20;
    private static final BigInteger MANY = BigInteger.valueOf(100_000);
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final int MOST_ITERATES = 60;

    @Param("64")
    int width;

    @Param(TENT)
    String variance;

    /** The number of networks: one. */
    @Param("1")
    int size;

    private PiecewiseLinearMap map = unfolded(tent());
    private int iterates = TENT_ITERATES;
    private int iteratesToAMillion = TENT_ITERATES;

    private static Network tent() {
        Rational half = Rational.of(1, 2);
        return Polyline.through(
                List.of(Rational.ZERO, half, Rational.ONE), List.of(Rational.ZERO, Rational.ONE, Rational.ZERO));
    }

    private static PiecewiseLinearMap unfolded(Network network) {
        return Unfolding.map(network, Work.unlimited());
    }

    /** The tent map with its twentieth iterate; or the first random network of which some iterate has very many pieces. */
    @Setup
    public void choose() {
        if (variance.equals(TENT)) {
            return;
        }
        for (int i = 0; ; i++) {
            map = unfolded(Pool.sampler(width, variance).draw(Pool.SEED, i));
            List<BigInteger> regions = Growth.of(map, MOST_ITERATES).regions();
            if (regions.get(MOST_ITERATES - 1).compareTo(MILLION) >= 0) {
                iterates = first(regions, MANY);
                iteratesToAMillion = first(regions, MILLION);
                return;
            }
        }
    }

    /** The first iterate with so many pieces. */
    private static int first(List<BigInteger> regions, BigInteger pieces) {
        int n = 1;
        while (regions.get(n - 1).compareTo(pieces) < 0) {
            n++;
        }
        return n;
    }

    /** The numbers of affine pieces and of laps of all iterates up to one with a million pieces. */
    @Benchmark
    public Growth countedToAMillion() {
        return Growth.of(map, iteratesToAMillion);
    }

    /** The numbers of affine pieces and of laps of all iterates. */
    @Benchmark
    public Growth counted() {
        return Growth.of(map, iterates);
    }

    /** The number of affine pieces of the last iterate, which is formed. */
    @Benchmark
    public int formed() {
        PiecewiseLinear iterate = map.function();
        for (int n = 1; n < iterates; n++) {
            iterate = iterate.then(map.function(), Work.unlimited());
        }
        return iterate.pieces();
    }
}
