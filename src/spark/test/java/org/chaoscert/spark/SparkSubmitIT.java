package org.chaoscert.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.spark.deploy.SparkSubmit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged job, started as spark-submit starts it. */
class SparkSubmitIT {
    private static final Path JAR = Path.of(Objects.requireNonNull(System.getProperty("chaoscert.spark.jar")));

    @TempDir
    private Path directory;

    @Test
    void theJarHoldsNothingUnderAForeignName() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .as("classes")
                    .contains("org/chaoscert/spark/SweepJob.class", "org/chaoscert/libraries/picocli/CommandLine.class")
                    .allMatch(name -> name.startsWith("org/chaoscert/"));
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .as("main class")
                    .isEqualTo("org.chaoscert.spark.SweepJob");
        }
    }

    /** The class path of these tests without this program: what a cluster has. */
    private static String spark() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).startsWith(JAR.toAbsolutePath().getParent()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private int submit(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                SparkSubmit.class.getName(),
                "--master",
                "local[2]",
                "--conf",
                "spark.ui.enabled=false",
                JAR.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().putAll(Map.of("CLASSPATH", spark(), "SPARK_LOCAL_IP", "127.0.0.1"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theJobRuns() throws IOException, InterruptedException {
        int status = submit(
                "--scheme",
                "relu-sum",
                "--width",
                "4",
                "--variance",
                "64",
                "--samples",
                "1000",
                "-o",
                directory.resolve("run").toString());
        assertThat(directory.resolve("err")).as("complaints").content().doesNotContain("chaoscert: ");
        assertThat(status).as("exit status").isZero();
        assertThat(Files.readString(directory.resolve("out")))
                .as("standard output")
                .startsWith("relu-sum, seed 0, 1000 networks a row");
        assertThat(directory.resolve("run"))
                .as("files")
                .isDirectoryContaining("glob:**/sweep.csv")
                .isDirectoryContaining("glob:**/sweep.json")
                .isDirectoryContaining("glob:**/checkpoint.jsonl");
        assertThat(directory.resolve("run/sweep.csv"))
                .as("the version of the packaged program")
                .content()
                .doesNotContain("not packaged");
    }

    @Test
    void wrongUseIsTheExitStatusOfSparkSubmit() throws IOException, InterruptedException {
        assertThat(submit("--scheme", "relu-sum", "--width", "4"))
                .as("exit status")
                .isEqualTo(2);
        assertThat(directory.resolve("err")).as("complaint").content().contains("--samples");
    }
}
