package org.chaoscert.cli;

import java.io.Console;
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

    /** What a shell says of a program it does not find. */
    private static final int NO_SUCH_PROGRAM = 127;

    /** Returns the terminal, if standard error is one. */
    static Optional<Terminal> ofStandardError() {
        Optional<Boolean> onLinux = isTerminalOnLinux();
        if (onLinux.isPresent() && !onLinux.get()) {
            return Optional.empty();
        }
        Optional<String> size = size();
        boolean isTerminal =
                onLinux.isPresent() || size.map(text -> !text.isBlank()).orElseGet(Terminal::hasConsole);
        String variable = Optional.ofNullable(System.getenv("COLUMNS")).orElse("");
        return isTerminal ? Optional.of(new Terminal(columns(size.orElse(""), variable))) : Optional.empty();
    }

    private static Optional<Boolean> isTerminalOnLinux() {
        try {
            String file = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return Optional.of(file.matches("/dev/(pts/.*|tty.*|console)"));
        } catch (IOException | UnsupportedOperationException noLinux) {
            return Optional.empty();
        }
    }

    /** Where there is no {@code stty}: if standard input and output are terminals, standard error mostly is one, too. */
    private static boolean hasConsole() {
        Optional<Console> console = Optional.ofNullable(System.console());
        try {
            // From Java 22 on there is a console always, and it has to be asked.
            return console.isPresent()
                    && Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console.get()));
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }

    /** Rows and columns as {@code stty} says them: blank if standard error is no terminal, empty if there is no stty. */
    private static Optional<String> size() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size <&2 2>/dev/null")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return Optional.empty();
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.exitValue() == NO_SUCH_PROGRAM ? Optional.empty() : Optional.of(size);
        } catch (IOException noShell) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
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
