package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.audit.RegionJudge.Counted;
import org.chaoscert.battery.oracle.Piece;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowMap;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.exact.Rational;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of linear regions, against pieces that are written out one by one. */
class RegionJudgeTest {
    private static final long BUDGET = 10_000_000;

    @TempDir
    private Path directory;

    private RegionClaims claims(String rows) throws IOException, NetworkFormatException {
        return RegionClaims.read(Files.writeString(directory.resolve("claims.csv"), "index,iterate,regions\n" + rows));
    }

    private RegionClaims upTo(int iterates) throws IOException, NetworkFormatException {
        StringBuilder rows = new StringBuilder();
        for (int n = 1; n <= iterates; n++) {
            rows.append("0,").append(n).append(",0\n");
        }
        return claims(rows.toString());
    }

    /** Maximal pieces: slopes of neighbours differ. */
    private static long maximal(List<Piece> pieces) {
        long count = 0;
        Quotient before = null;
        for (Piece piece : pieces) {
            count += piece.slope().equals(before) ? 0 : 1;
            before = piece.slope();
        }
        return count;
    }

    @Test
    void iterates() throws IOException, NetworkFormatException {
        Random random = new Random(61);
        SmallNetworks networks = new SmallNetworks(random);
        RegionJudge judge = new RegionJudge(upTo(4), BUDGET);
        long most = 0;
        int compared = 0;
        for (int i = 0; i < 150; i++) {
            Network network = i % 2 == 0 ? networks.zigzag(2 + random.nextInt(4)) : networks.draw(1 + i % 3, 3);
            Counted counted = judge.judge(Entry.of(0, network));
            assertThat(counted.fault()).isEmpty();
            SlowMap slow = SlowMap.of(SlowNetwork.of(network), 3000);
            try {
                for (int n = 1; n <= 4; n++) {
                    long expected = maximal(slow.iterate(n));
                    assertThat(counted.exact().get(n - 1))
                            .as("f^%d of %s", n, network)
                            .isEqualTo(expected);
                    most = Math.max(most, expected);
                    compared++;
                }
            } catch (SlowMap.TooManyPiecesException tooMany) {
                most = Math.max(most, 3000);
            }
        }
        assertThat(most).isGreaterThan(25);
        assertThat(compared).isGreaterThan(400);
    }

    /** f itself is counted on any interval, also where it leaves it. */
    @Test
    void anyInterval() throws IOException, NetworkFormatException {
        Random random = new Random(62);
        SmallNetworks networks = new SmallNetworks(random);
        RegionJudge judge = new RegionJudge(upTo(1), BUDGET);
        List<Domain> domains = List.of(
                Domain.LINE,
                Domain.UNIT,
                new Domain(Rational.of(-1), Rational.ONE),
                new Domain(Rational.of(-2), Rational.of(2)),
                new Domain(Rational.of(1, 3), Rational.of(1, 2)),
                new Domain(Rational.NEGATIVE_INFINITY, Rational.ZERO));
        for (int i = 0; i < 200; i++) {
            Network any = networks.draw(1 + i % 4, 4);
            for (Domain domain : domains) {
                Network network = any.on(domain);
                Counted counted = judge.judge(Entry.of(0, network));
                assertThat(counted.fault()).isEmpty();
                assertThat(counted.exact().get(0))
                        .as("%s", network)
                        .isEqualTo(SlowNetwork.of(network).pieces().size());
            }
        }
    }

    /** f^n of the tent has 2^n regions in [0, 1]. */
    @Test
    void theTent() throws IOException, NetworkFormatException {
        RegionClaims claims = claims("0,1,2\n0,30,7\n0,4,16\n0,1,3\n");
        Counted counted = new RegionJudge(claims, BUDGET)
                .judge(Entry.of(0, PlainProgram.tent(2).on(Domain.UNIT)));
        assertThat(counted.exact())
                .containsExactly(BigInteger.TWO, BigInteger.ONE.shiftLeft(30), BigInteger.valueOf(16), BigInteger.TWO);
        assertThat(counted.claims()).isEqualTo(claims.about(0));
    }

    @Test
    void whatCannotBeCounted() throws IOException, NetworkFormatException {
        RegionClaims claims = claims("0,2,4\n1,1,4\n");
        RegionJudge judge = new RegionJudge(claims, BUDGET);
        // Iterates need a map of the interval into itself.
        Counted leaves = judge.judge(Entry.of(0, PlainProgram.tent(3).on(Domain.UNIT)));
        assertThat(leaves.fault()).isPresent();
        assertThat(leaves.exact()).isEmpty();
        Counted fine = judge.judge(Entry.of(1, PlainProgram.tent(3).on(Domain.UNIT)));
        assertThat(fine.fault()).isEmpty();
        assertThat(fine.exact()).containsExactly(BigInteger.TWO);
        PlainProgram smooth =
                PlainProgram.simple(new double[] {1}, new double[] {0}, new double[] {1}, 0, Activation.TANH);
        assertThat(judge.judge(Entry.of(1, smooth.network())).fault().orElseThrow())
                .contains("no linear regions");
        assertThat(judge.judge(Entry.of(2, smooth.network())).fault())
                .as("nothing is claimed")
                .isEmpty();
        Counted unread = judge.judge(Entry.faulty(1, "b: NaN"));
        assertThat(unread.fault()).contains("b: NaN");
        assertThat(unread.index()).isEqualTo(1);
        Counted poor = new RegionJudge(claims, 0)
                .judge(Entry.of(0, PlainProgram.tent(2).on(Domain.UNIT)));
        assertThat(poor.fault()).isPresent();
        assertThat(judge.judge(Entry.of(9, PlainProgram.tent(2).network())))
                .isEqualTo(new Counted(9, "#9", List.of(), List.of(), Optional.empty()));
    }
}
