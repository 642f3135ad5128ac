package org.chaoscert.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.checker.CheckerMain;
import org.chaoscert.checker.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chaoscert check}: the same as the checker's own program. */
@Command(
        name = "check",
        description = {
            "Accepts or rejects certificates.",
            "By a checker that shares no code with the prover. The first word of the output is valid, rejected, unreadable"
                    + " or over-limits."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert check certificates/*.json",
            "  chaoscert check tent.cert.json --network tent.json   about this very network",
            "  chaoscert check run/certificates.jsonl.gz   a bundle, on all processors",
            "  java -jar target/chaoscert-checker.jar tent.cert.json  the checker alone"
        })
final class CheckCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "CERT",
            description = "Certificate files; or bundles, *.jsonl and *.jsonl.gz, with one certificate a line.")
    private List<String> files = List.of();

    @Option(
            names = "--network",
            paramLabel = "NET",
            description = "The network file that the certificates must be about; needed where they do not hold it.")
    private Optional<Path> network = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object for each file.")
    private boolean json;

    @Option(names = "--max-bytes", paramLabel = "N", description = "Refuse larger files. Default: 1073741824.")
    private long maxBytes = Limits.DEFAULT.bytes();

    @Option(names = "--max-bits", paramLabel = "N", description = "Refuse longer numbers. Default: 262144.")
    private int maxBits = Limits.DEFAULT.bits();

    @Option(
            names = "--max-work",
            paramLabel = "N",
            description = "Refuse more work, in neurons x iterates x cells. Default: 1000000000.")
    private long maxWork = Limits.DEFAULT.work();

    CheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        requireLimit("--max-bytes", maxBytes);
        requireLimit("--max-bits", maxBits);
        requireLimit("--max-work", maxWork);
        Limits limits = Limits.DEFAULT.with(maxBytes, maxBits, maxWork);
        Optional<String> bundle = files.stream().filter(BundleLines::isBundle).findFirst();
        if (bundle.isEmpty()) {
            return CheckerMain.check(files, network, json, limits, streams.out(), streams.err());
        }
        if (network.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--network is for single certificates, not for " + bundle.get());
        }
        int status = ExitStatus.DONE;
        for (String file : files) {
            status = Math.max(status, BundleLines.isBundle(file) ? checkBundle(file, limits) : checkOne(file, limits));
        }
        return status;
    }

    /** A block begins with its file if there are several: the checker by itself sees only one at a time here. */
    private String start(String file) {
        return files.size() > 1 && !json ? file + ": " : "";
    }

    private int checkOne(String file, Limits limits) {
        streams.out().print(start(file));
        return CheckerMain.check(List.of(file), network, json, limits, streams.out(), streams.err());
    }

    private int checkBundle(String file, Limits limits) {
        try {
            BundleCheck bundle = BundleCheck.of(file, limits);
            streams.out().println(json ? bundle.json() : start(file) + bundle.text());
            bundle.complaint().ifPresent(complaint -> streams.err().println("chaoscert: " + complaint));
            return bundle.exitStatus();
        } catch (InputException problem) {
            Failure failure = Failure.of(problem);
            streams.out().println(json ? BundleCheck.json(file, failure) : start(file) + BundleCheck.word(failure));
            streams.err().println("chaoscert: " + failure.message());
            return failure.status();
        }
    }

    private void requireLimit(String option, long value) {
        if (value < 0) {
            throw new ParameterException(spec.commandLine(), option + " " + value + ": expected at least 0");
        }
    }
}
