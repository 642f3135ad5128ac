package org.chaoscert.checker;

import static org.chaoscert.checker.Certificates.BENT_MIRROR;
import static org.chaoscert.checker.Certificates.CUT_TENT;
import static org.chaoscert.checker.Certificates.EXCHANGE;
import static org.chaoscert.checker.Certificates.FIGURE_7;
import static org.chaoscert.checker.Certificates.FULL_TENT;
import static org.chaoscert.checker.Certificates.GOLDEN;
import static org.chaoscert.checker.Certificates.IDENTITY;
import static org.chaoscert.checker.Certificates.LEAKY;
import static org.chaoscert.checker.Certificates.LEDGE;
import static org.chaoscert.checker.Certificates.MIRROR;
import static org.chaoscert.checker.Certificates.ROOF;
import static org.chaoscert.checker.Certificates.ROOF_ON_THE_LINE;
import static org.chaoscert.checker.Certificates.SHIFT;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.THREE_BRANCHES;
import static org.chaoscert.checker.Certificates.chaosByOrbit;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.entropy;
import static org.chaoscert.checker.Certificates.entropyByPeriod;
import static org.chaoscert.checker.Certificates.horseshoeWitness;
import static org.chaoscert.checker.Certificates.lapsWitness;
import static org.chaoscert.checker.Certificates.liYorke;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.oneSided;
import static org.chaoscert.checker.Certificates.period;
import static org.chaoscert.checker.Certificates.precise;
import static org.chaoscert.checker.Certificates.towerWitness;
import static org.chaoscert.checker.Certificates.walled;

import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.checker.Certificates.Network;

/** Valid certificates: every claim, witness, rule, sign and kind of end. */
final class GoodCertificates {
    private static final List<String> OF_PERIODS = List.of(
            liYorke(TENT, 1, "2/9"),
            liYorke(TENT, 2, "1/16"),
            liYorke(CUT_TENT, 1, "2/7"),
            liYorke(network("-1 0", "relu -1; -1 | 0 -1/2", "identity -2 4 | 0"), 1, "-1/4"),
            period(CUT_TENT, 3, "2/7 4/7 6/7"),
            period(MIRROR, 2, "1/3 2/3"),
            chaosByOrbit(TENT, "2/33 4/33 8/33 16/33 32/33"),
            oneSided(SHIFT, 2, "above"),
            oneSided(network("0 1", "relu 1 | 0", "clip 1 | 1/1099511627776"), 4, "above"),
            oneSided(network("-inf 1", "leaky-relu:1 1 | -1/2", "abs -1 | 0", "identity -1 | -1/2"), 3, "below"),
            cover(MIRROR, 4, "1 fixed 2"),
            cover(network("0 1", "relu 1 | 0", "clip -3/4 | 7/8"), 4, "1/2 no-swap 1", "1 no-swap 2"),
            walled("1/2", cover(LEDGE, 3, "1/8 separated", "1/4 monotone 1", "1/2 separated", "1 no-swap 1")),
            walled(
                    "1/4 1/2",
                    cover(
                            EXCHANGE,
                            4,
                            "1/32 monotone 1",
                            "1/8 separated",
                            "1/4 monotone 2",
                            "1/2 fixed 2",
                            "1 separated")),
            cover(IDENTITY, 2, "0 fixed 1", "inf fixed 1"),
            cover(network("-1 inf", "identity 1/2 | 1/3"), 2, "0 drift", "9/8 monotone 1", "2 separated", "inf drift"),
            cover(network("-inf 5", "identity 1 | -1"), 3, "-7/2 drift", "-2 separated", "5 drift"),
            cover(LEAKY, 2, "-1 monotone 1", "-1/2 monotone 1", "-1/4 separated", "0 monotone 1", "inf monotone 1"),
            cover(
                    ROOF,
                    4,
                    "0 drift",
                    "1 monotone 2",
                    "2 fixed 2",
                    "3 monotone 2",
                    "4 separated",
                    "6 separated",
                    "inf drift"),
            cover(BENT_MIRROR, 4, "1/4 fixed 2", "5/16 fixed 2", "1/3 fixed 2", "1/2 fixed 2", "2/3 fixed 2"),
            cover(
                    FIGURE_7,
                    4,
                    "0 monotone 2",
                    "1/8 monotone 2",
                    "3/16 separated",
                    "7/32 separated",
                    "1/4 separated",
                    "5/16 monotone 2",
                    "3/8 separated",
                    "1/2 separated",
                    "1 monotone 2",
                    "2 separated",
                    "inf drift"));

