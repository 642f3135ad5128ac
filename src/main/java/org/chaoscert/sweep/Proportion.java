package org.chaoscert.sweep;

public record Proportion(long hits, long trials) {
    double d() {
        return hits / (double) trials;
    }

    public double estimate() {
        return d();
    }

    public double lower(double c) {
        return d();
    }

    public double upper(double c) {
        return d();
    }
}
