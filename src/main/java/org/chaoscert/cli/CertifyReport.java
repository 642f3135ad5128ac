package org.chaoscert.cli;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Neighbourhood;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.network.JsonText;
import org.chaoscert.search.Decision;
import org.chaoscert.search.PeriodThree;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Witness;
import tools.jackson.core.JsonGenerator;

/** What {@code certify} says of one network, for people and for machines. */
final class CertifyReport {
    private static final double NANOS_PER_MILLI = 1e6;

    private CertifyReport() {}

    static String text(Certified certified, List<String> paths, Optional<String> beyond) {
        Decision decision = certified.decision();
        Report report = new Report()
                .line("judged", Report.JUDGED)
                .line("numbers", certified.file().reading().inWords())
                .line("network", "sha256 " + certified.sha256())
                .line("map", map(certified))
                .line("verdict", inWords(decision.verdict()));
        certified.neighbourhood().ifPresent(around -> reportRadius(report, around, beyond));
        if (decision.verdict() instanceof Verdict.Undecided undecided) {
            report.line("because", undecided.reason()).line("next", undecided.advice());
        } else {
            report.line("theorem", theorem(decision.verdict()));
        }
        report.line("period 3", inWords(decision));
        certified
                .certificates()
                .forEach(item -> reportEvaluation(report, item.proof().claim()));
        certified.notEvaluated().ifPresent(why -> report.line("arithmetic", "nothing is proved: " + why));
        for (int i = 0; i < certified.certificates().size(); i++) {
            String where = i < paths.size() ? paths.get(i) : "standard output";
            report.line(
                    "certificate",
                    where + " (" + describe(certified.certificates().get(i)) + ")");
        }
        report.line(
                "time",
                String.format(
                        Locale.ROOT,
                        "prover %.1f ms, checker %.1f ms, %d units of work",
                        certified.proverNanos() / NANOS_PER_MILLI,
                        certified.checkerNanos() / NANOS_PER_MILLI,
                        decision.work()));
        return word(decision.verdict()) + report;
    }

    static String map(Certified certified) {
        String f = certified.map() instanceof PiecewiseLinearMap exact
                ? exact.function().pieces() + " affine pieces"
                : "smooth, enclosed in intervals,";
        return f + " on " + certified.map().domain();
    }

