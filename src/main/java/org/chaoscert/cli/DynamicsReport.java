package org.chaoscert.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaoscert.certify.Certified;
import org.chaoscert.dynamics.Attractor;
import org.chaoscert.dynamics.Dynamics;
import org.chaoscert.dynamics.Entropy;
import org.chaoscert.dynamics.Growth;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Span;
import org.chaoscert.network.JsonText;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Sharkovsky;
import tools.jackson.core.JsonGenerator;

/** What {@code dynamics} says of one network, for people and for machines. */
final class DynamicsReport {
    /** Longer orbits are given by their first points; the certificate has all. */
    private static final int SHOWN_POINTS = 6;

    private DynamicsReport() {}

    static String text(Dynamics dynamics, List<String> paths) {
        Certified certified = dynamics.certified();
        Verdict verdict = certified.decision().verdict();
        Report report = new Report()
                .line("judged", Report.JUDGED)
                .line("numbers", certified.file().reading().inWords())
                .line("network", "sha256 " + certified.sha256())
                .line("map", CertifyReport.map(certified))
                .line("verdict", inWords(dynamics, verdict))
                .line("fixed", Report.shown(dynamics.fixed()))
                .line("periods", periods(dynamics, true))
                .line("not periods", periods(dynamics, false))
                .lineIfAny("open", open(dynamics))
                .lineIfAny("forced", forced(dynamics, verdict));
        dynamics.orbits().forEach((n, orbit) -> report.line("period " + n, orbit(orbit.orbit())));
        dynamics.attractors().forEach(attractor -> report.line("attractor", attractor(attractor)));
        dynamics.growth().ifPresentOrElse(growth -> growth(report, growth), () -> report.line("laps", "open"));
        report.line("entropy", dynamics.entropy().map(DynamicsReport::inWords).orElse("open"));
        for (int i = 0; i < dynamics.certificates().size(); i++) {
            String where = i < paths.size() ? paths.get(i) : "standard output";
            report.line(
                    "certificate",
                    where + " ("
                            + CertifyReport.describe(dynamics.certificates().get(i)) + ")");
        }
        return word(dynamics) + report;
    }

    private static String word(Dynamics dynamics) {
        return dynamics.isChaotic()
                ? "chaotic"
                : CertifyReport.word(dynamics.certified().decision().verdict());
    }

    private static String inWords(Dynamics dynamics, Verdict verdict) {
        return verdict instanceof Verdict.Undecided && dynamics.isChaotic()
                ? "chaotic in the sense of Li and Yorke: its entropy is positive (Misiurewicz 1979)"
                : CertifyReport.inWords(verdict);
    }

    private static String periods(Dynamics dynamics, boolean has) {
        String list = dynamics.periods().entrySet().stream()
                .filter(entry -> entry.getValue().equals(Optional.of(has)))
                .map(entry -> String.valueOf(entry.getKey()))
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "none up to " + dynamics.periods().lastKey() : list;
    }

    private static String open(Dynamics dynamics) {
        return dynamics.periods().entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(entry -> String.valueOf(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** What the first period that was found, in Sharkovsky's order, says of all others. */
    private static String forced(Dynamics dynamics, Verdict verdict) {
        if (verdict instanceof Verdict.NotChaotic) {
            return "";
        }
        Optional<Integer> first = dynamics.orbits().keySet().stream().min(Sharkovsky::compare);
        return first.filter(n -> Integer.bitCount(n) != 1)
                .map(n -> "least period " + n + " forces " + (n == 3 ? "every other" : after(n)))
                .orElse("");
    }

    /** All that comes after n, an odd number times a power of two, in Sharkovsky's order. */
    private static String after(int n) {
        int power = Integer.lowestOneBit(n);
        int odd = n / power;
        return power == 1
                ? "all odd ones above " + odd + ", and all even ones"
                : power + " times the odd numbers above " + odd + ", all multiples of " + 2 * power
                        + " that are no powers of two, and all powers of two";
    }

    private static String orbit(List<Rational> orbit) {
        String points = orbit.stream().limit(SHOWN_POINTS).map(Report::shown).collect(Collectors.joining(" -> "));
        return orbit.size() > SHOWN_POINTS ? points + " -> …" : points;
    }

    private static String attractor(Attractor attractor) {
        int size = attractor.cycle().size();
        return "superstable cycle of " + size + (size == 1 ? " point, " : " points, ") + orbit(attractor.cycle())
                + ", which takes in all of " + Report.shown(attractor.plateau());
    }

    private static void growth(Report report, Growth growth) {
        report.line(
                        "laps",
                        growth.laps().stream()
                                .map(count -> count.map(BigInteger::toString).orElse("?"))
                                .collect(Collectors.joining(", ")))
                .line(
                        "regions",
                        growth.regions().stream().map(BigInteger::toString).collect(Collectors.joining(", ")));
    }

    private static String inWords(Entropy entropy) {
        return entropy.upper().signum() == 0
                ? "0"
                : "from " + decimal(entropy.lower()) + " to " + decimal(entropy.upper());
    }

    /** Bounds are short decimals. */
    static String decimal(Rational bound) {
        return new BigDecimal(bound.numerator())
                .divide(new BigDecimal(bound.denominator()))
                .toPlainString();
    }

    static String json(String input, Dynamics dynamics, List<String> paths) {
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("file", input);
            out.writeStringProperty("sha256", dynamics.certified().sha256());
            out.writeStringProperty("verdict", word(dynamics));
            write(out, dynamics);
            out.writeName("certificates");
            out.writeStartArray();
            paths.forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Dynamics dynamics) {
        out.writeName("fixed");
        out.writeStartArray();
        for (Span span : dynamics.fixed()) {
            points(out, List.of(span.lower(), span.upper()));
        }
        out.writeEndArray();
        out.writeName("periods");
        out.writeStartObject();
        for (Map.Entry<Integer, Optional<Boolean>> entry : dynamics.periods().entrySet()) {
            out.writeName(String.valueOf(entry.getKey()));
            entry.getValue().ifPresentOrElse(out::writeBoolean, out::writeNull);
        }
        out.writeEndObject();
        out.writeName("orbits");
        out.writeStartObject();
        dynamics.orbits().forEach((n, orbit) -> {
            out.writeName(String.valueOf(n));
            points(out, orbit.orbit());
        });
        out.writeEndObject();
        out.writeName("attractors");
        out.writeStartArray();
        dynamics.attractors().forEach(attractor -> points(out, attractor.cycle()));
        out.writeEndArray();
        counts(out, "laps", dynamics.growth().map(Growth::laps).orElse(List.of()).stream());
        counts(
                out,
                "regions",
                dynamics.growth().map(Growth::regions).orElse(List.of()).stream()
                        .map(Optional::of));
        out.writeName("entropy");
        dynamics.entropy()
                .ifPresentOrElse(
                        entropy -> {
                            out.writeStartObject();
                            out.writeStringProperty("lower", decimal(entropy.lower()));
                            out.writeStringProperty("upper", decimal(entropy.upper()));
                            out.writeEndObject();
                        },
                        out::writeNull);
    }

    private static void points(JsonGenerator out, List<Rational> points) {
        out.writeStartArray();
        points.forEach(point -> out.writeString(point.toString()));
        out.writeEndArray();
    }

    private static void counts(JsonGenerator out, String name, Stream<Optional<BigInteger>> counts) {
        out.writeName(name);
        out.writeStartArray();
        counts.forEach(count -> count.ifPresentOrElse(out::writeNumber, out::writeNull));
        out.writeEndArray();
    }
}
