package org.chaoscert.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.audit.Audit;
import org.chaoscert.audit.RegionClaims;
import org.chaoscert.audit.RegionJudge;
import org.chaoscert.audit.RegionJudge.Counted;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.NetworkFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chaoscert audit regions}: claimed numbers of linear regions against exact ones. */
@Command(
        name = "regions",
        sortOptions = false,
        description = {
            "Holds claimed numbers of linear regions against exact ones.",
            "Counted are the maximal intervals of positive length of the domain on which f, or with a column iterate f^n, is"
                    + " affine. --domain A,B counts those of f on any interval, say on the window of a grid.",
            "Claims are a table with header index,regions or index,iterate,regions, or an array regions of an .npz file."
                    + " Without --claims they are taken from NETS."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert audit regions nets.npz --claims regions.csv",
            "  chaoscert audit regions nets.npz --claims regions.csv --domain -1,1 --json"
        })
final class AuditRegionsCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "NETS", description = "A file or directory of networks, as in convert.")
    private String name = "";

    @Option(names = "--claims", paramLabel = "FILE", description = "A .csv, .npz or .safetensors file.")
    private Optional<String> claims = Optional.empty();

    @Mixin
    private AuditOptions options = new AuditOptions();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    private long right;
    private long tooMany;
    private long tooFew;
    private long faulty;
    private long networks;
    private final List<Wrong> wrong = new ArrayList<>();

    /** A wrong claim. */
    private record Wrong(String name, long index, RegionClaims.Claim claim, BigInteger exact) {}

    AuditRegionsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        int mostListed = options.list();
        String file = claims.orElse(name);
        RegionClaims made = Inputs.named(file, () -> RegionClaims.read(Path.of(file)));
        long budget = options.budget();
        Optional<Exception> broken = Optional.empty();
        try (NetworkSource source = Networks.open(name, reading)) {
            try (Progress progress = Networks.progress("audit", source, streams)) {
                Audit.run(source, options.threads(), () -> new RegionJudge(made, budget), counted -> {
                    take(counted, mostListed);
                    progress.step(1);
                });
            } catch (IOException | NetworkFormatException | OverLimitsException problem) {
                broken = Optional.of(problem);
            }
            streams.out().println(options.json() ? json(source) : text(source));
        }
        if (faulty > AuditRun.MOST_NAMED) {
            streams.err()
                    .println("chaoscert: " + (faulty - AuditRun.MOST_NAMED) + " more networks could not be judged");
        }
        if (broken.isPresent()) {
            throw new InputException(name, broken.get());
        }
        AuditVerdictsCommand.requireNetworks(file, made.end(), networks);
        return faulty > 0 ? ExitStatus.UNREADABLE : ExitStatus.DONE;
    }

    private void take(Counted counted, int mostListed) {
        networks++;
        if (counted.fault().isPresent()) {
            faulty++;
            if (faulty <= AuditRun.MOST_NAMED) {
                streams.err()
                        .println("chaoscert: "
                                + Networks.fault(
                                        name, counted.name(), counted.fault().get()));
            }
            return;
        }
        for (int i = 0; i < counted.claims().size(); i++) {
            RegionClaims.Claim claim = counted.claims().get(i);
            int order = claim.regions().compareTo(counted.exact().get(i));
            right += order == 0 ? 1 : 0;
            tooMany += order > 0 ? 1 : 0;
            tooFew += order < 0 ? 1 : 0;
            if (order != 0 && wrong.size() < mostListed) {
                wrong.add(new Wrong(
                        counted.name(), counted.index(), claim, counted.exact().get(i)));
            }
        }
    }

    private String json(NetworkSource source) {
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("audit", "regions");
            out.writeStringProperty("networks", name);
            out.writeStringProperty("judged", Report.JUDGED);
            out.writeStringProperty("numbers", source.reading());
            out.writeNumberProperty("claims", right + tooMany + tooFew);
            out.writeNumberProperty("right", right);
            out.writeNumberProperty("tooMany", tooMany);
            out.writeNumberProperty("tooFew", tooFew);
            out.writeNumberProperty("unreadable", faulty);
            out.writeName("wrong");
            out.writeStartArray();
            for (Wrong one : wrong) {
                out.writeStartObject();
                out.writeNumberProperty("index", one.index);
                out.writeNumberProperty("iterate", one.claim.iterate());
                out.writeNumberProperty("claimed", one.claim.regions());
                out.writeNumberProperty("exact", one.exact);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private String text(NetworkSource source) {
        Report report = new Report()
                .line("judged", Report.JUDGED)
                .line("numbers", source.reading())
                .line("right", right + " of " + Report.counted(right + tooMany + tooFew, "claim"))
                .line("too many", Report.counted(tooMany, "claim"))
                .line("too few", Report.counted(tooFew, "claim"));
        if (faulty > 0) {
            report.line("not judged", Report.counted(faulty, "network"));
        }
        if (!wrong.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("network", "iterate", "claimed", "exact"));
            wrong.forEach(one -> rows.add(List.of(
                    one.name,
                    String.valueOf(one.claim.iterate()),
                    one.claim.regions().toString(),
                    one.exact.toString())));
            report.table(rows);
        }
        return "audited " + Report.counted(networks, "network") + " of " + name + report;
    }
}
