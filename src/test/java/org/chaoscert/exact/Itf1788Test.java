package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs test vectors in the text form of the ITF1788 framework, for intervals without decorations whose ends are binary64 numbers:
 * those of this repository, and those of a directory that is named by the system property {@code chaoscert.itf}.
 *
 * <p>Results of 53 bits are rounded outward once more, to the exponents of binary64. Where the standard asks for the tightest
 * interval, results must be that interval; those of elementary functions may be larger by two units of the last bit. The quick
 * binary64 arithmetic need only hold that interval, and be larger by few units.
 */
class Itf1788Test {
    private static final IntervalArithmetic BINARY64 = new IntervalArithmetic(53);
    private static final Binary64Arithmetic QUICK = new Binary64Arithmetic();
    private static final Path VECTORS = Path.of("test-data", "itf1788");
    private static final Set<String> ELEMENTARY = Set.of("exp", "log", "tanh", "pown");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern TESTCASE = Pattern.compile("testcase\\s+(\\S+)\\s*\\{(.*?)\\}", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("\\[[^\\]]*\\](?:_\\w+)?|[^\\s\\[]+");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("([+-]?)0[xX]([0-9a-fA-F]+(?:\\.[0-9a-fA-F]+)?)[pP]([+-]?[0-9]+)");

    private record Vector(String name, String operation, List<String> operands, String expected) {
        @Override
        public String toString() {
            return name + ": " + operation + " " + String.join(" ", operands) + " = " + expected;
        }
    }

    private static List<Vector> vectors(Path file) throws IOException {
        String text = COMMENT.matcher(Files.readString(file)).replaceAll(" ");
        List<Vector> vectors = new ArrayList<>();
        Matcher testcases = TESTCASE.matcher(text);
        while (testcases.find()) {
            for (String statement : testcases.group(2).split(";")) {
                List<String> sides = List.of(statement.split("=", 2));
                List<String> tokens = TOKEN.matcher(sides.get(0))
                        .results()
                        .map(token -> token.group())
                        .toList();
                if (sides.size() == 2 && !tokens.isEmpty()) {
                    vectors.add(new Vector(
                            testcases.group(1),
                            tokens.get(0),
                            tokens.subList(1, tokens.size()),
                            sides.get(1).strip()));
                }
            }
        }
        return vectors;
    }

    private static Interval interval(String text) {
        String inside = text.substring(1, text.length() - 1).strip();
        if (inside.equals("empty")) {
            return Interval.EMPTY;
        }
        String[] ends = inside.equals("entire") ? new String[] {"-infinity", "infinity"} : inside.split(",", -1);
        return IntervalArithmeticTest.interval(
                end(ends[0].isBlank() ? "-infinity" : ends[0].strip()),
                end(ends[ends.length - 1].isBlank() ? "infinity" : ends[ends.length - 1].strip()));
    }

    private static Rational end(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.endsWith("inf") || lower.endsWith("infinity")) {
            return lower.startsWith("-") ? Rational.NEGATIVE_INFINITY : Rational.POSITIVE_INFINITY;
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.matches()) {
            return Rational.of(Double.parseDouble(text));
        }
        BigDecimal decimal = new BigDecimal(text);
        decimal = decimal.scale() < 0 ? decimal.setScale(0) : decimal;
        return Rational.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                .reduced();
    }

    /** The smallest interval around another whose ends are binary64 numbers or infinite. */
    private static Interval rounded(Interval interval) {
        return interval.isEmpty()
                ? interval
                : IntervalArithmeticTest.interval(
                        down(interval.left()), down(interval.right().negate()).negate());
    }

    private static Rational down(Rational x) {
        if (!x.isFinite()) {
            return x;
        }
        double below = nearest(x);
        while (below == Double.POSITIVE_INFINITY
                || (Double.isFinite(below) && Rational.of(below).compareTo(x) > 0)) {
            below = Math.nextDown(below);
        }
        return Double.isInfinite(below) ? Rational.NEGATIVE_INFINITY : Rational.of(below);
    }

