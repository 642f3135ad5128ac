package org.chaoscert.sweep;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Sums of the likelihood ratios of hits. The ratios are binary64 numbers; their sums are exact, so that they do not depend on
 * the order of addition.
 *
 * @param sum Σ w
 * @param squares Σ of w² rounded to binary64
 * @param greatest the largest w, 0 if there is none
 */
public record Weights(BigDecimal sum, BigDecimal squares, double greatest) implements Serializable {
    /** No hits. */
    public static final Weights NONE = new Weights(BigDecimal.ZERO, BigDecimal.ZERO, 0);

    /** With fewer effective hits an estimate is not to be trusted. */
    public static final int ENOUGH = 100;

    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.UP);

    /** Refuses what is no sum of ratios. */
    public Weights {
        if (sum.signum() < 0 || squares.signum() < 0 || !(greatest >= 0)) {
            throw new IllegalArgumentException("negative weights");
        }
    }

    Weights plus(double ratio) {
        return plus(new Weights(new BigDecimal(ratio), new BigDecimal(ratio * ratio), ratio));
    }

    Weights plus(Weights other) {
        return new Weights(sum.add(other.sum), squares.add(other.squares), Math.max(greatest, other.greatest));
    }

    /**
     * Estimates the probability of a hit under the law that the ratios lead back to.
     *
     * @param samples how many networks were drawn, hits or not, at least 1
     * @return the mean of w over all of them
     */
    public double estimate(long samples) {
        return sum.doubleValue() / samples;
    }

    /**
     * Estimates the standard deviation of {@link #estimate}.
     *
     * @param samples how many networks were drawn
     * @return the root of (mean of w² − (mean of w)²) / samples
     */
    public double standardError(long samples) {
        double mean = estimate(samples);
        return Math.sqrt(Math.max(0, squares.doubleValue() / samples - mean * mean) / samples);
    }

    /**
     * Returns how many equally weighted hits would estimate as well.
     *
     * @return (Σ w)² / Σ w² (Kish), 0 without hits
     */
    public double effectiveSampleSize() {
        return squares.signum() == 0 ? 0 : sum.doubleValue() * (sum.doubleValue() / squares.doubleValue());
    }

    /**
     * Returns the share of the heaviest hit in the estimate.
     *
     * @return the largest w over Σ w, 0 without hits
     */
    public double heaviestShare() {
        return sum.signum() == 0 ? 0 : greatest / sum.doubleValue();
    }

    /**
     * Says how many networks would have to be drawn for {@link #ENOUGH} effective hits, if things go on as they did.
     *
     * @param samples how many networks were drawn
     * @return a number rounded up to two digits; empty without effective hits, which say nothing
     */
    public Optional<BigDecimal> samplesForEnough(long samples) {
        double effective = effectiveSampleSize();
        return effective > 0
                ? Optional.of(BigDecimal.valueOf(samples)
                        .multiply(BigDecimal.valueOf(ENOUGH))
                        .divide(new BigDecimal(effective), TWO_DIGITS))
                : Optional.empty();
    }

    /**
     * Warns of weights that are too heavy-tailed: then the estimate is likely too low, and the standard error with it.
     *
     * @return whether there are at least {@link #ENOUGH} effective hits, of which none makes up more than a tenth of the estimate
     */
    public boolean areTrustworthy() {
        return effectiveSampleSize() >= ENOUGH && heaviestShare() <= 0.1;
    }
}