    /** Bounds of the entropy, some of them as sharp as fifteen digits can be. */
    static final List<String> ENTROPY = List.of(
            entropy(
                    FULL_TENT,
                    "at-least",
                    "138629436111989/200000000000000",
                    horseshoeWitness(1, "0 1/2 1", "1/2 1 1")),
            entropy(TENT, "at-least", "1/2", horseshoeWitness(2, "0 1/4 2", "1/4 1/2 2", "3/4 1 2")),
            entropy(GOLDEN, "at-least", "12/25", horseshoeWitness(1, "0 1/2 34", "1/2 1 55")),
            entropy(
                    network("-1 0", "relu -1; -1 | 0 -1/2", "identity -2 4 | 0"),
                    "at-least",
                    "2/3",
                    horseshoeWitness(1, "-1 -1/2 1", "-1/2 0 1")),
            entropy(FULL_TENT, "at-least", "138629436111989/200000000000000", towerWitness("0 1 1")),
            entropy(GOLDEN, "at-least", "12/25", towerWitness("1/2 1 21", "0 1 34")),
            entropy(ROOF_ON_THE_LINE, "at-least", "2/3", towerWitness("-inf 1 1", "-1 1 1")),
            entropy(FULL_TENT, "at-most", "346573590279973/500000000000000", towerWitness("0 1 2", "1/4 1/2 1")),
            entropy(GOLDEN, "at-most", "49/100", towerWitness("0 1 21", "1/2 1 13")),
            entropy(TENT, "at-most", "7/10", towerWitness("-inf inf 1")),
            entropy(
                    network("-inf 0", "abs 1 | 1", "identity -1 | 0"),
                    "at-most",
                    "1/100",
                    towerWitness("-1 0 1", "-inf 0 100")),
            entropy(LEDGE, "at-most", "0", towerWitness("0 1 3", "0 3/4 2", "0 1/2 1")),
            entropy(THREE_BRANCHES, "at-most", "11/10", lapsWitness(3)),
            entropy(TENT, "at-most", "7/10", lapsWitness(1)),
            entropy(LEDGE, "at-most", "1/8", lapsWitness(30)),
            entropy(SHIFT, "at-most", "0", lapsWitness(2)),
            entropyByPeriod("0", cover(MIRROR, 4, "1 fixed 2")),
            entropyByPeriod(
                    "1/1000",
                    cover(network("0 1", "relu 1 | 0", "clip -3/4 | 7/8"), 4, "1/2 no-swap 1", "1 no-swap 2")),
            entropyByPeriod("0", oneSided(SHIFT, 2, "above")));

    static final List<String> ALL =
            Stream.concat(OF_PERIODS.stream(), ENTROPY.stream()).toList();

    /** Valid certificates of smooth networks. */
    static final List<String> SMOOTH = List.of(
            precise(64, liYorke(SmoothNetworks.BUMP, 1, "3/10")),
            precise(16, liYorke(SmoothNetworks.CLIPPED_BUMP, 1, "3/10")),
            precise(64, cover(SmoothNetworks.HALF, 2, "-1/2 drift", "1/2 monotone 1", "inf separated")),
            precise(64, cover(SmoothNetworks.FLIP.on("-1 1"), 4, "1 no-swap 2")),
            precise(
                    24,
                    cover(
                            SmoothNetworks.FLIP,
                            4,
                            "-1/2 monotone 2",
                            "-1/8 separated",
                            "1/8 monotone 1",
                            "1/2 separated",
                            "inf monotone 2")),
            precise(
                    32,
                    walled(
                            "1/2",
                            cover(
                                    SmoothNetworks.LEDGE,
                                    3,
                                    "1/8 separated",
                                    "1/4 monotone 1",
                                    "1/2 separated",
                                    "1 no-swap 1"))));

    /** Certificates that name their network only, each with the network. */
    static final List<Reference> REFERENCES = List.of(
            new Reference(TENT, "\"claim\":\"li-yorke-chaos\"", Certificates.liYorkeWitness(1, "1/4")),
            new Reference(MIRROR, "\"claim\":\"no-period\",\"period\":4", Certificates.coverWitness("1 fixed 2")));

    private GoodCertificates() {}

    record Reference(Network network, String claim, String witness) {
        String text() {
            return Certificates.certificate(network.reference(), claim, witness);
        }
    }
}
