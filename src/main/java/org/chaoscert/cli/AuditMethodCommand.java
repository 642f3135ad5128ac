package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.audit.Column;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.exchange.DrawnNetworks;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.network.Sampler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chaoscert audit method}: what a test in floating-point arithmetic says, against exact verdicts. */
@Command(
        name = "method",
        sortOptions = false,
        description = {
            "Holds what a test in floating-point arithmetic says against exact verdicts.",
            "The test is emulated on the networks of a file, or on networks that are drawn (--scheme). A false alarm is a network"
                    + " that is flagged though it has no period three (for lyapunov: though it is not chaotic); a missed one"
                    + " is not flagged though it has. The options below change parameters of a preset."
        },
        footerHeading = "%nPresets:%n",
        footer = {
            "  chaos-rnns-notebook      the published notebook, as its code has it: f^4 crosses the",
            "                           diagonal more often than f, 163 points on [-1, 1]",
            "  chaos-rnns-notebook-old  the same on [-2, 2]",
            "  chaos-rnns-intended      what was meant: f^3 against f",
            "  li-yorke-grid            a grid point with f^3(x) <= x < f(x) < f^2(x), or reversed",
            "  recurrence               a computed orbit comes back every three steps",
            "  lyapunov                 the mean of log |f'| along a computed orbit is above 0",
            "",
            "Examples:",
            "  chaoscert audit method nets.npz --preset chaos-rnns-notebook",
            "  chaoscert audit method --preset lyapunov --scheme he-he --width 2 --samples 50",
            "  chaoscert audit method nets.npz --preset chaos-rnns-intended --points 1000",
            "  chaoscert audit method nets.npz --preset li-yorke-grid --arithmetic binary64"
        })
final class AuditMethodCommand implements Callable<Integer> {
    private final Streams streams;
    private final CertificateFiles files;

    @Parameters(arity = "0..1", paramLabel = "NETS", description = "A file or directory of networks, as in convert.")
    private Optional<String> name = Optional.empty();

    @Mixin
    private MethodOptions methods = new MethodOptions();

    @Mixin
    private LawOptions law = new LawOptions();

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "How many networks to draw; 1e5 is understood, too. Default: 10000.")
    private Optional<String> samples = Optional.empty();

    @Option(names = "--seed", paramLabel = "S", description = "Default: 0.")
    private Optional<Long> seed = Optional.empty();

    @Mixin
    private AuditOptions options = new AuditOptions();

    @Mixin
    private AuditOutput output = new AuditOutput();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    AuditMethodCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws Exception {
        if (name.isPresent() == law.isChosen()) {
            throw new UsageException("expected either NETS or --scheme");
        }
        if (name.isPresent() && (law.isGiven() || samples.isPresent() || seed.isPresent())) {
            throw new UsageException(
                    "--scheme, --width, --samples, --seed and the like are for networks that are drawn, not for NETS");
        }
        if (law.isChosen() && reading.isGiven()) {
            throw new UsageException(
                    "--domain, --hidden and the like are for networks of a file, not for those that are drawn");
        }
        List<Column> columns = new ArrayList<>();
        methods.chosen().forEach(method -> columns.add(Column.of(method)));
        if (name.isPresent()) {
            try (NetworkSource source = Networks.open(name.get(), reading)) {
                return new AuditRun(streams, files, options, output, "method", name.get(), columns).of(source);
            }
        }
        Sampler sampler = law.sampler();
        long count = Inputs.count("--samples", samples.orElse("10000"), 1, 1_000_000_000_000L);
        String described = sampler.describe(seed.orElse(0L), 0).replaceFirst(", index 0$", "");
        return new AuditRun(streams, files, options, output, "method", described, columns)
                .of(new DrawnNetworks(sampler, seed.orElse(0L), count));
    }
}