    private static Interval grown(Interval interval, int units) {
        return interval.isEmpty()
                ? interval
                : IntervalArithmeticTest.interval(
                        lowered(interval.left(), units),
                        lowered(interval.right().negate(), units).negate());
    }

    private static Rational lowered(Rational x, int units) {
        double below = x.isFinite() ? nearest(x) : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < units; i++) {
            below = Math.nextDown(below);
        }
        return Double.isFinite(below) ? Rational.of(below) : x.isFinite() ? Rational.NEGATIVE_INFINITY : x;
    }

    private static double nearest(Rational x) {
        return new BigDecimal(x.numerator())
                .divide(new BigDecimal(x.denominator()), new MathContext(800))
                .doubleValue();
    }

    /** What an operation gives, an interval or a Boolean; empty for an operation or operands that are not known. */
    private static Optional<Object> result(String operation, List<String> operands) {
        boolean isPower = operation.equals("pown");
        boolean areBare = operands.stream()
                .limit(isPower ? 1 : operands.size())
                .allMatch(operand -> operand.startsWith("[") && operand.endsWith("]") && !operand.contains("nai"));
        if (!areBare || operands.isEmpty()) {
            return Optional.empty();
        }
        Interval x = interval(operands.get(0));
        Interval y = operands.size() == 2 && !isPower ? interval(operands.get(1)) : x;
        return Optional.ofNullable(
                switch (operation) {
                    case "add" -> BINARY64.add(x, y);
                    case "sub" -> BINARY64.subtract(x, y);
                    case "mul" -> BINARY64.multiply(x, y);
                    case "div" -> BINARY64.divide(x, y);
                    case "recip" -> BINARY64.power(x, -1);
                    case "sqr" -> BINARY64.power(x, 2);
                    case "pown" -> BINARY64.power(x, Integer.parseInt(operands.get(1)));
                    case "sqrt" -> BINARY64.sqrt(x);
                    case "exp" -> BINARY64.exp(x);
                    case "log" -> BINARY64.log(x);
                    case "tanh" -> BINARY64.tanh(x);
                    case "neg" -> x.negate();
                    case "abs" -> x.abs();
                    case "min" -> x.min(y);
                    case "max" -> x.max(y);
                    case "intersection" -> x.intersection(y);
                    case "convexHull" -> x.hull(y);
                    case "isEmpty" -> x.isEmpty();
                    case "isEntire" -> x.equals(Interval.ENTIRE);
                    case "equal" -> x.equals(y);
                    case "subset" -> x.isSubsetOf(y);
                    case "interior" -> x.isInInteriorOf(y);
                    case "less" -> x.isLess(y);
                    case "strictLess" -> x.isStrictlyLess(y);
                    case "precedes" -> x.precedes(y);
                    case "strictPrecedes" -> x.strictlyPrecedes(y);
                    case "disjoint" -> x.isDisjointFrom(y);
                    default -> null;
                });
    }

    private static void run(Vector vector) {
        Object found = result(vector.operation, vector.operands).orElseThrow();
        if (found instanceof Interval interval) {
            Interval expected = interval(vector.expected);
            Interval rounded = rounded(interval);
            assertThat(expected.isSubsetOf(rounded))
                    .as("%s, found %s", vector, rounded)
                    .isTrue();
            Interval most = ELEMENTARY.contains(vector.operation) ? grown(expected, 2) : expected;
            assertThat(rounded.isSubsetOf(most))
                    .as("%s, found %s", vector, rounded)
                    .isTrue();
        } else {
            assertThat(found).as("%s", vector).isEqualTo(Boolean.valueOf(vector.expected));
        }
    }

    private static Binary64Interval quick(Interval x) {
        return x.isEmpty() ? Binary64Interval.EMPTY : new Binary64Interval(binary64(x.left()), binary64(x.right()));
    }

    private static double binary64(Rational end) {
        if (!end.isFinite()) {
            return end.signum() * Double.POSITIVE_INFINITY;
        }
        double number = nearest(end);
        assertThat(Rational.of(number)).as("a binary64 number").isEqualTo(end);
        return number;
    }

    /** The same in binary64 arithmetic; empty for what that has not. */
    private static Optional<Binary64Interval> quickResult(String operation, List<String> operands) {
        if (result(operation, operands).isEmpty()) {
            return Optional.empty();
        }
        Binary64Interval x = quick(interval(operands.get(0)));
        Binary64Interval y = operands.size() == 2 && !operation.equals("pown") ? quick(interval(operands.get(1))) : x;
        return Optional.ofNullable(
                switch (operation) {
                    case "add" -> QUICK.add(x, y);
                    case "sub" -> QUICK.subtract(x, y);
                    case "mul" -> QUICK.multiply(x, y);
                    case "div" -> QUICK.divide(x, y);
                    case "recip" -> QUICK.divide(new Binary64Interval(1, 1), x);
                    case "neg" -> QUICK.subtract(new Binary64Interval(0, 0), x);
                    case "tanh" -> QUICK.tanh(x);
                    case "min" -> QUICK.min(x, y);
                    case "max" -> QUICK.max(x, y);
                    case "intersection" -> QUICK.intersection(x, y);
                    case "convexHull" -> QUICK.hull(x, y);
                    default -> null;
                });
    }

    /** So many units may an end of the quick arithmetic lie beyond the tightest one. */
    private static int units(String operation) {
        return switch (operation) {
            case "tanh" -> 12;
            case "add", "sub", "mul", "div", "recip" -> 1;
            default -> 0;
        };
    }

    private static void runQuickly(Vector vector) {
        Binary64Interval found = quickResult(vector.operation, vector.operands).orElseThrow();
        Interval interval = IntervalArithmeticTest.interval(QUICK.left(found), QUICK.right(found));
        Interval expected = interval(vector.expected);
        assertThat(expected.isSubsetOf(interval))
                .as("%s, found %s", vector, found)
                .isTrue();
        assertThat(interval.isSubsetOf(grown(expected, units(vector.operation))))
                .as("%s, found %s", vector, found)
                .isTrue();
    }

    private static List<Vector> ours() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (String name : List.of("arithmetic.itl", "sets.itl", "elementary.itl")) {
            vectors.addAll(vectors(VECTORS.resolve(name)));
        }
        return vectors;
    }

    @TestFactory
    Stream<DynamicTest> ourVectorsInBinary64() throws IOException {
        List<Vector> vectors = ours().stream()
                .filter(vector -> quickResult(vector.operation, vector.operands).isPresent())
                .toList();
        assertThat(vectors).hasSizeGreaterThan(60);
        return vectors.stream().map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> runQuickly(vector)));
    }

    @TestFactory
    Stream<DynamicTest> ourVectors() throws IOException {
        List<Vector> vectors = ours();
        assertThat(vectors).hasSizeGreaterThan(140);
        return vectors.stream().map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> run(vector)));
    }

    @TestFactory
    Stream<DynamicTest> vectorsFromOutside() throws IOException {
        String directory = System.getProperty("chaoscert.itf", "");
        if (directory.isEmpty()) {
            return Stream.empty();
        }
        List<Vector> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".itl")).toList()) {
                vectors.addAll(vectors(file));
            }
        }
        assertThat(vectors).as("vectors in %s", directory).isNotEmpty();
        return vectors.stream()
                .filter(vector -> result(vector.operation, vector.operands).isPresent())
                .map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> {
                    run(vector);
                    if (quickResult(vector.operation, vector.operands).isPresent()) {
                        runQuickly(vector);
                    }
                }));
    }

    @Test
    void wrongVectorsAreNoticed() {
        for (String expected : List.of("[4.0,7.0]", "[4.0,5.0]", "[3.0,6.0]", "[5.0,6.0]", "[empty]", "[entire]")) {
            Vector wrong = new Vector("wrong", "add", List.of("[1.0,2.0]", "[3.0,4.0]"), expected);
            assertThat(catchThrowable(() -> run(wrong))).as(expected).isInstanceOf(AssertionError.class);
            assertThat(catchThrowable(() -> runQuickly(wrong))).as(expected).isInstanceOf(AssertionError.class);
        }
    }
}
