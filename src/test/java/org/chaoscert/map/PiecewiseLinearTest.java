package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.map.RandomMaps.Sample;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.oracle.SlowPiecewiseLinear;
import org.junit.jupiter.api.Test;

class PiecewiseLinearTest {
    private static final int SAMPLES = 300;

    private static BigInteger n(long value) {
        return BigInteger.valueOf(value);
    }

    private static Rational q(long numerator, long denominator) {
        return Rational.of(numerator, denominator);
    }

    /** Same kinks, same slopes, same values at kinks, between and beyond; pieces maximal. */
    static void requireSame(PiecewiseLinear fast, SlowPiecewiseLinear slow, String what) {
        List<Fraction> kinks = new ArrayList<>();
        for (int i = 0; i + 1 < fast.pieces(); i++) {
            kinks.add(Fraction.of(fast.kink(i)));
        }
        assertThat(kinks).as("kinks of %s", what).isEqualTo(slow.kinks());
        assertThat(fast.denominator().signum())
                .as("sign of the denominator of %s", what)
                .isEqualTo(1);
        for (int i = 0; i < fast.pieces(); i++) {
            Fraction left = i == 0 ? Fraction.NEGATIVE_INFINITY : kinks.get(i - 1);
            Fraction right = i == kinks.size() ? Fraction.POSITIVE_INFINITY : kinks.get(i);
            assertThat(slow.slopeRange(left, right))
                    .as("slope of %s between %s and %s", what, left, right)
                    .isEqualTo(
                            new SlowPiecewiseLinear.Interval(Fraction.of(fast.slope(i)), Fraction.of(fast.slope(i))));
        }
        List<Fraction> probes = new ArrayList<>(kinks);
        kinks.forEach(kink -> probes.addAll(
                List.of(kink.plus(Fraction.of(1, 7)), kink.minus(Fraction.of(1, 7)), kink.plus(Fraction.of(100)))));
        probes.addAll(List.of(Fraction.ZERO, Fraction.ONE, Fraction.of(-1000, 3), Fraction.of(1000, 3)));
        for (Fraction x : probes) {
            assertThat(Fraction.of(fast.valueAt(x.toRational())))
                    .as("value of %s at %s", what, x)
                    .isEqualTo(slow.at(x));
        }
    }

    @Test
    void anAffineFunctionHasOnePiece() {
        PiecewiseLinear f = PiecewiseLinear.affine(n(2), n(-3), n(4));
        assertThat(f.pieces()).isEqualTo(1);
        assertThat(f.slope(0)).isEqualTo(q(1, 2));
        assertThat(f.slopeNumerator(0)).isEqualTo(n(2));
        assertThat(f.interceptNumerator(0)).isEqualTo(n(-3));
        assertThat(f.denominator()).isEqualTo(n(4));
        assertThat(f.valueAt(q(5, 2))).isEqualTo(q(1, 2));
        assertThat(PiecewiseLinear.IDENTITY.valueAt(q(5, 7))).isEqualTo(q(5, 7));
    }

