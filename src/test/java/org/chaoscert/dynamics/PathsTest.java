package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathsTest {
    private static int[][] random(Random random) {
        int size = 1 + random.nextInt(9);
        int[][] leads = new int[size][];
        for (int i = 0; i < size; i++) {
            leads[i] = random.ints(random.nextInt(4), 0, size).toArray();
        }
        return leads;
    }

    /** Whether one state leads to another in one step or more: by the closure of the relation. */
    private static boolean[][] reach(int[][] leads) {
        int size = leads.length;
        boolean[][] reach = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            for (int lead : leads[i]) {
                reach[i][lead] = true;
            }
        }
        for (int k = 0; k < size; k++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }
        return reach;
    }

    @Test
    void componentsLeadToThemselves() {
        Random random = new Random(31);
        for (int round = 0; round < 1000; round++) {
            int[][] leads = random(random);
            boolean[][] reach = reach(leads);
            Set<BitSet> expected = new HashSet<>();
            for (int i = 0; i < leads.length; i++) {
                if (reach[i][i]) {
                    BitSet component = new BitSet();
                    for (int j = 0; j < leads.length; j++) {
                        component.set(j, reach[i][j] && reach[j][i]);
                    }
                    expected.add(component);
                }
            }
            List<BitSet> found = new Paths(leads).components();
            assertThat(found).as(Arrays.deepToString(leads)).doesNotHaveDuplicates();
            assertThat(new HashSet<>(found)).isEqualTo(expected);
        }
    }

    @Test
    void productsCountRepetitions() {
        Paths paths = new Paths(new int[][] {{0, 1, 1}, {}, {2, 0}});
        BigInteger[] vector = {BigInteger.TWO, BigInteger.TEN, BigInteger.ONE};
        assertThat(paths.times(vector)).containsExactly(BigInteger.valueOf(22), BigInteger.ZERO, BigInteger.valueOf(3));
        assertThat(paths.size()).isEqualTo(3);
    }

    private static double rate(int[][] leads, double[] x, int i) {
        return Arrays.stream(leads[i]).mapToDouble(lead -> x[lead]).sum() / x[i];
    }

    @Test
    void perronVectorsGrowAtOneRate() {
        Random random = new Random(32);
        int components = 0;
        for (int round = 0; round < 300; round++) {
            int[][] leads = random(random);
            Paths paths = new Paths(leads);
            for (BitSet component : paths.components()) {
                double[] x = paths.perron(component);
                int first = component.nextSetBit(0);
                double rate = rate(leads, x, first);
                for (int i = 0; i < x.length; i++) {
                    if (component.get(i)) {
                        assertThat(rate(leads, x, i)).isCloseTo(rate, within(1e-9));
                    } else {
                        assertThat(x[i]).isZero();
                    }
                }
                assertThat(Arrays.stream(x).max().orElse(0)).isCloseTo(1, within(1e-12));
                assertThat(rate).isGreaterThanOrEqualTo(1 - 1e-9);
                components++;
            }
        }
        assertThat(components).isGreaterThan(200);
        BitSet both = new BitSet();
        both.set(0, 2);
        double golden = (1 + Math.sqrt(5)) / 2;
        double[] fibonacci = new Paths(new int[][] {{1}, {0, 1}}).perron(both);
        assertThat(fibonacci[1] / fibonacci[0]).isCloseTo(golden, within(1e-14));
        double[] swapped = new Paths(new int[][] {{1}, {0}}).perron(both);
        assertThat(swapped).containsExactly(1, 1);
    }

    @Test
    void ceilingsGrowNowhereFaster() {
        Random random = new Random(33);
        for (int round = 0; round < 300; round++) {
            int[][] leads = random(random);
            Paths paths = new Paths(leads);
            double radius = 1;
            for (BitSet component : paths.components()) {
                radius = Math.max(radius, rate(leads, paths.perron(component), component.nextSetBit(0)));
            }
            double[] x = paths.ceiling(0.01);
            for (int i = 0; i < x.length; i++) {
                assertThat(x[i]).isPositive();
                assertThat(rate(leads, x, i)).as(Arrays.deepToString(leads)).isLessThanOrEqualTo(radius * 1.03 + 1e-6);
            }
        }
    }
}
