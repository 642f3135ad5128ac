package org.chaoscert.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed certificates are what the program writes today, byte for byte, and nothing else lies there. */
class GalleryTest {
    private static final Path GALLERY = Path.of("certificates");
    private static final List<Path> NETWORKS = Stream.concat(
                    NetworkFiles.known().stream(), NetworkFiles.smooth().stream())
            .toList();

    /**
     * What is written today.
     *
     * @param text a character for each byte
     * @param network the file of the network that it is about
     */
    private record Written(String text, Path network) {}

    private static String characters(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static final Map<String, Written> WRITTEN = new TreeMap<>();

    @BeforeAll
    static void certifyAll() throws NetworkFormatException {
        Certifier certifier = new Certifier(Options.DEFAULT);
        for (Path network : NETWORKS) {
            String file = network.getFileName().toString();
            Certified certified = certifier.certify(NetworkFiles.read(network), file);
            certified
                    .certificates()
                    .forEach(item -> WRITTEN.put(
                            file.replace(".json", "") + item.role().suffix(),
                            new Written(characters(item.text().bytes()), network)));
        }
    }

    static Stream<String> kept() {
        return NetworkFiles.list(GALLERY).stream()
                .map(file -> file.getFileName().toString());
    }

    @Test
    void theGalleryHoldsACertificateForAllThatIsProvedAndNoOther() {
        assertThat(kept()).containsExactlyElementsOf(WRITTEN.keySet());
        assertThat(WRITTEN.values().stream().map(Written::network).distinct())
                .as("networks with a certificate")
                .containsExactlyInAnyOrderElementsOf(NETWORKS);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void aCertificateIsWrittenAgainByteForByte(String name) {
        String kept = characters(NetworkFiles.read(GALLERY.resolve(name)));
        assertThat(kept).as(name).isEqualTo(WRITTEN.get(name).text);
    }

    @ParameterizedTest
    @MethodSource("kept")
    void aCertificateIsAccepted(String name) {
        byte[] kept = NetworkFiles.read(GALLERY.resolve(name));
        Result alone = new Checker(Optional.empty(), Limits.DEFAULT).check(kept);
        assertThat(alone.kind())
                .as("%s: %s at %s", name, alone.code(), alone.at())
                .isEqualTo(Result.Kind.VALID);
        byte[] network = NetworkFiles.read(WRITTEN.get(name).network);
        assertThat(new Checker(Optional.of(network), Limits.DEFAULT).check(kept))
                .as("%s beside its network", name)
                .isEqualTo(alone);
    }
}
