package org.chaoscert.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chaoscert.audit.Column;
import org.chaoscert.audit.Confusion;
import org.chaoscert.audit.Question;
import org.chaoscert.audit.Summary;
import org.chaoscert.network.JsonText;
import org.chaoscert.sweep.Proportion;
import tools.jackson.core.JsonGenerator;

/**
 * Tells what an audit found.
 *
 * @param kind which audit
 * @param subject which networks
 * @param reading how their numbers were read
 * @param summary the counts
 * @param wrong wrong claims, the first ones of them
 * @param directory where the others are, if anywhere
 */
record AuditReport(
        String kind,
        String subject,
        String reading,
        Summary summary,
        List<AuditRun.Wrong> wrong,
        Optional<Path> directory) {
    private static final double CONFIDENCE = 0.95;

    private List<AuditRun.Wrong> listed(int column) {
        return wrong.stream().filter(one -> one.column() == column).toList();
    }

    /** One object for each column. */
    List<String> json() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < summary.columns().size(); i++) {
            int column = i;
            lines.add(JsonText.line(out -> write(out, column)));
        }
        return lines;
    }

    private void write(JsonGenerator out, int number) {
        Column column = summary.columns().get(number);
        Confusion confusion = summary.confusion(number);
        out.writeStartObject();
        out.writeStringProperty("audit", kind);
        out.writeStringProperty("networks", subject);
        out.writeStringProperty("judged", Report.JUDGED);
        out.writeStringProperty("numbers", reading);
        out.writeStringProperty("claim", column.name());
        out.writeStringProperty("question", column.question().word());
        out.writeStringProperty("method", column.inWords());
        out.writeNumberProperty("samples", confusion.samples());
        out.writeNumberProperty("flagged", confusion.flagged());
        out.writeNumberProperty("period3", summary.yes(Question.PERIOD_THREE));
        out.writeNumberProperty("chaotic", summary.yes(Question.CHAOS));
        out.writeNumberProperty("falseAlarms", confusion.falseAlarms());
        out.writeNumberProperty("missed", confusion.missed());
        out.writeNumberProperty("undecided", confusion.open());
        row(out, "claimedYes", confusion, true);
        row(out, "claimedNo", confusion, false);
        out.writeNumberProperty("unclaimed", confusion.unclaimed());
        out.writeNumberProperty("unreadable", summary.faulty());
        out.writeName("rates");
        out.writeStartObject();
        rate(out, "flagged", confusion.flagged(), confusion.samples());
        rate(out, "falseAlarms", confusion.falseAlarms(), confusion.samples());
        rate(out, "missed", confusion.missed(), confusion.samples());
        rate(out, "period3", summary.yes(Question.PERIOD_THREE), summary.judged());
        rate(out, "chaotic", summary.yes(Question.CHAOS), summary.judged());
        out.writeEndObject();
        out.writeName("wrong");
        out.writeStartArray();
        for (AuditRun.Wrong one : listed(number)) {
            out.writeStartObject();
            out.writeNumberProperty("index", one.index());
            if (!one.name().startsWith("#")) {
                out.writeStringProperty("network", one.name());
            }
            out.writeBooleanProperty("claimed", one.claimed());
            out.writeBooleanProperty("proved", !one.claimed());
            one.certificate().ifPresent(line -> out.writeNumberProperty("certificate", line));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** One row of the table of claims against truth. */
    private static void row(JsonGenerator out, String name, Confusion confusion, boolean claim) {
        out.writeName(name);
        out.writeStartObject();
        out.writeNumberProperty("yes", confusion.count(claim, Optional.of(true)));
        out.writeNumberProperty("no", confusion.count(claim, Optional.of(false)));
        out.writeNumberProperty("open", confusion.count(claim, Optional.empty()));
        out.writeEndObject();
    }

    /** A share with its interval of Clopper and Pearson; nothing where there are no networks. */
    private static void rate(JsonGenerator out, String name, long hits, long trials) {
        if (trials > 0) {
            Proportion share = new Proportion(hits, trials);
            out.writeName(name);
            out.writeStartArray();
            out.writeNumber(share.estimate());
            out.writeNumber(share.lower(CONFIDENCE));
            out.writeNumber(share.upper(CONFIDENCE));
            out.writeEndArray();
        }
    }

    String text() {
        Report report = new Report()
                .line("judged", Report.JUDGED)
                .line("numbers", reading)
                .line(
                        "period 3",
                        share(summary.yes(Question.PERIOD_THREE), summary.judged()) + open(Question.PERIOD_THREE))
                .line("chaotic", share(summary.yes(Question.CHAOS), summary.judged()) + open(Question.CHAOS));
        if (summary.faulty() > 0) {
            report.line("not judged", Report.counted(summary.faulty(), "network"));
        }
        for (int i = 0; i < summary.columns().size(); i++) {
            describe(report, i);
        }
        directory.ifPresent(
                where -> report.line("files", where + ": audit.json, verdicts.csv, wrong.csv, refutations.jsonl.gz"));
        return "audited " + Report.counted(summary.judged(), "network") + " of " + subject + report;
    }

    private String open(Question question) {
        return summary.open(question) == 0 ? "" : "; open for " + summary.open(question);
    }

    private void describe(Report report, int number) {
        Column column = summary.columns().get(number);
        Confusion confusion = summary.confusion(number);
        String truth = column.question() == Question.CHAOS ? "chaotic" : "period 3";
        report.line("claims", column.name() + ": " + column.inWords())
                .line("flagged", share(confusion.flagged(), confusion.samples()))
                .table(List.of(
                        List.of("          ", "proved: " + truth, "not", "open"),
                        row("  flagged", confusion, true),
                        row("  not flagged", confusion, false)))
                .line("false alarm", confusion.falseAlarms() + listed(number, true))
                .line("missed", confusion.missed() + listed(number, false));
        if (confusion.unclaimed() > 0) {
            report.line("unclaimed", Report.counted(confusion.unclaimed(), "network"));
        }
    }

    private static List<String> row(String title, Confusion confusion, boolean claim) {
        return List.of(
                title,
                String.valueOf(confusion.count(claim, Optional.of(true))),
                String.valueOf(confusion.count(claim, Optional.of(false))),
                String.valueOf(confusion.count(claim, Optional.empty())));
    }

    private String listed(int number, boolean claimed) {
        List<String> names = listed(number).stream()
                .filter(one -> one.claimed() == claimed)
                .map(AuditRun.Wrong::name)
                .toList();
        Confusion confusion = summary.confusion(number);
        long all = claimed ? confusion.falseAlarms() : confusion.missed();
        return names.isEmpty() ? "" : ": " + String.join(" ", names) + (names.size() < all ? " ..." : "");
    }

    private static String share(long hits, long trials) {
        if (trials == 0) {
            return "0 of 0";
        }
        Proportion share = new Proportion(hits, trials);
        return String.format(
                Locale.ROOT,
                "%d of %d: %.3g %% (95 %%: %.3g to %.3g)",
                hits,
                trials,
                100 * share.estimate(),
                100 * share.lower(CONFIDENCE),
                100 * share.upper(CONFIDENCE));
    }
}