    static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Chaotic) {
            return "chaotic";
        }
        return verdict instanceof Verdict.NotChaotic ? "not-chaotic" : "undecided";
    }

    static String inWords(Verdict verdict) {
        if (verdict instanceof Verdict.Chaotic chaotic) {
            return "chaotic in the sense of Li and Yorke: " + iterate(chaotic.level()) + " has period three"
                    + (chaotic.level() == 0
                            ? ", so f has every period"
                            : ", so " + iterate(chaotic.level()) + " has every period");
        }
        if (verdict instanceof Verdict.NotChaotic notChaotic) {
            boolean oneSided = notChaotic.proof().witness() instanceof Witness.OneSided;
            String why = oneSided
                    ? "the graph stays on one side of the diagonal"
                    : "f has no period " + (2 << notChaotic.level());
            return "not chaotic in the sense of Li and Yorke: " + why + "; every period is "
                    + (notChaotic.level() == 0 ? "1" : "a divisor of " + (1 << notChaotic.level()));
        }
        return "nothing is proved either way";
    }

    private static String iterate(int level) {
        return level == 0 ? "f" : "f^" + (1 << level);
    }

    private static String theorem(Verdict verdict) {
        if (verdict instanceof Verdict.NotChaotic notChaotic
                && notChaotic.proof().witness() instanceof Witness.OneSided) {
            return notChaotic.proof().theorem();
        }
        return verdict instanceof Verdict.Chaotic ? "Li and Yorke 1975, Theorem 1" : Conclusions.WHY_NOT_CHAOTIC;
    }

    private static void reportRadius(Report report, Neighbourhood around, Optional<String> beyond) {
        String radius = withDecimal(around.radius());
        if (around.centre() instanceof Verdict.Undecided) {
            report.line("radius", radius + ": nothing is proved, since the network itself is undecided");
        } else if (around.radius().signum() == 0) {
            String why = around.why().map(reason -> " (" + reason + ")").orElse("");
            report.line("radius", "0: the verdict is proved for the network itself, and for no ball around it" + why);
        } else if (around.proved().isEmpty()) {
            report.line(
                    "radius",
                    radius + ": so it is for all networks whose weights and biases each differ by at most that");
        } else {
            report.line(
                            "radius",
                            radius + ": not proved for all networks whose weights and biases each differ by so much")
                    .line("proved", "for " + withDecimal(around.proved().get()) + ": " + word(around.centre()));
        }
        around.beyond()
                .ifPresent(other -> report.line(
                        "beyond",
                        "a network that differs by at most " + withDecimal(other.radius()) + " is "
                                + (around.centre() instanceof Verdict.Chaotic ? "not chaotic" : "chaotic")
                                + beyond.map(file -> ": " + file).orElse("")));
    }

    private static void reportEvaluation(Report report, Claim claim) {
        if (claim instanceof Claim.FloatEvaluation evaluation) {
            report.line(
                    evaluation.format().word(),
                    "every evaluation, in any order of summation, is within "
                            + Report.rounded(evaluation.deviation()) + " of f on "
                            + Report.shown(new Span(evaluation.from(), evaluation.to())));
        } else if (claim instanceof Claim.FloatLiYorke) {
            report.line("", "the inequality of Li and Yorke holds for every such evaluation, too");
        }
    }

    private static String withDecimal(Rational radius) {
        return radius.denominator().equals(BigInteger.ONE)
                ? radius.toString()
                : Report.rounded(radius) + (radius.toString().length() <= 24 ? " = " + radius : "");
    }

    private static String inWords(Decision decision) {
        if (decision.periodThree() instanceof PeriodThree.Present present) {
            return present.orbit().isEmpty()
                    ? "yes"
                    : "yes: " + present.orbit().stream().map(Report::shown).collect(Collectors.joining(" -> "));
        }
        if (decision.periodThree() instanceof PeriodThree.Unknown) {
            return "not settled";
        }
        return decision.verdict() instanceof Verdict.NotChaotic
                ? "no: it would make f chaotic"
                : "no: by a cover of its own";
    }

    static String describe(Sealed certificate) {
        return kind(certificate.proof().witness()) + ", " + certificate.text().length() + " bytes"
                + (certificate.embedded() ? "" : " without the network") + "; checked: "
                + String.join(", ", certificate.result().conclusions());
    }

    private static String kind(Witness witness) {
        if (witness instanceof Witness.Cover cover) {
            int cells = cover.cells().size();
            return "cover of " + cells + (cells == 1 ? " cell" : " cells");
        }
        if (witness instanceof Witness.ErrorBound) {
            return "analysis of rounding errors";
        }
        if (witness instanceof Witness.LiYorkePoint point) {
            return "Li-Yorke point " + Report.shown(point.point());
        }
        if (witness instanceof Witness.Horseshoe horseshoe) {
            return horseshoe.intervals().size() + " intervals mapped over each other";
        }
        if (witness instanceof Witness.Tower tower) {
            int states = tower.states().size();
            return "tower of " + states + (states == 1 ? " state" : " states");
        }
        if (witness instanceof Witness.Laps laps) {
            return "laps of f^" + laps.iterate();
        }
        return witness instanceof Witness.OneSided ? "one-sided graph" : "periodic orbit";
    }

    static String json(String input, Certified certified, List<String> paths, Optional<String> beyond) {
        Decision decision = certified.decision();
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("file", input);
            out.writeStringProperty("sha256", certified.sha256());
            out.writeStringProperty("verdict", word(decision.verdict()));
            writeLevel(out, decision.verdict());
            writePeriodThree(out, decision.periodThree());
            certified.neighbourhood().ifPresent(around -> writeRadius(out, around, beyond));
            certified
                    .certificates()
                    .forEach(item -> writeEvaluation(out, item.proof().claim(), certified));
            if (certified.notEvaluated().isPresent()) {
                out.writeName("deviation");
                out.writeNull();
            }
            out.writeName("certificates");
            out.writeStartArray();
            paths.forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void writeLevel(JsonGenerator out, Verdict verdict) {
        OptionalInt level;
        if (verdict instanceof Verdict.Chaotic chaotic) {
            level = OptionalInt.of(chaotic.level());
        } else if (verdict instanceof Verdict.NotChaotic notChaotic) {
            level = OptionalInt.of(notChaotic.level());
        } else {
            level = ((Verdict.Undecided) verdict).settledLevel();
        }
        out.writeName("level");
        if (level.isPresent()) {
            out.writeNumber(level.getAsInt());
        } else {
            out.writeNull();
        }
    }

    private static void writePeriodThree(JsonGenerator out, PeriodThree periodThree) {
        out.writeName("period3");
        if (periodThree instanceof PeriodThree.Unknown) {
            out.writeNull();
        } else {
            out.writeBoolean(periodThree instanceof PeriodThree.Present);
        }
        if (periodThree instanceof PeriodThree.Present present
                && !present.orbit().isEmpty()) {
            out.writeName("orbit");
            out.writeStartArray();
            present.orbit().forEach(point -> out.writeString(point.toString()));
            out.writeEndArray();
        }
    }

    private static void writeEvaluation(JsonGenerator out, Claim claim, Certified certified) {
        if (claim instanceof Claim.FloatEvaluation evaluation) {
            out.writeStringProperty("arithmetic", evaluation.format().word());
            out.writeStringProperty("deviation", evaluation.deviation().toString());
            out.writeName("interval");
            out.writeStartArray();
            out.writeString(evaluation.from().toString());
            out.writeString(evaluation.to().toString());
            out.writeEndArray();
            out.writeName("computedChaos");
            out.writeBoolean(certified.certificates().stream()
                    .anyMatch(item -> item.role().equals(Certified.Role.COMPUTED_CHAOS)));
        }
    }

    private static void writeRadius(JsonGenerator out, Neighbourhood around, Optional<String> beyond) {
        out.writeStringProperty("radius", around.radius().toString());
        around.proved().ifPresent(radius -> out.writeStringProperty("provedRadius", radius.toString()));
        around.beyond()
                .ifPresent(other ->
                        out.writeStringProperty("refutedRadius", other.radius().toString()));
        beyond.ifPresent(file -> out.writeStringProperty("counterexample", file));
    }
}
