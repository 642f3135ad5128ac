package org.chaoscert.certify;

import java.util.List;
import java.util.Optional;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.OutOfRangeException;
import org.chaoscert.map.Work;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.Network;
import org.chaoscert.network.SmoothMap;
import org.chaoscert.search.Decision;
import org.chaoscert.search.SmoothDecider;

/** Decides networks with smooth activations, as precisely as it takes. */
final class SmoothNetworks {
    /** In bits: more are taken where fewer leave something open for want of precision. */
    private static final List<Integer> PRECISIONS = List.of(SmoothMap.LEAST_PRECISION, 128, 256);

    /**
     * A decision.
     *
     * @param map the map in interval arithmetic
     * @param decision what is proved of it
     * @param precision with how many bits a checker sees that
     */
    record Decided(SmoothMap<?> map, Decision decision, int precision) {}

    private SmoothNetworks() {}

    /**
     * Decides. A map that is not shown to stay in its domain is a {@link DomainNotInvariantException}.
     *
     * @param budget how many units of work the search may take, the preparation of the map not counted; empty for no bound
     */
    static Decided decide(Network network, int levels, Optional<Long> budget) {
        int last = PRECISIONS.size() - 1;
        Optional<Long> left = budget;
        for (int precision : PRECISIONS.subList(0, last)) {
            Attempt attempt = tryOut(network, levels, precision, left);
            if (attempt.decided.isPresent()) {
                return attempt.decided.get();
            }
            left = left.map(units -> Math.max(0, units - attempt.work));
        }
        return attempt(network, levels, PRECISIONS.get(last), left).decided.orElseThrow();
    }

    /** The work of an attempt; and what it decided, unless more bits may decide more. */
    private record Attempt(long work, Optional<Decided> decided) {}

    private static Attempt tryOut(Network network, int levels, int precision, Optional<Long> budget) {
        try {
            return attempt(network, levels, precision, budget);
        } catch (DomainNotInvariantException | OutOfRangeException open) {
            return new Attempt(0, Optional.empty());
        }
    }

    private static Attempt attempt(Network network, int levels, int precision, Optional<Long> budget) {
        Work work = Work.unlimited();
        SmoothMap<?> map = SmoothMap.of(network, precision, work);
        long prepared = work.spent();
        budget.ifPresent(work::allowFurther);
        SmoothDecider.Judgement judgement = SmoothDecider.decide(map, new FloatingMap(network), levels, work);
        boolean isLast = precision == PRECISIONS.get(PRECISIONS.size() - 1);
        return new Attempt(
                work.spent() - prepared,
                judgement.lacksPrecision() && !isLast
                        ? Optional.empty()
                        : Optional.of(new Decided(map, judgement.decision(), precision)));
    }
}
