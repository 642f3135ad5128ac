package org.chaoscert.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chaoscert.certificate.Certificate;
import org.chaoscert.certificate.CertificateReader;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.report.Page;
import org.chaoscert.report.Page.Picture;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Puts files on a page, each as what it is. */
final class ReportSections {
    private static final ObjectReader JSON = new JsonMapper().reader();
    private static final int MOST_ROWS = 10_000;
    private static final int STEPS = 30;

    /** Wider networks are not drawn: pictures need all pieces of f³. */
    private static final int MOST_DRAWN = 2000;

    private static final List<String> PICTURES = List.of(
            "Graph of f, f^2 and f^3 with the diagonal and fixed points",
            "Cobweb of an orbit between graph and diagonal",
            "The cells of the cover over the graph");

    private final Page page;
    private final int most;
    private final Streams streams;

    /** Network files by their digests, for certificates that do not hold their network. */
    private final Map<String, byte[]> networks = new HashMap<>();

    private int certificates;
    private int valid;
    private int tables;
    private int pictures;
    private long leftOut;
    private int status = ExitStatus.DONE;

    ReportSections(Page page, int most, Streams streams) {
        this.page = page;
        this.most = most;
        this.streams = streams;
    }

    String summary() {
        return Report.counted(certificates, "certificate") + (certificates == 0 ? "" : ", " + valid + " valid") + ", "
                + Report.counted(tables, "table")
                + (leftOut == 0 ? "" : "; " + Report.counted(leftOut, "certificate") + " of bundles left out (--most)");
    }

    /** Adds all files, network files first of all; returns the exit status. */
    int add(List<String> names) throws InputException {
        Map<String, byte[]> read = new HashMap<>();
        for (String name : names) {
            if (BundleLines.isBundle(name)) {
                continue;
            }
            byte[] bytes = Inputs.named(name, () -> Inputs.read(name, streams.in()));
            read.put(name, bytes);
            if (isNetwork(bytes)) {
                Network network =
                        Inputs.named(name, () -> NetworkReader.read(bytes).network());
                networks.put(Digest.of(network).sha256(), bytes);
            }
        }
        for (String name : names) {
            byte[] bytes = read.getOrDefault(name, new byte[0]);
            Inputs.named(name, () -> {
                if (BundleLines.isBundle(name)) {
                    addBundle(name);
                } else {
                    addFile(name, bytes);
                }
                return name;
            });
        }
        if (certificates + tables + pictures == 0) {
            throw new UsageException(
                    "nothing to show: expected certificates, audits, sweeps, tables or pictures; certify"
                            + " makes certificates of networks");
        }
        return status;
    }

