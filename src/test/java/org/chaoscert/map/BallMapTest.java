package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Ball;
import org.chaoscert.network.Network;
import org.chaoscert.network.SmallBalls;
import org.chaoscert.network.Unfolding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enclosures of balls of networks, held against the networks in them. */
class BallMapTest {
    private final RationalSamples samples = new RationalSamples(51);
    private final SmallBalls balls = new SmallBalls(samples);

    private static BallMap map(Ball ball) {
        return ball.map(Work.unlimited());
    }

    private static PiecewiseLinearMap map(Network network) {
        return Unfolding.map(network, Work.unlimited());
    }

    private static BallMap around(Domain domain, Activation output, String numbers, Rational radius) {
        return map(new Ball(SmallBalls.of(domain, output, numbers), radius));
    }

    /** A part of the domain of positive length, with ends at small numbers or at those of the domain. */
    private Span part(Domain domain) {
        while (true) {
            Rational left = samples.between(0, 4) == 0 ? domain.left() : samples.small();
            Rational right = samples.between(0, 4) == 0 ? domain.right() : samples.small();
            if (left.compareTo(right) < 0 && isIn(domain, left) && isIn(domain, right)) {
                return new Span(left, right);
            }
        }
    }

    private static boolean isIn(Domain domain, Rational end) {
        return domain.left().compareTo(end) <= 0 && end.compareTo(domain.right()) <= 0;
    }

    private Rational point(Domain domain) {
        Rational point = samples.small();
        return domain.contains(point) ? point : point(domain);
    }

