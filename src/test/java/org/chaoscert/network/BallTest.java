package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.Span;
import org.chaoscert.map.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BallTest {
    private static final Rational TENTH = Rational.of(1, 10);

    private final SmallBalls balls = new SmallBalls(new RationalSamples(52));

    private static Network known(String name) throws NetworkFormatException {
        return NetworkReader.read(NetworkFiles.known(name)).network();
    }

    /** By how many radii each number of a network differs from the ball's centre. */
    private static List<Rational> moves(Ball ball, Network member) {
        List<Rational> from = SmallBalls.numbers(ball.centre());
        List<Rational> to = SmallBalls.numbers(member);
        List<Rational> moves = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            moves.add(to.get(i).minus(from.get(i)).dividedBy(ball.radius()));
        }
        return moves;
    }

    @Test
    void eachNumberIsMovedBySoManyRadii() {
        for (int i = 0; i < 50; i++) {
            Ball ball = balls.next(1 + i % 5);
            double[] moves = ball.drawMoves(i, false);
            Network member = ball.member(moves);
            assertThat(moves(ball, member))
                    .containsExactly(Arrays.stream(moves).mapToObj(Rational::of).toArray(Rational[]::new));
            assertThat(member.domain()).isEqualTo(ball.centre().domain());
            assertThat(member.layers())
                    .extracting(Layer::activation)
                    .isEqualTo(ball.centre().layers().stream()
                            .map(Layer::activation)
                            .toList());
            assertThat(SmallBalls.numbers(ball.member(new double[moves.length])))
                    .as("nothing moved")
                    .isEqualTo(SmallBalls.numbers(ball.centre()));
        }
    }

    @Test
    void movesAreOneForEachNumberAndWithinTheRadius() {
        Ball ball = balls.next(2);
        for (double[] moves : new double[][] {
            {}, new double[6], new double[8], {0, 0, 0, 0, 0, 0, Math.nextUp(1.0)}, {Double.NaN, 0, 0, 0, 0, 0, 0}
        }) {
            assertThatThrownBy(() -> ball.member(moves)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatCode(() -> ball.member(new double[] {1, -1, 1, -1, 1, -1, 1})).doesNotThrowAnyException();
    }

    @Test
    void drawnMovesAreTheSameEachTimeAndFillTheBall() {
        Ball ball = balls.next(3);
        double least = 1;
        double most = -1;
        for (int i = 0; i < 100; i++) {
            double[] moves = ball.drawMoves(i, false);
            assertThat(moves).hasSize(10).containsExactly(ball.drawMoves(i, false));
            assertThat(moves).isNotEqualTo(ball.drawMoves(i + 1, false));
            assertThat(Arrays.stream(moves))
                    .allMatch(move -> Math.abs(move) <= 1 && move * 256 == Math.rint(move * 256));
            assertThat(Arrays.stream(ball.drawMoves(i, true))).allMatch(move -> Math.abs(move) == 1);
            least = Math.min(least, Arrays.stream(moves).min().orElseThrow());
            most = Math.max(most, Arrays.stream(moves).max().orElseThrow());
        }
        assertThat(least).isLessThan(-0.9);
        assertThat(most).isGreaterThan(0.9);
        assertThat(Arrays.stream(ball.drawMoves(0, true)).distinct().toArray()).containsExactlyInAnyOrder(-1, 1);
    }

    @Test
    void membersStayWithinTheBoundsAndCornersReachThem() {
        for (int i = 0; i < 40; i++) {
            Ball ball = balls.next(i % 4 == 0 ? 2 : 1);
            Span all = new Span(
                    ball.centre().domain().left(), ball.centre().domain().right());
            Span image = ball.map(Work.unlimited()).image(all);
            assertThat(SmallBalls.image(SmallBalls.corners(ball), all))
                    .as("corners of %s", ball)
                    .isEqualTo(image);
            assertThat(SmallBalls.image(SmallBalls.members(ball, 10), all).isWithin(image))
                    .as("members of %s", ball)
                    .isTrue();
        }
    }

    // Where there are balls.

    @ParameterizedTest
    @ValueSource(strings = {"published/tent", "published/figure-7", "exact/shift", "exact/width-1", "exact/dead-units"})
    void oneHiddenLayerOfReluUnitsHasBallsAround(String name) throws NetworkFormatException {
        assertThat(Ball.isPossibleAround(known(name))).as(name).isTrue();
        assertThat(new Ball(known(name), TENTH).radius()).isEqualTo(TENTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"exact/deep-mixed", "exact/deep-tent-squared", "exact/leaky", "exact/abs", "exact/identity"})
    void otherNetworksHaveNone(String name) throws NetworkFormatException {
        Network network = known(name);
        assertThat(Ball.isPossibleAround(network)).as(name).isFalse();
        assertThatThrownBy(() -> new Ball(network, TENTH)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHiddenLayerIsOfReluUnitsAndTheOutputDoesNotFall() {
        for (Activation hidden : Activation.values()) {
            for (Activation output : Activation.values()) {
                Rational[][] one = {{Rational.ONE}};
                Rational[] zero = {Rational.ZERO};
                Network network =
                        new Network(Domain.LINE, List.of(new Layer(one, zero, hidden), new Layer(one, zero, output)));
                assertThat(Ball.isPossibleAround(network))
                        .as("hidden %s, output %s", hidden, output)
                        .isEqualTo(hidden == Activation.RELU
                                && !output.isSmooth()
                                && output != Activation.ABS
                                && output != Activation.LEAKY_RELU);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1/10"})
    void aRadiusIsAboveZero(String radius) {
        Network centre = balls.next(1).centre();
        assertThatThrownBy(() -> new Ball(centre, Numerals.quoted(radius)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ball(centre, Rational.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // Where networks of the ball leave the domain.

    @ParameterizedTest
    @CsvSource({
        // 1/2 + relu(x)/4 on [0, 1]: from 1/2 to 3/4; by at most r up to 1/2 + r + (1 + r)(1/4 + r) + r and more.
        "1 0 1/4 1/2, 1/20, true",
        "1 0 1/4 1/2, 1/10, false",
        // 1/2 − relu(x)/4: down to 1/4.
        "1 0 -1/4 1/2, 1/20, true",
        "1 0 -1/4 1/2, 1/10, false",
        // 1 and less: the least radius is too much.
        "1 0 -1 1, 1/1000000, false"
    })
    void oneNetworkOutsideTheDomainIsEnough(String numbers, String radius, boolean stays) {
        Ball ball = new Ball(SmallBalls.of(Domain.UNIT, Activation.IDENTITY, numbers), Numerals.quoted(radius));
        Span corners = SmallBalls.image(SmallBalls.corners(ball), new Span(Rational.ZERO, Rational.ONE));
        assertThat(corners.isWithin(new Span(Rational.ZERO, Rational.ONE)))
                .as("the corners' image %s is in the domain", corners)
                .isEqualTo(stays);
        if (stays) {
            assertThat(ball.map(Work.unlimited()).domain()).isEqualTo(Domain.UNIT);
        } else {
            assertThatThrownBy(() -> ball.map(Work.unlimited())).isInstanceOf(DomainNotInvariantException.class);
        }
        assertThatCode(() -> Unfolding.map(ball.centre(), Work.unlimited())).doesNotThrowAnyException();
    }

    @Test
    void unboundedDomainsAreLeftTowardsTheirBoundedEnds() {
        Domain half = new Domain(Rational.ZERO, Rational.POSITIVE_INFINITY);
        Network centre = SmallBalls.of(half, Activation.IDENTITY, "1 0 1/10 5");
        assertThat(new Ball(centre, Rational.of(1, 20)).map(Work.unlimited()).right())
                .isEqualTo(half.right());
        assertThatThrownBy(() -> new Ball(centre, Rational.of(1, 5)).map(Work.unlimited()))
                .as("slopes below 0")
                .isInstanceOf(DomainNotInvariantException.class)
                .hasMessageContaining("unbounded");
    }

    @Test
    void unfoldingABallIsCounted() {
        Work work = Work.unlimited();
        Ball ball = balls.next(6);
        ball.map(work);
        assertThat(work.spent()).isGreaterThanOrEqualTo(6);
    }
}
