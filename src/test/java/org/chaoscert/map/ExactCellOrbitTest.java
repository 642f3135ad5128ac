package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.RandomMaps.Sample;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.oracle.SlowPiecewiseLinear.Interval;
import org.junit.jupiter.api.Test;

class ExactCellOrbitTest {
    private static final int SAMPLES = 500;
    private static final int STEPS = 5;

    private static Rational q(long numerator, long denominator) {
        return Rational.of(numerator, denominator);
    }

    private static Interval interval(Span span) {
        return new Interval(Fraction.of(span.lower()), Fraction.of(span.upper()));
    }

    private static Interval product(Interval x, Interval y) {
        List<Fraction> ends = List.of(
                x.low().times(y.low()),
                x.low().times(y.high()),
                x.high().times(y.low()),
                x.high().times(y.high()));
        return new Interval(
                ends.stream().min(Fraction::compareTo).orElseThrow(),
                ends.stream().max(Fraction::compareTo).orElseThrow());
    }

    private static PiecewiseLinearMap tent() {
        PiecewiseLinear hat = Polylines.through(q(0, 1), q(0, 1), q(1, 2), q(1, 1), q(1, 1), q(0, 1));
        return PiecewiseLinearMap.of(hat, Domain.UNIT, Work.unlimited());
    }