    private static boolean isNetwork(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.UTF_8);
        return start.contains("\"" + NetworkReader.FORMAT + "\"");
    }

    private void addFile(String name, byte[] bytes) throws IOException, NetworkFormatException {
        if (isNetwork(bytes)) {
            return;
        }
        if (name.endsWith(".svg")) {
            String svg = new String(bytes, StandardCharsets.UTF_8);
            pictures++;
            page.add(Inputs.fileName(name), new Picture(svg, "Picture " + Inputs.fileName(name)));
        } else if (name.endsWith(".csv")) {
            addTable(name, bytes);
        } else if (name.endsWith(".json") || name.equals(Inputs.STANDARD_INPUT)) {
            addJson(name, bytes);
        } else {
            throw new NetworkFormatException(
                    "", "unknown kind of file; expected a name that ends in .json, .jsonl, .jsonl.gz, .csv or .svg");
        }
    }

    private void addTable(String name, byte[] bytes) throws NetworkFormatException {
        List<List<String>> rows = new ArrayList<>();
        boolean isCut = false;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(new String(bytes, StandardCharsets.UTF_8))) {
            for (CsvRecord record : reader) {
                isCut = rows.size() > MOST_ROWS;
                if (isCut) {
                    break;
                }
                rows.add(record.getFields());
            }
        } catch (CsvParseException | IOException problem) {
            throw new NetworkFormatException("", "no table: " + problem.getMessage());
        }
        if (rows.isEmpty()) {
            throw new NetworkFormatException("", "an empty table");
        }
        List<String> notes = isCut ? List.of("The first " + MOST_ROWS + " rows.") : List.of();
        table(Inputs.fileName(name), notes, rows.get(0), rows.subList(1, rows.size()));
    }

    private void table(String name, List<String> notes, List<String> header, List<List<String>> rows) {
        tables++;
        page.add(name, notes, header, rows);
    }

    private void addBundle(String name) throws IOException {
        int shown = 0;
        long more = 0;
        try (BundleLines lines = BundleLines.open(Path.of(name))) {
            long most = Limits.DEFAULT.bytes();
            for (Optional<byte[]> line = lines.next(most); line.isPresent(); line = lines.next(most)) {
                if (BundleLines.isEmpty(line.get())) {
                    continue;
                }
                if (shown == this.most) {
                    more++;
                    continue;
                }
                shown++;
                addCertificate(Inputs.fileName(name) + ", line " + lines.number(), line.get());
            }
        }
        leftOut += more;
        if (more > 0) {
            page.add(
                    Inputs.fileName(name) + ": more",
                    List.of("This bundle holds " + Report.counted(more, "more certificate")
                            + ", which this page leaves out (--most)."));
        }
    }

    private void addJson(String name, byte[] bytes) {
        List<JsonNode> objects = objects(bytes);
        if (objects.isEmpty() || objects.get(0).path("format").asString("").equals(Certificate.FORMAT)) {
            addCertificate(Inputs.fileName(name), bytes);
        } else if (objects.get(0).has("audit")) {
            addAudit(name, objects);
        } else if (objects.get(0).path("results").isArray()) {
            addSweep(name, objects.get(0));
        } else {
            addCertificate(Inputs.fileName(name), bytes);
        }
    }

    /** Reads one object, or some on lines of their own; nothing if it is anything else. */
    private static List<JsonNode> objects(byte[] bytes) {
        try {
            return JSON.forType(JsonNode.class).<JsonNode>readValues(bytes).readAll();
        } catch (JacksonException notJson) {
            return List.of();
        }
    }

    private void addCertificate(String name, byte[] bytes) {
        certificates++;
        Result alone = new Checker(Optional.empty(), Limits.DEFAULT).check(bytes);
        Optional<byte[]> beside = alone.code().equals("network-missing") ? beside(bytes) : Optional.empty();
        Result result = beside.isPresent() ? new Checker(beside, Limits.DEFAULT).check(bytes) : alone;
        String content = Base64.getEncoder().encodeToString(bytes);
        Optional<String> network = beside.map(Base64.getEncoder()::encodeToString);
        if (!result.isValid()) {
            status = Math.max(status, result.kind().exitStatus());
            streams.err().println("chaoscert: " + name + ": " + result.why());
            String verdict = result.kind().word() + (result.code().isEmpty() ? "" : ": " + result.code());
            page.add(new Page.Shown(
                    name,
                    verdict,
                    false,
                    List.of(List.of("at", result.at()), List.of("why", result.why())),
                    "",
                    List.of(),
                    content,
                    network));
            return;
        }
        valid++;
        page.add(shown(name, bytes, beside, result, content, network));
    }

    private Optional<byte[]> beside(byte[] certificate) {
        List<JsonNode> objects = objects(certificate);
        String sha256 = objects.isEmpty()
                ? ""
                : objects.get(0).path("network").path("sha256").asString("");
        return Optional.ofNullable(networks.get(sha256));
    }

    private static Page.Shown shown(
            String name,
            byte[] bytes,
            Optional<byte[]> beside,
            Result result,
            String content,
            Optional<String> network) {
        try {
            Certificate certificate = CertificateReader.read(bytes);
            Network judged = certificate.network().isPresent()
                    ? certificate.network().get()
                    : NetworkReader.read(beside.orElseThrow()).network();
            List<List<String>> facts = new ArrayList<>();
            facts.add(List.of("claim", certificate.proof().claim().toString()));
            facts.add(List.of("theorem", certificate.proof().theorem()));
            if (result.conclusions().contains("not-chaotic")) {
                facts.add(List.of("and then", Conclusions.WHY_NOT_CHAOTIC));
            }
            facts.add(List.of("judged", Report.JUDGED + ": network " + result.subject()));
            facts.add(List.of("proved", String.join(", ", result.conclusions())));
            if (certificate.radius().signum() > 0) {
                facts.add(List.of("radius", Report.shown(certificate.radius())));
            }
            String lines = ExplainCommand.explanation(judged, certificate)
                    .text()
                    .stripIndent()
                    .strip();
            String verdict = Conclusions.inWords(result.conclusions());
            return new Page.Shown(
                    name, verdict, true, facts, lines, pictures(judged, name, certificate.proof()), content, network);
        } catch (NetworkFormatException impossible) {
            throw new IllegalStateException("what the checker has accepted cannot be read", impossible);
        }
    }

    private static List<Picture> pictures(Network network, String name, Proof proof) {
        if (network.hiddenUnits() > MOST_DRAWN) {
            return List.of();
        }
        if (network.isSmooth()) {
            return List.of(new Picture(SmoothPicture.of(network, name), PICTURES.get(0)));
        }
        Optional<Rational> start = Optional.empty();
        if (proof.witness() instanceof Witness.LiYorkePoint point) {
            start = Optional.of(point.point());
        } else if (proof.witness() instanceof Witness.PeriodicOrbit orbit) {
            start = Optional.of(orbit.orbit().get(0));
        }
        try {
            List<String> drawn = Pictures.of(network, name, proof, start, STEPS);
            List<Picture> pictures = new ArrayList<>();
            for (int i = 0; i < drawn.size(); i++) {
                pictures.add(new Picture(drawn.get(i), PICTURES.get(i)));
            }
            return pictures;
        } catch (OverLimitsException tooFarOut) {
            return List.of();
        }
    }

    /** The columns of all objects that hold a number, a word or a truth value. */
    private static List<String> columns(Iterable<JsonNode> objects) {
        Set<String> columns = new LinkedHashSet<>();
        for (JsonNode object : objects) {
            object.properties().forEach(entry -> {
                if (entry.getValue().isValueNode()) {
                    columns.add(entry.getKey());
                }
            });
        }
        return List.copyOf(columns);
    }

    private static List<List<String>> rows(Iterable<JsonNode> objects, List<String> columns) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode object : objects) {
            rows.add(columns.stream()
                    .map(column -> object.path(column).isNull()
                            ? ""
                            : object.path(column).asString(""))
                    .toList());
        }
        return rows;
    }

    private void addSweep(String name, JsonNode sweep) {
        List<String> columns = columns(sweep.path("results"));
        table(
                Inputs.fileName(name),
                List.of("Verdicts over random networks, each proved. Parameters: "
                        + sweep.path("parameters")
                                .toString()
                                .replaceAll("[{}\"]", "")
                                .replace(",", ", ")),
                columns,
                rows(sweep.path("results"), columns));
    }

    private void addAudit(String name, List<JsonNode> audits) {
        List<String> notes = new ArrayList<>();
        Set<String> said = Set.of("audit", "networks", "judged", "numbers", "method", "question");
        JsonNode first = audits.get(0);
        notes.add("Audit of " + first.path("audit").asString("") + ": "
                + first.path("networks").asString(first.path("network").asString("")) + ". Judged is "
                + first.path("judged").asString("") + "; numbers "
                + first.path("numbers").asString("") + ".");
        audits.stream()
                .filter(audit -> audit.has("method"))
                .forEach(audit -> notes.add(audit.path("claim").asString("") + ": "
                        + audit.path("method").asString("")));
        List<String> columns = columns(audits).stream()
                .filter(column -> !said.contains(column))
                .toList();
        table(Inputs.fileName(name), notes, columns, rows(audits, columns));
        addRates(audits);
        for (JsonNode audit : audits) {
            if (!audit.path("wrong").isEmpty()) {
                List<String> own = columns(audit.path("wrong"));
                String claim = audit.path("claim").asString("");
                table(
                        "Wrong: " + (claim.isEmpty() ? "regions" : claim),
                        List.of(),
                        own,
                        rows(audit.path("wrong"), own));
            }
            if (audit.path("errors").isArray()) {
                addSteps(audit);
            }
        }
    }

    private void addRates(List<JsonNode> audits) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode audit : audits) {
            audit.path("rates").properties().forEach(rate -> {
                List<String> row = new ArrayList<>(List.of(audit.path("claim").asString(""), rate.getKey()));
                rate.getValue().forEach(share -> row.add(String.format(Locale.ROOT, "%.4g", 100 * share.asDouble())));
                rows.add(row);
            });
        }
        if (!rows.isEmpty()) {
            List<String> notes = List.of("Percentages, with intervals of Clopper and Pearson at 95 %.");
            table("Rates", notes, List.of("claim", "rate", "percent", "from", "to"), rows);
        }
    }

    private void addSteps(JsonNode audit) {
        List<List<String>> rows = new ArrayList<>();
        for (int n = 0; n < Math.min(audit.path("errors").size(), MOST_ROWS); n++) {
            rows.add(List.of(
                    String.valueOf(n + 1),
                    audit.path("errors").path(n).asString(""),
                    audit.path("ulps").path(n).asString("")));
        }
        table("Errors of steps", List.of(), List.of("step", "error", "in ulps"), rows);
    }
}
