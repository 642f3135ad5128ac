package org.chaoscert.theorem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharkovskyTest {
    private static final int MOST = 200;

    /** The order up to a number, written down as it is defined. */
    private static List<Integer> order(int most) {
        List<Integer> order = new ArrayList<>();
        for (int power = 1; power <= most; power *= 2) {
            for (int odd = 3; odd * power <= most; odd += 2) {
                order.add(odd * power);
            }
        }
        for (int power = Integer.highestOneBit(most); power >= 1; power /= 2) {
            order.add(power);
        }
        return order;
    }

    @Test
    void theOrderIsTheKnownOne() {
        assertThat(order(14)).containsExactly(3, 5, 7, 9, 11, 13, 6, 10, 14, 12, 8, 4, 2, 1);
        List<Integer> sorted = IntStream.rangeClosed(1, MOST)
                .boxed()
                .sorted(Sharkovsky::compare)
                .toList();
        assertThat(sorted).isEqualTo(order(MOST));
    }

    @Test
    void everyPairIsOrderedByPlace() {
        List<Integer> order = order(MOST);
        assertThat(order).hasSize(MOST);
        for (int i = 0; i < MOST; i++) {
            for (int k = 0; k < MOST; k++) {
                int m = order.get(i);
                int n = order.get(k);
                assertThat(Integer.signum(Sharkovsky.compare(m, n)))
                        .as("%s and %s", m, n)
                        .isEqualTo(Integer.compare(i, k));
                assertThat(Sharkovsky.forces(m, n)).as("%s forces %s", m, n).isEqualTo(i <= k);
            }
        }
    }

    @Test
    void largePeriods() {
        assertThat(Sharkovsky.compare(Integer.MAX_VALUE, 6)).isNegative();
        assertThat(Sharkovsky.compare(1 << 30, 3 << 29)).isPositive();
        assertThat(Sharkovsky.compare(1 << 30, 1 << 29)).isNegative();
        assertThat(Sharkovsky.compare(Integer.MAX_VALUE, Integer.MAX_VALUE - 2)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-3, 3", "3, -3", "-2147483648, 1"})
    void periodsArePositive(int m, int n) {
        assertThatThrownBy(() -> Sharkovsky.compare(m, n)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sharkovsky.forces(m, n)).isInstanceOf(IllegalArgumentException.class);
    }
}
