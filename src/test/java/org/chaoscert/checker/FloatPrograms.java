package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;

/**
 * Programs that evaluate networks in floating-point arithmetic, each unit in another way: in random orders, as random trees, by
 * fused operations, with more bits on the way. binary32 and binary64 are computed by the machine itself as well, the others by
 * rounding exact fractions. All numbers of the formats are numbers of binary64.
 */
final class FloatPrograms {
    /** A format by its bits, and by the exponents of its least and its greatest normal numbers. */
    enum Format {
        BINARY16("binary16", 11, -14, 15),
        BFLOAT16("bfloat16", 8, -126, 127),
        BINARY32("binary32", 24, -126, 127),
        BINARY64("binary64", 53, -1022, 1023);

        final String word;
        final int bits;
        final int least;
        final int greatest;

        Format(String word, int bits, int least, int greatest) {
            this.word = word;
            this.bits = bits;
            this.least = least;
            this.greatest = greatest;
        }

        Ratio unit() {
            return power(1 - bits);
        }

        Ratio leastNormal() {
            return power(least);
        }

        /** A number of the format between two numbers, one of them often. */
        double draw(Random random, Ratio low, Ratio high) {
            Ratio part = Ratio.of(random.nextInt(5) == 0 ? random.nextInt(3) : random.nextInt(1 << 20), 1 << 20);
            Ratio between = low.plus(high.minus(low).times(part.min(Ratio.ONE)));
            Ratio inside = ratio(rounded(between, this, between.sign() < 0));
            return low.compareTo(inside) <= 0 && inside.compareTo(high) <= 0 ? toDouble(inside) : 0;
        }
    }

    /** Where exact results go. */
    enum Direction {
        NEAREST,
        DOWN,
        UP,
        OUTWARD,
        TO_ZERO,
        RANDOM
    }

    private interface Machine {
        double store(Ratio exact);

        double times(double a, double b);

        double plus(double a, double b);

        double fused(double a, double b, double c);
    }

    private final Format format;
    private final Random random;

    /** For results that are computed with more bits. */
    private Machine machine;

    FloatPrograms(Format format, Random random) {
        this.format = format;
        this.random = random;
        machine = new Rounded(Direction.RANDOM, false);
    }

    static Ratio power(int exponent) {
        BigInteger power = BigInteger.ONE.shiftLeft(Math.abs(exponent));
        return exponent < 0 ? new Ratio(BigInteger.ONE, power) : new Ratio(power, BigInteger.ONE);
    }

    static Ratio ratio(double number) {
        long bits = Double.doubleToLongBits(number);
        long exponent = (bits >> 52) & 0x7ff;
        long digits = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        return Ratio.of(bits < 0 ? -digits : digits).times(power((int) Math.max(exponent, 1) - 1075));
    }

    /** A number of binary64, which has so few bits. */
    private static double toDouble(Ratio number) {
        int shift = number.bottom().bitLength() - 1;
        int zeros = Math.max(0, number.top().getLowestSetBit());
        return Math.scalb(number.top().shiftRight(zeros).doubleValue(), zeros - shift);
    }

    /** The next number of the format at or below, or at or above an exact number. */
    private static double rounded(Ratio exact, Format format, boolean up) {
        return toDouble(toBits(exact, format, up));
    }

    private static int exponent(Ratio exact) {
        Ratio size = exact.max(exact.negate());
        int guess = size.top().bitLength() - size.bottom().bitLength();
        return size.compareTo(power(guess)) >= 0 ? guess : guess - 1;
    }

    private static Ratio toBits(Ratio exact, Format format, boolean up) {
        if (exact.sign() == 0) {
            return exact;
        }
        Ratio step = power(Math.max(exponent(exact), format.least) - format.bits + 1);
        Ratio steps = exact.over(step);
        BigInteger[] whole = steps.top().divideAndRemainder(steps.bottom());
        BigInteger floor = whole[1].signum() < 0 ? whole[0].subtract(BigInteger.ONE) : whole[0];
        BigInteger next = up && whole[1].signum() != 0 ? floor.add(BigInteger.ONE) : floor;
        return step.times(new Ratio(next, BigInteger.ONE));
    }

    /** Rounds exact results in some direction; may flush small numbers to 0. */
    private final class Rounded implements Machine {
        private final Direction direction;
        private final boolean flushes;

        Rounded(Direction direction, boolean flushes) {
            this.direction = direction;
            this.flushes = flushes;
        }

        private boolean isUp(Ratio exact) {
            return switch (direction) {
                case DOWN -> false;
                case UP -> true;
                case OUTWARD -> exact.sign() > 0;
                case TO_ZERO -> exact.sign() < 0;
                case RANDOM -> random.nextBoolean();
                case NEAREST -> {
                    Ratio low = toBits(exact, format, false);
                    Ratio high = toBits(exact, format, true);
                    yield high.minus(exact).compareTo(exact.minus(low)) < 0;
                }
            };
        }

        private double flushed(double number) {
            return flushes && Math.abs(number) < Math.scalb(1.0, format.least) ? 0 : number;
        }

        private Ratio in(double number) {
            return ratio(flushed(number));
        }

