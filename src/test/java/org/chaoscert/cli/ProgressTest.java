package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chaoscert.cli.Progress.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the line says that shows how far a sweep has come. */
class ProgressTest {
    private static final int COLUMNS = 79;

    private static String line(long before, long done, long total, Duration elapsed) {
        return new Moment(before, done, total, elapsed).line("sweep", "networks", COLUMNS);
    }

    private static String shown(Optional<Terminal> terminal) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Progress progress =
                new Progress("sweep", "networks", 1000, new PrintStream(shown, true, StandardCharsets.UTF_8));
        progress.step(5);
        progress.startFrom(410, terminal);
        progress.step(90);
        progress.close();
        progress.close();
        progress.step(100);
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theLineIsWrittenOverAndEndsOnce() {
        String shown = shown(Optional.of(new Terminal(80)));
        assertThat(shown.lines()).as("ends").filteredOn(line -> !line.isEmpty()).allMatch(line -> line.length() == 79);
        assertThat(shown).as("what is written").endsWith(System.lineSeparator()).containsOnlyOnce("\n");
        List<String> states = List.of(shown.strip().split("\r"));
        assertThat(states.get(states.size() - 1))
                .as("the last state")
                .contains("sweep  50% [", " 500/1000 networks, ")
                .doesNotContain("?");
    }

    @Test
    void nothingIsShownWithoutATerminal() {
        assertThat(shown(Optional.empty())).isEmpty();
    }

    @Test
    void shareRateAndRemainingTimeAreSaid() {
        assertThat(line(0, 250_000, 1_000_000, Duration.ofSeconds(10)))
                .isEqualTo("sweep  25% [=>        ] 250000/1000000 networks, 25000/s, 0:00:10, 0:00:30 left")
                .hasSize(COLUMNS);
    }

    @Test
    void whatEarlierRunsHaveDoneIsNoSpeed() {
        assertThat(line(400_000, 500_000, 1_000_000, Duration.ofSeconds(10)))
                .startsWith("sweep  50% ")
                .contains("500000/1000000 networks, 10000/s, 0:00:10, 0:00:50 left");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "410000, 0", "410000, 2000"})
    void beforeAnythingIsDoneRateAndRemainingTimeAreUnknown(long before, long millis) {
        assertThat(line(before, before, 1_000_000, Duration.ofMillis(millis)))
                .contains("networks, ?/s, 0:00:0" + millis / 1000 + ", ? left");
    }

    @Test
    void theEndLeavesNothing() {
        assertThat(line(0, 7, 7, Duration.ofMillis(500)))
                .startsWith("sweep 100% [=")
                .contains("=] 7/7 networks, 14/s, 0:00:00, 0:00:00 left")
                .doesNotContain(">");
        assertThat(line(7, 7, 7, Duration.ZERO)).contains("?/s, 0:00:00, 0:00:00 left");
    }

    @ParameterizedTest
    @CsvSource({"3, 0.3", "99, 9.9", "308, 31", "3084000, 308400"})
    void onlySlowRatesHaveADecimal(long done, String rate) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(line(0, done, Long.MAX_VALUE, Duration.ofSeconds(10))).contains("networks, " + rate + "/s, ");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hoursAreNotCutToDays() {
        assertThat(line(0, 1, 101, Duration.ofHours(1))).contains(", 1:00:00, 100:00:00 left");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 20, 70, 79, 131, 1000})
    void everyLineFillsTheColumnsAndNoMore(int columns) {
        for (long total : new long[] {1, 1_000_000, 1_000_000_000, Long.MAX_VALUE}) {
            for (long done : new long[] {0, 1, total / 3, total}) {
                assertThat(new Moment(0, done, total, Duration.ofSeconds(9)).line("sweep", "networks", columns))
                        .as("%d of %d", done, total)
                        .hasSize(columns);
            }
        }
    }

    @Test
    void aThousandMillionNetworksFitOnEightyColumns() {
        assertThat(line(0, 410_000_000, 1_000_000_000, Duration.ofSeconds(1330)).strip())
                .endsWith(" left")
                .contains("410000000/1000000000 networks, 308271/s, 0:22:10, 0:31:54");
    }

    @ParameterizedTest
    @CsvSource({
        "'24 80\n',  '',      80",
        "'24 133\n', '60',    133",
        "'0 0\n',    '60',    60",
        "'0 0\n',    '',      80",
        "'',         '132',   132",
        "'',         'wide',  80",
        "'',         '-5',    80",
        "'',         '3',     80",
        "'stty: ?',  '99999', 80"
    })
    void theWidthIsThatOfTheTerminalElseOfTheEnvironmentElseTheUsualOne(String size, String variable, int columns) {
        assertThat(Terminal.columns(size, variable)).isEqualTo(columns);
    }
}
