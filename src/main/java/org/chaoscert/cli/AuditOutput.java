package org.chaoscert.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.chaoscert.search.Decider;
import picocli.CommandLine.Option;

/** The options of audits whose networks are decided: how far, and where all of it is written. */
final class AuditOutput {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "Write audit.json, verdicts.csv, wrong.csv and refutations.jsonl.gz there: every verdict, every wrong"
                            + " claim, and of each, as far as the budget goes, a certificate that proves the contrary. Made if it is"
                            + " missing.")
    private Optional<String> output = Optional.empty();

    @Option(names = "--levels", paramLabel = "J", description = "The largest level j: iterates f^(2^j). Default: 6.")
    private int levels = 6;

    Optional<Path> directory() {
        return output.map(Path::of);
    }

    int levels() {
        Inputs.requireRange("--levels", levels, 0, Decider.MAX_LEVELS);
        return levels;
    }
}
