package org.chaoscert.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Oracle.Interval;

/**
 * The networks around one with a hidden layer of relu units, each of whose numbers may move by the radius: what they
 * do, found by trying the ends. Every number's influence on f(x) is monotone while the others rest, so the extremes
 * lie at corners of the ball. Shares no code with the checker.
 */
final class BallOracle {
    /** A number of the network and where it may move to. */
    private record Ends(Ratio low, Ratio high) {
        List<Ratio> both() {
            return List.of(low, high);
        }
    }

    /** What is sure of a unit around a place: its sum is positive in all networks, or in some. */
    private record Status(boolean sure, boolean possible) {}

    /** From one place to another, with what is sure of the units in between; never across 0. */
    private record Stretch(Ratio low, Ratio high, List<Status> units) {}

    final Network centre;
    final Ratio radius;
    final int units;
    private final List<Ratio> numbers;
    private final String activation;
    /** 0, and wherever a unit's sum is 0 in one of the corners. */
    final List<Ratio> places;

    private final List<Stretch> stretches;
    private final Map<Ratio, Interval> sums = new HashMap<>();

    BallOracle(Network centre, Ratio radius) {
        this.centre = centre;
        this.radius = radius;
        Layer hidden = centre.layers().get(0);
        Layer output = centre.layers().get(1);
        units = hidden.biases().size();
        activation = output.activation();
        numbers = Stream.of(
                        hidden.weights().stream().map(row -> row.get(0)),
                        hidden.biases().stream(),
                        output.weights().get(0).stream(),
                        output.biases().stream())
                .flatMap(texts -> texts)
                .map(Ratio::of)
                .toList();
        places = List.copyOf(findPlaces());
        stretches = findStretches();
    }

    private Ends ends(int number) {
        return new Ends(numbers.get(number).minus(radius), numbers.get(number).plus(radius));
    }

    /** The network with other numbers: weights and biases of the units, then those of the output. */
    private Network with(List<Ratio> other) {
        List<String> texts = other.stream().map(Ratio::toString).toList();
        List<List<String>> rows = texts.subList(0, units).stream().map(List::of).toList();
        return new Network(
                centre.domain(),
                List.of(
                        new Layer("relu", rows, texts.subList(units, 2 * units)),
                        new Layer(
                                activation,
                                List.of(texts.subList(2 * units, 3 * units)),
                                texts.subList(3 * units, 3 * units + 1))));
    }

    /** All networks that have every number as far off as the radius allows. */
    Stream<Network> corners() {
        return IntStream.range(0, 1 << numbers.size())
                .mapToObj(bits -> with(IntStream.range(0, numbers.size())
                        .mapToObj(i -> ends(i).both().get(bits >> i & 1))
                        .toList()));
    }

    /** A network of the ball: a corner, or one with numbers in between, the centre's among them. */
    Network member(Random random) {
        int steps = random.nextInt(3) == 0 ? 1 : 4;
        return with(IntStream.range(0, numbers.size())
                .mapToObj(i -> Ratio.of(2 * random.nextInt(steps + 1) - steps, steps)
                        .times(radius)
                        .plus(numbers.get(i)))
                .toList());
    }

    private static Interval hull(Stream<Ratio> values) {
        List<Ratio> sorted = values.sorted().toList();
        return new Interval(sorted.get(0), sorted.get(sorted.size() - 1));
    }

    static Interval products(Interval one, Interval other) {
        return hull(
                Stream.of(one.low(), one.high()).flatMap(a -> Stream.of(a.times(other.low()), a.times(other.high()))));
    }

    static Interval sum(Interval one, Interval other) {
        return new Interval(one.low().plus(other.low()), one.high().plus(other.high()));
    }

    private Stream<Ratio> sumsOfUnit(int unit, Ratio x) {
        return ends(unit).both().stream()
                .flatMap(weight -> ends(units + unit).both().stream()
                        .map(bias -> weight.times(x).plus(bias)));
    }