    private static void assertWithin(Span inner, Span outer, String what, Object... about) {
        assertThat(inner.isWithin(outer))
                .as("%s within %s: ".formatted(inner, outer) + what, about)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 20", "3, 1"})
    void imagesAreTheHullsOfWhatTheCornersDo(int units, int count) {
        for (int i = 0; i < count; i++) {
            Ball ball = balls.next(units);
            BallMap map = map(ball);
            List<Network> corners = SmallBalls.corners(ball);
            for (int j = 0; j < 3; j++) {
                Span part = part(map.domain());
                assertThat(map.image(part))
                        .as("image of %s in %s", part, ball)
                        .isEqualTo(SmallBalls.image(corners, part));
            }
        }
    }

    @Test
    void imagesOfPointsAreTheHullsOfTheirValues() {
        for (int i = 0; i < 60; i++) {
            Ball ball = balls.next(1 + i % 2);
            BallMap map = map(ball);
            Rational point = point(map.domain());
            List<Rational> values = SmallBalls.corners(ball).stream()
                    .map(corner -> map(corner).valueAt(point))
                    .sorted()
                    .toList();
            assertThat(map.image(new Span(point, point)))
                    .as("values at %s in %s", point, ball)
                    .isEqualTo(new Span(values.get(0), values.get(values.size() - 1)));
        }
    }

    @Test
    void slopesHoldThoseOfAllNetworks() {
        int reached = 0;
        for (int i = 0; i < 100; i++) {
            Ball ball = balls.next(i % 8 == 0 ? 2 : 1);
            BallMap map = map(ball);
            List<Network> corners = SmallBalls.corners(ball);
            List<Network> others = SmallBalls.members(ball, 10);
            for (int j = 0; j < 2; j++) {
                Span part = part(map.domain());
                Span slopes = map.slopes(part);
                Span met = SmallBalls.slopes(corners, part);
                assertWithin(met, slopes, "slopes of corners over %s in %s", part, ball);
                assertWithin(SmallBalls.slopes(others, part), slopes, "slopes over %s in %s", part, ball);
                reached += met.equals(slopes) ? 1 : 0;
            }
        }
        assertThat(reached).as("slopes that are reached, of 200").isGreaterThan(100);
    }

    @Test
    void onePointHasNoSlope() {
        BallMap map = around(Domain.LINE, Activation.IDENTITY, "1 0 5 0", Rational.of(1, 10));
        assertThat(map.slopes(new Span(Rational.ONE, Rational.ONE))).isEqualTo(new Span(Rational.ZERO, Rational.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        // The unit is off, on for some, and on for all but cut at 0 for some.
        "0, 2/5, 0, 0", "12/25, 1/2, 0, 101101/10000", "5156/10000, 516/1000, 0, 101101/10000",
        // On and nowhere cut, cut at 1 for some, and for all.
        "53/100, 57/100, 98901/10000, 101101/10000", "59/100, 6/10, 0, 101101/10000", "62/100, 1, 0, 0",
        // From one part into the next.
        "2/5, 1/2, 0, 101101/10000", "57/100, 6/10, 0, 101101/10000", "61/100, 1, 0, 101101/10000"
    })
    void plateausOfTheOutputAreFlat(String left, String right, String least, String greatest) {
        // 10 relu(x - 1/2), cut to [0, 1].
        BallMap map = around(Domain.UNIT, Activation.CLIP, "1 -1/2 10 0", Rational.of(1, 100));
        assertThat(map.slopes(new Span(number(left), number(right))))
                .isEqualTo(new Span(number(least), number(greatest)));
    }

    @ParameterizedTest
    @CsvSource({"0, 1/4", "1/4, 3/4", "-1, 0", "-1, 1"})
    void whereAllAreCutAtTheSameEndTheSlopeIsCertain(String left, String right) {
        // 3 + 5 relu(x), cut to [-1, 1]; and the same below.
        for (String numbers : List.of("1 0 5 3", "1 0 -5 -3")) {
            BallMap map = around(
                    new Domain(Rational.of(-1), Rational.ONE), Activation.HARD_TANH, numbers, Rational.of(1, 100));
            assertThat(map.slopes(new Span(number(left), number(right))))
                    .as("slopes of %s", numbers)
                    .isEqualTo(new Span(Rational.ZERO, Rational.ZERO));
        }
    }

    private static Rational number(String text) {
        return Numerals.quoted(text);
    }

    @Test
    void whatIsLargerIsEnclosedByMore() {
        for (int i = 0; i < 150; i++) {
            Ball small = balls.next(1 + i % 4);
            Ball large = new Ball(small.centre(), small.radius().times(Rational.of(samples.between(10, 30), 10)));
            BallMap inner = map(small);
            BallMap outer = map(large);
            Span part = part(inner.domain());
            Span whole = new Span(inner.left(), inner.right());
            assertWithin(inner.image(part), outer.image(part), "image of %s by radius", part);
            assertWithin(inner.slopes(part), outer.slopes(part), "slopes over %s by radius", part);
            assertWithin(inner.image(part), inner.image(whole), "image of %s and of all", part);
            assertWithin(inner.slopes(part), inner.slopes(whole), "slopes over %s and over all", part);
            assertWithin(inner.image(whole), whole, "image of the domain in %s", small);
        }
    }

    @Test
    void orbitsOfCellsHoldThoseOfEachNetwork() {
        for (int i = 0; i < 120; i++) {
            Ball ball = balls.next(1 + i % 5);
            BallMap map = map(ball);
            Span cell = part(map.domain());
            EnclosedCellOrbit orbit = map.follow(cell.lower(), cell.upper(), 4);
            for (Network member : SmallBalls.members(ball, 6)) {
                ExactCellOrbit exact = map(member).follow(cell.lower(), cell.upper(), 4);
                for (int k = 0; k <= 4; k++) {
                    assertWithin(exact.image(k), orbit.image(k), "image %d of %s", k, cell);
                    assertWithin(exact.derivativeRange(k), orbit.derivativeRange(k), "derivative %d on %s", k, cell);
                }
            }
        }
    }

    @Test
    void ordersOfPointsAreThoseOfEachNetwork() {
        int known = 0;
        for (int i = 0; i < 300; i++) {
            Ball ball = balls.next(1 + i % 4);
            BallMap map = map(ball);
            Rational point = point(map.domain());
            PointOrbit orbit = map.follow(point, 3);
            for (Network member : SmallBalls.members(ball, 6)) {
                List<Rational> exact = map(member).orbit(point, 3);
                for (int k = 1; k <= 3; k++) {
                    int sign = exact.get(k).compareTo(point);
                    Order order = orbit.order(k);
                    assertThat(isPossible(order, sign))
                            .as("%s for a difference of sign %d", order, sign)
                            .isTrue();
                    known += order == Order.UNKNOWN ? 0 : 1;
                }
            }
        }
        assertThat(known).as("orders that are known").isGreaterThan(1_000);
    }

    private static boolean isPossible(Order order, int sign) {
        return switch (order) {
            case LESS -> sign < 0;
            case EQUAL -> sign == 0;
            case GREATER -> sign > 0;
            case NOT_GREATER -> sign <= 0;
            case NOT_LESS -> sign >= 0;
            case UNKNOWN -> true;
        };
    }

    @ParameterizedTest
    @CsvSource({"0, NOT_LESS", "1, LESS", "1/4, GREATER", "1/2, GREATER", "3/4, UNKNOWN", "7/8, LESS"})
    void valuesAtTheEndsOfTheDomainAreOrderedAsFarAsIsKnown(String point, Order order) {
        // 2 relu(x) − 4 relu(x − 1/2), cut to [0, 1]; by at most 1/32: 3/4 goes to 1/2 and about.
        BallMap tent = around(Domain.UNIT, Activation.CLIP, "1 1 0 -1/2 2 -4 0", Rational.of(1, 32));
        assertThat(tent.follow(number(point), 1).order(1)).as("f(%s)", point).isEqualTo(order);
        BallMap steep = around(Domain.UNIT, Activation.CLIP, "1 0 2 -1", Rational.of(1, 32));
        assertThat(steep.follow(Rational.ONE, 1).order(1)).as("2x - 1 at 1").isEqualTo(Order.NOT_GREATER);
    }

    // Walls.

    @Test
    void nothingCrossesAWallInOneOfBothDirections() {
        int walls = 0;
        for (int i = 0; i < 120; i++) {
            Ball ball = balls.next(1 + i % 4);
            BallMap map = map(ball);
            assertThat(map.walls()).as("walls of %s", ball).isSorted().doesNotHaveDuplicates();
            for (Rational wall : some(map.walls())) {
                assertThat(map.left().compareTo(wall) < 0 && wall.compareTo(map.right()) < 0)
                        .isTrue();
                for (Network member : SmallBalls.members(ball, 4)) {
                    PiecewiseLinearMap exact = map(member);
                    boolean keepsLeft =
                            exact.image(new Span(map.left(), wall)).upper().compareTo(wall) <= 0;
                    boolean keepsRight =
                            exact.image(new Span(wall, map.right())).lower().compareTo(wall) >= 0;
                    assertThat(keepsLeft || keepsRight)
                            .as("%s is a wall of %s", wall, member)
                            .isTrue();
                }
                walls++;
            }
        }
        assertThat(walls).as("walls").isGreaterThan(100);
    }

    private static List<Rational> some(List<Rational> all) {
        List<Rational> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 1 + all.size() / 5) {
            some.add(all.get(i));
        }
        return some;
    }

    @Test
    void wallsAreFoundUpToWhereTheyEnd() {
        // x/2 + 1/4 on [0, 1], by at most 1/1000: walls on both sides of 1/2, up to near 1/2 ± 3/1000.
        BallMap map = around(Domain.UNIT, Activation.CLIP, "1 0 1/2 1/4", Rational.of(1, 1000));
        List<Rational> walls = map.walls();
        assertThat(walls).as("walls").hasSizeGreaterThan(200).isSorted();
        Rational below = walls.stream()
                .filter(wall -> wall.compareTo(Rational.of(1, 2)) < 0)
                .reduce((a, b) -> b)
                .orElseThrow();
        Rational above = walls.stream()
                .filter(wall -> wall.compareTo(Rational.of(1, 2)) > 0)
                .findFirst()
                .orElseThrow();
        assertThat(below.approximate()).as("last wall below").isBetween(0.494, 0.4975);
        assertThat(above.approximate()).as("first wall above").isBetween(0.5025, 0.506);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1/4, 0, 1/4",
        "1/8, 1/4, 1/8, 1/4",
        "1/4, 3/8, 1/4, 3/8",
        "3/8, 5/8, 3/8, 5/8",
        "5/8, 1, 5/8, 1",
        "0, 1, 0, 1",
        "63/128, 65/128, -, -"
    })
    void aPartReachesFromWallToWall(String left, String right, String low, String high) {
        BallMap map = around(Domain.UNIT, Activation.CLIP, "1 0 1/2 1/4", Rational.of(1, 1000));
        Span part = map.part(new Span(number(left), number(right)));
        assertThat(new Span(number(left), number(right)).isWithin(part))
                .as("part %s holds the cell", part)
                .isTrue();
        if (low.equals("-")) {
            assertThat(map.walls()).as("ends of the part around 1/2").contains(part.lower(), part.upper());
        } else {
            assertThat(part).isEqualTo(new Span(number(low), number(high)));
        }
    }

