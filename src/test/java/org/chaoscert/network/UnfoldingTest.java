package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.Piece;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The unfolded function is the network: against an evaluation layer by layer, at kinks, beside them and between. */
class UnfoldingTest {
    private static PiecewiseLinear unfold(Network network) {
        return Unfolding.function(network, Domain.LINE, Work.unlimited());
    }

    private static List<Quotient> kinks(PiecewiseLinear function) {
        List<Quotient> kinks = new ArrayList<>();
        for (int i = 0; i + 1 < function.pieces(); i++) {
            kinks.add(Quotient.of(function.kink(i)));
        }
        return kinks;
    }

    private static void assertWellFormed(PiecewiseLinear function, Object about) {
        assertThat(function.denominator().signum())
                .as("sign of the denominator of %s", about)
                .isEqualTo(1);
        List<Quotient> kinks = kinks(function);
        for (int i = 0; i < kinks.size(); i++) {
            assertThat(function.slopeNumerator(i))
                    .as("slopes beside kink %d of %s: pieces are maximal", i, about)
                    .isNotEqualTo(function.slopeNumerator(i + 1));
            if (i > 0) {
                assertThat(kinks.get(i))
                        .as("kink %d of %s lies right of the one before", i, about)
                        .isGreaterThan(kinks.get(i - 1));
            }
        }
    }

