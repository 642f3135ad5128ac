package org.chaoscert.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** A line on standard error that shows how far long work has come, with rate and remaining time; only on a terminal. */
final class Progress implements AutoCloseable {
    private static final int UPDATE_MILLIS = 500;

    private final String task;
    private final String unit;
    private final long total;
    private final PrintStream standardError;
    private volatile Optional<Shown> shown = Optional.empty();

    /** What is on the terminal. */
    private record Shown(ProgressBar bar, Ended line) {}

    /** Ends its line once: the library does so at every close but that before its first picture. */
    private static final class Ended extends ConsoleProgressBarConsumer {
        private boolean isOver;

        Ended(PrintStream out, int columns) {
            super(out, columns);
        }

        @Override
        public synchronized void close() {
            if (!isOver) {
                isOver = true;
                super.close();
            }
        }
    }

    /**
     * Shows nothing yet.
     *
     * @param task what is done
     * @param unit of what, in the plural
     * @param total how many of them
     * @param standardError where to show it
     */
    Progress(String task, String unit, double total, PrintStream standardError) {
        this.task = task;
        this.unit = unit;
        this.total = (long) total;
        this.standardError = standardError;
    }

    /**
     * Starts the line, and the clock, if standard error is a terminal.
     *
     * @param done what earlier runs have done: it counts for the share, not for rate and remaining time
     */
    void startFrom(double done) {
        startFrom(done, Terminal.ofStandardError());
    }

    void startFrom(double done, Optional<Terminal> terminal) {
        shown = terminal.map(where -> show((long) done, where));
    }

    private Shown show(long done, Terminal terminal) {
        // A line as wide as the terminal would make some of them go on to the next one.
        Ended line = new Ended(standardError, terminal.columns() - 1);
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .continuousUpdate()
                .startsFrom(done, Duration.ZERO)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setRenderer(this::line)
                .setConsumer(line)
                .build();
        return new Shown(bar, line);
    }

    void step(long by) {
        shown.ifPresent(now -> now.bar.stepBy(by));
    }

    /** Shows the last state and ends the line; does nothing when called once more. */
    @Override
    public void close() {
        shown.ifPresent(now -> {
            now.bar.close();
            now.line.close();
        });
        shown = Optional.empty();
    }

    private String line(ProgressState state, int columns) {
        return new Moment(state.getStart(), state.getCurrent(), state.getMax(), state.getElapsedAfterStart())
                .line(task, unit, columns);
    }

    /**
     * How far work has come.
     *
     * @param before what earlier runs have done
     * @param done what is done in all
     * @param total what there is to do
     * @param elapsed since this run started
     */
    record Moment(long before, long done, long total, Duration elapsed) {
        /** Returns a line that fills the columns: words and numbers, and a bar in the room that is left. */
        String line(String task, String unit, int columns) {
            String start = String.format(Locale.ROOT, "%s %3d%% ", task, (int) (100 * share()));
            String end = String.format(
                    Locale.ROOT, "%d/%d %s, %s/s, %s, %s left", done, total, unit, rate(), time(elapsed), left());
            int room = columns - start.length() - end.length() - "[] ".length();
            String line = room < 1 ? start + end : start + "[" + bar(room) + "] " + end;
            // The spaces cover what stood there before.
            return line.length() > columns ? line.substring(0, columns) : line + " ".repeat(columns - line.length());
        }

        private double share() {
            return total <= 0 ? 1 : Math.min(1, (double) done / total);
        }

        private String bar(int length) {
            int filled = (int) (length * share());
            String head = filled == 0 || filled == length ? "" : ">";
            return "=".repeat(filled - head.length()) + head + " ".repeat(length - filled);
        }

        /** What this run does in a second; unknown before anything is done. */
        private double speed() {
            return (done - before) * 1e3 / Math.max(1, elapsed.toMillis());
        }

        private String rate() {
            return done <= before ? "?" : String.format(Locale.ROOT, speed() < 10 ? "%.1f" : "%.0f", speed());
        }

        private String left() {
            if (done >= total) {
                return time(Duration.ZERO);
            }
            return done <= before ? "?" : time(Duration.ofSeconds((long) Math.ceil((total - done) / speed())));
        }

        private static String time(Duration duration) {
            return String.format(
                    Locale.ROOT,
                    "%d:%02d:%02d",
                    duration.toHours(),
                    duration.toMinutesPart(),
                    duration.toSecondsPart());
        }
    }
}
