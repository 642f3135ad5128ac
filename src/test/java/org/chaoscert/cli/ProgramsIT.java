package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The two packaged programs, started as users start them. */
class ProgramsIT {
    private static final Path CHAOSCERT = Path.of(System.getProperty("chaoscert.jar"));
    private static final Path CHECKER = Path.of(System.getProperty("chaoscert.checker.jar"));
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path FIGURE_7 = ROOT.resolve("test-data/published/figure-7.json");

    @TempDir
    private Path directory;

    private record Ended(int status, String out, String err) {}

    /** Runs a jar in the temporary directory. */
    private Ended run(Path jar, Object... words) throws IOException, InterruptedException {
        return run(new ProcessBuilder(), jar, words);
    }

    private Ended run(ProcessBuilder builder, Path jar, Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", jar.toString()));
        Stream.of(words).map(String::valueOf).forEach(command::add);
        Path out = Files.createTempFile(directory, ".out", "");
        Path err = Files.createTempFile(directory, ".err", "");
        if (builder.redirectOutput().equals(ProcessBuilder.Redirect.PIPE)) {
            builder.redirectOutput(out.toFile());
        }
        if (builder.redirectInput().equals(ProcessBuilder.Redirect.PIPE)) {
            builder.redirectInput(Files.createTempFile(directory, ".in", "").toFile());
        }
        Process process = builder.command(command)
                .directory(directory.toFile())
                .redirectError(err.toFile())
                .start();
        return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    private static Object[] words(List<?>... parts) {
        return Stream.of(parts).flatMap(List::stream).toArray();
    }

    private static List<Path> json(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void bothSayTheSameVersion() throws Exception {
        Ended program = run(CHAOSCERT, "--version");
        Ended checker = run(CHECKER, "--version");
        assertThat(program.status).as("exit status of the program").isZero();
        assertThat(checker.status).as("exit status of the checker").isZero();
        assertThat(program.out.strip()).as("version of the program").matches("chaoscert \\d+\\.\\d+\\.\\d+\\S*");
        assertThat(checker.out.strip())
                .as("version of the checker")
                .isEqualTo(program.out.strip().replace("chaoscert ", "chaoscert-checker "));
    }

    @Test
    void theMainJobGoesToTheCurrentDirectoryAndBothAcceptIt() throws Exception {
        Ended certified = run(CHAOSCERT, "certify", FIGURE_7);
        assertThat(certified.status).as("exit status of certify").isZero();
        assertThat(certified.out).as("first word").startsWith("not-chaotic" + System.lineSeparator());
        assertThat(certified.err).as("complaints").isEmpty();
        assertThat(directory.resolve("figure-7.cert.json"))
                .as("certificate")
                .hasSameBinaryContentAs(ROOT.resolve("certificates/figure-7.cert.json"));
        Ended checked = run(CHAOSCERT, "check", "figure-7.cert.json", "--network", FIGURE_7);
        Ended checkedAlone = run(CHECKER, "figure-7.cert.json", "--network", FIGURE_7);
        assertThat(checked.out)
                .as("check")
                .startsWith("valid" + System.lineSeparator())
                .contains("not-chaotic");
        assertThat(checked.status).as("exit status of check").isZero();
        assertThat(checkedAlone).as("the checker alone").isEqualTo(checked);
    }

    @Test
    void certificatesOfTheGalleryAreValidForTheCheckerAlone() throws Exception {
        List<Path> certificates = json(ROOT.resolve("certificates"));
        Ended checked = run(CHECKER, certificates.toArray());
        assertThat(certificates).as("gallery").hasSizeGreaterThan(30);
        assertThat(checked.status).as("exit status").isZero();
        assertThat(checked.out.lines().filter(line -> !line.startsWith(" ")))
                .as("heads of the blocks")
                .containsExactlyElementsOf(
                        certificates.stream().map(file -> file + ": valid").toList());
        assertThat(run(CHAOSCERT, words(List.of("check"), certificates)))
                .as("check says the same")
                .isEqualTo(checked);
    }

    @Test
    void whatMustBeRejectedIsRejectedByBothAlike() throws Exception {
        Path folder = ROOT.resolve("test-data/rejected");
        JsonNode expected = Command.json(folder.resolve("expected.json"));
        List<Path> files = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        expected.propertyStream()
                .filter(entry -> !entry.getValue().has("network"))
                .forEach(entry -> {
                    Path file = folder.resolve(entry.getKey());
                    files.add(file);
                    heads.add(file + ": " + entry.getValue().path("result").asString());
                });
        Ended checked = run(CHECKER, files.toArray());
        assertThat(heads).as("files").hasSizeGreaterThan(100);
        assertThat(checked.out.lines().filter(line -> line.startsWith(folder.toString())))
                .as("heads of the blocks")
                .containsExactlyElementsOf(heads);
        assertThat(checked.status).as("largest status").isEqualTo(6);
        assertThat(run(CHAOSCERT, words(List.of("check"), files)))
                .as("check says the same")
                .isEqualTo(checked);
        Ended forMachines = run(CHECKER, words(List.of("--json"), files));
        assertThat(run(CHAOSCERT, words(List.of("check", "--json"), files)))
                .as("check says the same to machines")
                .isEqualTo(forMachines);
    }

    @Test
    void oneRejectedCertificateEndsWithThree() throws Exception {
        Path rejected = ROOT.resolve("test-data/rejected/orbit-does-not-close.json");
        assertThat(run(CHECKER, rejected).status).as("the checker alone").isEqualTo(3);
        assertThat(run(CHAOSCERT, "check", rejected).status).as("check").isEqualTo(3);
    }

    @Test
    void wrongUseEndsWithTwo() throws Exception {
        for (Object[] words : new Object[][] {{}, {"--netwrok", "x"}, {"--max-bits", "x", "y"}, {"--json"}}) {
            assertThat(run(CHECKER, words).status)
                    .as("the checker alone: %s", List.of(words))
                    .isEqualTo(2);
            assertThat(run(CHAOSCERT, words(List.of("check"), List.of(words))).status)
                    .as("check: %s", List.of(words))
                    .isEqualTo(2);
        }
    }

    @Test
    void theCheckersJarHoldsTheCheckerAlone() throws IOException {
        try (JarFile jar = new JarFile(CHECKER.toFile())) {
            List<String> files = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .toList();
            assertThat(files)
                    .as("files")
                    .contains("org/chaoscert/checker/Checker.class", "META-INF/MANIFEST.MF", "META-INF/LICENSE");
            assertThat(files)
                    .as("nothing else")
                    .allMatch(name -> name.matches("org/chaoscert/checker/[\\w$-]+\\.class")
                            || name.matches("META-INF/(MANIFEST\\.MF|LICENSE)"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Class-Path"))
                    .as("other jars")
                    .isNull();
        }
    }

    @Test
    void standardInputAndOutputCanBePipes() throws Exception {
        ProcessBuilder builder = new ProcessBuilder().redirectInput(FIGURE_7.toFile());
        Ended certified = run(builder, CHAOSCERT, "certify", "-", "-o", "-");
        assertThat(certified.status).as("exit status").isZero();
        assertThat(certified.err).as("text").startsWith("not-chaotic" + System.lineSeparator());
        Files.writeString(directory.resolve("piped.json"), certified.out);
        assertThat(certified.out.lines()).as("certificates").hasSize(1);
        assertThat(run(CHECKER, "piped.json", "--network", FIGURE_7).status)
                .as("valid")
                .isZero();
    }

    /** A sweep of an hour, in blocks of a moment. */
    private static List<String> longSweep(Object... words) {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", CHAOSCERT.toString(), "sweep"));
        command.addAll(List.of("--scheme", "he-he", "--width", "64", "--samples", "1e9", "--threads", "1"));
        Stream.of(words).map(String::valueOf).forEach(command::add);
        return command;
    }

    private static void waitForBlocks(Path checkpoint) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (Files.exists(checkpoint) && Files.readAllLines(checkpoint).size() > 2) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no block in a minute");
    }

    @Test
    void aSweepThatIsStoppedSaysWhatIsKeptAndASecondOneIsRefusedUntilThen() throws Exception {
        Path run = directory.resolve("run");
        Path checkpoint = run.resolve("checkpoint.jsonl");
        Path err = directory.resolve("err");
        Process sweep = new ProcessBuilder(longSweep("-o", run))
                .redirectError(err.toFile())
                .start();
        try {
            waitForBlocks(checkpoint);
            Ended second = run(
                    CHAOSCERT,
                    longSweep("-o", run, "--resume").stream()
                            .skip(3)
                            .map(Object.class::cast)
                            .toArray());
            assertThat(second.status).as("exit status of a second run").isEqualTo(2);
            assertThat(second.err)
                    .as("complaint of a second run")
                    .startsWith("chaoscert: " + checkpoint + ": another run is using this directory"
                            + System.lineSeparator());
        } finally {
            sweep.destroy();
            assertThat(sweep.waitFor()).as("exit status").isEqualTo(143);
        }
        assertThat(err)
                .content()
                .isEqualToIgnoringNewLines("chaoscert: stopped; what is done is kept in " + run + ", --resume goes on");
    }

    @Test
    void aSweepThatEndsByItselfHasNoLastWord() throws Exception {
        Ended ended = run(CHAOSCERT, "sweep", "--scheme", "he-he", "--width", "4", "--samples", "20", "-o", "run");
        assertThat(ended.err).as("complaints").isEmpty();
        assertThat(ended.status).as("exit status").isZero();
    }

    @Test
    void standardOutputThatCannotBeWrittenEndsWithSeven() throws Exception {
        Path full = Path.of("/dev/full");
        assumeThat(Files.exists(full)).as("a device that is always full").isTrue();
        Path certificate = ROOT.resolve("certificates/figure-7.cert.json");
        List<Object[]> commands = List.of(
                new Object[] {CHAOSCERT, "certify", FIGURE_7, "-o", "-"},
                new Object[] {CHAOSCERT, "check", certificate},
                new Object[] {CHAOSCERT, "inspect", FIGURE_7},
                new Object[] {CHECKER, certificate});
        for (Object[] command : commands) {
            ProcessBuilder builder = new ProcessBuilder().redirectOutput(full.toFile());
            Ended ended =
                    run(builder, (Path) command[0], Stream.of(command).skip(1).toArray());
            assertThat(ended.status).as("exit status of %s", List.of(command)).isEqualTo(7);
        }
    }
}
