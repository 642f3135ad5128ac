package org.chaoscert.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.report.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chaoscert report}: a page that can be read, and that checks its certificates itself. */
@Command(
        name = "report",
        sortOptions = false,
        description = {
            "Turns certificates, audits and sweeps into one HTML page.",
            "The page holds all it needs and loads nothing. It shows each certificate with its theorem, graphs and proof, and checks"
                    + " it in the reader's browser, by a checker in JavaScript that shares no code with this program; other"
                    + " certificates can be dropped on it. Tables sort by a click on a column.",
            "A certificate that is rejected is shown as such, and the exit status says so."
        },
        footerHeading = "%nKinds of files:%n",
        footer = {
            "  *.json                certificates, network files that these need, audit.json of",
            "                        audits, sweep.json of sweeps",
            "  *.jsonl, *.jsonl.gz   bundles of certificates: the first --most of them",
            "  *.csv                 tables",
            "  *.svg                 pictures",
            "",
            "Examples:",
            "  chaoscert report network.cert.json -o page.html",
            "  chaoscert report run/sweep.json run/sweep.svg -o page.html",
            "  chaoscert report audit/audit.json audit/refutations.jsonl.gz -o page.html"
        })
final class ReportCommand implements Callable<Integer> {
    private final Streams streams;
    private final CertificateFiles files;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to show, in this order.")
    private List<String> names = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PAGE",
            required = true,
            description = "Where to write the page; - for standard output.")
    private String output = "";

    @Option(names = "--title", paramLabel = "TEXT", description = "The page's title. Default: the first file's name.")
    private Optional<String> title = Optional.empty();

    @Option(names = "--most", paramLabel = "N", description = "Certificates of a bundle to show. Default: 20.")
    private int most = 20;

    ReportCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws IOException, InputException {
        Inputs.requireRange("--most", most, 0, 10_000);
        String first = Inputs.fileName(names.get(0));
        Page page = new Page(title.orElse("Chaoscert: " + first), "chaoscert " + Program.version());
        ReportSections sections = new ReportSections(page, most, streams);
        int status = sections.add(names);
        if (output.equals(Inputs.STANDARD_INPUT)) {
            streams.out().print(page.html());
            return status;
        }
        byte[] bytes = page.html().getBytes(StandardCharsets.UTF_8);
        streams.out().println(Outputs.write(files, Path.of(output), bytes) + ": " + sections.summary());
        return status;
    }
}
