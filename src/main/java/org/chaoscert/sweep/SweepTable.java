package org.chaoscert.sweep;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;

/**
 * What a finished sweep found: a table with a row for each law.
 *
 * @param version the program's version
 * @param plan what was done
 * @param tallies the counts, law by law in the order of the plan
 */
public record SweepTable(String version, SweepPlan plan, List<Tally> tallies) {
    /** Checks that there are counts for every law. */
    public SweepTable {
        tallies = List.copyOf(tallies);
        if (tallies.size() != plan.laws().size()) {
            throw new IllegalArgumentException(
                    tallies.size() + " counts for " + plan.laws().size() + " laws");
        }
    }

    /**
     * Returns the rows as JSON objects.
     *
     * @return for each law its counts and intervals
     */
    public List<Map<String, Object>> rows() {
        List<Sampler> laws = plan.laws();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < laws.size(); i++) {
            rows.add(SweepJson.result(plan, laws.get(i), tallies.get(i)));
        }
        return rows;
    }

    /**
     * Returns everything as one JSON object.
     *
     * @param verified how many networks this run certified and checked once more, if that was asked for
     * @return version, parameters and rows
     */
    public Map<String, Object> json(OptionalLong verified) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", "chaoscert-sweep-summary/1");
        json.put("version", version);
        Map<String, Object> parameters = SweepJson.parameters(plan);
        verified.ifPresent(count -> parameters.put("verified", count));
        json.put("parameters", parameters);
        json.put("results", rows());
        return json;
    }

    /**
     * Returns the rows as CSV (RFC 4180) with a header.
     *
     * @return the text, lines ending in a line feed; every row holds the parameters of the run; intervals
     *     without a tilt, an estimate for period three with one
     */
    public String csv() {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        List<String> header = new ArrayList<>(List.of("scheme", "clip", "width", "variance", "seed", "samples"));
        List<String> counts =
                new ArrayList<>(List.of("period3", "chaotic", "chaoticWithoutPeriod3", "notChaotic", "undecided"));
        for (int level = 0; level <= plan.levels(); level++) {
            counts.add("notChaoticLevel" + level);
        }
        for (String count : counts) {
            header.addAll(List.of(count, count + "Low", count + "High"));
        }
        header.addAll(List.of("estimate", "standardError", "effectiveSampleSize", "trustworthy"));
        header.addAll(List.of("exact", "confidence", "levels", "budget", "tilt", "version"));
        try (csv) {
            csv.writeRecord(header);
            for (int i = 0; i < tallies.size(); i++) {
                csv.writeRecord(record(plan.laws().get(i), tallies.get(i)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private List<String> record(Sampler law, Tally tally) {
        List<String> record = new ArrayList<>(List.of(
                law.label(),
                String.valueOf(law.clip()),
                String.valueOf(law.width()),
                law.scheme() == Scheme.RELU_SUM ? law.variance().text() : "",
                String.valueOf(plan.seed()),
                String.valueOf(tally.samples())));
        LongStream counts = LongStream.of(
                tally.periodThree(),
                tally.chaotic(),
                tally.chaoticWithoutPeriodThree(),
                tally.notChaotic(),
                tally.undecided());
        LongStream.concat(counts, LongStream.of(tally.notChaoticByLevel()))
                .forEach(hits -> record.addAll(count(hits, tally.samples())));
        record.addAll(plan.tilt() ? estimate(tally) : List.of("", "", "", ""));
        record.add(String.valueOf(tally.exact()));
        record.add(String.valueOf(SweepJson.CONFIDENCE));
        record.add(String.valueOf(plan.levels()));
        record.add(String.valueOf(plan.budget()));
        record.add(String.valueOf(plan.tilt()));
        record.add(version);
        return record;
    }

    private List<String> count(long hits, long samples) {
        if (plan.tilt()) {
            return List.of(String.valueOf(hits), "", "");
        }
        Proportion proportion = new Proportion(hits, samples);
        return List.of(
                String.valueOf(hits),
                String.valueOf(proportion.lower(SweepJson.CONFIDENCE)),
                String.valueOf(proportion.upper(SweepJson.CONFIDENCE)));
    }

    private static List<String> estimate(Tally tally) {
        Weights weights = tally.weights();
        return List.of(
                String.valueOf(weights.estimate(tally.samples())),
                String.valueOf(weights.standardError(tally.samples())),
                String.valueOf(weights.effectiveSampleSize()),
                String.valueOf(weights.areTrustworthy()));
    }
}
