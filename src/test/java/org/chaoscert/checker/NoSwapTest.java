package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.LEDGE;
import static org.chaoscert.checker.Certificates.MIRROR;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.walled;
import static org.chaoscert.checker.Certificates.within;

import org.chaoscert.checker.Certificates.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule no-swap: where slopes stay above −1 no two points change sides. */
class NoSwapTest {
    /** x + 3/4 up to 1/4, x − 3/4 from 3/4 on, slope −2 in between: an exchange of the outer quarters. */
    private static final Network LEAP = network("0 1", "relu 1; 1; 1 | 0 -1/4 -3/4", "identity 1 -3 3 | 3/4");

    /** The code and the place, or {@code valid}. */
    private static String verdict(String certificate) {
        Result result = Certificates.check(certificate);
        return (Certificates.word(result) + " " + result.at()).strip();
    }

    /** Slope −15/16 is above −1, as is each greater one; −1 is not. Of the mirror's second iterate slopes are 1. */
    @ParameterizedTest
    @CsvSource({
        "-15/16, 15/16, 2, 1, valid",
        "-15/16, 15/16, 6, 1, valid",
        "-15/16, 15/16, 6, 2, valid",
        "-15/16, 15/16, 6, 3, valid",
        "-1, 1, 2, 1, may-swap /witness/cells/0",
        "-1, 1, 3, 1, may-swap /witness/cells/0",
        "-1, 1, 4, 1, may-swap /witness/cells/0",
        "-1, 1, 4, 2, valid",
        "-1, 1, 6, 2, valid",
        "-1, 1, 6, 3, may-swap /witness/cells/0",
        "-1, 1, 12, 6, valid",
        "0, 1/3, 2, 1, valid",
        "1, 0, 2, 1, valid",
        "1/2, 1/2, 2, 1, valid"
    })
    void slopesOfTheDividedIterateAreAboveMinusOne(String slope, String offset, int n, String divisor, String verdict) {
        Network line = network("0 1", "relu 1 | 0", "identity " + slope + " | " + offset);
        assertThat(verdict(cover(line, n, "1 no-swap " + divisor))).isEqualTo(verdict);
    }

    /** Far out too: slopes are those of the whole line. */
    @ParameterizedTest
    @CsvSource({
        "-inf inf, -15/16, 2, inf no-swap 1, valid",
        "-inf inf, -15/16, 2, 0 no-swap 1; inf no-swap 1, valid",
        "-inf inf, -1, 2, inf no-swap 1, may-swap /witness/cells/0",
        "-inf inf, -17/16, 2, 0 no-swap 1; inf no-swap 1, may-swap /witness/cells/0",
        "-inf inf, -5, 4, 0 no-swap 2; inf no-swap 2, valid",
        "-inf inf, 5, 2, inf no-swap 1, valid",
        "0 inf, 5, 2, 1 no-swap 1; inf no-swap 1, valid",
        "-inf 0, 5, 3, -1 no-swap 1; 0 no-swap 1, valid"
    })
    void unboundedCells(String domain, String slope, int n, String cells, String verdict) {
        Network line = network(domain, "identity " + slope + " | 0");
        assertThat(verdict(cover(line, n, cells.split("; ")))).isEqualTo(verdict);
    }

    /** On [0, 1/4] and on [3/4, 1] slopes are 1, but the cycle leads over the fall in between. */
    @Test
    void theHullHoldsTheImages() {
        assertThat(verdict(cover(LEAP, 2, "1/4 no-swap 1", "1 drift"))).isEqualTo("may-swap /witness/cells/0");
        assertThat(verdict(cover(LEAP, 3, "1/4 no-swap 1", "1 drift"))).isEqualTo("may-swap /witness/cells/0");
        assertThat(verdict(cover(LEAP, 2, "1/4 separated", "1 drift"))).isEqualTo("not-separated /witness/cells/0");
    }

    /** f² is the identity on the outer quarters, which come back to themselves after two steps. */
    @Test
    void theHullHoldsTheImagesOfTheDividedIterateOnly() {
        assertThat(verdict(cover(LEAP, 4, "1/4 no-swap 2", "1 drift"))).isEqualTo("no-drift /witness/cells/1");
        assertThat(verdict(cover(LEAP, 4, "1/4 no-swap 1", "1 drift"))).isEqualTo("may-swap /witness/cells/0");
        assertThat(verdict(cover(LEAP, 6, "1/4 no-swap 3", "1 drift"))).isEqualTo("may-swap /witness/cells/0");
        assertThat(verdict(cover(LEAP, 6, "1/4 no-swap 2", "1 drift"))).isEqualTo("no-drift /witness/cells/1");
    }

