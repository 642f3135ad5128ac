package org.chaoscert.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that audits of many networks share. */
final class AuditOptions {
    @Option(names = "--json", description = "Print JSON: an object on a line for each claim or test.")
    private boolean json;

    @Option(
            names = "--list",
            paramLabel = "N",
            description = "How many wrong claims of each kind to print. Default: 20, with --json 1000.")
    private Optional<Integer> list = Optional.empty();

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Units of work that exact arithmetic may spend on one network. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2000000")
    private String budget = "";

    @Option(names = "--threads", paramLabel = "T", description = "Default: as many as there are processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    boolean json() {
        return json;
    }

    int list() {
        int length = list.orElse(json ? 1000 : 20);
        Inputs.requireRange("--list", length, 0, Integer.MAX_VALUE);
        return length;
    }

    long budget() {
        return Inputs.count("--budget", budget, 0, Long.MAX_VALUE);
    }

    int threads() {
        Inputs.requireRange("--threads", threads, 1, 1024);
        return threads;
    }
}
