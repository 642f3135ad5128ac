package org.chaoscert.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.network.FloatingMap.Summation;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;

/**
 * The tables "period 3 probability" of the public notebooks of Chatziafratis, Panageas, Sanford and Stavroulakis (NeurIPS 2022): which
 * networks they are about, and what they say.
 */
public final class PublishedTables {
    /** In the order of the tables' rows. */
    private static final List<Scheme> SCHEMES =
            List.of(Scheme.ONE_HE, Scheme.HE_HE, Scheme.HE_UNIFORM, Scheme.NORMAL_TRUNCATED, Scheme.GLOROT);

    private static final List<Integer> WIDTHS = List.of(2, 4, 64);
    private static final Map<Scheme, String> UNCLIPPED = Map.of(
            Scheme.ONE_HE, "13.77",
            Scheme.HE_HE, "7.49 or 4.51",
            Scheme.HE_UNIFORM, "4.51 or 7.49",
            Scheme.NORMAL_TRUNCATED, "4.45",
            Scheme.GLOROT, "2.28");
    private static final Map<Scheme, String> CLIPPED = Map.of(
            Scheme.ONE_HE, "4.7",
            Scheme.HE_HE, "5.4",
            Scheme.HE_UNIFORM, "1.6",
            Scheme.NORMAL_TRUNCATED, "3.9",
            Scheme.GLOROT, "2.3");
    private static final Map<Scheme, String> DEEP = Map.of(
            Scheme.ONE_HE, "0.8",
            Scheme.HE_HE, "0.7",
            Scheme.HE_UNIFORM, "0.2",
            Scheme.NORMAL_TRUNCATED, "2.3",
            Scheme.GLOROT, "2.6");

    private PublishedTables() {}

    /**
     * One row.
     *
     * @param law from which its networks are drawn
     * @param published the percentage in the table as it is printed; empty where no table has this row
     */
    public record Row(Sampler law, Optional<String> published) {}

    /**
     * Lists all rows: the tables' own of width 2, and the same laws at the widths 4 and 64 and, with depth 3, clipped.
     *
     * @return the rows, ordered by depth, clipping, width and scheme
     */
    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int depth : List.of(2, 3)) {
            for (boolean clip : List.of(false, true)) {
                for (int width : WIDTHS) {
                    for (Scheme scheme : SCHEMES) {
                        rows.add(new Row(
                                new Sampler(scheme, width, depth, new Variance("he"), clip),
                                published(scheme, width, depth, clip)));
                    }
                }
            }
        }
        return rows;
    }

    private static Optional<String> published(Scheme scheme, int width, int depth, boolean clip) {
        if (width != 2 || (depth == 3 && clip)) {
            return Optional.empty();
        }
        return Optional.ofNullable((depth == 3 ? DEEP : clip ? CLIPPED : UNCLIPPED).get(scheme));
    }

    /**
     * Lists the tests: the notebook's on both windows, and what it was meant to be.
     *
     * @return their claims, in binary32
     */
    public static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Preset preset : List.of(Preset.NOTEBOOK, Preset.NOTEBOOK_OLD, Preset.INTENDED)) {
            columns.add(Column.of(new Method(preset.word(), preset.test(), FloatFormat.BINARY32, Summation.FORWARD)));
        }
        return columns;
    }
}
