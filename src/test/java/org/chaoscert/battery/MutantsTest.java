package org.chaoscert.battery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.battery.Agreement.Tally;
import org.chaoscert.battery.Mutations.Mutant;
import org.chaoscert.battery.oracle.Piece;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowMap;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A certificate with one field altered is rejected, unless what it claims is true all the same. */
class MutantsTest {
    private static final int MOST_PIECES = 4000;

    /** What became of the mutants. */
    private static final class Fates {
        private int rejected;
        private int accepted;
        private int outOfReach;

        @Override
        public String toString() {
            return rejected + " rejected, " + accepted + " accepted and true, " + outOfReach + " beyond the slow map";
        }
    }

    private static void judge(Mutant mutant, Fates fates) {
        Result result = new Checker(Optional.empty(), Limits.DEFAULT).check(mutant.bytes());
        if (!result.isValid()) {
            assertThat(result.conclusions())
                    .as("conclusions of a rejected certificate")
                    .isEmpty();
            fates.rejected++;
            return;
        }
        try {
            assertTrue(mutant.json(), "accepted with " + mutant.change() + ": " + mutant.json());
            fates.accepted++;
        } catch (SlowMap.TooManyPiecesException tooMany) {
            fates.outOfReach++;
        }
    }

    /** Holds what is claimed against the pieces of all iterates that matter. */
    private static void assertTrue(JsonNode certificate, String about) {
        SlowNetwork network = SlowNetwork.of(certificate.get("network"));
        SlowMap map = SlowMap.of(network, MOST_PIECES);
        assertInvariant(network, map, about);
        JsonNode witness = certificate.get("witness");
        switch (certificate.get("claim").stringValue()) {
            case "no-period" ->
                assertThat(map.hasLeastPeriod(certificate.get("period").intValue()))
                        .as("a point of the period that is denied; %s", about)
                        .isFalse();
            case "period" -> {
                assertThat(witness.get("orbit"))
                        .as(about)
                        .hasSize(certificate.get("period").intValue());
                assertOrbit(network, witness.get("orbit"), about);
            }
            default -> {
                if (witness.has("orbit")) {
                    assertThat(Integer.bitCount(witness.get("orbit").size()))
                            .as(about)
                            .isGreaterThan(1);
                    assertOrbit(network, witness.get("orbit"), about);
                } else {
                    int iterate = witness.get("iterate").intValue();
                    Quotient point = Quotient.parse(witness.get("point").stringValue());
                    assertLiYorke(map, point, iterate, about);
                    assertThat(map.hasPeriodThreeOfIterate(iterate))
                            .as("period three of iterate %d; %s", iterate, about)
                            .isTrue();
                }
            }
        }
    }

    private static void assertInvariant(SlowNetwork network, SlowMap map, String about) {
        for (Piece piece : map.pieces()) {
            for (Quotient end : List.of(piece.left(), piece.right())) {
                if (end.isFinite()) {
                    assertThat(piece.valueAt(end))
                            .as("value at %s; %s", end, about)
                            .isBetween(network.left(), network.right());
                } else {
                    int sign = piece.slope().signum() * end.signum();
                    boolean leaves = (sign > 0 && network.right().isFinite())
                            || (sign < 0 && network.left().isFinite());
                    assertThat(leaves)
                            .as("f leaves the domain towards %s; %s", end, about)
                            .isFalse();
                }
            }
        }
    }

    private static void assertOrbit(SlowNetwork network, JsonNode orbit, String about) {
        List<Quotient> points = new ArrayList<>();
        orbit.forEach(point -> points.add(Quotient.parse(point.stringValue())));
        assertThat(points).as(about).doesNotHaveDuplicates();
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.get(i)).as(about).isBetween(network.left(), network.right());
            assertThat(network.valueAt(points.get(i)))
                    .as("image of point %d; %s", i, about)
                    .isEqualTo(points.get((i + 1) % points.size()));
        }
    }

    private static void assertLiYorke(SlowMap map, Quotient a, int iterate, String about) {
        Quotient b = map.iterate(a, iterate);
        Quotient c = map.iterate(b, iterate);
        Quotient d = map.iterate(c, iterate);
        int direction = Integer.signum(b.compareTo(a));
        assertThat(direction).as("direction; %s", about).isNotZero();
        assertThat(Integer.signum(c.compareTo(b))).as("c beyond b; %s", about).isEqualTo(direction);
        assertThat(Integer.signum(d.compareTo(a))).as("d back to a; %s", about).isNotEqualTo(direction);
    }

    private static void assertTypical(Fates fates) {
        assertThat(fates.rejected).as("%s", fates).isGreaterThan(fates.accepted / 2);
        assertThat(fates.accepted).as("%s", fates).isGreaterThan(100);
        assertThat(fates.outOfReach).as("%s", fates).isLessThan(fates.accepted / 4);
    }

    private static void mutate(Network network, int most, Random random, Fates fates) throws NetworkFormatException {
        for (Sealed item : Agreement.certify(network, new Tally()).certificates()) {
            List<Mutant> mutants = Mutations.of(item.text().bytes());
            for (int i = 0; i < most; i++) {
                judge(mutants.get(random.nextInt(mutants.size())), fates);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 60", "2, 2, 60", "2, 3, 60", "3, 2, 40"})
    void mutantsOfDegenerateNetworksAreRejectedOrTrue(int depth, int width, int count) throws NetworkFormatException {
        Random random = new Random(101L * depth + width);
        SmallNetworks networks = new SmallNetworks(random);
        Fates fates = new Fates();
        for (int i = 0; i < count; i++) {
            mutate(networks.draw(depth, width), 60, random, fates);
        }
        assertTypical(fates);
    }

    @ParameterizedTest
    @CsvSource({"2, 80", "3, 80", "4, 60"})
    void mutantsOfZigzagsAreRejectedOrTrue(int width, int count) throws NetworkFormatException {
        Random random = new Random(103L * width);
        SmallNetworks networks = new SmallNetworks(random);
        Fates fates = new Fates();
        for (int i = 0; i < count; i++) {
            mutate(networks.zigzag(width), 60, random, fates);
        }
        assertTypical(fates);
    }

    @Test
    void everyMutantOfSomeCertificatesIsRejectedOrTrue() throws NetworkFormatException {
        SmallNetworks networks = new SmallNetworks(new Random(107));
        Fates fates = new Fates();
        for (int i = 0; i < 25; i++) {
            Network network = i % 2 == 0 ? networks.zigzag(3) : networks.draw(2, 2);
            for (Sealed item : Agreement.certify(network, new Tally()).certificates()) {
                Mutations.of(item.text().bytes()).forEach(mutant -> judge(mutant, fates));
            }
        }
        assertTypical(fates);
    }
}
