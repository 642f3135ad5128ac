package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.chaoscert.exact.Rational;
import org.junit.jupiter.api.Test;

/** Integers over the least common denominator, against greatest common divisors one by one. */
class ScaleTest {
    private static Rational number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Rational.of(random.nextGaussian());
            case 1 ->
                Rational.of(random.nextInt(7) - 3L, 1L + random.nextInt(12)).reduced();
            case 2 -> Rational.of(random.nextLong(), 1_000_000_007L).reduced();
            case 3 -> Rational.of(1L << 60);
            case 4 ->
                Rational.dyadic(BigInteger.valueOf(random.nextInt()), random.nextInt(300))
                        .reduced();
            default -> Rational.of(random.nextInt(3) - 1L);
        };
    }

    @Test
    void theDenominatorIsTheLeastAndTheIntegersAreTheNumbers() {
        Random random = new Random(31);
        for (int i = 0; i < 500; i++) {
            int units = 1 + random.nextInt(4);
            int inputs = 1 + random.nextInt(3);
            Rational[][] weights = new Rational[units][inputs];
            Rational[] biases = new Rational[units];
            BigInteger expected = BigInteger.ONE;
            for (int unit = 0; unit < units; unit++) {
                biases[unit] = number(random);
                expected = leastCommonMultiple(expected, biases[unit].denominator());
                for (int input = 0; input < inputs; input++) {
                    weights[unit][input] = number(random);
                    expected = leastCommonMultiple(expected, weights[unit][input].denominator());
                }
            }
            Layer layer = new Layer(weights, biases, Activation.RELU);
            Scale scale = new Scale(layer);
            assertThat(scale.denominator()).as("denominator %d", i).isEqualTo(expected);
            for (int unit = 0; unit < units; unit++) {
                assertThat(Rational.of(scale.integer(layer.biases(), unit), expected))
                        .as("bias %d of %d", unit, i)
                        .isEqualTo(biases[unit])
                        .isEqualTo(layer.bias(unit));
                for (int input = 0; input < inputs; input++) {
                    assertThat(Rational.of(scale.integer(layer.weights(), unit * inputs + input), expected))
                            .as("weight %d, %d of %d", unit, input, i)
                            .isEqualTo(weights[unit][input])
                            .isEqualTo(layer.weight(unit, input));
                }
            }
        }
    }

    private static BigInteger leastCommonMultiple(BigInteger a, BigInteger b) {
        return a.divide(a.gcd(b)).multiply(b);
    }
}
