package org.chaoscert.battery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.chaoscert.battery.Agreement.Tally;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.certify.Certified;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of small numbers, full of coincidences, with all activations: proved, accepted, and not contradicted. */
class DegenerateNetworksTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 600",
        "2, 2, 1, 700",
        "3, 2, 2, 700",
        "4, 2, 4, 700",
        "5, 2, 8, 500",
        "6, 3, 2, 500",
        "7, 3, 4, 400",
        "8, 4, 2, 400",
        "9, 4, 3, 300"
    })
    void allActivations(long seed, int depth, int width, int count) throws NetworkFormatException {
        SmallNetworks networks = new SmallNetworks(new Random(seed));
        Tally tally = new Tally();
        for (int i = 0; i < count; i++) {
            Certified certified = Agreement.certify(networks.draw(depth, width), tally);
            Agreement.assertTrue(certified, tally);
        }
        assertThat(tally.compared).as("compared among %d: %s", count, tally).isGreaterThan(count * 9 / 10);
        assertThat(tally.undecided).as("undecided among %s", tally).isZero();
        assertThat(tally.highestLevel).as("levels among %s", tally).isGreaterThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"11, 2, 400", "12, 3, 500", "13, 4, 400", "14, 6, 200"})
    void zigzags(long seed, int width, int count) throws NetworkFormatException {
        SmallNetworks networks = new SmallNetworks(new Random(seed));
        Tally tally = new Tally();
        for (int i = 0; i < count; i++) {
            Certified certified = Agreement.certify(networks.zigzag(width), tally);
            Agreement.assertTrue(certified, tally);
        }
        assertThat(tally.chaotic).as("chaotic among %s", tally).isGreaterThan(count / 20);
        assertThat(tally.notChaotic).as("not chaotic among %s", tally).isGreaterThan(count / 20);
        assertThat(tally.highestLevel).as("levels among %s", tally).isGreaterThanOrEqualTo(1);
        assertThat(tally.undecided).as("undecided among %s", tally).isZero();
    }
}
