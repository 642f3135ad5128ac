package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The number grammar of the format page, section 1: accepted forms, rejected forms, limits. */
class NumeralsTest {
    private static final String HIGHEST = "0x1.fffffffffffffp1023";

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7, 7",
        "-12, -12",
        "1/2, 1/2",
        "-2/9, -2/9",
        "4/6, 2/3",
        "0/5, 0",
        "-0/5, 0",
        "10/5, 2",
        "123456789012345678901234567890/3, 41152263004115226300411522630"
    })
    void fractionsAreReadExactly(String text, String canonical) {
        assertThat(Numerals.quoted(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 1/10",
        "0.25, 1/4",
        "-0.5, -1/2",
        "00.50, 1/2",
        "007, 7",
        "-007, -7",
        "-0.0, 0",
        "1e3, 1000",
        "1E3, 1000",
        "1e+3, 1000",
        "1e-3, 1/1000",
        "1.5e1, 15",
        "1.5e0, 3/2",
        "2.5e-1, 1/4",
        "0e5, 0",
        "0.000, 0",
        "12.34e2, 1234",
        "12.345e2, 2469/2",
        "1e-0, 1",
        "1e+0, 1",
        "1e0003, 1000",
        "3.0, 3"
    })
    void decimalsAreReadExactly(String text, String canonical) {
        assertThat(Numerals.quoted(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "0x1p0, 1",
        "0x1p-1, 1/2",
        "0x1.8p-1, 3/4",
        "-0x1.8p+1, -3",
        "0xap0, 10",
        "0xff.8p0, 511/2",
        "0x0p0, 0",
        "-0x0.0p5, 0",
        "0x00.80p1, 1",
        "0x10p-4, 1",
        "0x0.0000000000000000000000000000000001p136, 1",
        "0x1p4, 16"
    })
    void hexadecimalsAreReadExactly(String text, String canonical) {
        assertThat(Numerals.quoted(text)).hasToString(canonical);
    }

    @Test
    void aQuotedNumberIsInLowestTerms() {
        for (String text : new String[] {"4/6", "0/8", "0.50", "2.50e-1", "0x10p-8", "-0x0p7", "12e-1"}) {
            Rational read = Numerals.quoted(text);
            assertThat(read.reduced()).as(text).isSameAs(read);
            assertThat(read.numerator().gcd(read.denominator())).as(text).isEqualTo(BigInteger.ONE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " 1",
                "1 ",
                "1\n",
                "\n1",
                "+1",
                "--1",
                "-",
                ".5",
                "5.",
                "-.5",
                "1.e5",
                "1e",
                "1e+",
                "1e5.0",
                "1e 5",
                "1/0",
                "1/00",
                "1/02",
                "01/2",
                "-01/2",
                "1/-2",
                "1/+2",
                "1/2/3",
                "/2",
                "1/",
                "1.5/2",
                "1/2.5",
                "1e2/3",
                "1/2e3",
                "0x",
                "0x1",
                "0x1.8",
                "0x1.p0",
                "0x.8p0",
                "0x1p",
                "0x1p+",
                "0x1p0.5",
                "0X1p0",
                "0x1P0",
                "0xAp0",
                "0x1.Fp0",
                "0xgp0",
                "0x1p0f",
                "0x1p0d",
                "+0x1p0",
                "1x1p0",
                "1_000",
                "1,5",
                "1d",
                "1f",
                "1L",
                "NaN",
                "nan",
                "inf",
                "-inf",
                "Infinity",
                "-Infinity",
                "true",
                "null",
                "٣",
                "１",
                "−1",
                "1\u00a0",
                "²",
                "1e٣",
                "0x1p٣",
                "\u0000",
                "1\r"
            })
    void everythingElseIsNoNumber(String text) {
        assertThatThrownBy(() -> Numerals.quoted(text))
                .as("\"%s\"", text)
                .isInstanceOf(NumberFormatException.class)
                .hasMessage(
                        "not a number: \"" + text + "\"; expected a fraction such as -2/9, a decimal such as 0.25 or"
                                + " 1e-8, or a hexadecimal binary64 such as 0x1.8p-1");
    }

    @Test
    void decimalsAreThoseOfBigDecimal() {
        Random random = new Random(31);
        for (int i = 0; i < 2_000; i++) {
            String text = (random.nextBoolean() ? "-" : "")
                    + new BigInteger(1 + random.nextInt(90), random)
                    + (random.nextBoolean() ? "." + random.nextInt(100_000) : "")
                    + (random.nextBoolean() ? (random.nextBoolean() ? "e" : "E") + (random.nextInt(81) - 40) : "");
            BigDecimal expected = new BigDecimal(text);
            Rational read = Numerals.quoted(text);
            assertThat(new BigDecimal(read.numerator()))
                    .as("%s times the denominator", text)
                    .isEqualByComparingTo(expected.multiply(new BigDecimal(read.denominator())));
        }
    }

    @Test
    void hexadecimalsOfBinary64NumbersAreThoseNumbers() {
        Random random = new Random(32);
        for (int i = 0; i < 2_000; i++) {
            double value = Double.longBitsToDouble(i % 4 == 0 ? random.nextLong() >>> 12 : random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Numerals.quoted(Double.toHexString(value)))
                        .as(Double.toHexString(value))
                        .isEqualTo(Rational.of(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HIGHEST,
                "-" + HIGHEST,
                "0x1p1023",
                "0x1p-1074",
                "-0x1p-1074",
                "0x0.0000000000001p-1022",
                "0x0.fffffffffffffp-1022",
                "0x1fffffffffffffp0",
                "0x1fffffffffffffp971",
                "0x1fffffffffffffp-1074",
                "0x3ffffffffffffep970",
                "0x8p-1077",
                "0x0.8p1024"
            })
    void theLargestAndSmallestBinary64NumbersAreRead(String text) {
        assertThat(Numerals.quoted(text)).isEqualTo(Rational.of(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x1p1024",
                "-0x1p1024",
                "0x1.fffffffffffff8p1023",
                "0x1fffffffffffffp972",
                "0x1p-1075",
                "0x1.8p-1074",
                "0x3p-1075",
                "0x0.00000000000001p-1022",
                "0x20000000000001p0",
                "-0x20000000000001p0",
                "0x3fffffffffffffp0",
                "0x1.00000000000008p0",
                "0x1p9999",
                "0x1p-9999"
            })
    void hexadecimalsThatNoBinary64NumberEqualsAreRefused(String text) {
        assertThatThrownBy(() -> Numerals.quoted(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("\"" + text + "\" is not a finite binary64 number");
    }

    @Test
    void exponentsUpToTheLimitAreExpanded() {
        assertThat(Numerals.quoted("1e10000")).isEqualTo(Rational.of(BigInteger.TEN.pow(10_000)));
        assertThat(Numerals.quoted("1e-10000")).isEqualTo(Rational.of(BigInteger.ONE, BigInteger.TEN.pow(10_000)));
        assertThat(Numerals.quoted("0.5e-10000"))
                .isEqualTo(Rational.of(BigInteger.valueOf(5), BigInteger.TEN.pow(10_001)));
        assertThat(Numerals.quoted("0x0p10000")).isEqualTo(Rational.ZERO);
        assertThat(Numerals.quoted("0x0p-10000")).isEqualTo(Rational.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "1e10001, 10001",
        "1e-10001, -10001",
        "0e10001, 10001",
        "1e+10001, +10001",
        "1.5E-999999999, -999999999",
        "1e99999999999999999999, 99999999999999999999",
        "0x1p10001, 10001",
        "0x0p-10001, -10001"
    })
    void exponentsBeyondTheLimitAreOverLimits(String text, String exponent) {
        assertThatThrownBy(() -> Numerals.quoted(text))
                .isInstanceOf(OverLimitsException.class)
                .hasMessage("exponent \"" + exponent + "\" is beyond ±10000");
    }

    @Test
    void longNumbersAreOverLimitsBeforeAnythingElse() {
        String longest = "1".repeat(Numerals.MAX_LENGTH);
        assertThat(Numerals.MAX_LENGTH).isEqualTo(20_000);
        assertThat(Numerals.quoted(longest)).isEqualTo(Rational.of(new BigInteger(longest)));
        assertThat(Numerals.quoted("0." + "0".repeat(Numerals.MAX_LENGTH - 2))).isEqualTo(Rational.ZERO);
        for (String text : new String[] {longest + "1", "x".repeat(Numerals.MAX_LENGTH + 1)}) {
            assertThatThrownBy(() -> Numerals.quoted(text))
                    .isInstanceOf(OverLimitsException.class)
                    .hasMessage("a number of 20001 characters; at most 20000 are read");
            assertThatThrownBy(() -> Numerals.unquoted(text)).isInstanceOf(OverLimitsException.class);
        }
        assertThatThrownBy(() -> Numerals.unquoted("x".repeat(Numerals.MAX_LENGTH)))
                .isInstanceOf(NumberFormatException.class);
    }

    @Test
    void messagesShowFortyCharactersOfALongNumber() {
        String forty = "x".repeat(40);
        assertThatThrownBy(() -> Numerals.quoted(forty)).hasMessageStartingWith("not a number: \"" + forty + "\";");
        assertThatThrownBy(() -> Numerals.quoted(forty + "y"))
                .hasMessageStartingWith("not a number: \"" + forty + "…\";");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 3602879701896397/36028797018963968",
        "0.5, 1/2",
        "-2.5, -5/2",
        "3, 3",
        "-0, 0",
        "-0.0, 0",
        "1e-400, 0",
        "-1e-400, 0",
        "1e2, 100",
        "1E+2, 100",
        "9007199254740993, 9007199254740992",
        "9007199254740995, 9007199254740996",
        "0e99999, 0",
        "1e-99999, 0"
    })
    void anUnquotedNumberIsTheNearestBinary64Number(String literal, String canonical) {
        assertThat(Rational.of(Numerals.unquoted(literal))).hasToString(canonical);
    }

    @Test
    void unquotedExtremesAreRead() {
        assertThat(Rational.of(Numerals.unquoted("1.7976931348623157e308"))).isEqualTo(Rational.of(Double.MAX_VALUE));
        assertThat(Rational.of(Numerals.unquoted("4.9e-324"))).isEqualTo(Rational.of(Double.MIN_VALUE));
        assertThat(Rational.of(Numerals.unquoted("2.4703282292062327208e-324")))
                .as("just below half of the smallest")
                .isEqualTo(Rational.ZERO);
        assertThat(Rational.of(Numerals.unquoted("2.4703282292062328e-324")))
                .as("just above half of the smallest")
                .isEqualTo(Rational.of(Double.MIN_VALUE));
        Random random = new Random(33);
        for (int i = 0; i < 1_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Rational.of(Numerals.unquoted(Double.toString(value))))
                        .isEqualTo(Rational.of(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e309", "1e99999", "1.7976931348623159e308"})
    void unquotedNumbersBeyondBinary64AreRefused(String literal) {
        assertThatThrownBy(() -> Numerals.unquoted(literal))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("\"" + literal
                        + "\" is beyond the range of binary64; quote the number to have it read exactly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1/2", "0x1p0", "NaN", "Infinity", "1f", "1d", " 1", "1 ", ".5", "5.", "+1", "1e", "-"})
    void otherUnquotedLiteralsAreNoNumbers(String literal) {
        assertThatThrownBy(() -> Numerals.unquoted(literal))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("not a number: \"" + literal + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "-0.1, -0.1",
        "0.5, 0.5",
        "1, 1",
        "-3, -3",
        "0, 0",
        "-0.0, 0",
        "123456.789, 123456.789",
        "2e-3, 0.002",
        "0x1p-1074, 5E-324",
        "0x1.fffffffffffffp1023, 1.7976931348623157E+308",
        "0x1p-1022, 2.2250738585072014E-308",
        "1e22, 1E+22",
        "1e23, 1E+23",
        "9007199254740993, 9007199254740992",
        "0.30000000000000004, 0.30000000000000004"
    })
    void theShortestDecimalOfKnownNumbers(String value, String text) {
        assertThat(Numerals.shortestDecimal(Double.parseDouble(value))).isEqualTo(text);
    }

    @Test
    void theShortestDecimalReadsBackAndNoShorterOneDoes() {
        Random random = new Random(35);
        for (int i = 0; i < 600; i++) {
            double value = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(2_000_000) / 1_000_000.0 - 1;
                case 2 -> Math.scalb(1.0, random.nextInt(2_000) - 1_000);
                default -> Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(52)));
            };
            if (Double.isFinite(value) && value != 0) {
                String text = Numerals.shortestDecimal(value);
                assertThat(Double.parseDouble(text)).as(text).isEqualTo(value);
                assertThat(new BigDecimal(text))
                        .as("shortest decimal of %s", value)
                        .isEqualByComparingTo(shortest(value));
                assertThat(Rational.of(Numerals.unquoted(text))).isEqualTo(Rational.of(value));
            }
        }
    }

    /** By trial: for 1, 2, 3, … digits the two neighbours of that length, the nearer one first. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; ; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.FLOOR));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.CEILING));
            boolean belowIsNearer = exact.subtract(below).compareTo(above.subtract(exact)) <= 0;
            for (BigDecimal candidate : belowIsNearer ? List.of(below, above) : List.of(above, below)) {
                if (candidate.doubleValue() == value) {
                    return candidate;
                }
            }
        }
    }
}
