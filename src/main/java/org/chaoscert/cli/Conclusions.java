package org.chaoscert.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.chaoscert.exact.Numerals;

/** What a checker concludes, in words. */
final class Conclusions {
    /** The theorems by which few periods mean no chaos. */
    static final String WHY_NOT_CHAOTIC =
            "Sharkovsky 1964 (periods); Block and Coppel 1992 (every orbit tends to a cycle)";

    private Conclusions() {}

    /** One sentence for all conclusions of a certificate. */
    static String inWords(List<String> conclusions) {
        String sentence = conclusions.stream().map(Conclusions::inWords).collect(Collectors.joining("; "));
        return sentence.isEmpty() ? "Nothing is concluded." : sentence + ".";
    }

    private static String inWords(String conclusion) {
        String[] parts = conclusion.split(":", 2);
        String value = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "chaotic" -> "f is chaotic in the sense of Li and Yorke";
            case "not-chaotic" -> "f is not chaotic in the sense of Li and Yorke";
            case "has-period" -> "f has a point of least period " + value;
            case "no-period" -> "f has no point of least period " + value;
            case "periods-divide" -> "all periods of f divide " + value;
            case "within-deviation" -> "what programs compute in " + value + " is near f";
            case "inequality-in" -> "the inequality of Li and Yorke holds for what programs compute in " + value;
            case "entropy-at-least" -> "the topological entropy of f is at least " + shortened(value);
            case "entropy-at-most" -> "the topological entropy of f is at most " + shortened(value);
            default -> conclusion;
        };
    }

    private static String shortened(String bound) {
        return Report.shown(Numerals.quoted(bound));
    }
}