    /** Compares at places that are given, in the middle between them, and beyond them. */
    private static void assertSameValues(PiecewiseLinear function, SlowNetwork network, Iterable<Quotient> places) {
        TreeSet<Quotient> points = new TreeSet<>(List.of(Quotient.ZERO));
        places.forEach(points::add);
        Quotient last = points.first().minus(Quotient.of(7));
        for (Quotient place : new TreeSet<>(points)) {
            points.add(last.plus(place).times(Quotient.of(1, 2)));
            last = place;
        }
        points.add(points.first().minus(Quotient.of(1_000_003, 7)));
        points.add(points.last().plus(Quotient.of(1_000_003, 7)));
        for (Quotient point : points) {
            assertThat(Quotient.of(function.valueAt(point.rational())))
                    .as("value at %s of %s", point, network)
                    .isEqualTo(network.valueAt(point));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 400", "2, 7, 400", "3, 4, 250", "4, 3, 150"})
    void smallNetworksUnfoldToTheSameMaximalPieces(int depth, int width, int count) {
        SmallNetworks networks = new SmallNetworks(new Random(31L * depth));
        for (int i = 0; i < count; i++) {
            Network network = networks.draw(depth, width).on(Domain.LINE);
            SlowNetwork slow = SlowNetwork.of(network);
            PiecewiseLinear function = unfold(network);
            assertWellFormed(function, slow);
            List<Piece> expected = slow.pieces();
            List<Quotient> expectedKinks = expected.stream()
                    .limit(expected.size() - 1L)
                    .map(Piece::right)
                    .toList();
            assertThat(kinks(function)).as("kinks of %s", slow).isEqualTo(expectedKinks);
            for (int piece = 0; piece < expected.size(); piece++) {
                assertThat(Quotient.of(function.slope(piece)))
                        .as("slope of piece %d of %s", piece, slow)
                        .isEqualTo(expected.get(piece).slope());
            }
            assertSameValues(function, slow, expectedKinks);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TANH", "SIGMOID"})
    void everyActivationBendsWhereItShould(Activation activation) {
        Rational leak = activation == Activation.LEAKY_RELU ? Rational.of(1, 3) : Rational.ZERO;
        for (int slope : new int[] {-3, -1, 0, 1, 2}) {
            Layer layer = new Layer(
                    new Rational[][] {{Rational.of(slope)}}, new Rational[] {Rational.of(1, 2)}, activation, leak);
            Network network = new Network(Domain.LINE, List.of(layer));
            List<Quotient> grid = new ArrayList<>();
            for (int i = -36; i <= 36; i++) {
                grid.add(Quotient.of(i, 12));
            }
            assertSameValues(unfold(network), SlowNetwork.of(network), grid);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"TANH", "SIGMOID"})
    void smoothNetworksHaveNoPieces(Activation activation) {
        Layer layer = new Layer(new Rational[][] {{Rational.ONE}}, new Rational[] {Rational.ZERO}, activation);
        Network network = new Network(Domain.LINE, List.of(layer));
        assertThatIllegalArgumentException().isThrownBy(() -> unfold(network)).withMessageContaining(activation.word());
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void drawnNetworksUnfoldToTheSameValues(Scheme scheme) {
        Random random = new Random(71);
        for (int depth = 2; depth <= (scheme == Scheme.RELU_SUM ? 2 : 4); depth++) {
            Sampler sampler = new Sampler(scheme, depth == 2 ? 40 : 5, depth, new Variance("64"), depth % 2 == 0);
            for (int i = 0; i < 4; i++) {
                Network network = sampler.draw(5, i);
                PiecewiseLinear function = unfold(network);
                assertWellFormed(function, scheme);
                List<Quotient> places = new ArrayList<>(kinks(function));
                for (int j = 0; j < 20; j++) {
                    places.add(Quotient.of(Rational.of(random.nextGaussian())));
                }
                assertSameValues(function, SlowNetwork.of(network), places);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "-3, 3", "0, 1", "-1000, 1000"})
    void theMapOfADomainHasItsKinksInsideOnly(int left, int right) {
        SmallNetworks networks = new SmallNetworks(new Random(53));
        Domain domain = new Domain(Rational.of(left), Rational.of(right));
        int maps = 0;
        for (int i = 0; i < 400; i++) {
            Network network = networks.draw(2, 5).on(domain);
            List<Piece> pieces = SlowNetwork.of(network).pieces();
            boolean invariant = pieces.stream()
                    .flatMap(piece -> Stream.of(piece.valueAt(piece.left()), piece.valueAt(piece.right())))
                    .allMatch(value -> domain.contains(value.rational()));
            if (!invariant) {
                assertThatThrownBy(() -> Unfolding.map(network, Work.unlimited()))
                        .as("%s on %s", SlowNetwork.of(network), domain)
                        .isInstanceOf(DomainNotInvariantException.class);
                continue;
            }
            maps++;
            PiecewiseLinearMap map = Unfolding.map(network, Work.unlimited());
            assertThat(kinks(map.function()))
                    .as("kinks of %s inside %s", SlowNetwork.of(network), domain)
                    .isEqualTo(pieces.stream()
                            .limit(pieces.size() - 1L)
                            .map(Piece::right)
                            .toList());
        }
        assertThat(maps).as("networks that map %s into itself", domain).isGreaterThan(40);
    }

    @Test
    void aKinkOfManyUnitsIsOneKink() throws NetworkFormatException {
        PiecewiseLinear function = unfold(
                NetworkReader.read(NetworkFiles.known("exact/equal-kinks")).network());
        assertThat(kinks(function)).contains(Quotient.ZERO, Quotient.of(1, 2));
        assertWellFormed(function, "equal-kinks");
    }

    @Test
    void unitsThatCancelLeaveNoKink() {
        // relu(x) - relu(-x) = x, and |x| - |x| = 0.
        Rational one = Rational.ONE;
        Rational minus = Rational.of(-1);
        Rational[][] column = {{one}, {minus}};
        Rational[] zeros = {Rational.ZERO, Rational.ZERO};
        Layer last = new Layer(new Rational[][] {{one, minus}}, new Rational[] {Rational.ZERO}, Activation.IDENTITY);
        PiecewiseLinear identity =
                unfold(new Network(Domain.LINE, List.of(new Layer(column, zeros, Activation.RELU), last)));
        assertThat(identity.pieces()).as("pieces of relu(x) - relu(-x)").isEqualTo(1);
        assertThat(identity.slope(0)).as("its slope").isEqualTo(one);
        PiecewiseLinear zero =
                unfold(new Network(Domain.LINE, List.of(new Layer(column, zeros, Activation.ABS), last)));
        assertThat(zero.pieces()).as("pieces of |x| - |-x|").isEqualTo(1);
        assertThat(zero.slopeNumerator(0)).as("its slope").isEqualTo(BigInteger.ZERO);
    }

    @Test
    void aNetworkOfZerosIsTheConstantZero() throws NetworkFormatException {
        PiecewiseLinear function = unfold(
                NetworkReader.read(NetworkFiles.known("exact/constant-zero")).network());
        assertThat(function.pieces()).as("pieces").isEqualTo(1);
        assertThat(function.valueAt(Rational.of(22, 7))).as("value").isEqualTo(Rational.ZERO);
    }

    @Test
    void unfoldingCostsTheSortOfItsKinks() {
        long half = workOfWidth(10_000);
        long full = workOfWidth(20_000);
        double logarithm = Math.log(20_000) / Math.log(2);
        assertThat((double) full)
                .as("units of work at width 20,000, against n log n")
                .isLessThan(4 * 20_000 * logarithm)
                .isLessThan(2.2 * half);
    }

    private static long workOfWidth(int width) {
        Work work = Work.unlimited();
        Network network = new Sampler(Scheme.ONE_HE, width, 2, new Variance("he"), false).draw(3, 0);
        PiecewiseLinearMap map = Unfolding.map(network, work);
        assertThat(map.function().pieces()).as("pieces at width %d", width).isEqualTo(width + 1);
        return work.spent();
    }

    @Test
    void workIsTheSameEveryTime() {
        assertThat(workOfWidth(300)).isEqualTo(workOfWidth(300));
    }

    @ParameterizedTest
    @ValueSource(ints = {140_000, 400_000})
    void weightsWithoutAHandyCommonDenominatorAreOverTheLimits(int bits) {
        Rational tiny = Rational.dyadic(BigInteger.ONE, bits);
        Layer layer = new Layer(new Rational[][] {{tiny}}, new Rational[] {Rational.ZERO}, Activation.IDENTITY);
        assertThatThrownBy(() -> unfold(new Network(Domain.LINE, List.of(layer))))
                .isInstanceOf(OverLimitsException.class)
                .hasMessageContaining("common denominator");
    }

    @Test
    void aDomainThatIsLeftIsRefusedWithThePointThatLeaves() throws NetworkFormatException {
        Network tent = NetworkReader.read(NetworkFiles.known("published/tent")).network();
        Network onHalf = tent.on(new Domain(Rational.ZERO, Rational.of(1, 2)));
        assertThatThrownBy(() -> Unfolding.map(onHalf, Work.unlimited()))
                .isInstanceOf(DomainNotInvariantException.class)
                .hasMessage("the map takes 1/2 to 1, outside the domain [0, 1/2]");
        Network onRay = tent.on(new Domain(Rational.of(-1), Rational.POSITIVE_INFINITY));
        assertThatThrownBy(() -> Unfolding.map(onRay, Work.unlimited()))
                .isInstanceOf(DomainNotInvariantException.class)
                .hasMessage("the map is unbounded on the domain [-1, inf), towards an end that is bounded");
    }
}
