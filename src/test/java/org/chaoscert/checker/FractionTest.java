package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chaoscert.checker.Json.Bare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fractions are exact, and numbers mean what section 1 of the format says. */
class FractionTest {
    private static final String AT = "/some/place";
    private static final Limits TEN_DIGITS = new Limits(100, 3, 4, 10, 100, 100);

    private static Fraction fraction(long top, long bottom) {
        return new Fraction(BigInteger.valueOf(top), BigInteger.valueOf(bottom));
    }

    private static Ratio read(Object value) throws Fault {
        return Ratio.of(Numerals.number(value, AT, Limits.DEFAULT));
    }

    private static Result fault(Object value, Limits limits) {
        Fault fault = catchThrowableOfType(Fault.class, () -> Numerals.number(value, AT, limits));
        assertThat(fault).as("%s is no number", value).isNotNull();
        assertThat(fault.result.at()).isEqualTo(AT);
        return fault.result;
    }

    private static String canonicalWord(Object value) {
        try {
            return Ratio.of(Numerals.canonical(value, AT, Limits.DEFAULT)).toString();
        } catch (Fault fault) {
            assertThat(fault.result.at()).isEqualTo(AT);
            return Certificates.word(fault.result);
        }
    }

    /** All fractions with small terms, in lowest terms or not, and the two infinities. */
    private static List<Fraction> small() {
        List<Fraction> all = new ArrayList<>(List.of(Fraction.INFINITY, Fraction.MINUS_INFINITY));
        for (int top = -5; top <= 5; top++) {
            for (int bottom = 1; bottom <= 6; bottom++) {
                all.add(fraction(top, bottom));
            }
        }
        return all;
    }

    @Test
    void orderIsTheOrderOfTheLineWithItsEnds() {
        for (Fraction x : small()) {
            for (Fraction y : small()) {
                int order = Ratio.of(x).compareTo(Ratio.of(y));
                assertThat(x.compareTo(y)).as("%s to %s", x, y).isEqualTo(order);
                assertThat(Ratio.of(x.min(y))).as("the lesser").isEqualTo(Ratio.of(order <= 0 ? x : y));
                assertThat(Ratio.of(x.max(y))).as("the greater").isEqualTo(Ratio.of(order <= 0 ? y : x));
            }
        }
    }

    @Test
    void productsAreExact() {
        for (Fraction x : small()) {
            for (Fraction y : small()) {
                if (x.isFinite() && y.isFinite()) {
                    Ratio a = Ratio.of(x);
                    Ratio b = Ratio.of(y);
                    assertThat(Ratio.of(x.times(y))).as("%s · %s", a, b).isEqualTo(a.times(b));
                }
            }
        }
    }

    @Test
    void quotientsTakeDenominatorsOfEitherSign() {
        for (int top = -3; top <= 3; top++) {
            for (int bottom = -3; bottom <= 3; bottom++) {
                if (bottom != 0) {
                    Fraction quotient = Fraction.of(BigInteger.valueOf(top), BigInteger.valueOf(bottom));
                    assertThat(quotient.denominator().signum()).isPositive();
                    assertThat(Ratio.of(quotient)).isEqualTo(Ratio.of(top, bottom));
                }
            }
        }
    }

    @Test
    void onlyTheInfinitiesAreNotFinite() {
        assertThat(small()).filteredOn(x -> !x.isFinite()).containsExactly(Fraction.INFINITY, Fraction.MINUS_INFINITY);
    }

