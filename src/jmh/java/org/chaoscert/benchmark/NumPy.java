package org.chaoscert.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.chaoscert.network.Neurons;
import org.openjdk.jmh.runner.options.TimeValue;

/** The published test in NumPy, on the networks of a pool: first all kinks of a network, then all its weights. */
final class NumPy {
    private static final String PROGRAM = "src/jmh/python/published_test.py";

    private NumPy() {}

    static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import numpy")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    /** Nanoseconds for all networks of a pool. */
    static double nanos(Pool pool, TimeValue duration) throws IOException, InterruptedException {
        Path file = Files.createTempFile("networks", ".f64");
        try {
            Files.write(file, bytes(pool));
            return nanos(pool, file, duration);
        } finally {
            Files.delete(file);
        }
    }

    private static double nanos(Pool pool, Path file, TimeValue duration) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "python3",
                PROGRAM,
                file.toString(),
                Integer.toString(pool.width),
                Double.toString(duration.convertTo(TimeUnit.MILLISECONDS) / 1000.0));
        // One thread, as on the other side.
        for (String library : new String[] {"OPENBLAS", "OMP", "MKL"}) {
            builder.environment().put(library + "_NUM_THREADS", "1");
        }
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String[] words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ", -1);
        if (process.waitFor() != 0 || words.length != 2) {
            throw new IOException(PROGRAM + " failed");
        }
        // The sums are rounded in another order: a few answers may differ.
        int difference = Integer.parseInt(words[1]) - new PublishedTest().published(pool);
        if (Math.abs(difference) > 1 + pool.size / 100) {
            throw new IllegalStateException(PROGRAM + " flags other networks: " + difference);
        }
        return Double.parseDouble(words[0]);
    }

    private static byte[] bytes(Pool pool) {
        ByteBuffer buffer = ByteBuffer.allocate(16 * pool.width * pool.size).order(ByteOrder.LITTLE_ENDIAN);
        for (Neurons network : pool.networks) {
            for (int i = 0; i < pool.width; i++) {
                buffer.putDouble(-network.biases()[i]);
            }
            for (int i = 0; i < pool.width; i++) {
                buffer.putDouble(network.outputs()[i]);
            }
        }
        return buffer.array();
    }
}