    /** The least and the greatest value of the output's sum at x, or their limits. */
    private Interval sumAt(Ratio x) {
        Interval known = sums.get(x);
        if (known == null) {
            known = x.isFinite() ? findSumAt(x) : limit(x);
            sums.put(x, known);
        }
        return known;
    }

    /** The units can be tried one by one. */
    private Interval findSumAt(Ratio x) {
        Interval sum = new Interval(ends(3 * units).low, ends(3 * units).high);
        for (int unit = 0; unit < units; unit++) {
            Ends factor = ends(2 * units + unit);
            sum = sum(
                    sum,
                    hull(sumsOfUnit(unit, x)
                            .map(value -> value.max(Ratio.ZERO))
                            .flatMap(value -> factor.both().stream().map(value::times))));
        }
        return sum;
    }

    /** Beyond the last place both bounds are affine: two values tell the limit. */
    private Interval limit(Ratio end) {
        Ratio far = end.sign() < 0
                ? places.get(0).minus(Ratio.ONE)
                : places.get(places.size() - 1).plus(Ratio.ONE);
        Interval one = sumAt(far);
        Interval other = sumAt(far.plus(Ratio.of(end.sign())));
        return new Interval(limit(one.low(), other.low()), limit(one.high(), other.high()));
    }

    private static Ratio limit(Ratio one, Ratio next) {
        int sign = next.minus(one).sign();
        return sign == 0 ? one : sign > 0 ? Ratio.INFINITY : Ratio.MINUS_INFINITY;
    }

    private Set<Ratio> findPlaces() {
        TreeSet<Ratio> places = new TreeSet<>(List.of(Ratio.ZERO));
        for (int unit = 0; unit < units; unit++) {
            for (Ratio weight : ends(unit).both()) {
                for (Ratio bias : ends(units + unit).both()) {
                    if (weight.sign() != 0) {
                        places.add(bias.negate().over(weight));
                    }
                }
            }
        }
        return places;
    }

    /** The smallest interval with f(x) for all x of an interval and all f of the ball. */
    Interval image(Interval span) {
        List<Ratio> tried = new ArrayList<>(List.of(span.low(), span.high()));
        places.stream().filter(span::holds).forEach(tried::add);
        return hull(tried.stream()
                .map(this::sumAt)
                .flatMap(sum -> Stream.of(sum.low(), sum.high()))
                .map(value -> Oracle.activate(activation, value)));
    }

