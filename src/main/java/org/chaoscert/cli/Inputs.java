package org.chaoscert.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.JsonSource;

/** Files, directories and standard input as lists of things to read. */
final class Inputs {
    /** The name of standard input. */
    static final String STANDARD_INPUT = "-";

    /** Longer numerals are refused unread; none of those that are taken needs so many characters. */
    private static final int LONGEST_COUNT = 40;

    private Inputs() {}

    /** What certifying writes: no input to it, where a directory is named. */
    private static final List<String> WRITTEN = List.of(".cert.json", ".beyond.json");

    /** Replaces each directory by the network files in it, by name; what certifying has written there is left out. */
    static List<String> expand(List<String> names) throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : names) {
            if (!name.equals(STANDARD_INPUT) && new File(name).isDirectory()) {
                try (Stream<Path> entries = Files.list(Path.of(name))) {
                    entries.map(Path::toString)
                            .filter(file ->
                                    file.endsWith(".json") && WRITTEN.stream().noneMatch(file::endsWith))
                            .sorted()
                            .forEach(files::add);
                }
            } else {
                files.add(name);
            }
        }
        return files;
    }

    /** Reads a file, or standard input for {@code -}. */
    static byte[] read(String name, InputStream standardInput) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return bounded(standardInput);
        }
        Path path = path(name);
        if (Files.isDirectory(path)) {
            throw new IOException("is a directory, expected a file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return bounded(in);
        } catch (NoSuchFileException missing) {
            throw new IOException("no such file", missing);
        }
    }

    private static Path path(String name) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException impossible) {
            throw new IOException("no file can have this name", impossible);
        }
    }

    /** A step that reads or judges one input. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws Exception;
    }

    /** Runs a step; whatever is wrong then carries the input's name. */
    static <T> T named(String name, Step<T> step) throws InputException {
        try {
            return step.run();
        } catch (Exception problem) {
            throw new InputException(name, problem);
        }
    }

    /** Reads one byte more than allowed at most, so that pipes and devices are limited too. */
    private static byte[] bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes((int) JsonSource.MAX_BYTES + 1);
        if (bytes.length > JsonSource.MAX_BYTES) {
            throw new OverLimitsException("a file of more than " + JsonSource.MAX_BYTES + " bytes");
        }
        return bytes;
    }

    /** The name that output files are called after: the file's name without {@code .json}. */
    static String stem(String name) {
        if (name.equals(STANDARD_INPUT)) {
            return "stdin";
        }
        String file = fileName(name);
        return file.endsWith(".json") ? file.substring(0, file.length() - ".json".length()) : file;
    }

    /** The last part of a path. */
    static String fileName(String name) {
        return new File(name).getName();
    }

    /** What certificates without network call the file: a hint that nobody follows. */
    static String source(String name) {
        return name.equals(STANDARD_INPUT) ? "standard input" : fileName(name);
    }

    /** Reads a domain A,B of a command line. */
    static Domain domain(String text) {
        return interval("--domain", text);
    }

    /** Reads an interval A,B of a command line. */
    static Domain interval(String option, String text) {
        String[] ends = text.split(",", -1);
        if (ends.length != 2) {
            throw new UsageException(option + " " + text + ": expected two ends A,B");
        }
        Rational left = ends[0].equals("-inf") ? Rational.NEGATIVE_INFINITY : number(option, ends[0]);
        Rational right = ends[1].equals("inf") ? Rational.POSITIVE_INFINITY : number(option, ends[1]);
        if (left.compareTo(right) >= 0) {
            throw new UsageException(option + " " + text + ": left end not below right end");
        }
        return new Domain(left, right);
    }

    /** Reads numbers X,Y,... of a command line. */
    static List<Rational> points(String option, String text) {
        return Arrays.stream(text.split(",", -1))
                .map(number -> number(option, number))
                .toList();
    }

    /** Reads a number of a command line, exactly. */
    static Rational number(String option, String text) {
        try {
            return Numerals.quoted(text).reduced();
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(option + " " + text + ": " + wrong.getMessage());
        } catch (OverLimitsException limit) {
            throw new OverLimitsException(option + " " + text + ": " + limit.getMessage());
        }
    }

    /** Refuses a number of a command line that is out of range. */
    static void requireRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UsageException(option + " " + value + ": expected " + least + " to " + most);
        }
    }

    /** Reads an integer of a command line, perhaps written as 1e6. */
    static long count(String option, String text, long least, long most) {
        try {
            // The length is bounded before the number is expanded.
            BigDecimal number = new BigDecimal(text.length() > LONGEST_COUNT ? "" : text);
            if (number.signum() == 0 || number.precision() - (long) number.scale() <= 19) {
                long count = number.longValueExact();
                if (count >= least && count <= most) {
                    return count;
                }
            }
        } catch (ArithmeticException | NumberFormatException wrong) {
            throw notACount(option, text, least, most);
        }
        throw notACount(option, text, least, most);
    }

    private static UsageException notACount(String option, String text, long least, long most) {
        return new UsageException(option + " " + text + ": expected an integer from " + least + " to " + most);
    }
}