    @Test
    void confinedImagesHoldOrbitsThatStayInThePart() {
        int stayed = 0;
        int over = 0;
        for (int i = 0; i < 200; i++) {
            Ball ball = balls.next(1 + i % 4);
            BallMap map = map(ball);
            Span cell = part(map.domain());
            Span part = map.part(cell);
            EnclosedCellOrbit orbit = map.follow(cell.lower(), cell.upper(), 3);
            over += orbit.confinedImage(3).isEmpty() ? 1 : 0;
            for (Network member : SmallBalls.members(ball, 6)) {
                Rational point = inside(cell);
                List<Rational> exact = map(member).orbit(point, 3);
                for (int k = 0; k <= 3 && isInside(part, exact.get(k)); k++) {
                    Optional<Span> image = orbit.confinedImage(k);
                    assertThat(image).as("image %d of %s in %s", k, cell, part).isPresent();
                    Span value = new Span(exact.get(k), exact.get(k));
                    assertWithin(value, image.orElseThrow(), "image %d of %s", k, point);
                    stayed++;
                }
            }
        }
        assertThat(stayed).as("points that stay").isGreaterThan(1_000);
        assertThat(over).as("cells all of which leave").isPositive();
    }

    private static boolean isInside(Span part, Rational point) {
        return part.lower().compareTo(point) <= 0 && point.compareTo(part.upper()) <= 0;
    }