    /** The stretches on which the same is sure of every unit. */
    private List<Stretch> findStretches() {
        List<Ratio> ends = new ArrayList<>(List.of(Ratio.MINUS_INFINITY));
        ends.addAll(places);
        ends.add(Ratio.INFINITY);
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i + 1 < ends.size(); i++) {
            Ratio inside = Oracle.inside(ends.get(i), ends.get(i + 1));
            List<Status> status = IntStream.range(0, units)
                    .mapToObj(unit -> new Status(
                            sumsOfUnit(unit, inside).allMatch(value -> value.sign() > 0),
                            sumsOfUnit(unit, inside).anyMatch(value -> value.sign() > 0)))
                    .toList();
            int last = stretches.size() - 1;
            if (i > 0 && ends.get(i).sign() != 0 && stretches.get(last).units.equals(status)) {
                stretches.set(last, new Stretch(stretches.get(last).low, ends.get(i + 1), status));
            } else {
                stretches.add(new Stretch(ends.get(i), ends.get(i + 1), status));
            }
        }
        return stretches;
    }

    /**
     * What {@link Ball} promises: the slopes on all stretches met in more than a point, as far as the output passes
     * them on.
     */
    Interval slopes(Interval span) {
        if (span.low().equals(span.high())) {
            return new Interval(Ratio.ZERO, Ratio.ZERO);
        }
        return hull(stretches.stream()
                .filter(stretch -> stretch.low.compareTo(span.high()) < 0 && stretch.high.compareTo(span.low()) > 0)
                .map(stretch -> products(
                        passed(stretch.low.max(span.low()), stretch.high.min(span.high())), slopesOfSum(stretch)))
                .flatMap(slopes -> Stream.of(slopes.low(), slopes.high())));
    }

    private Interval slopesOfSum(Stretch stretch) {
        Interval slopes = new Interval(Ratio.ZERO, Ratio.ZERO);
        for (int unit = 0; unit < units; unit++) {
            Interval all = products(
                    new Interval(ends(unit).low, ends(unit).high),
                    new Interval(ends(2 * units + unit).low, ends(2 * units + unit).high));
            Status status = stretch.units.get(unit);
            Interval part = !status.possible
                    ? new Interval(Ratio.ZERO, Ratio.ZERO)
                    : status.sure
                            ? all
                            : new Interval(all.low().min(Ratio.ZERO), all.high().max(Ratio.ZERO));
            slopes = sum(slopes, part);
        }
        return slopes;
    }

    /** The slopes of the output's activation between the values that its sum has at two places of a stretch. */
    private Interval passed(Ratio from, Ratio to) {
        Interval one = sumAt(from);
        Interval other = sumAt(to);
        Ratio low = one.low().min(other.low());
        Ratio high = one.high().max(other.high());
        List<Ratio> cuts = new ArrayList<>(List.of(low, high));
        Oracle.kinks(activation).stream()
                .filter(kink -> low.compareTo(kink) < 0 && kink.compareTo(high) < 0)
                .forEach(cuts::add);
        cuts.sort(null);
        return hull(IntStream.range(0, cuts.size() - 1)
                .mapToObj(i -> Oracle.inside(cuts.get(i), cuts.get(i + 1)))
                .map(value -> Oracle.lineAround(activation, value).slope()));
    }

    /** Whether a unit, inside an interval, may be on in one network and off in another. */
    boolean mayTurn(Interval span) {
        return stretches.stream()
                .filter(stretch -> stretch.low.compareTo(span.high()) < 0 && stretch.high.compareTo(span.low()) > 0)
                .flatMap(stretch -> stretch.units.stream())
                .anyMatch(status -> status.possible && !status.sure);
    }

    /**
     * Networks for trying: one to four units, numbers within the radius, zeros and kinks that coincide among them.
     */
    static BallOracle next(Random random, int mostUnits, List<String> activations) {
        Ratio radius = Ratio.of(1 + random.nextInt(3), List.of(2, 4, 7, 10, 100).get(random.nextInt(5)));
        int units = 1 + random.nextInt(mostUnits);
        List<String> weights = new ArrayList<>();
        List<String> biases = new ArrayList<>();
        List<String> factors = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            boolean again = unit > 0 && random.nextInt(4) == 0;
            Ratio flip = Ratio.of(random.nextBoolean() ? 1 : -1);
            weights.add((again ? Ratio.of(weights.get(unit - 1)).times(flip) : number(random, radius)).toString());
            biases.add((again ? Ratio.of(biases.get(unit - 1)).times(flip) : number(random, radius)).toString());
            factors.add(number(random, radius).toString());
        }
        Network centre = Certificates.network(
                "-inf inf",
                "relu " + String.join("; ", weights) + " | " + String.join(" ", biases),
                activations.get(random.nextInt(activations.size())) + " " + String.join(" ", factors) + " | "
                        + number(random, radius));
        return new BallOracle(centre, radius);
    }

    /** 0, the radius with either sign, a part of it, or any small number. */
    private static Ratio number(Random random, Ratio radius) {
        return switch (random.nextInt(6)) {
            case 0 -> Ratio.ZERO;
            case 1 -> random.nextBoolean() ? radius : radius.negate();
            case 2 -> radius.times(Ratio.of(random.nextInt(7) - 3, 4));
            default -> Ratio.of(random.nextInt(13) - 6, 1 + random.nextInt(4));
        };
    }
}
