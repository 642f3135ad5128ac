package org.chaoscert.certificate;

import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Witness;
import tools.jackson.core.JsonGenerator;

/** Writes certificates. The same certificate always gives the same bytes. */
public final class CertificateWriter {
    private CertificateWriter() {}

    /**
     * Writes a file.
     *
     * @param certificate what to write
     * @return its text in UTF-8
     */
    public static byte[] file(Certificate certificate) {
        return JsonText.file(out -> write(out, certificate));
    }

    /**
     * Writes one line.
     *
     * @param certificate what to write
     * @return its text without line ends
     */
    public static String line(Certificate certificate) {
        return JsonText.line(out -> write(out, certificate));
    }

    private static void write(JsonGenerator out, Certificate certificate) {
        out.writeStartObject();
        out.writeStringProperty("format", Certificate.FORMAT);
        writeClaim(out, certificate.proof().claim());
        out.writeStringProperty("radius", certificate.radius().toString());
        certificate.precision().ifPresent(bits -> out.writeNumberProperty("precision", bits));
        writeWitness(out, certificate.proof().witness());
        out.writeName("network");
        out.writeStartObject();
        out.writeStringProperty("sha256", certificate.sha256());
        certificate.source().ifPresent(source -> out.writeStringProperty("source", source));
        certificate.network().ifPresent(network -> NetworkWriter.writeMembers(out, network, NetworkWriter.CANONICAL));
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeClaim(JsonGenerator out, Claim claim) {
        if (claim instanceof Claim.Period period) {
            out.writeStringProperty("claim", "period");
            out.writeNumberProperty("period", period.period());
        } else if (claim instanceof Claim.NoPeriod noPeriod) {
            out.writeStringProperty("claim", "no-period");
            out.writeNumberProperty("period", noPeriod.period());
        } else if (claim instanceof Claim.FloatEvaluation evaluation) {
            out.writeStringProperty("claim", "float-evaluation");
            out.writeStringProperty("arithmetic", evaluation.format().word());
            writePoints(out, "interval", List.of(evaluation.from(), evaluation.to()));
            out.writeStringProperty("deviation", evaluation.deviation().toString());
        } else if (claim instanceof Claim.FloatLiYorke computed) {
            out.writeStringProperty("claim", "float-li-yorke");
            out.writeStringProperty("arithmetic", computed.format().word());
        } else if (claim instanceof Claim.EntropyAtLeast least) {
            out.writeStringProperty("claim", "entropy-at-least");
            out.writeStringProperty("bound", least.bound().toString());
        } else if (claim instanceof Claim.EntropyAtMost most) {
            out.writeStringProperty("claim", "entropy-at-most");
            out.writeStringProperty("bound", most.bound().toString());
            most.period().ifPresent(period -> out.writeNumberProperty("period", period));
        } else {
            out.writeStringProperty("claim", "li-yorke-chaos");
        }
    }

    private static void writeWitness(JsonGenerator out, Witness witness) {
        out.writeName("witness");
        out.writeStartObject();
        if (witness instanceof Witness.LiYorkePoint point) {
            out.writeStringProperty("kind", "li-yorke-point");
            out.writeNumberProperty("iterate", point.iterate());
            out.writeStringProperty("point", point.point().toString());
        } else if (witness instanceof Witness.PeriodicOrbit orbit) {
            out.writeStringProperty("kind", "periodic-orbit");
            writePoints(out, "orbit", orbit.orbit());
        } else if (witness instanceof Witness.OneSided oneSided) {
            out.writeStringProperty("kind", "one-sided");
            out.writeStringProperty("side", oneSided.side().word());
        } else if (witness instanceof Witness.ErrorBound) {
            out.writeStringProperty("kind", "error-bound");
        } else if (witness instanceof Witness.Horseshoe horseshoe) {
            out.writeStringProperty("kind", "horseshoe");
            out.writeNumberProperty("iterate", horseshoe.iterate());
            writeIntervals(out, "intervals", horseshoe.intervals());
        } else if (witness instanceof Witness.Tower tower) {
            out.writeStringProperty("kind", "tower");
            writeIntervals(out, "states", tower.states());
        } else if (witness instanceof Witness.Laps laps) {
            out.writeStringProperty("kind", "laps");
            out.writeNumberProperty("iterate", laps.iterate());
        } else if (witness instanceof Witness.Cover cover) {
            out.writeStringProperty("kind", "cover");
            out.writeName("cells");
            out.writeStartArray();
            cover.cells().forEach(cell -> writeCell(out, cell));
            out.writeEndArray();
            if (!cover.walls().isEmpty()) {
                writePoints(out, "walls", cover.walls());
            }
        }
        out.writeEndObject();
    }

    private static void writeIntervals(JsonGenerator out, String name, List<Witness.WeightedInterval> intervals) {
        out.writeName(name);
        out.writeStartArray();
        for (Witness.WeightedInterval interval : intervals) {
            out.writeStartObject();
            out.writeStringProperty("from", interval.from().toString());
            out.writeStringProperty("to", interval.to().toString());
            out.writeStringProperty("weight", interval.weight().toString());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writePoints(JsonGenerator out, String name, List<Rational> points) {
        out.writeName(name);
        out.writeStartArray();
        points.forEach(point -> out.writeString(point.toString()));
        out.writeEndArray();
    }

    private static void writeCell(JsonGenerator out, Cell cell) {
        out.writeStartObject();
        out.writeStringProperty("to", cell.to().toString());
        out.writeStringProperty("rule", cell.rule().word());
        if (cell.rule().hasDivisor()) {
            out.writeNumberProperty("divisor", cell.divisor());
        }
        out.writeEndObject();
    }
}
