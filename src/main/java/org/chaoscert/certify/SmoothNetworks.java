package org.chaoscert.certify;

import java.util.List;
import java.util.Optional;
import org.chaoscert.map.DomainNotInvariantException;
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

    /** Decides. A map that is not shown to stay in its domain is a {@link DomainNotInvariantException}. */
    static Decided decide(Network network, int levels, Work work) {
        int last = PRECISIONS.size() - 1;
        for (int precision : PRECISIONS.subList(0, last)) {
            Optional<Decided> decided = tryOut(network, levels, precision, work);
            if (decided.isPresent()) {
                return decided.get();
            }
        }
        return attempt(network, levels, PRECISIONS.get(last), work).decided;
    }

    /** Decides if more bits would make no difference. */
    private static Optional<Decided> tryOut(Network network, int levels, int precision, Work work) {
        try {
            Attempt attempt = attempt(network, levels, precision, work);
            return attempt.lacksPrecision ? Optional.empty() : Optional.of(attempt.decided);
        } catch (DomainNotInvariantException open) {
            return Optional.empty();
        }
    }

    private record Attempt(Decided decided, boolean lacksPrecision) {}

    private static Attempt attempt(Network network, int levels, int precision, Work work) {
        SmoothMap<?> map = SmoothMap.of(network, precision, work);
        SmoothDecider.Judgement judgement = SmoothDecider.decide(map, new FloatingMap(network), levels, work);
        return new Attempt(new Decided(map, judgement.decision(), precision), judgement.lacksPrecision());
    }
}
