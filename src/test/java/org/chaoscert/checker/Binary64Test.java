package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Unquoted numbers stand for the nearest binary64 number: held against its neighbours, with decimals as exact as needed. */
class Binary64Test {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private static void assertIsNearest(String literal) throws Fault {
        Fraction read = Binary64.nearest(literal, "");
        BigDecimal exact = new BigDecimal(literal);
        double number = read.numerator().doubleValue() / read.denominator().doubleValue();
        BigDecimal found = new BigDecimal(number);
        assertThat(found.multiply(new BigDecimal(read.denominator())))
                .as("%s is a binary64 number", literal)
                .isEqualByComparingTo(new BigDecimal(read.numerator()));
        for (double neighbour : new double[] {Math.nextUp(number), Math.nextDown(number)}) {
            BigDecimal middle = found.add(new BigDecimal(neighbour)).divide(TWO);
            int beyond = Double.compare(neighbour, number) * exact.compareTo(middle);
            assertThat(beyond).as("%s, and %s", literal, neighbour).isLessThanOrEqualTo(isEven(number) ? 0 : -1);
        }
    }

    private static boolean isEven(double number) {
        return (Double.doubleToLongBits(number) & 1) == 0;
    }

    @Test
    void randomDecimals() throws Fault {
        Random random = new Random(641);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder literal = new StringBuilder(random.nextBoolean() ? "-" : "");
            literal.append(1 + random.nextInt(9));
            int digits = random.nextInt(20);
            int point = random.nextInt(20);
            for (int d = 0; d < digits; d++) {
                literal.append(d == point ? "." : "").append(random.nextInt(10));
            }
            assertIsNearest(literal.toString());
        }
    }

    @Test
    void smallDecimals() throws Fault {
        Random random = new Random(642);
        for (int i = 0; i < 20_000; i++) {
            String zeros = "0".repeat(random.nextInt(12));
            assertIsNearest("0." + zeros + (1 + random.nextInt(9)) + Math.abs(random.nextLong() >> random.nextInt(60)));
        }
    }

    /** Half-way between two numbers, and one unit in the last place of the decimal to either side of that. */
    @Test
    void decimalsThatAreHardToCall() throws Fault {
        for (String literal : halfWay(643)) {
            BigDecimal middle = new BigDecimal(literal);
            assertIsNearest(literal);
            assertIsNearest(middle.add(middle.ulp()).toPlainString());
            assertIsNearest(middle.subtract(middle.ulp()).toPlainString());
        }
    }

    private static List<String> halfWay(int seed) {
        Random random = new Random(seed);
        List<String> literals = new ArrayList<>();
        while (literals.size() < 8_000) {
            // From 2^48, where the middle has five places, to the longest that is not left to parseDouble.
            long odd = (1L << 53) + 2L * random.nextInt(1 << 20) + 1;
            int shift = random.nextInt(11) - 5;
            BigDecimal middle = shift < 0
                    ? BigDecimal.valueOf(odd).divide(BigDecimal.valueOf(1L << -shift))
                    : BigDecimal.valueOf(odd).multiply(BigDecimal.valueOf(1L << shift));
            literals.add(middle.toPlainString());
            // Two to four more digits, so that the last place is far below the spacing of binary64 numbers.
            literals.add(middle.setScale(Math.max(0, 17 - middle.precision()) + middle.scale())
                    .toPlainString());
        }
        return literals;
    }

    /** Nearest to a middle between two numbers in (0.1, 1), with 17 and 18 digits. */
    @Test
    void decimalsNextToAMiddle() throws Fault {
        Random random = new Random(644);
        for (int i = 0; i < 10_000; i++) {
            double number = 0.1 + 0.9 * random.nextDouble();
            BigDecimal middle = new BigDecimal(number)
                    .add(new BigDecimal(Math.nextUp(number)))
                    .divide(TWO);
            for (int places = 16; places <= 20; places++) {
                BigInteger below = middle.movePointRight(places).toBigInteger();
                assertIsNearest(new BigDecimal(below, places).toPlainString());
                assertIsNearest(new BigDecimal(below.add(BigInteger.ONE), places).toPlainString());
            }
        }
    }
}
