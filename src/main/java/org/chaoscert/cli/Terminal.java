package org.chaoscert.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal that standard error may be. Java itself knows neither of it alone nor of its width.
 *
 * @param columns its width
 */
record Terminal(int columns) {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    /** So wide are terminals that do not say. */
    private static final int USUAL_COLUMNS = 80;

    private static final int LEAST_COLUMNS = 10;
    private static final int MOST_COLUMNS = 10_000;
    private static final long PATIENCE_MILLIS = 500;

    /** Returns the terminal, if standard error is one. */
    static Optional<Terminal> ofStandardError() {
        return isTerminal()
                ? Optional.of(new Terminal(columns(
                        size(), Optional.ofNullable(System.getenv("COLUMNS")).orElse(""))))
                : Optional.empty();
    }

    private static boolean isTerminal() {
        try {
            return Files.readSymbolicLink(STANDARD_ERROR).toString().matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException | UnsupportedOperationException noLinux) {
            // There is a console if standard input and output are terminals; then standard error mostly is one, too.
            return System.console() != null;
        }
    }

    /** Rows and columns as {@code stty} says them, or nothing. */
    private static String size() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size <&2 2>/dev/null")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException noSuchProgram) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /**
     * Returns the width of a terminal.
     *
     * @param size rows and columns, as {@code stty} says them; 0 where it does not know
     * @param variable what the environment says of the columns
     * @return the first of these that is a width, else the usual one
     */
    static int columns(String size, String variable) {
        Matcher columns = Pattern.compile("(?:\\d+ )?(\\d{1,5})").matcher("");
        for (String text : new String[] {size, variable}) {
            if (columns.reset(text.strip()).matches()) {
                int found = Integer.parseInt(columns.group(1));
                if (LEAST_COLUMNS <= found && found <= MOST_COLUMNS) {
                    return found;
                }
            }
        }
        return USUAL_COLUMNS;
    }
}