    /** x + 1/4 up to 1/2, then down to 0: from [0, 1/4] the fall is reached by the second image. */
    @ParameterizedTest
    @CsvSource({
        "2, 1, no-drift /witness/cells/1",
        "3, 1, may-swap /witness/cells/0",
        "4, 1, may-swap /witness/cells/0",
        "4, 2, may-swap /witness/cells/0"
    })
    void theHullEndsBeforeThePeriod(int n, String divisor, String verdict) {
        Network rising = network("0 1", "relu 1; 1 | 0 -1/2", "identity 1 -5/2 | 1/4");
        assertThat(verdict(cover(rising, n, "1/4 no-swap " + divisor, "1 drift")))
                .isEqualTo(verdict);
    }

    /** Right of 1/2 slopes are 3/2; without the wall the images reach the fall left of it. */
    @Test
    void wallsKeepTheHullAwayFromAFall() {
        String[] cells = {"1/8 separated", "1/4 monotone 1", "1/2 separated", "1 no-swap 1"};
        assertThat(verdict(walled("1/2", cover(LEDGE, 3, cells)))).isEqualTo("valid");
        assertThat(verdict(cover(LEDGE, 3, cells))).isEqualTo("may-swap /witness/cells/3");
        assertThat(verdict(walled("", cover(LEDGE, 3, cells)))).isEqualTo("may-swap /witness/cells/3");
    }

    /** f takes [1/2, 1] to [0, 3/4]: slopes of f² reach −3, though cycles through the cell stay right of 1/2. */
    @ParameterizedTest
    @CsvSource({"1, valid", "2, may-swap /witness/cells/7"})
    void slopesAreThoseOfAllImagesOfTheHull(String divisor, String verdict) {
        String[] cells = {
            "1/8 monotone 2",
            "5/32 separated",
            "11/64 monotone 1",
            "15/64 separated",
            "1/4 separated",
            "3/8 separated",
            "1/2 monotone 2",
            "1 no-swap " + divisor
        };
        assertThat(verdict(walled("1/2", cover(LEDGE, 4, cells)))).isEqualTo(verdict);
    }

    @Test
    void aDivisorIsNeededAndDividesThePeriod() {
        assertThat(verdict(cover(MIRROR, 4, "1 no-swap"))).isEqualTo("missing-key /witness/cells/0/divisor");
        for (int divisor : new int[] {3, 4, 5, 8}) {
            assertThat(verdict(cover(MIRROR, 4, "1 no-swap " + divisor)))
                    .isEqualTo("bad-divisor /witness/cells/0/divisor");
        }
        assertThat(verdict(cover(MIRROR, 4, "1 no-swap 4294967298"))).isEqualTo("bad-divisor /witness/cells/0/divisor");
        for (String divisor : new String[] {"0", "-2", "2.0", "\"2\"", "null"}) {
            assertThat(verdict(cover(MIRROR, 4, "1 no-swap " + divisor)))
                    .isEqualTo("wrong-type /witness/cells/0/divisor");
        }
    }

    @Test
    void theRuleIsWrittenAsItIs() {
        for (String rule : new String[] {"noswap", "no_swap", "No-Swap", "may-swap"}) {
            assertThat(verdict(cover(MIRROR, 4, "1 " + rule + " 2"))).isEqualTo("unknown-rule /witness/cells/0/rule");
        }
        String more = cover(MIRROR, 4, "1 no-swap 2").replace("\"divisor\":2", "\"divisor\":2,\"walls\":[]");
        assertThat(verdict(more)).isEqualTo("unknown-key /witness/cells/0/walls");
    }

    /** Slopes of the ball around −3/4·x reach (−3/4 − r)(1 + r): −63/64 for 1/8 short of −1, below it for 1/7. */
    @ParameterizedTest
    @CsvSource({
        "1/1000, 2, 1, valid",
        "1/8, 2, 1, valid",
        "1/8, 6, 3, valid",
        "1/7, 2, 1, may-swap /witness/cells/0",
        "1/7, 4, 2, valid"
    })
    void slopesOfABall(String radius, int n, String divisor, String verdict) {
        Network falling = network("0 1", "relu 1 | 0", "clip -3/4 | 7/8");
        assertThat(verdict(within(radius, cover(falling, n, "1 no-swap " + divisor))))
                .isEqualTo(verdict);
    }
}