    @Test
    void canonicalTextIsInLowestTerms() {
        for (Fraction x : small()) {
            assertThat(x.canonical()).as("%s", x).isEqualTo(Ratio.of(x).toString());
        }
        assertThat(fraction(0, 7).canonical()).isEqualTo("0");
        assertThat(fraction(-6, 4).canonical()).isEqualTo("-3/2");
        assertThat(fraction(8, 4).canonical()).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7, 7",
        "-12, -12",
        "1/2, 1/2",
        "-3/9, -1/3",
        "0/5, 0",
        "-0/5, 0",
        "4/2, 2",
        "007, 7",
        "-00, 0",
        "0.1, 1/10",
        "-0.10, -1/10",
        "00.5, 1/2",
        "1.50, 3/2",
        "-0.0, 0",
        "1e3, 1000",
        "1E3, 1000",
        "1e+3, 1000",
        "25e-1, 5/2",
        "-1.25e2, -125",
        "1.25e1, 25/2",
        "0e99, 0",
        "1e00, 1",
        "2e-0, 2",
        "1.5e-003, 3/2000",
        "0x1p0, 1",
        "-0x1p1, -2",
        "0x1p+2, 4",
        "0x1p-1, 1/2",
        "0x1.8p1, 3",
        "0xap0, 10",
        "0x0p0, 0",
        "-0x0p0, 0",
        "0x0.8p0, 1/2",
        "0x00ff.f0p-4, 4095/256",
        "0x0p-10000, 0",
        "0x10p-4, 1",
        "0x0.4p2, 1",
        "0x0.04p12, 64"
    })
    void quotedNumbersStandForThemselves(String text, String value) throws Fault {
        assertThat(read(text)).as(text).isEqualTo(Ratio.of(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "+1",
                " 1",
                "1 ",
                "1\n",
                "--1",
                "1/0",
                "1/00",
                "1/02",
                "01/2",
                "1/-2",
                "1/+2",
                "1/",
                "/2",
                "1//2",
                "1/2/3",
                "1.0/2",
                "1/2.0",
                "1.",
                ".5",
                "-.5",
                "1..2",
                "1,5",
                "1_000",
                "1e",
                "1e+",
                "1e1.5",
                "1ee1",
                "e5",
                "1e 5",
                "0x",
                "0x1",
                "0x1p",
                "0xp1",
                "0x.8p1",
                "0x1.p1",
                "0x1P1",
                "0X1p1",
                "0x1Ap0",
                "0x1.8",
                "0x1e5",
                "0x1p1.5",
                "0x1p0x1",
                "1p0",
                "0x-1p0",
                "inf",
                "-inf",
                "Infinity",
                "NaN",
                "nan",
                "١",
                "１",
                "1٠",
                "0x1p٠",
                "1e٠",
                "½",
                "−1",
                "1d",
                "1f",
                "0x1p0d",
                "1/٢",
                "true"
            })
    void whatIsNoNumberIsBad(String text) {
        assertThat(fault(text, Limits.DEFAULT).code()).as(text).isEqualTo("bad-number");
    }

    /** A hexadecimal literal has to be a finite binary64 number to the last bit. */
    @ParameterizedTest
    @CsvSource({
        "0x1.fffffffffffffp1023, true",
        "0x1.fffffffffffff8p1023, false",
        "0x1p1023, true",
        "0x1p1024, false",
        "-0x1p1024, false",
        "0x0.8p1024, true",
        "0x1p-1022, true",
        "0x1p-1074, true",
        "0x1p-1075, false",
        "0x3p-1075, false",
        "0x2p-1075, true",
        "0x0.0000000000001p-1022, true",
        "0x0.00000000000018p-1022, false",
        "0x1.8p-1074, false",
        "0x1.0000000000001p0, true",
        "0x1.00000000000008p0, false",
        "0x1.00000000000010p0, true",
        "0x20000000000001p0, false",
        "0x1fffffffffffffp0, true",
        "0x40000000000002p0, false",
        "0x40000000000004p0, true",
        "0x1p10000, false",
        "0x1p-10000, false",
        "0x0.00000000001p10000, false"
    })
    void hexadecimalNumbersAreBinary64Numbers(String text, boolean exact) throws Fault {
        if (!exact) {
            assertThat(fault(text, Limits.DEFAULT).code()).as(text).isEqualTo("bad-number");
            return;
        }
        Ratio value = read(text);
        BigDecimal nearest = new BigDecimal(Double.parseDouble(text));
        assertThat(value).as(text).isEqualTo(exactly(nearest));
    }

    @Test
    void canonicalTextsAreReadAsTheyStand() {
        for (String text : List.of("0", "1", "-1", "10", "1/2", "-22/7", "1267650600228229401496703205375/2")) {
            assertThat(canonicalWord(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-0, not-canonical",
        "1/1, not-canonical",
        "0/1, not-canonical",
        "2/4, not-canonical",
        "-2/4, not-canonical",
        "01, not-canonical",
        "1.0, not-canonical",
        "0.5, not-canonical",
        "1e0, not-canonical",
        "0x1p0, not-canonical",
        "inf, not-canonical",
        "-inf, not-canonical",
        "1/0, bad-number",
        "+1, bad-number",
        "'', bad-number",
        "1e10001, over-limits",
        "0x1p1024, bad-number"
    })
    void otherTextsAreNotCanonical(String text, String word) {
        assertThat(canonicalWord(text)).as(text).isEqualTo(word);
    }

    @Test
    void certificatesHoldNoUnquotedNumbers() {
        for (Object value : List.of(new Bare("1"), new Bare("0.5"), new Bare("null"), List.of("1"), List.of())) {
            assertThat(canonicalWord(value)).as("%s", value).isEqualTo("wrong-type");
        }
    }

    @Test
    void valuesOfOtherTypesAreNoNumbers() {
        for (Object value : List.of(new Bare("true"), new Bare("false"), new Bare("null"), List.of("1"))) {
            assertThat(fault(value, Limits.DEFAULT).code()).as("%s", value).isEqualTo("wrong-type");
        }
    }

    @Test
    void exponentsEndAtTenThousand() throws Fault {
        assertThat(read("1e10000").top()).isEqualTo(BigInteger.TEN.pow(10_000));
        assertThat(read("1e-10000").bottom()).isEqualTo(BigInteger.TEN.pow(10_000));
        assertThat(read("0.01e+10000").top()).isEqualTo(BigInteger.TEN.pow(9_998));
        assertThat(read("1e0000000010000").top()).isEqualTo(BigInteger.TEN.pow(10_000));
        for (String text : List.of(
                "1e10001",
                "1e-10001",
                "0e10001",
                "-1e+10001",
                "1e4294967296",
                "1e-99999999999999999999",
                "0x1p10001",
                "0x0p-10001",
                "0x1p18446744073709551616")) {
            Result result = fault(text, Limits.DEFAULT);
            assertThat(result.kind()).as(text).isEqualTo(Result.Kind.OVER_LIMITS);
            assertThat(result.why()).isEqualTo("an exponent beyond 10000");
        }
    }

    @Test
    void numeralsEndAtTheLimit() throws Fault {
        for (Object value : List.of("1234567890", "-12345/678", "0.12345678", "0x123456p0", new Bare("1234567890"))) {
            assertThat(Numerals.number(value, AT, TEN_DIGITS).isFinite()).isTrue();
        }
        for (Object value : List.of("12345678901", "-12345/6789", "no number!!", new Bare("12345678901"))) {
            Result result = fault(value, TEN_DIGITS);
            assertThat(result.kind()).as("%s", value).isEqualTo(Result.Kind.OVER_LIMITS);
            assertThat(result.why()).isEqualTo("a number of 11 characters; the limit is 10");
        }
        String longest = "9".repeat(20_000);
        assertThat(read(longest).top()).isEqualTo(new BigInteger(longest));
        assertThat(fault(longest + "9", Limits.DEFAULT).kind()).isEqualTo(Result.Kind.OVER_LIMITS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0e5, 0",
        "1, 1",
        "0.5, 1/2",
        "-2.25, -9/4",
        "1e3, 1000",
        "0.1, 3602879701896397/36028797018963968",
        "1e-400, 0",
        "-1e-400, 0",
        "1e-99999999999, 0",
        "9007199254740993, 9007199254740992",
        "9007199254740995, 9007199254740996",
        "-9007199254740993, -9007199254740992",
        "9007199254740993.0000000000000000000001, 9007199254740994",
        "9007199254740992.9999999999999999999999, 9007199254740992",
        "123456789012345678, 123456789012345680"
    })
    void unquotedNumbersAreRoundedToBinary64(String literal, String value) throws Fault {
        assertThat(read(new Bare(literal))).as(literal).isEqualTo(Ratio.of(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "1e309",
                "1e99999999999999999999",
                "1.7976931348623159e308",
                "2e308",
                "-1.8e308"
            })
    void unquotedNumbersBeyondBinary64AreBad(String literal) {
        assertThat(fault(new Bare(literal), Limits.DEFAULT).code()).as(literal).isEqualTo("bad-number");
    }

    /** Halfway between neighbours, and a hair to either side: in all ranges, subnormal numbers and the ends included. */
    @Test
    void unquotedNumbersAreRoundedToTheNearestTiesToEven() throws Fault {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            long bits = switch (i % 4) {
                case 0 -> random.nextLong() & Long.MAX_VALUE;
                case 1 -> random.nextInt(5);
                case 2 -> (1L << 52) - 2 + random.nextInt(5);
                default -> 0x7fefffffffffffffL - random.nextInt(3);
            };
            double low = Double.longBitsToDouble(bits);
            if (!Double.isFinite(Math.nextUp(low))) {
                continue;
            }
            BigDecimal half =
                    new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.valueOf(2));
            BigDecimal hair = half.ulp();
            for (BigDecimal literal : List.of(half, half.add(hair), half.subtract(hair))) {
                for (BigDecimal signed : List.of(literal, literal.negate())) {
                    assertThat(read(new Bare(signed.toString())))
                            .as("%s", signed)
                            .isEqualTo(nearest(exactly(signed)));
                }
            }
        }
    }

    @Test
    void unquotedNumbersOfAllSizesAreRoundedToTheNearest() throws Fault {
        Random random = new Random(8);
        for (int i = 0; i < 1000; i++) {
            String digits = new BigInteger(1 + random.nextInt(120), random).toString();
            String literal = digits + "." + random.nextInt(1000) + "e" + (random.nextInt(640) - 340 - digits.length());
            assertThat(read(new Bare(literal))).as(literal).isEqualTo(nearest(exactly(new BigDecimal(literal))));
        }
    }

    private static Ratio exactly(BigDecimal value) {
        return new Ratio(value.unscaledValue(), BigInteger.ONE)
                .times(
                        value.scale() > 0
                                ? new Ratio(BigInteger.ONE, BigInteger.TEN.pow(value.scale()))
                                : new Ratio(BigInteger.TEN.pow(-value.scale()), BigInteger.ONE));
    }

    /** The nearest binary64 number by integers alone: 53 bits, no unit below 2^−1074, ties to even. */
    private static Ratio nearest(Ratio x) {
        int unit = Math.max(-1074, x.top().bitLength() - x.bottom().bitLength() - 54);
        BigInteger quotient;
        do {
            Ratio scaled = x.times(power(-unit));
            BigInteger[] parts = scaled.top().abs().divideAndRemainder(scaled.bottom());
            int half = parts[1].shiftLeft(1).compareTo(scaled.bottom());
            boolean up = half > 0 || (half == 0 && parts[0].testBit(0));
            quotient = up ? parts[0].add(BigInteger.ONE) : parts[0];
            unit++;
        } while (quotient.bitLength() > 54 || (quotient.bitLength() == 54 && quotient.bitCount() > 1));
        Ratio size = new Ratio(quotient, BigInteger.ONE).times(power(unit - 1));
        return x.sign() < 0 ? size.negate() : size;
    }

    private static Ratio power(int exponent) {
        BigInteger power = BigInteger.ONE.shiftLeft(Math.abs(exponent));
        return exponent < 0 ? new Ratio(BigInteger.ONE, power) : new Ratio(power, BigInteger.ONE);
    }
}