    private static Rational inside(Span cell) {
        if (cell.lower().isFinite() && cell.upper().isFinite()) {
            return cell.lower().plus(cell.upper()).scaledByPowerOfTwo(-1);
        }
        return Rational.ZERO.compareTo(cell.lower()) > 0 && Rational.ZERO.compareTo(cell.upper()) < 0
                ? Rational.ZERO
                : cell.lower().isFinite()
                        ? cell.lower().plus(Rational.ONE)
                        : cell.upper().minus(Rational.ONE);
    }

    @Test
    void cellsMuchNarrowerThanTheImagesOfTheirPointsAreNotCut() {
        BallMap map = around(Domain.UNIT, Activation.CLIP, "1 0 1/2 1/4", Rational.of(1, 1000));
        // Values at 1/2 fill an interval of about 2 · (1/1000 + 3/2000 · 1/2 + 1/2000): a bit more than 4/1000.
        Rational half = Rational.of(1, 2);
        assertThat(map.isDivisible(half, half.plus(Rational.of(1, 1000)))).isTrue();
        assertThat(map.isDivisible(half, half.plus(Rational.of(1, 20_000)))).isFalse();
        assertThat(map.isDivisible(Rational.NEGATIVE_INFINITY, half)).isTrue();
        assertThat(map.isDivisible(half, Rational.POSITIVE_INFINITY)).isTrue();
    }
}
