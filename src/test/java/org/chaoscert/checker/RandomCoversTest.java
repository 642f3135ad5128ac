package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Covers of every kind, made up at random: what is accepted is true. */
class RandomCoversTest {
    static Map<String, Integer> hunt(long seed, int maps) throws Fault {
        Random random = new Random(seed);
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < maps; i++) {
            new CoverHunt(random, RandomNetworks.zigzag(random), counts).run(6);
        }
        return counts;
    }

    /** Of each kind many, those that need the walls and those that need the rule among them. */
    @Test
    void whatIsAcceptedIsTrue() throws Fault {
        Map<String, Integer> counts = hunt(41, 90);
        List<String> some = new ArrayList<>(List.of(
                "accepted by walls",
                "accepted by no-swap",
                "accepted by no-swap beyond 1",
                "refused for a cell",
                "refused for a wall"));
        CoverHunt.PERIODS.forEach(n -> some.add("accepted for " + n));
        for (String kind : some) {
            assertThat(counts.getOrDefault(kind, 0))
                    .as("%s in %s", kind, counts)
                    .isGreaterThanOrEqualTo(10);
        }
        assertThat(counts.get("accepted")).as("%s", counts).isGreaterThan(300);
        assertThat(counts).as("%s", counts).containsKey("end of a cell that is left to its neighbour");
    }
}
