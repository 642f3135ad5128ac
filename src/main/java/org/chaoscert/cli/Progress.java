package org.chaoscert.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line on standard error that shows how far long work has come, with rate and remaining time; only on a terminal. */
final class Progress implements AutoCloseable {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private static final int COLUMNS = 100;

    private final Optional<ProgressBar> bar;

    private Progress(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    /** Starts a line if standard error is a terminal; else nothing is shown. */
    static Progress start(String task, String unit, double total, PrintStream standardError) {
        return new Progress(
                isTerminal()
                        ? Optional.of(new ProgressBarBuilder()
                                .setTaskName(task)
                                .setUnit(unit, 1)
                                .setInitialMax((long) total)
                                .showSpeed()
                                .setStyle(ProgressBarStyle.ASCII)
                                .setUpdateIntervalMillis(500)
                                .setConsumer(new ConsoleProgressBarConsumer(standardError, COLUMNS))
                                .build())
                        : Optional.empty());
    }

    /** Tells whether standard error is a terminal, where the system says so: Java itself does not know of it alone. */
    private static boolean isTerminal() {
        try {
            return Files.readSymbolicLink(STANDARD_ERROR).toString().matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    void step(long by) {
        bar.ifPresent(line -> line.stepBy(by));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
