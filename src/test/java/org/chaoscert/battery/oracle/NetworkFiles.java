package org.chaoscert.battery.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.NetworkWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Network files for tests: those that are kept, and texts made on the spot. */
public final class NetworkFiles {
    /** Where test data are kept. */
    public static final Path DATA = Path.of("test-data");

    private static final JsonMapper JSON = new JsonMapper();

    private NetworkFiles() {}

    /** Returns the kept networks with known answers, as paths below {@link #DATA}, sorted. */
    public static List<Path> known() {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("published", "exact")) {
            list(DATA.resolve(folder)).forEach(files::add);
        }
        return files;
    }

    /** Returns the kept networks with smooth activations, as {@link #known} does those without. */
    public static List<Path> smooth() {
        return list(DATA.resolve("smooth"));
    }

    /** Returns the JSON files of a directory, sorted. */
    public static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Returns a file's content. */
    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Returns the content of a kept network, such as {@code exact/mirror}. */
    public static byte[] known(String name) {
        return read(DATA.resolve(name + ".json"));
    }

    /** Parses JSON. */
    public static JsonNode json(byte[] bytes) {
        return JSON.readTree(bytes);
    }

    /** Writes a network file with canonical numbers. */
    public static byte[] exactFile(Network network) {
        return JsonText.file(out -> {
            out.writeStartObject();
            out.writeStringProperty("format", NetworkReader.FORMAT);
            NetworkWriter.writeMembers(out, network, NetworkWriter.CANONICAL);
            out.writeEndObject();
        });
    }

    /** Writes a network file with one hidden unit, x ↦ clip(−relu(weight · x) + 1), its first weight as it is given. */
    public static byte[] withFirstWeight(String literal) {
        return ("{\"format\": \"chaoscert-network/1\", \"layers\": [{\"weights\": [[" + literal
                        + "]], \"biases\": [\"0\"], \"activation\": \"relu\"},"
                        + " {\"weights\": [[\"-1\"]], \"biases\": [\"1\"], \"activation\": \"clip\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
