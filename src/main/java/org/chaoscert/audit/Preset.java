package org.chaoscert.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tests that have been published, or were meant. */
public enum Preset {
    /**
     * The test of the paper's public notebook as its code has it: it applies f once, and then three times more to what came out, and
     * so compares crossings of f⁴ with those of f.
     */
    NOTEBOOK("chaos-rnns-notebook"),
    /** The same on the window of the older notebook. */
    NOTEBOOK_OLD("chaos-rnns-notebook-old"),
    /** What the notebook says that it does: crossings of f³. */
    INTENDED("chaos-rnns-intended"),
    /** The inequality of Li and Yorke at the points of a grid. */
    LI_YORKE("li-yorke-grid"),
    /** Whether a computed orbit comes back every three steps. */
    RECURRENCE("recurrence"),
    /** The mean logarithm of slopes along a computed orbit. */
    LYAPUNOV("lyapunov");

    private final String word;

    Preset(String word) {
        this.word = word;
    }

    /**
     * Returns the name.
     *
     * @return a word in lower case
     */
    public String word() {
        return word;
    }

    /**
     * Returns the test.
     *
     * @return with its parameters
     */
    public FloatTest test() {
        return switch (this) {
            case NOTEBOOK -> new Crossings(new Grid(163, -1, 1), 4, false);
            case NOTEBOOK_OLD -> new Crossings(new Grid(163, -2, 2), 4, false);
            case INTENDED -> new Crossings(new Grid(163, -1, 1), 3, false);
            case LI_YORKE -> new GridPoints(new Grid(1001, 0, 1), false);
            case RECURRENCE -> new Recurrence(0.5, 1000, 300, 1e-6);
            case LYAPUNOV -> new LyapunovExponent(0.5, 1000, 10_000, 0);
        };
    }

    /**
     * Finds a preset by its name.
     *
     * @param word a word
     * @return the preset, or empty if there is none of this name
     */
    public static Optional<Preset> of(String word) {
        return Arrays.stream(values())
                .filter(preset -> preset.word.equals(word))
                .findFirst();
    }

    /**
     * Lists the names.
     *
     * @return all words, separated by commas
     */
    public static String words() {
        return Arrays.stream(values()).map(Preset::word).collect(Collectors.joining(", "));
    }
}
