package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when standard input fails, or holds more than memory does. */
class BrokenStreamsTest {
    /** A stream that fails when it is read. */
    private static final class Broken extends InputStream {
        private final Supplier<IOException> problem;

        Broken(Supplier<IOException> problem) {
            this.problem = problem;
        }

        @Override
        public int read() throws IOException {
            throw problem.get();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw problem.get();
        }
    }

    /** Runs a command; whatever escapes from it fails the test, and does not end the tests. */
    private static Result run(Supplier<IOException> problem, String command) {
        Result[] result = new Result[1];
        Throwable escaped = catchThrowable(
                () -> result[0] = Command.reading(new Broken(problem)).run(command, "-"));
        assertThat(escaped).as("escaped from %s", command).isNull();
        return result[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"certify", "inspect", "explain"})
    void whenMemoryEndsTheStatusSaysSoWithoutAStackTrace(String command) {
        Result result = run(
                () -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                command);
        assertThat(result.status()).as("exit status").isEqualTo(6);
        assertThat(result.err()).as("complaint").contains("out of memory");
        assertThat(result.showsStackTrace()).as("stack trace").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"certify", "inspect", "explain"})
    void inputThatBreaksOffIsUnreadable(String command) {
        Result result = run(() -> new IOException("Connection reset"), command);
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.err()).as("complaint").contains("Connection reset");
        assertThat(result.showsStackTrace()).as("stack trace").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"certify", "inspect", "explain"})
    void aDefectOfTheProgramIsCalledOne(String command) {
        Result result = run(
                () -> {
                    throw new IllegalStateException("this cannot be");
                },
                command);
        assertThat(result.status()).as("exit status").isEqualTo(70);
        assertThat(result.err()).as("complaint").contains("internal error", "this cannot be");
        assertThat(result.showsStackTrace()).as("stack trace").isFalse();
    }
}
