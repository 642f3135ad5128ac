package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.bytes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files cut off or with single bytes changed are never taken for what they are not, and never end in an exception. */
class DamagedBytesTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Stream<String> good() {
        return GoodCertificates.ALL.stream();
    }

    static Stream<String> goodAndSmooth() {
        return Stream.concat(good(), GoodCertificates.SMOOTH.stream());
    }

    private static Result check(byte[] certificate) {
        return Certificates.check(certificate, Optional.empty(), Limits.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodCertificatesAreValid(String certificate) {
        assertThat(Certificates.verdict(certificate)).isEqualTo("valid");
        assertThat(isRight(MAPPER.readTree(certificate)))
                .as("in the judge's eyes")
                .isTrue();
    }

    private static boolean isRight(JsonNode certificate) {
        Judge judge = new Judge(Judge.network(certificate.get("network")));
        return judge.accepts(certificate) && judge.isTrue(certificate);
    }

    @ParameterizedTest
    @MethodSource("goodAndSmooth")
    void cutOffAnywhereIsUnreadable(String certificate) {
        byte[] all = bytes(certificate);
        for (int length = 0; length < all.length; length++) {
            Result result = check(Arrays.copyOf(all, length));
            assertThat(result.kind()).as("the first %s bytes", length).isEqualTo(Result.Kind.UNREADABLE);
        }
    }

    @Test
    void networkFilesCutOffAnywhereAreUnreadable() {
        for (GoodCertificates.Reference reference : GoodCertificates.REFERENCES) {
            byte[] file = reference.network().file();
            assertThat(Certificates.word(Certificates.check(reference.text(), file)))
                    .isEqualTo("valid");
            for (int length = 0; length < file.length; length++) {
                Result result = Certificates.check(reference.text(), Arrays.copyOf(file, length));
                assertThat(result.kind()).as("the first %s bytes", length).isEqualTo(Result.Kind.UNREADABLE);
            }
        }
    }

    /** What is still accepted says the same, or has been changed into another true certificate. */
    @Test
    void changedBytesNeverProveWhatIsNotSo() {
        Random random = new Random(41);
        int valid = 0;
        for (int i = 0; i < 6000; i++) {
            String certificate = GoodCertificates.ALL.get(random.nextInt(GoodCertificates.ALL.size()));
            byte[] changed = changed(bytes(certificate), random);
            Result result = check(changed);
            if (result.isValid()) {
                valid++;
                JsonNode tree = MAPPER.readTree(changed);
                JsonNode before = MAPPER.readTree(certificate);
                assertThat(tree.get("network")).as("the network").isEqualTo(before.get("network"));
                assertThat(tree.equals(before) || isRight(tree)).as("%s", tree).isTrue();
            }
        }
        assertThat(valid).as("accepted all the same").isBetween(10, 1000);
    }

    private static byte[] changed(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        int at = random.nextInt(bytes.length);
        List<Integer> likely =
                List.of((int) '0', (int) '1', (int) '7', (int) '/', (int) '-', (int) '"', (int) ' ', (int) ',');
        switch (random.nextInt(5)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> changed[at] = likely.get(random.nextInt(likely.size())).byteValue();
            case 2 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> {
                changed = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, changed, at + 1, bytes.length - at);
                changed[at] = likely.get(random.nextInt(likely.size())).byteValue();
            }
            default -> {
                changed = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, changed, at, bytes.length - at - 1);
            }
        }
        return changed;
    }
}
