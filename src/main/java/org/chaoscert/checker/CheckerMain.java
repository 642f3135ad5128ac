package org.chaoscert.checker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The checker as a program of its own, and the output of {@code chaoscert check}: certificate files in, one word a file and
 * an exit status out.
 */
public final class CheckerMain {
    private static final String USAGE =
            "usage: chaoscert-checker [--network NET] [--json] [--max-bytes N] [--max-bits N]"
                    + " [--max-work N] CERT...\n"
                    + "Accepts or rejects certificates. With --network they must be about that very network.\n"
                    + "Exit status: 0 valid, 2 usage, 3 rejected, 5 unreadable, 6 over limits; the largest of several files.";

    private static final int USAGE_STATUS = 2;
    private static final int NOT_WRITTEN_STATUS = 7;

    private CheckerMain() {}

    /**
     * Runs the checker and ends the process.
     *
     * @param arguments options and files
     */
    public static void main(String[] arguments) {
        int status = run(arguments, System.out, System.err);
        if (System.out.checkError()) {
            System.err.println("chaoscert: standard output could not be written");
            status = NOT_WRITTEN_STATUS;
        }
        System.exit(status);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        Limits limits = Limits.DEFAULT;
        List<String> files = new ArrayList<>();
        Optional<Path> network = Optional.empty();
        boolean json = false;
        Iterator<String> words = List.of(arguments).iterator();
        try {
            while (words.hasNext()) {
                String word = words.next();
                switch (word) {
                    case "--help", "--version" -> {
                        String version = CheckerMain.class.getPackage().getImplementationVersion();
                        out.println(word.equals("--help") ? USAGE : "chaoscert-checker " + version);
                        return 0;
                    }
                    case "--json" -> json = true;
                    case "--network" -> network = Optional.of(Path.of(words.next()));
                    case "--max-bytes" ->
                        limits = limits.with(Long.parseLong(words.next()), limits.bits(), limits.work());
                    case "--max-bits" ->
                        limits = limits.with(limits.bytes(), Integer.parseInt(words.next()), limits.work());
                    case "--max-work" ->
                        limits = limits.with(limits.bytes(), limits.bits(), Long.parseLong(words.next()));
                    default -> files.add(requireFile(word));
                }
            }
            requireFile(files.isEmpty() ? "-" : files.get(0));
        } catch (NoSuchElementException | IllegalArgumentException wrong) {
            err.println("chaoscert-checker: wrong use: " + wrong.getMessage());
            err.println(USAGE);
            return USAGE_STATUS;
        }
        return check(files, network, json, limits, out, err);
    }

    private static String requireFile(String word) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException(word.equals("-") ? "no certificate is named" : "unknown option " + word);
        }
        return word;
    }

    /**
     * Checks files and prints the results.
     *
     * @param files certificate files
     * @param network the network file they must be about, or empty
     * @param json whether to print one JSON object a file instead of text
     * @param limits what may be spent on each
     * @param out for results
     * @param err for complaints about files that could not be judged
     * @return the exit status: the largest of the files'
     */
    public static int check(
            List<String> files, Optional<Path> network, boolean json, Limits limits, PrintStream out, PrintStream err) {
        int status = 0;
        Optional<Checker> checker = Optional.empty();
        for (String file : files) {
            Result result;
            try {
                if (checker.isEmpty()) {
                    Optional<byte[]> given =
                            network.isPresent() ? Optional.of(read(network.get(), limits)) : Optional.empty();
                    checker = Optional.of(new Checker(given, limits));
                }
                result = checker.get().check(read(path(file), limits));
            } catch (Fault fault) {
                result = fault.result;
            } catch (OutOfMemoryError tooLarge) {
                result = Fault.overLimits("", "out of memory; give Java more with -Xmx").result;
            }
            out.println(json ? json(file, result) : (files.size() > 1 ? file + ": " : "") + text(result));
            if (result.kind().exitStatus() > Result.Kind.REJECTED.exitStatus()) {
                err.println("chaoscert: " + file + ": " + result.why());
            }
            status = Math.max(status, result.kind().exitStatus());
        }
        return status;
    }

    private static Path path(String file) throws Fault {
        try {
            return Path.of(file);
        } catch (InvalidPathException impossible) {
            throw Fault.unreadable("", "", "no file can have this name");
        }
    }

    private static byte[] read(Path file, Limits limits) throws Fault {
        try (InputStream in = Files.newInputStream(file)) {
            // One byte more than allowed: what has no size of its own, such as a pipe, is limited too.
            byte[] bytes = in.readNBytes((int) Math.min(limits.bytes() + 1, Integer.MAX_VALUE));
            limits.requireBytes(bytes.length);
            return bytes;
        } catch (IOException failure) {
            String reason =
                    Files.isDirectory(file) ? "a directory" : Files.exists(file) ? "not readable" : "no such file";
            throw Fault.unreadable("", "", file + ": " + reason);
        }
    }

    private static String text(Result result) {
        StringBuilder text = new StringBuilder(result.kind().word());
        line(text, "code", result.code());
        line(text, "at", result.at());
        line(text, "why", result.why());
        line(text, "network", result.subject());
        for (String conclusion : result.conclusions()) {
            line(text, "proved", conclusion + ": " + inWords(conclusion));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(System.lineSeparator()).append(String.format("  %-8s %s", name, value));
        }
    }

    private static String inWords(String conclusion) {
        String[] parts = conclusion.split(":", 2);
        return switch (parts[0]) {
            case "chaotic" -> "f is chaotic in the sense of Li and Yorke";
            case "not-chaotic" -> "f is not chaotic in the sense of Li and Yorke";
            case "has-period" -> "f has a point of least period " + parts[1];
            case "no-period" -> "f has no point of least period " + parts[1];
            case "within-deviation" ->
                "every evaluation in " + parts[1] + " on the interval is within the deviation of f";
            case "inequality-in" -> "the inequality of Li and Yorke holds for every evaluation in " + parts[1];
            default -> "every period of f divides " + parts[1];
        };
    }

    private static String json(String file, Result result) {
        StringBuilder json = new StringBuilder("{\"file\":").append(quoted(file));
        json.append(",\"result\":").append(quoted(result.kind().word()));
        json.append(",\"code\":").append(result.code().isEmpty() ? "null" : quoted(result.code()));
        boolean fault = !result.isValid();
        json.append(",\"at\":").append(fault ? quoted(result.at()) : "null");
        json.append(",\"conclusions\":[");
        for (int i = 0; i < result.conclusions().size(); i++) {
            json.append(i == 0 ? "" : ",").append(quoted(result.conclusions().get(i)));
        }
        return json.append("]}").toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
