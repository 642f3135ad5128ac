package org.chaoscert.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What every program with a command line does alike: exit statuses, complaints on one line, the version. */
public final class Program {
    private Program() {}

    /** For {@code --version}. */
    public static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"chaoscert " + version()};
        }
    }

    /**
     * Returns the version.
     *
     * @return that of the jar's manifest
     */
    public static String version() {
        String version = Program.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /**
     * Understands and runs a command.
     *
     * @param line the commands
     * @param out for help and version
     * @param err for complaints
     * @param isVerbose asked after a failure: whether to show where it arose
     * @param arguments the words of the command
     * @return the exit status
     */
    public static int run(
            CommandLine line, PrintStream out, PrintStream err, BooleanSupplier isVerbose, String... arguments) {
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setUsageHelpLongOptionsMaxWidth(28)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, words) -> refuse(wrong, err))
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    Failure failure = Failure.of(problem);
                    err.println("chaoscert: " + failure.message());
                    if (failure.status() == ExitStatus.USAGE) {
                        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
                    }
                    if (isVerbose.getAsBoolean()) {
                        problem.printStackTrace(err);
                    }
                    return failure.status();
                });
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError tooLarge) {
            Failure failure = Failure.of(tooLarge);
            err.println("chaoscert: " + failure.message());
            return failure.status();
        }
    }

    /** Says what is wrong, and where to read on: the whole help would push the message off the screen. */
    private static int refuse(ParameterException wrong, PrintStream err) {
        CommandLine command = wrong.getCommandLine();
        err.println("chaoscert: " + Failure.oneLine(wrong));
        UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.USAGE;
    }
}
