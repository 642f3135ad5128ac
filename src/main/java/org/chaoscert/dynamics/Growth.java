package org.chaoscert.dynamics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;

/**
 * How the iterates of a map grow, without forming them.
 *
 * @param laps for f, f<sup>2</sup>, …: the least number of intervals of D on which f<sup>n</sup> is monotone, not necessarily
 *     strictly; empty from where on it was not counted
 * @param regions for f, f<sup>2</sup>, …: the number of maximal intervals of D on which f<sup>n</sup> is affine
 */
public record Growth(List<Optional<BigInteger>> laps, List<BigInteger> regions) {
    /** Copies the lists. */
    public Growth {
        laps = List.copyOf(laps);
        regions = List.copyOf(regions);
    }

    /**
     * Counts, exactly. A step takes time in proportion to the number of kinks and of different points on their orbits so far.
     *
     * <p>Only where f<sup>n</sup> turns to and fro inside an interval on which f is constant, between two pieces that both rise or both
     * fall, the laps have to be listed; more than {@link Laps#MOST} are not.
     *
     * @param map the map f
     * @param iterates how many iterates, at least 0
     * @return the numbers of laps and regions
     * @throws org.chaoscert.map.BudgetExhaustedException if the map's budget of work is spent
     */
    public static Growth of(PiecewiseLinearMap map, int iterates) {
        return new Growth(Laps.count(map, iterates), regions(map, iterates));
    }

    /**
     * Returns where f turns from rising to falling or back.
     *
     * @param map the map f
     * @return increasing points inside D; of a level stretch between a rise and a fall its left end
     */
    public static List<Rational> turns(PiecewiseLinearMap map) {
        return List.copyOf(Laps.turns(map.function()));
    }

    /**
     * A place where two affine pieces of f^n meet. What becomes of it depends only on the value there, and on the slopes at both
     * sides, up to a positive factor: so these are kept as integers without common divisor. Seen from the other side it is the same.
     */
    private record Junction(Rational value, BigInteger left, BigInteger right) {
        static Junction of(Rational value, BigInteger left, BigInteger right) {
            BigInteger common = left.gcd(right).max(BigInteger.ONE);
            BigInteger a = left.divide(common);
            BigInteger b = right.divide(common);
            boolean isFirst = a.compareTo(b.negate()) <= 0;
            return isFirst
                    ? new Junction(value.reduced(), a, b)
                    : new Junction(value.reduced(), b.negate(), a.negate());
        }

        boolean isKink() {
            return !left.equals(right);
        }

        boolean isLevel() {
            return left.signum() == 0 && right.signum() == 0;
        }

        /** The same place for f^(n+1): each side approaches the value from above or below. */
        Junction followedBy(PiecewiseLinear f) {
            int below = f.pieceLeftOf(value);
            int above = f.pieceRightOf(value);
            return of(
                    f.valueOnPiece(above, value),
                    left.multiply(f.slopeNumerator(left.signum() > 0 ? below : above)),
                    right.multiply(f.slopeNumerator(right.signum() > 0 ? above : below)));
        }
    }

    private static List<BigInteger> regions(PiecewiseLinearMap map, int iterates) {
        PiecewiseLinear f = map.function();
        List<Rational> kinks = new ArrayList<>();
        List<Junction> bends = new ArrayList<>();
        for (int i = 1; i < f.pieces(); i++) {
            Rational kink = f.kink(i - 1);
            kinks.add(kink);
            bends.add(Junction.of(f.valueOnPiece(i, kink), f.slopeNumerator(i - 1), f.slopeNumerator(i)));
        }
        Subdivision parts = new Subdivision(map, kinks);
        Map<Junction, BigInteger> junctions = Map.of();
        List<BigInteger> regions = new ArrayList<>();
        for (int n = 1; n <= iterates; n++) {
            Map<Junction, BigInteger> next = new HashMap<>();
            junctions.forEach((junction, count) -> {
                Junction image = junction.followedBy(f);
                if (!image.isLevel()) {
                    next.merge(image, count, BigInteger::add);
                }
            });
            BigInteger[] divided = parts.divided();
            for (int i = 0; i < divided.length; i++) {
                if (divided[i].signum() > 0) {
                    next.merge(bends.get(i), divided[i], BigInteger::add);
                }
            }
            junctions = next;
            regions.add(BigInteger.ONE.add(junctions.entrySet().stream()
                    .filter(entry -> entry.getKey().isKink())
                    .map(Map.Entry::getValue)
                    .reduce(BigInteger.ZERO, BigInteger::add)));
            if (n < iterates) {
                parts.step(collapsed -> {});
            }
        }
        return regions;
    }
}
