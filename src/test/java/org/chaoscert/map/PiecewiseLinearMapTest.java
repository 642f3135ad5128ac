package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.RandomMaps.Sample;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.oracle.SlowPiecewiseLinear;
import org.chaoscert.oracle.SlowPiecewiseLinear.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiecewiseLinearMapTest {
    private static final int SAMPLES = 300;
    private static final Pattern LEAVES = Pattern.compile("the map takes (\\S+) to (\\S+), outside the domain (.+)");

    private static Rational q(long numerator, long denominator) {
        return Rational.of(numerator, denominator);
    }

    private static Rational end(String text) {
        return switch (text) {
            case "-inf" -> Rational.NEGATIVE_INFINITY;
            case "inf" -> Rational.POSITIVE_INFINITY;
            default -> Numerals.quoted(text);
        };
    }

    private static PiecewiseLinear affine(long slope, long intercept, long denominator) {
        return PiecewiseLinear.affine(
                BigInteger.valueOf(slope), BigInteger.valueOf(intercept), BigInteger.valueOf(denominator));
    }

    @Test
    void aMapKeepsTheKinksInsideItsDomainOnly() {
        RandomMaps maps = new RandomMaps(71);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            PiecewiseLinearMap map = sample.map();
            assertThat(map.left()).isEqualTo(sample.domain().left());
            assertThat(map.right()).isEqualTo(sample.domain().right());
            assertThat(map.domain()).isEqualTo(sample.domain());
            List<Fraction> inside = sample.slow().kinks().stream()
                    .filter(kink -> sample.left().isBelow(kink) && kink.isBelow(sample.right()))
                    .toList();
            assertThat(IntStream.range(0, map.function().pieces() - 1)
                            .mapToObj(k -> Fraction.of(map.function().kink(k))))
                    .as("kinks of the %s", sample)
                    .containsExactlyElementsOf(inside);
        }
    }

    @Test
    void aDomainIsAcceptedIfAndOnlyIfItIsMappedIntoItself() {
        RandomMaps maps = new RandomMaps(72);
        int refused = 0;
        for (int i = 0; i < 2 * SAMPLES; i++) {
            Sample given = maps.next();
            Sample sample = new Sample(given.function(), given.slow(), maps.domain());
            if (RandomMaps.isInvariant(sample)) {
                assertThat(sample.map().domain()).isEqualTo(sample.domain());
            } else {
                refused++;
                assertThatThrownBy(sample::map)
                        .as("%s", sample)
                        .isInstanceOf(DomainNotInvariantException.class)
                        .satisfies(thrown -> requireReason(thrown.getMessage(), sample));
            }
        }
        assertThat(refused).isGreaterThan(50);
    }

    /** The message names a point of D that leaves D; or else only the limit at an infinite end of D does. */
    private static void requireReason(String message, Sample sample) {
        Matcher leaves = LEAVES.matcher(message);
        if (leaves.matches()) {
            Fraction point = Fraction.of(Numerals.quoted(leaves.group(1)));
            Fraction value = Fraction.of(Numerals.quoted(leaves.group(2)));
            assertThat(sample.domain().contains(point.toRational())).isTrue();
            assertThat(sample.slow().at(point)).isEqualTo(value);
            assertThat(sample.domain().contains(value.toRational())).isFalse();
            assertThat(leaves.group(3)).isEqualTo(sample.domain().toString());
        } else {
            assertThat(message)
                    .isEqualTo("the map is unbounded on the domain " + sample.domain()
                            + ", towards an end that is bounded");
            Interval image = sample.slow().image(sample.left(), sample.right());
            assertThat((!image.low().isFinite() && sample.left().isFinite())
                            || (!image.high().isFinite() && sample.right().isFinite()))
                    .isTrue();
        }
    }

    @Test
    void aDomainThatIsNotInvariantIsNamedWithAPointThatLeaves() {
        assertThatThrownBy(() -> PiecewiseLinearMap.of(affine(2, 0, 1), Domain.UNIT, Work.unlimited()))
                .hasMessage("the map takes 1 to 2, outside the domain [0, 1]");
        assertThatThrownBy(() -> PiecewiseLinearMap.of(affine(1, -1, 3), Domain.UNIT, Work.unlimited()))
                .hasMessage("the map takes 0 to -1/3, outside the domain [0, 1]");
        PiecewiseLinear peak = Polylines.through(q(0, 1), q(0, 1), q(1, 2), q(3, 2), q(1, 1), q(0, 1));
        assertThatThrownBy(() -> PiecewiseLinearMap.of(peak, Domain.UNIT, Work.unlimited()))
                .hasMessage("the map takes 1/2 to 3/2, outside the domain [0, 1]");
        Domain half = new Domain(Rational.ZERO, Rational.POSITIVE_INFINITY);
        assertThatThrownBy(() -> PiecewiseLinearMap.of(affine(-1, 0, 1), half, Work.unlimited()))
                .hasMessage("the map is unbounded on the domain [0, inf), towards an end that is bounded");
    }

    @Test
    void imagesAreExactHulls() {
        RandomMaps maps = new RandomMaps(73);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            PiecewiseLinearMap map = sample.map();
            for (int j = 0; j < 8; j++) {
                Domain cell = maps.cell(sample);
                Rational point = maps.point(sample);
                requireImage(map, sample, new Span(cell.left(), cell.right()));
                requireImage(map, sample, new Span(point, point));
            }
        }
    }

    private static void requireImage(PiecewiseLinearMap map, Sample sample, Span part) {
        Span image = map.image(part);
        assertThat(new Interval(Fraction.of(image.lower()), Fraction.of(image.upper())))
                .as("image of %s under the %s", part, sample)
                .isEqualTo(sample.slow().image(Fraction.of(part.lower()), Fraction.of(part.upper())));
    }

    @Test
    void orbitsAndOrdersAreThoseOfTheDefinition() {
        RandomMaps maps = new RandomMaps(74);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            PiecewiseLinearMap map = sample.map();
            Rational x = maps.point(sample);
            List<Rational> orbit = map.orbit(x, 7);
            PointOrbit orders = map.follow(x, 7);
            assertThat(orbit).hasSize(8);
            Fraction expected = Fraction.of(x);
            for (int k = 1; k <= 7; k++) {
                expected = sample.slow().at(expected);
                assertThat(Fraction.of(orbit.get(k)))
                        .as("iterate %d of %s under the %s", k, x, sample)
                        .isEqualTo(expected);
                assertThat(orders.order(k))
                        .as("iterate %d of %s under the %s, compared", k, x, sample)
                        .isEqualTo(
                                switch (Integer.signum(expected.compareTo(Fraction.of(x)))) {
                                    case -1 -> Order.LESS;
                                    case 0 -> Order.EQUAL;
                                    default -> Order.GREATER;
                                });
            }
            assertThat(Fraction.of(map.valueAt(x))).isEqualTo(sample.slow().at(Fraction.of(x)));
        }
    }

    @Test
    void fixedPointsAreThePointsAndIntervalsOnTheDiagonal() {
        RandomMaps maps = new RandomMaps(79);
        int intervals = 0;
        for (int i = 0; i < 2 * SAMPLES; i++) {
            Sample sample = maps.next();
            List<Interval> found = sample.map().fixedPoints().stream()
                    .map(span -> new Interval(Fraction.of(span.lower()), Fraction.of(span.upper())))
                    .toList();
            assertThat(found).as("fixed points of the %s", sample).isEqualTo(fixedPointsByTrial(sample));
            intervals += (int) found.stream()
                    .filter(component -> !component.low().equals(component.high()))
                    .count();
        }
        assertThat(intervals).as("intervals of fixed points").isGreaterThan(30);
    }

    /** On every stretch without places f − id is affine: zero everywhere, at one point that is tried, or nowhere. */
    private static List<Interval> fixedPointsByTrial(Sample sample) {
        List<Fraction> stops = new ArrayList<>(sample.slow().placesInside(sample.left(), sample.right()));
        stops.add(0, sample.left());
        stops.add(sample.right());
        List<Interval> found = new ArrayList<>();
        for (int i = 0; i + 1 < stops.size(); i++) {
            Fraction from = stops.get(i);
            Fraction to = stops.get(i + 1);
            Fraction slope = sample.slow().slopes(from, to).get(0);
            Fraction inside = from.isFinite() ? from : to.isFinite() ? to : Fraction.ZERO;
            Fraction above = sample.slow().at(inside).minus(inside);
            if (slope.equals(Fraction.ONE) && above.signum() == 0) {
                join(found, new Interval(from, to));
            } else if (!slope.equals(Fraction.ONE)) {
                Fraction zero = inside.plus(above.over(Fraction.ONE.minus(slope)));
                if (!zero.isBelow(from) && !to.isBelow(zero)) {
                    join(found, new Interval(zero, zero));
                }
            }
        }
        return found;
    }

    private static void join(List<Interval> found, Interval next) {
        Interval last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last != null && last.high().equals(next.low())) {
            found.set(found.size() - 1, new Interval(last.low(), next.high()));
        } else {
            found.add(next);
        }
    }

    @Test
    void fixedPointsAreInLowestTermsAndOnKinksCountedOnce() {
        PiecewiseLinear f = Polylines.through(
                q(0, 1), q(1, 4), q(1, 4), q(1, 4), q(1, 2), q(1, 2), q(3, 4), q(1, 4), q(1, 1), q(1, 1));
        List<Span> fixed =
                PiecewiseLinearMap.of(f, Domain.UNIT, Work.unlimited()).fixedPoints();
        assertThat(fixed).hasToString("[[1/4, 1/2], [1, 1]]");
        PiecewiseLinearMap flat = PiecewiseLinearMap.of(affine(0, 4, 12), Domain.LINE, Work.unlimited());
        assertThat(flat.fixedPoints()).hasToString("[[1/3, 1/3]]");
        assertThat(flat.fixedPoints().get(0).lower().denominator()).isEqualTo(BigInteger.valueOf(3));
        assertThat(PiecewiseLinearMap.of(affine(1, 0, 1), Domain.LINE, Work.unlimited())
                        .fixedPoints())
                .hasToString("[[-inf, inf]]");
        assertThat(PiecewiseLinearMap.of(affine(1, 1, 1), Domain.LINE, Work.unlimited())
                        .fixedPoints())
                .isEmpty();
    }

    @Test
    void nothingIsKnownOfAnInfiniteEnd() {
        PiecewiseLinearMap map = PiecewiseLinearMap.of(affine(1, 1, 1), Domain.LINE, Work.unlimited());
        for (Rational end : List.of(map.left(), map.right())) {
            assertThat(map.isFinite(end)).isFalse();
            assertThat(map.follow(end, 3).order(1)).isEqualTo(Order.UNKNOWN);
            assertThat(map.follow(end, 3).order(3)).isEqualTo(Order.UNKNOWN);
        }
        assertThat(map.isFinite(q(1, 3))).isTrue();
    }

    @Test
    void longOrbitsDoNotGrowWithoutNeed() {
        // The second iterate is the identity, and without cancelling every step adds factors to both terms.
        PiecewiseLinear f = Polylines.through(q(1, 6), q(2, 3), q(1, 3), q(1, 3), q(2, 3), q(1, 6));
        PiecewiseLinearMap map = PiecewiseLinearMap.of(f, new Domain(q(1, 6), q(2, 3)), Work.unlimited());
        List<Rational> orbit = map.orbit(q(1, 5), 20_000);
        assertThat(orbit.get(20_000)).isEqualTo(q(1, 5));
        assertThat(orbit.stream().mapToInt(Rational::bitLength).max().orElseThrow())
                .as("bits of the longest number")
                .isLessThan(600);
    }

    @Test
    void theSideOfTheDiagonalIsThatOfBruteForce() {
        RandomMaps maps = new RandomMaps(75);
        int below = 0;
        int above = 0;
        for (int i = 0; i < 4 * SAMPLES; i++) {
            Sample sample = maps.next();
            boolean isBelow = liesOnSide(sample, 1);
            boolean isAbove = liesOnSide(sample, -1);
            assertThat(sample.map().staysBelowDiagonal())
                    .as("f(x) ≤ x for the %s", sample)
                    .isEqualTo(isBelow);
            assertThat(sample.map().staysAboveDiagonal())
                    .as("f(x) ≥ x for the %s", sample)
                    .isEqualTo(isAbove);
            below += isBelow ? 1 : 0;
            above += isAbove ? 1 : 0;
        }
        assertThat(List.of(below, above)).as("how often below and above").allMatch(count -> count > 50);
    }

    /** Whether all values of side·(x − f(x)) are at least 0: it is piecewise linear too, so look at its exact hull. */
    private static boolean liesOnSide(Sample sample, int side) {
        Interval distances = sample.slow()
                .times(Fraction.of(-side))
                .plus(SlowPiecewiseLinear.affine(Fraction.of(side), Fraction.ZERO))
                .image(sample.left(), sample.right());
        return !distances.low().isBelow(Fraction.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, -inf, inf, true, true",
        "1, 1, -inf, inf, false, true",
        "1, -1, -inf, inf, true, false",
        "2, 0, -inf, inf, false, false",
        "2, 0, 0, inf, false, true",
        "2, 0, -inf, 0, true, false",
        "0, 1, 1, inf, true, false",
        "0, 1, -inf, 1, false, true",
        "0, 0, -1, 1, false, false",
        "0, 0, 0, 1, true, false",
        "-1, 0, -inf, inf, false, false",
        "-1, 1, 0, 1, false, false"
    })
    void affineMapsTouchTheDiagonalOrLieOnOneSide(
            long slope, long intercept, String left, String right, boolean below, boolean above) {
        PiecewiseLinearMap map =
                PiecewiseLinearMap.of(affine(slope, intercept, 1), new Domain(end(left), end(right)), Work.unlimited());
        assertThat(map.staysBelowDiagonal()).isEqualTo(below);
        assertThat(map.staysAboveDiagonal()).isEqualTo(above);
    }

    @Test
    void theMiddleIsStrictlyInsideAndShort() {
        RandomMaps maps = new RandomMaps(76);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            Domain cell = maps.cell(sample);
            Rational middle = sample.map().middle(cell.left(), cell.right());
            assertThat(cell.left()).as("middle of %s", cell).isLessThan(middle);
            assertThat(cell.right()).as("middle of %s", cell).isGreaterThan(middle);
            assertThat(middle.reduced().denominator().bitCount()).as("dyadic").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1/2",
        "1/3, 2/3, 1/2",
        "-inf, inf, 0",
        "0, inf, 1",
        "1/2, inf, 1",
        "1, inf, 2",
        "3, inf, 4",
        "4, inf, 8",
        "-1, inf, 0",
        "-inf, 0, -1",
        "-inf, -1/2, -1",
        "-inf, -1, -2",
        "-inf, -5, -8",
        "-inf, 7, 0"
    })
    void theMiddleOfKnownCells(String left, String right, String middle) {
        PiecewiseLinearMap map = PiecewiseLinearMap.of(affine(1, 0, 1), Domain.LINE, Work.unlimited());
        assertThat(map.middle(end(left), end(right))).hasToString(middle);
    }

    @Test
    void exactCutsAreStrictlyInsideAndReachAffinePiecesInNoMoreStepsThanThereAreKinks() {
        RandomMaps maps = new RandomMaps(77);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            int n = maps.samples().between(1, 3);
            PiecewiseLinearMap map = sample.map();
            SlowPiecewiseLinear iterate = sample.slow();
            for (int k = 1; k < n; k++) {
                iterate = iterate.then(sample.slow());
            }
            // The places of f^n: all points that some f^i, i < n, maps to a place of f.
            int places = iterate.placesInside(sample.left(), sample.right()).size();
            int cuts =
                    cutUntilAffine(map, sample.domain().left(), sample.domain().right(), n);
            assertThat(cuts).as("cuts of %s for n = %d", sample, n).isLessThanOrEqualTo(places);
        }
    }

    private static int cutUntilAffine(PiecewiseLinearMap map, Rational left, Rational right, int n) {
        ExactCellOrbit orbit = map.follow(left, right, n);
        Rational cut = map.exactCut(left, right, orbit);
        assertThat(left).isLessThan(cut);
        assertThat(right).isGreaterThan(cut);
        assertThat(cut.reduced()).as("a cut in lowest terms").isSameAs(cut);
        if (orbit.firstInnerKink().isEmpty()) {
            return 0;
        }
        return 1 + cutUntilAffine(map, left, cut, n) + cutUntilAffine(map, cut, right, n);
    }

    @Test
    void aCutOfAnAffineCellIsItsFixedPointWhereThereIsOne() {
        PiecewiseLinear hat = Polylines.through(q(0, 1), q(0, 1), q(1, 2), q(1, 1), q(1, 1), q(0, 1));
        PiecewiseLinearMap tent = PiecewiseLinearMap.of(hat, Domain.UNIT, Work.unlimited());
        Rational left = q(3, 5);
        Rational right = q(4, 5);
        assertThat(tent.exactCut(left, right, tent.follow(left, right, 1))).isEqualTo(q(2, 3));
        assertThat(tent.exactCut(q(1, 8), q(7, 16), tent.follow(q(1, 8), q(7, 16), 1)))
                .as("no fixed point inside: near the middle")
                .isEqualTo(q(1, 4));
        assertThat(tent.exactCut(q(1, 5), q(2, 5), tent.follow(q(1, 5), q(2, 5), 2)))
                .as("f maps 1/4 to the kink 1/2")
                .isEqualTo(q(1, 4));
        assertThat(tent.exactCut(q(0, 1), q(1, 1), tent.follow(q(0, 1), q(1, 1), 2)))
                .as("the kink itself")
                .isEqualTo(q(1, 2));
        assertThat(tent.exactCut(q(13, 50), q(12, 25), tent.follow(q(13, 50), q(12, 25), 2)))
                .as("the point 2/5 of the 2-cycle")
                .isEqualTo(q(2, 5));
    }

    @Test
    void everyOperationOnAMapCostsItsVisitsOfPieces() {
        // The tent map over and over: 64 pieces, 63 kinks; a binary search costs 8 = 1 + the 7 bits of 64.
        PiecewiseLinear hat = Polylines.through(q(0, 1), q(0, 1), q(1, 2), q(1, 1), q(1, 1), q(0, 1));
        PiecewiseLinear f = hat;
        for (int i = 2; i <= 6; i++) {
            f = f.then(hat, Work.unlimited());
        }
        Work work = Work.unlimited();
        PiecewiseLinearMap map = PiecewiseLinearMap.of(f, Domain.UNIT, work);
        assertThat(work.spent())
                .as("a value at each kink; then D's image: 3 searches, 63 values")
                .isEqualTo(64 + 3 * 8 + 63);
        requireCost(work, 8, () -> map.valueAt(q(1, 3)));
        requireCost(work, 10 * 8, () -> map.orbit(q(1, 3), 10));
        requireCost(work, 10 * 8, () -> map.follow(q(1, 3), 10));
        requireCost(work, 3 * 8, () -> map.image(new Span(q(1, 3), q(2, 3))));
        requireCost(work, 2 * 8, () -> map.image(new Span(q(1, 3), q(1, 3))));
        requireCost(work, 64, map::fixedPoints);
        requireCost(work, 2 * 8, () -> map.follow(q(1, 3), q(2, 3), 3));
        requireCost(work, 2 * 8 + 64, () -> map.follow(q(1, 3), q(2, 3), 3).derivative(1));
        requireCost(work, 2 * 8, () -> map.follow(q(1, 3), q(2, 3), 3).derivative(1));
        requireCost(work, 2 * 8 + 3 * 8, () -> map.follow(q(1, 3), q(2, 3), 3).isSeparated(1));
    }

    @Test
    void theSideOfTheDiagonalCostsTheKinksThatAreLookedAt() {
        Work work = Work.unlimited();
        PiecewiseLinear concave =
                Polylines.through(q(0, 1), q(0, 1), q(1, 4), q(1, 2), q(1, 2), q(3, 4), q(1, 1), q(1, 1));
        PiecewiseLinearMap above = PiecewiseLinearMap.of(concave, Domain.UNIT, work);
        requireCost(work, 1 + 2, above::staysAboveDiagonal);
        requireCost(work, 1, above::staysBelowDiagonal);
        PiecewiseLinear crossing =
                Polylines.through(q(0, 1), q(0, 1), q(1, 4), q(1, 2), q(1, 2), q(1, 4), q(1, 1), q(1, 1));
        PiecewiseLinearMap both = PiecewiseLinearMap.of(crossing, Domain.UNIT, work);
        requireCost(work, 1 + 1, both::staysAboveDiagonal);
        requireCost(work, 1, both::staysBelowDiagonal);
    }

    private static void requireCost(Work work, long units, Runnable operation) {
        long before = work.spent();
        operation.run();
        assertThat(work.spent() - before).isEqualTo(units);
    }

    @Test
    void workDependsOnTheInputAloneAndEndsAtTheBudget() {
        RandomMaps maps = new RandomMaps(78);
        for (int i = 0; i < 100; i++) {
            Sample sample = maps.next();
            Rational x = maps.point(sample);
            long spent = work(sample, x, Long.MAX_VALUE);
            assertThat(spent).isPositive();
            assertThat(work(sample, x, spent)).as("again, with just enough").isEqualTo(spent);
            for (long budget : new long[] {0, spent / 2, spent - 1}) {
                assertThatThrownBy(() -> work(sample, x, budget))
                        .isInstanceOf(BudgetExhaustedException.class)
                        .hasMessage("the budget of " + budget + " units of work is spent");
            }
        }
    }

    private static long work(Sample sample, Rational x, long budget) {
        Work work = Work.atMost(budget);
        PiecewiseLinearMap map = sample.map(work);
        map.staysBelowDiagonal();
        map.orbit(x, 5);
        map.follow(map.left(), map.right(), 3).derivative(3);
        map.image(new Span(map.left(), map.right()));
        return work.spent();
    }
}