    @Test
    void aPolylineIsTheFunctionThroughItsPoints() {
        RandomMaps maps = new RandomMaps(41);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            requireSame(sample.function(), sample.slow(), sample.toString());
        }
    }

    @Test
    void neighboursWithTheSameSlopeAreJoined() {
        PiecewiseLinear.Builder builder = new PiecewiseLinear.Builder(n(1), n(0), n(0));
        builder.add(q(0, 1), n(1), n(0));
        builder.add(q(1, 1), n(1), n(0));
        builder.add(q(2, 1), n(0), n(2));
        PiecewiseLinear f = builder.build();
        assertThat(f.pieces()).isEqualTo(3);
        assertThat(f.kink(1)).isEqualTo(q(2, 1));
        assertThat(f.valueAt(q(5, 1))).isEqualTo(q(2, 1));
    }

    @Test
    void aPieceWithoutLengthVanishesAndItsNeighboursAreJoined() {
        PiecewiseLinear.Builder builder = new PiecewiseLinear.Builder(n(1), n(3), n(0));
        builder.add(q(1, 1), n(1), n(2));
        builder.add(q(2, 2), n(-1), n(4));
        builder.add(q(3, 3), n(3), n(0));
        builder.add(q(2, 1), n(0), n(6));
        builder.add(q(4, 2), n(1), n(4));
        PiecewiseLinear f = builder.build();
        assertThat(f.pieces()).isEqualTo(2);
        assertThat(f.kink(0)).isEqualTo(q(2, 1));
        assertThat(f.slope(0)).isEqualTo(q(3, 1));
        assertThat(f.slope(1)).isEqualTo(q(1, 1));
    }

    @Test
    void aBendAtAnOldKinkReplacesThePieceBetween() {
        PiecewiseLinear.Builder builder = new PiecewiseLinear.Builder(n(1), n(0), n(0));
        builder.add(q(0, 1), n(2), n(0));
        builder.add(q(1, 1), n(5), n(-3));
        builder.add(q(1, 1), n(2), n(0));
        PiecewiseLinear f = builder.build();
        assertThat(f.pieces()).as("the bends at 1 cancel").isEqualTo(2);
        assertThat(f.valueAt(q(3, 1))).isEqualTo(q(6, 1));
    }

    @Test
    void aFunctionBentAtZeroIsTheIdentityOnTheRight() {
        for (Rational slope : List.of(q(0, 1), q(1, 3), q(2, 6), q(-1, 1), q(5, 2))) {
            PiecewiseLinear f = PiecewiseLinear.bentAtZero(slope);
            assertThat(f.pieces()).isEqualTo(2);
            assertThat(f.kink(0)).isEqualTo(Rational.ZERO);
            assertThat(f.valueAt(q(3, 7))).isEqualTo(q(3, 7));
            assertThat(f.valueAt(q(-3, 7))).as("at -3/7, slope %s", slope).isEqualTo(slope.times(q(-3, 7)));
        }
        assertThat(PiecewiseLinear.bentAtZero(q(2, 2)).pieces())
                .as("slope 1 is no bend")
                .isEqualTo(1);
    }

    @Test
    void aFunctionThatCutsIsTheIdentityBetweenItsEnds() {
        PiecewiseLinear clip = PiecewiseLinear.cutTo(-1, 2);
        assertThat(clip.pieces()).isEqualTo(3);
        for (int x = -20; x <= 20; x++) {
            assertThat(clip.valueAt(q(x, 7)))
                    .as("%d/7 cut to [-1, 2]", x)
                    .isEqualTo(q(Math.min(Math.max(x, -7), 14), 7));
        }
    }

    @Test
    void compositionIsOneFunctionAfterTheOther() {
        RandomMaps maps = new RandomMaps(42);
        for (int i = 0; i < SAMPLES; i++) {
            Sample inner = maps.next();
            Sample outer = maps.next();
            requireSame(
                    inner.function().then(outer.function(), Work.unlimited()),
                    inner.slow().then(outer.slow()),
                    inner + " then " + outer);
        }
    }

    @Test
    void compositionPassesKinksThatLieOnKinks() {
        PiecewiseLinear hat = Polylines.through(q(0, 1), q(0, 1), q(1, 2), q(1, 1), q(1, 1), q(0, 1));
        SlowPiecewiseLinear slowHat = SlowPiecewiseLinear.through(
                List.of(Fraction.ZERO, Fraction.of(1, 2), Fraction.ONE),
                List.of(Fraction.ZERO, Fraction.ONE, Fraction.ZERO));
        PiecewiseLinear fast = hat;
        SlowPiecewiseLinear slow = slowHat;
        for (int n = 2; n <= 6; n++) {
            fast = fast.then(hat, Work.unlimited());
            slow = slow.then(slowHat);
            requireSame(fast, slow, "the tent map's iterate " + n);
            assertThat(fast.pieces()).isEqualTo(1 << n);
        }
    }

    @Test
    void compositionWithTheIdentityChangesNothing() {
        RandomMaps maps = new RandomMaps(43);
        for (int i = 0; i < 50; i++) {
            Sample sample = maps.next();
            requireSame(sample.function().then(PiecewiseLinear.IDENTITY, Work.unlimited()), sample.slow(), "f then id");
            requireSame(PiecewiseLinear.IDENTITY.then(sample.function(), Work.unlimited()), sample.slow(), "id then f");
        }
    }

    @Test
    void compositionCountsOneUnitForEachPieceItVisits() {
        RandomMaps maps = new RandomMaps(44);
        for (int i = 0; i < 100; i++) {
            PiecewiseLinear inner = maps.next().function();
            PiecewiseLinear outer = maps.next().function();
            Work work = Work.unlimited();
            int pieces = inner.then(outer, work).pieces();
            assertThat(work.spent())
                    .isGreaterThanOrEqualTo(Math.max(pieces, inner.pieces()))
                    .isLessThanOrEqualTo((long) inner.pieces() * outer.pieces());
            Work exactly = Work.atMost(work.spent());
            assertThat(inner.then(outer, exactly).pieces()).isEqualTo(pieces);
            assertThatThrownBy(() -> inner.then(outer, Work.atMost(work.spent() - 1)))
                    .isInstanceOf(BudgetExhaustedException.class);
        }
    }

    @Test
    void aRestrictedFunctionAgreesOnTheDomainAndHasAllItsKinksInside() {
        RandomMaps maps = new RandomMaps(45);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            Domain part = maps.cell(sample);
            PiecewiseLinear restricted = sample.function().restrictedTo(part);
            List<Fraction> kinks = sample.slow().kinks().stream()
                    .filter(kink -> Fraction.of(part.left()).isBelow(kink) && kink.isBelow(Fraction.of(part.right())))
                    .toList();
            assertThat(restricted.pieces()).as("%s on %s", sample, part).isEqualTo(kinks.size() + 1);
            for (int k = 0; k < kinks.size(); k++) {
                assertThat(Fraction.of(restricted.kink(k))).isEqualTo(kinks.get(k));
            }
            List<Rational> points = new ArrayList<>(List.of(part.left(), part.right(), maps.point(sample)));
            kinks.forEach(kink -> points.add(kink.toRational()));
            for (Rational x : points) {
                if (part.contains(x)) {
                    assertThat(restricted.valueAt(x))
                            .as("%s at %s", sample, x)
                            .isEqualTo(sample.function().valueAt(x));
                }
            }
        }
    }

    @Test
    void thePieceOfAPointIsTheNumberOfKinksBeforeIt() {
        RandomMaps maps = new RandomMaps(46);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            PiecewiseLinear f = sample.function();
            Fraction x = Fraction.of(maps.point(sample));
            assertThat(f.pieceRightOf(x.toRational()))
                    .as("kinks of %s at or below %s", sample, x)
                    .isEqualTo((int) sample.slow().kinks().stream()
                            .filter(kink -> !x.isBelow(kink))
                            .count());
            assertThat(f.pieceLeftOf(x.toRational()))
                    .as("kinks of %s below %s", sample, x)
                    .isEqualTo((int) sample.slow().kinks().stream()
                            .filter(kink -> kink.isBelow(x))
                            .count());
            assertThat(f.pieceRightOf(Rational.NEGATIVE_INFINITY)).isZero();
            assertThat(f.pieceLeftOf(Rational.POSITIVE_INFINITY)).isEqualTo(f.pieces() - 1);
        }
    }

    @Test
    void thePreimageOnAPieceIsWhereThePieceTakesTheValue() {
        RandomMaps maps = new RandomMaps(47);
        RationalSamples samples = maps.samples();
        for (int i = 0; i < SAMPLES; i++) {
            PiecewiseLinear f = maps.next().function();
            Rational y = samples.rational();
            for (int piece = 0; piece < f.pieces(); piece++) {
                if (f.slope(piece).signum() != 0) {
                    Rational x = f.preimage(piece, y);
                    assertThat(f.valueOnPiece(piece, x)).isEqualTo(y);
                    assertThat(x.denominator().signum()).isEqualTo(1);
                } else {
                    assertThat(f.valueOnPiece(piece, y)).as("a flat piece").isEqualTo(f.valueOnPiece(piece, q(0, 1)));
                }
            }
        }
    }
}
