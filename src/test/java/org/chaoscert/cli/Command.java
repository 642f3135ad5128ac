package org.chaoscert.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.certify.CertificateFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands inside this process, just as the program does, and keeps what they print. */
final class Command {
    private static final JsonMapper JSON = new JsonMapper();

    private final InputStream in;
    private final CertificateFiles files;

    private Command(InputStream in, CertificateFiles files) {
        this.in = in;
        this.files = files;
    }

    /** What a command did. */
    record Result(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }

        /** The first line of the complaints: the message, without what may follow. */
        String complaint() {
            return err.lines().findFirst().orElse("");
        }

        /** What the lines of a name say, in order. */
        List<String> said(String name) {
            return out.lines()
                    .filter(line -> line.startsWith("  " + name + " "))
                    .map(line -> line.substring(2 + name.length()).strip())
                    .toList();
        }

        /** Everything that does not depend on the clock. */
        List<String> linesWithoutTime() {
            return out.lines().filter(line -> !line.startsWith("  time ")).toList();
        }

        List<JsonNode> json() {
            return out.lines().map(Command::json).toList();
        }

        boolean showsStackTrace() {
            return err.lines().anyMatch(line -> line.startsWith("\tat "));
        }
    }

    static Result chaoscert(Object... words) {
        return new Command(InputStream.nullInputStream(), new CertificateFiles()).run(words);
    }

    static Command reading(InputStream in) {
        return new Command(in, new CertificateFiles());
    }

    static Command reading(byte[] content) {
        return reading(new ByteArrayInputStream(content));
    }

    static Command writingThrough(CertificateFiles.Store store) {
        return new Command(InputStream.nullInputStream(), new CertificateFiles(store));
    }

    Result run(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int status = Main.run(
                streams, files, Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    /** The names of all that lies in a directory, hidden files included; none if there is no directory. */
    static List<String> in(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
