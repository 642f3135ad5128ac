package org.chaoscert.dynamics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.map.Work;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.LeastPeriod;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;

/**
 * The dynamics of one network's map.
 *
 * @param certified the verdict with its certificates
 * @param fixed the components of the set of fixed points
 * @param periods for each least period n from 1 on whether f has it; empty where the budget was spent before it was settled
 * @param orbits one exact orbit for each least period that was found, from its least point
 * @param attractors superstable cycles of at most as many points as the largest period
 * @param growth the numbers of laps and affine pieces of f, f², …; empty where the budget was spent
 * @param entropy bounds of the entropy; empty where the budget was spent, or where checking them goes beyond the checker's limits
 * @param certificates all that is proved, each accepted by the checker: of the verdict, of periods, and of entropy
 */
public record Dynamics(
        Certified certified,
        List<Span> fixed,
        SortedMap<Integer, Optional<Boolean>> periods,
        SortedMap<Integer, Witness.PeriodicOrbit> orbits,
        List<Attractor> attractors,
        Optional<Growth> growth,
        Optional<Entropy> entropy,
        List<Sealed> certificates) {

    /**
     * Tells whether f is proved to be chaotic: by its verdict, or because its entropy is positive (Misiurewicz 1979), which may be found
     * where the levels of the verdict or a budget ended too soon.
     *
     * @return whether a certificate proves it
     */
    public boolean isChaotic() {
        return certified.decision().verdict() instanceof Verdict.Chaotic
                || entropy.flatMap(Entropy::atLeast).isPresent();
    }

    /** Told how far things are. */
    @FunctionalInterface
    public interface Progress {
        /**
         * A step begins.
         *
         * @param step what is done now
         */
        void begins(String step);

        /**
         * Something may take long, or is left out.
         *
         * @param what what, and how it can be bounded, or why
         */
        default void announces(String what) {}
    }

    /**
     * Works out the dynamics of the network in a file.
     *
     * @param content the network file's content
     * @param source a hint to where the file is, for certificates that do not embed the network
     * @param options domain, levels, budget and embedding; the budget holds for each question by itself
     * @param maxPeriod the largest least period to settle, at least 1
     * @param iterates up to which iterate to count, at least 1
     * @param progress told what begins
     * @return what was found
     * @throws NetworkFormatException if the content is not a network, or if it has smooth activations
     * @throws org.chaoscert.exact.OverLimitsException if the network is larger than is handled
     * @throws org.chaoscert.map.DomainNotInvariantException if the network does not map its domain into itself
     */
    public static Dynamics of(
            byte[] content, String source, Options options, int maxPeriod, int iterates, Progress progress)
            throws NetworkFormatException {
        progress.begins("verdict");
        Certified certified = new Certifier(options).certify(content, source);
        if (!(certified.map() instanceof PiecewiseLinearMap)) {
            throw new NetworkFormatException(
                    "/layers", "smooth activations: exact dynamics are of piecewise-linear maps");
        }
        return new Analysis(certified, options).run(maxPeriod, iterates, progress);
    }

    /** One analysis under way. */
    private static final class Analysis {
        /** With more pieces it is said beforehand that high periods may take long. */
        private static final BigInteger MANY_PIECES = BigInteger.valueOf(100_000);

        /** That is said of this period in the place of longer ones. */
        private static final int LONG_PERIOD = 64;

        private final Certified certified;
        private final Options options;
        private final Work work = Work.unlimited();
        private final PiecewiseLinearMap map;
        private final Map<Role, Sealed> certificates = new LinkedHashMap<>();
        private final SortedMap<Integer, Optional<Boolean>> periods = new TreeMap<>();
        private final SortedMap<Integer, Witness.PeriodicOrbit> orbits = new TreeMap<>();

        Analysis(Certified certified, Options options) {
            this.certified = certified;
            this.options = options;
            map = Unfolding.map(certified.file().network(), work);
            certified.certificates().stream()
                    .filter(item -> item.role().equals(Role.VERDICT))
                    .forEach(item -> certificates.put(item.role(), item));
        }

        Dynamics run(int maxPeriod, int iterates, Progress progress) {
            announce(Math.min(maxPeriod, LONG_PERIOD), progress);
            for (int n = 1; n <= maxPeriod; n++) {
                progress.begins("period " + n);
                settle(n);
            }
            progress.begins("laps and regions");
            Optional<Growth> growth = withinBudget(() -> Growth.of(map, iterates));
            progress.begins("entropy");
            Optional<Entropy> entropy =
                    withinBudget(() -> Entropy.of(map, certified.decision().verdict(), iterates));
            entropy = entropy.filter(bounds -> isSealed(bounds, progress));
            options.budget().ifPresent(budget -> work.allowFurther(Long.MAX_VALUE));
            return new Dynamics(
                    certified,
                    map.fixedPoints(),
                    periods,
                    orbits,
                    Attractor.of(map, maxPeriod),
                    growth,
                    entropy,
                    new ArrayList<>(certificates.values()));
        }

        /** Of very wide networks the bounds may be more than the checker can look at; that is no reason to lose the rest. */
        private boolean isSealed(Entropy bounds, Progress progress) {
            try {
                bounds.sealed(certified.sealer()).forEach(item -> certificates.put(item.role(), item));
                return true;
            } catch (OverLimitsException limit) {
                progress.announces("the entropy is left out: " + limit.getMessage());
                return false;
            }
        }

        private void announce(int n, Progress progress) {
            if (options.budget().isPresent()) {
                return;
            }
            BigInteger pieces = Growth.of(map, n).regions().get(n - 1);
            if (pieces.compareTo(MANY_PIECES) > 0) {
                progress.announces("f^" + n + " has " + pieces + " affine pieces, and to settle period " + n
                        + " may take a look at each of them; a budget bounds that");
            }
        }

        private <T> Optional<T> withinBudget(Supplier<T> question) {
            options.budget().ifPresent(work::allowFurther);
            try {
                return Optional.of(question.get());
            } catch (BudgetExhaustedException end) {
                return Optional.empty();
            }
        }

        private void settle(int n) {
            Optional<Sealed> known = proved(n);
            Optional<Optional<Proof>> settled = known.isPresent()
                    ? Optional.of(known.map(Sealed::proof))
                    : withinBudget(() -> LeastPeriod.settle(map, n));
            if (settled.isEmpty()) {
                periods.put(n, Optional.empty());
                return;
            }
            Optional<Proof> proof = settled.get();
            periods.put(
                    n,
                    Optional.of(proof.map(found -> found.claim() instanceof Claim.Period)
                            .orElse(false)));
            proof.ifPresent(found -> {
                known.ifPresentOrElse(item -> certificates.put(item.role(), item), () -> seal(Role.period(n), found));
                if (found.witness() instanceof Witness.PeriodicOrbit orbit) {
                    orbits.put(n, orbit);
                }
            });
        }

        /** A certificate that came with the verdict and settles a period. */
        private Optional<Sealed> proved(int n) {
            return certified.certificates().stream()
                    .filter(item -> item.proof().claim().equals(new Claim.Period(n))
                            || (n > 1 && item.proof().claim().equals(new Claim.NoPeriod(n))))
                    .findFirst();
        }

        private void seal(Role role, Proof proof) {
            certificates.put(role, certified.sealer().seal(role, proof));
        }
    }
}
