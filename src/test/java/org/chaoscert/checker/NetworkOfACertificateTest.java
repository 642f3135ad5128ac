package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.CUT_TENT;
import static org.chaoscert.checker.Certificates.IDENTITY;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.bytes;
import static org.chaoscert.checker.Certificates.certificate;
import static org.chaoscert.checker.Certificates.check;
import static org.chaoscert.checker.Certificates.liYorke;
import static org.chaoscert.checker.Certificates.liYorkeWitness;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.word;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chaoscert.checker.Certificates.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A certificate holds its network or refers to it; a network file given beside is the one that counts. */
class NetworkOfACertificateTest {
    private static final String EMBEDDED = liYorke(TENT, 1, "2/9");
    private static final String REFERENCE = with(TENT.reference());

    private static String with(String network) {
        return certificate(network, "\"claim\":\"li-yorke-chaos\"", liYorkeWitness(1, "2/9"));
    }

    private static String place(Result result) {
        return word(result) + " " + result.at();
    }

    @Test
    void embeddedNetworksAreHeldAgainstTheDigest() {
        assertThat(place(check(EMBEDDED))).isEqualTo("valid ");
        for (String digest :
                List.of("", CUT_TENT.digest(), TENT.digest().toUpperCase(Locale.ROOT), TENT.digest() + " ")) {
            assertThat(place(check(EMBEDDED.replace(TENT.digest(), digest))))
                    .as(digest)
                    .isEqualTo("digest-mismatch /network/sha256");
        }
    }

    @Test
    void networkFilesBesideAreHeldAgainstTheDigest() {
        assertThat(place(check(EMBEDDED, TENT.file()))).isEqualTo("valid ");
        assertThat(place(check(REFERENCE, TENT.file()))).isEqualTo("valid ");
        for (Network other : List.of(CUT_TENT, TENT.on("0 1"), IDENTITY)) {
            assertThat(place(check(EMBEDDED, other.file()))).isEqualTo("other-network /network/sha256");
            assertThat(place(check(REFERENCE, other.file()))).isEqualTo("other-network /network/sha256");
        }
    }

    @Test
    void theDigestOfTheFileBesideCountsNotItsSpelling() {
        byte[] spelled =
                bytes("{\"layers\":[{\"activation\":\"relu\",\"biases\":[0,-0.5],\"weights\":[[1.0],[\"2/2\"]]},"
                        + "{\"weights\":[[\"0x1p1\",-4e0]],\"biases\":[\"-0\"],\"activation\":\"identity\"}],"
                        + "\"name\":\"tent\",\"format\":\"chaoscert-network/1\"}");
        assertThat(place(check(REFERENCE, spelled))).isEqualTo("valid ");
        assertThat(place(check(EMBEDDED, spelled))).isEqualTo("valid ");
    }

    @Test
    void referencesNeedTheFile() {
        Result result = check(REFERENCE);
        assertThat(result.kind()).isEqualTo(Result.Kind.UNREADABLE);
        assertThat(place(result)).isEqualTo("network-missing /network");
        assertThat(result.why()).isEqualTo("no network inside; name its file with --network");
    }

    /** One checker for many certificates: each is judged as if it were the only one. */
    @Test
    void checkersKeepNothingButTheNetworkFile() {
        Checker checker = new Checker(Optional.of(TENT.file()), Limits.DEFAULT);
        List<String> certificates = List.of(
                EMBEDDED,
                "{",
                liYorke(CUT_TENT, 1, "2/7"),
                REFERENCE,
                with(CUT_TENT.reference()),
                liYorke(TENT, 1, "2/3"),
                REFERENCE);
        assertThat(certificates.stream().map(one -> word(checker.check(bytes(one)))))
                .containsExactly(
                        "valid", "unreadable", "other-network", "valid", "other-network", "inequality-fails", "valid");
        Checker broken = new Checker(Optional.of(bytes("{")), Limits.DEFAULT);
        assertThat(List.of(EMBEDDED, REFERENCE, EMBEDDED))
                .allSatisfy(one -> assertThat(word(broken.check(bytes(one)))).isEqualTo("unreadable"));
    }

    /** Reading the file ahead changes nothing, whatever is in it; points are then found on the graph. */
    @Test
    void aNetworkFileMayBeReadAhead() {
        List<byte[]> files = List.of(TENT.file(), CUT_TENT.file(), bytes("{"), bytes("{}"));
        List<String> certificates =
                List.of(EMBEDDED, REFERENCE, liYorke(TENT, 1, "2/3"), liYorke(CUT_TENT, 1, "2/7"), "{");
        for (byte[] file : files) {
            Checker ahead = new Checker(Optional.of(file), Limits.DEFAULT);
            ahead.readNetwork();
            for (String one : certificates) {
                assertThat(ahead.check(bytes(one)))
                        .isEqualTo(new Checker(Optional.of(file), Limits.DEFAULT).check(bytes(one)));
            }
        }
        Checker none = new Checker(Optional.empty(), Limits.DEFAULT);
        none.readNetwork();
        assertThat(word(none.check(bytes(EMBEDDED)))).isEqualTo("valid");
    }

    @Test
    void badFilesBesideAreFaultsOfTheirOwn() {
        assertThat(place(check(REFERENCE, bytes("{")))).isEqualTo("unreadable ");
        assertThat(place(check(EMBEDDED, bytes("{")))).isEqualTo("unreadable ");
        assertThat(place(check(EMBEDDED, bytes("{}")))).isEqualTo("missing-key /format");
        assertThat(place(check(EMBEDDED, bytes(EMBEDDED)))).isEqualTo("unknown-format /format");
        assertThat(place(check(REFERENCE, network("0 1", "identity 2 | 0").file())))
                .isEqualTo("domain-not-invariant /network/domain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'sha256':'%s'} | valid ",
                "{'sha256':'%s','source':'figure 7'} | valid ",
                "{'sha256':'%s','source':7} | wrong-type /network/source",
                "{'sha256':'%s','name':'tent'} | unknown-key /network/name",
                "{'sha256':'%s','format':'chaoscert-network/1'} | unknown-key /network/format",
                "{'source':'figure 7'} | missing-key /network/sha256",
                "{} | missing-key /network/sha256",
                "{'sha256':7} | wrong-type /network/sha256",
                "{'sha256':'%s','domain':['-inf','inf']} | missing-key /network/layers",
                "{'sha256':'%s','layers':[]} | missing-key /network/domain",
                "{'sha256':'%s','domain':['-inf','inf'],'layers':[],'source':'x'} | unknown-key /network/source",
                "{'sha256':'%s','domain':['-inf','inf'],'layers':[]} | bad-shape /network/layers",
                "'%s' | wrong-type /network",
                "[] | wrong-type /network",
                "null | wrong-type /network"
            })
    void networksHaveTheirKeysAndNoOthers(String network, String verdict) {
        String json = network.replace('\'', '"').replace("%s", TENT.digest());
        assertThat(place(check(with(json), TENT.file())).strip()).isEqualTo(verdict.strip());
    }
}