    @Test
    void imagesSlopesAndProductsAreThoseOfTheDefinition() {
        RandomMaps maps = new RandomMaps(81);
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            Domain cell = maps.cell(sample);
            ExactCellOrbit orbit = sample.map().follow(cell.left(), cell.right(), STEPS);
            Interval image = new Interval(Fraction.of(cell.left()), Fraction.of(cell.right()));
            Interval product = new Interval(Fraction.ONE, Fraction.ONE);
            for (int k = 0; k < STEPS; k++) {
                String what = "step " + k + " from " + cell + " of the " + sample;
                Interval slopes = sample.slow().slopeRange(image.low(), image.high());
                assertThat(interval(orbit.image(k))).as("image, %s", what).isEqualTo(image);
                assertThat(interval(orbit.slopes(k))).as("slopes, %s", what).isEqualTo(slopes);
                assertThat(interval(orbit.derivativeRange(k)))
                        .as("product, %s", what)
                        .isEqualTo(product);
                image = sample.slow().image(image.low(), image.high());
                product = product(product, slopes);
            }
            assertThat(interval(orbit.image(STEPS))).isEqualTo(image);
            assertThat(interval(orbit.derivativeRange(STEPS))).isEqualTo(product);
        }
    }

    @Test
    void separationAndTheSignsOfTheDerivativeFollowFromImagesAndProducts() {
        RandomMaps maps = new RandomMaps(82);
        int separated = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Sample sample = maps.next();
            Domain cell = maps.cell(sample);
            ExactCellOrbit orbit = sample.map().follow(cell.left(), cell.right(), STEPS);
            for (int k = STEPS; k >= 1; k--) {
                Interval image = interval(orbit.image(k));
                boolean disjoint = image.high().isBelow(Fraction.of(cell.left()))
                        || Fraction.of(cell.right()).isBelow(image.low());
                assertThat(orbit.isSeparated(k))
                        .as("J_%d meets J = %s of the %s", k, cell, sample)
                        .isEqualTo(disjoint);
                separated += disjoint ? 1 : 0;
                Interval product = interval(orbit.derivativeRange(k));
                assertThat(orbit.derivative(k))
                        .as("P_%d = %s and 1", k, product)
                        .isEqualTo(new Derivative(
                                Integer.signum(product.low().compareTo(Fraction.ONE)),
                                Integer.signum(product.high().compareTo(Fraction.ONE))));
            }
        }
        assertThat(separated).as("separated images").isGreaterThan(100);
    }

    @Test
    void aCellThatEndsAtAKinkDoesNotMeetTheNextPiece() {
        PiecewiseLinearMap tent = tent();
        ExactCellOrbit left = tent.follow(q(1, 4), q(1, 2), 2);
        assertThat(left.slopes(0)).hasToString("[2, 2]");
        assertThat(left.slopes(1)).as("the image [1/2, 1] begins at the kink").hasToString("[-2, -2]");
        assertThat(left.derivativeRange(2)).hasToString("[-4, -4]");
        assertThat(left.firstInnerKink()).isEmpty();
        ExactCellOrbit across = tent.follow(q(1, 4), q(3, 4), 2);
        assertThat(across.slopes(0)).hasToString("[-2, 2]");
        assertThat(across.derivativeRange(2)).as("[-2, 2]·[-2, -2]").hasToString("[-4, 4]");
        assertThat(across.firstInnerKink()).contains(0);
    }

    @Test
    void imagesThatTouchTheCellAreNotSeparated() {
        PiecewiseLinearMap tent = tent();
        assertThat(tent.follow(q(1, 8), q(1, 4), 1).isSeparated(1))
                .as("[1/4, 1/2] meets [1/8, 1/4]")
                .isFalse();
        assertThat(tent.follow(q(1, 8), q(15, 64), 1).isSeparated(1))
                .as("[1/4, 15/32] does not")
                .isTrue();
        assertThat(tent.follow(q(4, 5), q(1, 1), 1).isSeparated(1))
                .as("[0, 2/5] lies left of it")
                .isTrue();
    }

    @Test
    void anImageThatIsAPointHasSlopeZero() {
        PiecewiseLinear f = Polylines.through(q(0, 1), q(1, 2), q(1, 2), q(1, 2), q(1, 1), q(1, 1));
        ExactCellOrbit orbit =
                PiecewiseLinearMap.of(f, Domain.UNIT, Work.unlimited()).follow(q(0, 1), q(1, 2), 3);
        assertThat(orbit.image(1)).hasToString("[1/2, 1/2]");
        assertThat(orbit.slopes(1)).hasToString("[0, 0]");
        assertThat(orbit.derivativeRange(0)).hasToString("[1, 1]");
        assertThat(orbit.derivativeRange(3)).hasToString("[0, 0]");
        assertThat(orbit.firstInnerKink())
                .as("the point 1/2 is a kink, but has no inside")
                .isEmpty();
        assertThat(orbit.fixedPoint()).contains(q(1, 2));
    }

    @Test
    void anAffineIterateHasItsFixedPointPulledFromItsFormula() {
        RandomMaps maps = new RandomMaps(83);
        int affine = 0;
        for (int i = 0; i < 4 * SAMPLES; i++) {
            Sample sample = maps.next();
            Domain cell = maps.cell(sample);
            ExactCellOrbit orbit = sample.map().follow(cell.left(), cell.right(), 2);
            if (orbit.firstInnerKink().isEmpty()
                    && cell.left().isFinite()
                    && cell.right().isFinite()) {
                affine++;
                requireFixedPoint(sample, cell, orbit);
            }
        }
        assertThat(affine).isGreaterThan(100);
    }

    /** From the values of f² at the two ends, between which it is affine. */
    private static void requireFixedPoint(Sample sample, Domain cell, ExactCellOrbit orbit) {
        Fraction left = Fraction.of(cell.left());
        Fraction right = Fraction.of(cell.right());
        Fraction atLeft = sample.slow().at(sample.slow().at(left));
        Fraction slope = sample.slow().at(sample.slow().at(right)).minus(atLeft).over(right.minus(left));
        String what = "fixed point of f^2, affine on " + cell + ", f the " + sample;
        if (slope.equals(Fraction.ONE)) {
            assertThat(orbit.fixedPoint()).as(what).isEmpty();
        } else {
            Fraction fixed = left.plus(atLeft.minus(left).over(Fraction.ONE.minus(slope)));
            assertThat(orbit.fixedPoint().map(Fraction::of)).as(what).contains(fixed);
        }
    }

    @Test
    void aPullBackIsMappedToTheKinkItComesFrom() {
        RandomMaps maps = new RandomMaps(84);
        int later = 0;
        for (int i = 0; i < 2 * SAMPLES; i++) {
            Sample sample = maps.next();
            Domain cell = maps.cell(sample);
            PiecewiseLinearMap map = sample.map();
            ExactCellOrbit orbit = map.follow(cell.left(), cell.right(), 4);
            if (orbit.firstInnerKink().isPresent()) {
                int steps = orbit.firstInnerKink().get();
                Rational pulled = orbit.pullBack(steps);
                Rational kink = map.orbit(pulled, steps).get(steps);
                assertThat(sample.slow().kinks())
                        .as("f^%d(%s) for the %s", steps, pulled, sample)
                        .contains(Fraction.of(kink));
                assertThat(cell.left()).isLessThan(pulled);
                assertThat(cell.right()).isGreaterThan(pulled);
                later += steps > 0 ? 1 : 0;
            }
        }
        assertThat(later).as("kinks met by a later iterate first").isGreaterThan(20);
    }
}
