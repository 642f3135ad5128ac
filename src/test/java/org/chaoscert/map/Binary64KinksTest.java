package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Binary64KinksTest {
    private static final int[] SIZES = {1, 2, 3, 10, 23, 24, 25, 26, 48, 49, 50, 97, 200, 1_000, 3_000};

    /** Where kinks lie. */
    enum Spread {
        UNIFORM(true) {
            @Override
            double draw(Random random) {
                return random.nextDouble();
            }
        },
        CROWDED(true) {
            @Override
            double draw(Random random) {
                return 0.5 + 1e-9 * random.nextDouble();
            }
        },
        EQUAL(true) {
            @Override
            double draw(Random random) {
                return 0.375;
            }
        },
        FEW_VALUES(true) {
            @Override
            double draw(Random random) {
                return random.nextInt(5) / 4.0;
            }
        },
        AT_BOTH_ENDS(true) {
            @Override
            double draw(Random random) {
                return random.nextBoolean() ? 1e-12 * random.nextDouble() : 1 - 1e-12 * random.nextDouble();
            }
        },
        CAUCHY(false) {
            @Override
            double draw(Random random) {
                double above = random.nextGaussian();
                return above / random.nextGaussian();
            }
        },
        FAR_OFF(false) {
            @Override
            double draw(Random random) {
                return 1e15 * random.nextGaussian();
            }
        },
        OF_ALL_SIZES(false) {
            @Override
            double draw(Random random) {
                return random.nextGaussian() * Math.pow(10, 600 * random.nextDouble() - 300);
            }
        };

        final boolean inUnitInterval;

        Spread(boolean inUnitInterval) {
            this.inUnitInterval = inUnitInterval;
        }

        abstract double draw(Random random);
    }

    private record Kink(double place, double jump) {
        static final Comparator<Kink> ORDER =
                Comparator.comparingDouble(Kink::place).thenComparingDouble(Kink::jump);
    }

    @ParameterizedTest
    @EnumSource
    void sortsAndCounts(Spread spread) {
        Random random = new Random(spread.ordinal() + 81);
        Binary64Kinks kinks = new Binary64Kinks();
        List<Integer> sizes = new ArrayList<>(Arrays.stream(SIZES).boxed().toList());
        Collections.shuffle(sizes, random);
        for (int size : sizes) {
            kinks.clear(size + random.nextInt(3));
            List<Kink> expected = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                Kink kink = new Kink(spread.draw(random), random.nextGaussian());
                expected.add(kink);
                kinks.add(kink.place, kink.jump);
            }
            kinks.sort(spread.inUnitInterval);
            expected.sort(Kink.ORDER);
            double[] places = expected.stream().mapToDouble(Kink::place).toArray();
            assertThat(kinks.size()).isEqualTo(size);
            assertThat(Arrays.copyOf(kinks.kinks(), size)).as("%s kinks", size).isEqualTo(places);
            assertThat(IntStream.range(0, size)
                            .mapToObj(i -> new Kink(kinks.kinks()[i], kinks.jumps()[i]))
                            .sorted(Kink.ORDER)
                            .toList())
                    .as("%s kinks with their jumps", size)
                    .isEqualTo(expected);
            requireCounts(kinks, places, spread, random);
        }
    }

    private static void requireCounts(Binary64Kinks kinks, double[] places, Spread spread, Random random) {
        List<Double> points = new ArrayList<>(
                List.of(0.0, 1.0, -1.0, 2.0, 1e300, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        for (int i = 0; i < 30; i++) {
            double place = places[random.nextInt(places.length)];
            points.addAll(List.of(place, Math.nextUp(place), Math.nextDown(place), spread.draw(random)));
        }
        for (double x : points) {
            int below = (int) Arrays.stream(places).filter(place -> place < x).count();
            int atOrBelow =
                    (int) Arrays.stream(places).filter(place -> place <= x).count();
            assertThat(kinks.below(x)).as("kinks below %s", x).isEqualTo(below);
            for (int first : new int[] {0, random.nextInt(below + 1), below, atOrBelow}) {
                assertThat(kinks.atOrBelow(x, first))
                        .as("kinks at or below %s, from %s on", x, first)
                        .isEqualTo(atOrBelow);
            }
        }
    }
}
