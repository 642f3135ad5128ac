package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A packed list against an ArrayList. */
class PackedListTest {
    private static final int STRETCH = PackedList.STRETCH;

    /** Small and large, of both signs, with zeros and the ends of bytes among them; or many times the same. */
    private static BigInteger integer(Random random, int i) {
        return switch (i / STRETCH % 4) {
            case 0 -> new BigInteger(random.nextInt(300), random).multiply(BigInteger.valueOf(random.nextInt(3) - 1));
            case 1 -> BigInteger.valueOf(random.nextInt(5) - 2).shiftLeft(7 + 8 * random.nextInt(2));
            case 2 -> BigInteger.valueOf(-77);
            default -> BigInteger.valueOf(i - 3_500L).shiftLeft(9 * (i % STRETCH));
        };
    }

    private static <T> void requireSame(List<T> packed, List<T> plain) {
        assertThat(packed).hasSameSizeAs(plain);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(packed.get(i)).as("number %d of %d", i, plain.size()).isEqualTo(plain.get(i));
        }
        assertThatThrownBy(() -> packed.get(plain.size())).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> packed.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, STRETCH - 1, STRETCH, STRETCH + 1, 2 * STRETCH, 7 * STRETCH + 5})
    void integersComeBack(int size) {
        Random random = new Random(size);
        PackedList<BigInteger> packed = PackedList.ofIntegers();
        List<BigInteger> plain = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            plain.add(integer(random, i));
            packed.add(plain.get(i));
        }
        requireSame(packed, plain);
        requireSame(packed.subList(size / 3, size), plain.subList(size / 3, size));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, STRETCH, 7 * STRETCH + 5})
    void quotientsComeBackUnreducedAndWithTheirApproximations(int size) {
        Random random = new Random(size);
        PackedList<Rational> packed = PackedList.ofRationals();
        List<Rational> plain = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            BigInteger denominator = new BigInteger(1 + random.nextInt(1_200), random).add(BigInteger.ONE);
            plain.add(Rational.of(integer(random, i), denominator));
            packed.add(plain.get(i));
        }
        requireSame(packed, plain);
        for (int i = 0; i < size; i++) {
            Rational expected = plain.get(i);
            assertThat(packed.get(i).numerator()).isEqualTo(expected.numerator());
            assertThat(packed.get(i).denominator()).isEqualTo(expected.denominator());
            assertThat(packed.get(i).approximate()).isEqualTo((Double) expected.approximate());
        }
    }
}