        @Override
        public double store(Ratio exact) {
            double result = rounded(exact, format, isUp(exact));
            if (Math.abs(result) >= Math.scalb(1.0, format.greatest) * 2) {
                throw new ArithmeticException("overflow in " + format.word);
            }
            return flushed(result);
        }

        @Override
        public double times(double a, double b) {
            return store(in(a).times(in(b)));
        }

        @Override
        public double plus(double a, double b) {
            return store(in(a).plus(in(b)));
        }

        @Override
        public double fused(double a, double b, double c) {
            return store(in(a).times(in(b)).plus(in(c)));
        }
    }

    /** The machine's own float. */
    private final class Single implements Machine {
        @Override
        public double store(Ratio exact) {
            return rounded(exact, format, random.nextBoolean());
        }

        @Override
        public double times(double a, double b) {
            return (float) a * (float) b;
        }

        @Override
        public double plus(double a, double b) {
            return (float) a + (float) b;
        }

        @Override
        public double fused(double a, double b, double c) {
            return Math.fma((float) a, (float) b, (float) c);
        }
    }

    /** The machine's own double. */
    private final class Twice implements Machine {
        @Override
        public double store(Ratio exact) {
            return rounded(exact, format, random.nextBoolean());
        }

        @Override
        public double times(double a, double b) {
            return a * b;
        }

        @Override
        public double plus(double a, double b) {
            return a + b;
        }

        @Override
        public double fused(double a, double b, double c) {
            return Math.fma(a, b, c);
        }
    }

    /** What some program computes from a number of the format. */
    double value(Network network, double x) {
        int kind = random.nextInt(3);
        if (kind == 0 && format == Format.BINARY32) {
            machine = new Single();
        } else if (kind == 0 && format == Format.BINARY64) {
            machine = new Twice();
        } else {
            Direction[] directions = Direction.values();
            machine = new Rounded(directions[random.nextInt(directions.length)], random.nextBoolean());
        }
        List<Double> values = List.of(x);
        for (Layer layer : network.layers()) {
            List<Double> next = new ArrayList<>();
            for (int unit = 0; unit < layer.weights().size(); unit++) {
                List<String> row = layer.weights().get(unit);
                next.add(activated(
                        layer.activation(), sum(row, values, layer.biases().get(unit))));
            }
            values = next;
        }
        double value = values.get(0);
        if (!Double.isFinite(value)) {
            throw new ArithmeticException("overflow in " + format.word);
        }
        return value;
    }

    private double sum(List<String> row, List<Double> values, String bias) {
        List<Double> weights = new ArrayList<>();
        row.forEach(weight -> weights.add(machine.store(Ratio.of(weight))));
        double stored = machine.store(Ratio.of(bias));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        return switch (random.nextInt(4)) {
            case 0 -> chain(order, weights, values, stored);
            case 1 -> fusedChain(order, weights, values, stored);
            case 2 -> tree(order, weights, values, stored);
            default -> roundedOnce(order, weights, values, stored);
        };
    }

    /** One after the other; the bias comes first or last. */
    private double chain(List<Integer> order, List<Double> weights, List<Double> values, double bias) {
        boolean first = random.nextBoolean();
        double sum = first ? bias : 0;
        for (int i : order) {
            sum = machine.plus(sum, machine.times(weights.get(i), values.get(i)));
        }
        return first ? sum : machine.plus(sum, bias);
    }

    private double fusedChain(List<Integer> order, List<Double> weights, List<Double> values, double bias) {
        boolean first = random.nextBoolean();
        double sum = first ? bias : 0;
        for (int i : order) {
            sum = machine.fused(weights.get(i), values.get(i), sum);
        }
        return first ? sum : machine.plus(sum, bias);
    }

    private double tree(List<Integer> order, List<Double> weights, List<Double> values, double bias) {
        List<Double> parts = new ArrayList<>(List.of(bias));
        order.forEach(i -> parts.add(machine.times(weights.get(i), values.get(i))));
        while (parts.size() > 1) {
            double one = parts.remove(random.nextInt(parts.size()));
            double other = parts.remove(random.nextInt(parts.size()));
            parts.add(machine.plus(one, other));
        }
        return parts.get(0);
    }

    /** In binary64, for narrower formats; exactly, for the widest one. */
    private double roundedOnce(List<Integer> order, List<Double> weights, List<Double> values, double bias) {
        if (format == Format.BINARY64) {
            Ratio sum = ratio(bias);
            for (int i : order) {
                sum = sum.plus(ratio(weights.get(i)).times(ratio(values.get(i))));
            }
            return machine.store(sum);
        }
        double sum = bias;
        for (int i : order) {
            sum += weights.get(i) * values.get(i);
        }
        return machine.store(ratio(sum));
    }

    private double activated(String activation, double sum) {
        String[] parts = activation.split(":", 2);
        return switch (parts[0]) {
            case "relu" -> Math.max(sum, 0);
            case "leaky-relu" -> sum < 0 ? machine.times(machine.store(Ratio.of(parts[1])), sum) : sum;
            case "abs" -> Math.abs(sum);
            case "clip" -> Math.min(Math.max(sum, 0), 1);
            case "hard-tanh" -> Math.min(Math.max(sum, -1), 1);
            default -> sum;
        };
    }
}
