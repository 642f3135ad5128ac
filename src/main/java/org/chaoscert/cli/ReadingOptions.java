package org.chaoscert.cli;

import java.util.Optional;
import org.chaoscert.exchange.ActivationWord;
import org.chaoscert.exchange.ReadOptions;
import picocli.CommandLine.Option;

/** The options that say what a file of numbers does not say itself. */
final class ReadingOptions {
    @Option(
            names = "--hidden",
            paramLabel = "ACT",
            description = "The activation of hidden layers, for arrays that do not name it. Default: relu.")
    private Optional<String> hidden = Optional.empty();

    @Option(
            names = "--output-activation",
            paramLabel = "ACT",
            description =
                    "The activation of the output, for arrays that do not name it. Default: clip for a and b, else"
                            + " identity.")
    private Optional<String> outputActivation = Optional.empty();

    @Option(
            names = "--domain",
            paramLabel = "A,B",
            description =
                    "Iterate on [A, B] instead of the networks' own domain. Exact numbers; -inf and inf for none.")
    private Optional<String> domain = Optional.empty();

    @Option(
            names = "--rows",
            paramLabel = "WHAT",
            description =
                    "What the rows of matrices belong to: units, as PyTorch has it, or inputs, as Keras has. Default: units.")
    private Optional<String> rows = Optional.empty();

    @Option(
            names = "--decimals",
            paramLabel = "HOW",
            description =
                    "What a decimal of a table is: binary64, the nearest such number, or exact. Default: binary64.")
    private Optional<String> decimals = Optional.empty();

    /** Tells whether any of these options was given. */
    boolean isGiven() {
        return hidden.isPresent()
                || outputActivation.isPresent()
                || domain.isPresent()
                || rows.isPresent()
                || decimals.isPresent();
    }

    /** Returns what was chosen. */
    ReadOptions chosen() {
        return new ReadOptions(
                hidden.map(text -> activation("--hidden", text)),
                outputActivation.map(text -> activation("--output-activation", text)),
                domain.map(Inputs::domain),
                oneOf("--rows", rows.orElse("units"), "units", "inputs"),
                oneOf("--decimals", decimals.orElse("binary64"), "binary64", "exact"));
    }

    private static ActivationWord activation(String option, String text) {
        return ActivationWord.of(text)
                .orElseThrow(
                        () -> new UsageException(option + " " + text + ": expected one of " + ActivationWord.words()));
    }

    /** Tells whether a text is the second of two words. */
    private static boolean oneOf(String option, String text, String first, String second) {
        if (!text.equals(first) && !text.equals(second)) {
            throw new UsageException(option + " " + text + ": expected " + first + " or " + second);
        }
        return text.equals(second);
    }
}
