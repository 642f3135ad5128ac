package org.chaoscert.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.audit.Claims;
import org.chaoscert.audit.Column;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.exchange.NetworkSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chaoscert audit verdicts}: claimed verdicts against exact ones. */
@Command(
        name = "verdicts",
        sortOptions = false,
        description = {
            "Holds claimed verdicts against exact ones.",
            "Claims are a table with header index,period3 or index,chaotic (or both), JSON lines with these keys, or arrays period3"
                    + " and chaotic of an .npz file; networks are numbered from 0. Without --claims they are taken from NETS.",
            "With -o, each wrong claim is refuted by a certificate. Networks that cannot be read are named, and the others are judged"
                    + " all the same; the exit status is then 5. Wrong claims do not change it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert audit verdicts nets.npz --claims claims.csv",
            "  chaoscert audit verdicts nets.npz --claims claims.csv --json -o audit",
            "  chaoscert check audit/refutations.jsonl.gz"
        })
final class AuditVerdictsCommand implements Callable<Integer> {
    private final Streams streams;
    private final CertificateFiles files;

    @Parameters(paramLabel = "NETS", description = "A file or directory of networks, as in convert.")
    private String name = "";

    @Option(names = "--claims", paramLabel = "FILE", description = "A .csv, .jsonl, .npz or .safetensors file.")
    private Optional<String> claims = Optional.empty();

    @Mixin
    private AuditOptions options = new AuditOptions();

    @Mixin
    private AuditOutput output = new AuditOutput();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    AuditVerdictsCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws Exception {
        try (NetworkSource source = Networks.open(name, reading)) {
            String file = claims.orElse(name);
            Claims made = Inputs.named(file, () -> Claims.read(Path.of(file)));
            List<Column> columns = made.questions().stream()
                    .map(question -> Column.of(made, question))
                    .toList();
            if (source.size().isPresent()) {
                requireNetworks(file, made.end(), source.size().getAsLong());
            }
            AuditRun run = new AuditRun(streams, files, options, output, "verdicts", name, columns);
            int status = run.of(source);
            requireNetworks(file, made.end(), run.networks());
            return status;
        }
    }

    /** Refuses claims about networks that are not there. */
    static void requireNetworks(String file, long end, long networks) throws InputException {
        if (end > networks) {
            throw new InputException(
                    file,
                    new IOException("a claim about network " + (end - 1) + "; there are " + networks
                            + ", and the first one has the number 0"));
        }
    }
}
