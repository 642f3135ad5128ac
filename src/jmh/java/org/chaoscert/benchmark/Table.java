package org.chaoscert.benchmark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The table of figures, printed row by row. */
final class Table {
    private static final String ROW = "%-30s %7s %9s %10s  %-19s %-14s %-5s %s%n";

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    Table() {
        out.printf(Locale.ROOT, ROW, "what", "width", "variance", "figure", "from … to", "bar", "", "");
    }

    /** Prints the median, the smallest and the largest of some figures. */
    void row(String what, int width, String variance, List<Double> figures, Bar bar, String note) {
        List<Double> sorted = figures.stream().sorted().toList();
        double median = median(sorted);
        String range = number(sorted.get(0)) + " … " + number(sorted.get(sorted.size() - 1));
        out.printf(Locale.ROOT, ROW, what, width, variance, number(median), range, bar.text(), bar.judge(median), note);
    }

    void line(String text) {
        out.println(text);
    }

    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** About three digits. */
    static String number(double value) {
        String format = value >= 100 || value == Math.rint(value) ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
