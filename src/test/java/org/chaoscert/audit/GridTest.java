package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chaoscert.exact.FloatFormat;
import org.chaoscert.network.FloatingMap.Summation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equally spaced points, bit for bit as NumPy 1.24.2 has printed them. */
class GridTest {
    @ParameterizedTest
    @CsvSource({
        "163, -1, 1, 0, -0x1.0p0",
        "163, -1, 1, 1, -0x1.f9add3c0ca458p-1",
        "163, -1, 1, 40, -0x1.0329161f9add4p-1",
        "163, -1, 1, 81, 0x0.0p0",
        "163, -1, 1, 82, 0x1.948b0fcd6ea00p-7",
        "163, -1, 1, 161, 0x1.f9add3c0ca458p-1",
        "163, -1, 1, 162, 0x1.0p0",
        "163, -2, 2, 1, -0x1.f9add3c0ca458p0",
        "163, -2, 2, 80, -0x1.948b0fcd6ea00p-6",
        "163, -2, 2, 100, 0x1.e06522c3f35b8p-2",
        "163, -2, 2, 161, 0x1.f9add3c0ca458p0",
        "1001, 0, 1, 1, 0x1.0624dd2f1a9fcp-10",
        "1001, 0, 1, 3, 0x1.89374bc6a7efap-9",
        "1001, 0, 1, 333, 0x1.54fdf3b645a1dp-2",
        "1001, 0, 1, 999, 0x1.ff7ced916872bp-1",
        "1001, 0, 1, 1000, 0x1.0p0",
        "1001, 0, 1, 9, 0x1.26e978d4fdf3cp-7",
        "1001, 0, 1, 43, 0x1.604189374bc6bp-5",
        "1001, 0, 1, 71, 0x1.22d0e56041894p-4",
        "1000, -0.3, 1.7, 34, -0x1.daff20f45daffp-3",
        "163, -1, 1, 2, -0x1.f35ba781948b1p-1",
        "7, 0.1, 0.3, 1, 0x1.1111111111111p-3",
        "7, 0.1, 0.3, 2, 0x1.5555555555556p-3",
        "7, 0.1, 0.3, 3, 0x1.999999999999ap-3",
        "7, 0.1, 0.3, 4, 0x1.ddddddddddddep-3",
        "7, 0.1, 0.3, 5, 0x1.1111111111111p-2",
        "7, 0.1, 0.3, 6, 0x1.3333333333333p-2",
        "5, 1e-3, 1e3, 1, 0x1.f400624dd2f1bp+7",
        "5, 1e-3, 1e3, 2, 0x1.f40020c49ba5ep+8",
        "5, 1e-3, 1e3, 3, 0x1.7700083126e98p+9"
    })
    void asNumPyHasThem(int points, double from, double to, int i, String expected) {
        double at = new Grid(points, from, to).at(i);
        assertThat(Double.toHexString(at)).isEqualTo(Double.toHexString(Double.parseDouble(expected)));
    }

    @Test
    void pointsAreRoundedToTheArithmeticOfTheMap() {
        Grid grid = new Grid(163, -1, 1);
        PlainProgram any = PlainProgram.tent(2);
        double[] wide = grid.rounded(any.map(FloatFormat.BINARY64, Summation.FORWARD));
        double[] narrow = grid.rounded(any.map(FloatFormat.BINARY32, Summation.FORWARD));
        assertThat(wide).hasSize(163);
        for (int i = 0; i < 163; i++) {
            assertThat(wide[i]).isEqualTo(grid.at(i));
            assertThat(narrow[i]).isEqualTo((float) grid.at(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 1", "0, 0, 1", "-3, 0, 1", "1048577, 0, 1"})
    void tooFewPointsAndTooMany(int points, double from, double to) {
        assertThatThrownBy(() -> new Grid(points, from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("points " + points);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 0", "NaN, 1", "0, NaN", "0, Infinity", "-Infinity, 0", "-1e308, 1e308"})
    void windowsThatAreNone(double from, double to) {
        assertThatThrownBy(() -> new Grid(3, from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window");
    }

    @Test
    void inWords() {
        assertThat(new Grid(163, -1, 1).inWords()).isEqualTo("163 points on [-1, 1]");
        assertThat(new Grid(4, 0.25, 1e12).inWords()).isEqualTo("4 points on [0.25, 1.0E12]");
    }

    @Test
    void theMostPoints() {
        Grid grid = new Grid(Grid.MOST_POINTS, 0, 1);
        assertThat(grid.at(Grid.MOST_POINTS - 1)).isEqualTo(1);
        assertThat(grid.at(0)).isEqualTo(0);
    }
}
