package org.chaoscert.benchmark;

/** What a figure has to reach. */
record Bar(String text, double least, double most) {
    /** For figures that are only reported. */
    static final Bar NONE = new Bar("", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Bar atMost(double most) {
        return new Bar("at most " + Table.number(most), Double.NEGATIVE_INFINITY, most);
    }

    static Bar atLeast(double least) {
        return new Bar("at least " + Table.number(least), least, Double.POSITIVE_INFINITY);
    }

    String judge(double figure) {
        if (text.isEmpty()) {
            return "";
        }
        return least <= figure && figure <= most ? "pass" : "miss";
    }
}
