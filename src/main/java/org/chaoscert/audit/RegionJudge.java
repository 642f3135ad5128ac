package org.chaoscert.audit;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.audit.RegionJudge.Counted;
import org.chaoscert.dynamics.Growth;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Network;
import org.chaoscert.network.Unfolding;

/**
 * Counts linear regions exactly: the maximal intervals of positive length of the domain on which f^n is affine. For f itself any interval
 * will do; for iterates f has to map it into itself.
 */
public final class RegionJudge implements Audit.Judge<Counted> {
    private final RegionClaims claims;
    private final long budget;

    /**
     * Prepares.
     *
     * @param claims the claims; networks without any are skipped
     * @param budget units of work for one network
     */
    public RegionJudge(RegionClaims claims, long budget) {
        this.claims = claims;
        this.budget = budget;
    }

    /**
     * What was found of one network.
     *
     * @param index its number, from 0
     * @param name how to call it
     * @param claims what is claimed
     * @param exact for each claim the true number; empty if it could not be counted
     * @param fault why it could not be counted; empty if it could
     */
    public record Counted(
            long index, String name, List<RegionClaims.Claim> claims, List<BigInteger> exact, Optional<String> fault) {
        /** Copies the lists. */
        public Counted {
            claims = List.copyOf(claims);
            exact = List.copyOf(exact);
        }
    }

    @Override
    public Counted judge(Entry entry) {
        List<RegionClaims.Claim> claimed = claims.about(entry.index());
        if (entry.network().isEmpty()) {
            return faulty(entry, claimed, entry.fault().orElse(""));
        }
        Network network = entry.network().get();
        if (claimed.isEmpty()) {
            return new Counted(entry.index(), entry.name(), claimed, List.of(), Optional.empty());
        }
        if (network.isSmooth()) {
            return faulty(entry, claimed, "smooth activations: there are no linear regions");
        }
        try {
            return new Counted(entry.index(), entry.name(), claimed, count(network, claimed), Optional.empty());
        } catch (DomainNotInvariantException | OverLimitsException | BudgetExhaustedException fault) {
            return faulty(entry, claimed, String.valueOf(fault.getMessage()));
        }
    }

    private List<BigInteger> count(Network network, List<RegionClaims.Claim> claimed) {
        int most = claimed.stream().mapToInt(RegionClaims.Claim::iterate).max().orElse(1);
        Work work = Work.unlimited();
        if (most == 1) {
            int pieces = Unfolding.function(network, network.domain(), work).pieces();
            return claimed.stream().map(claim -> BigInteger.valueOf(pieces)).toList();
        }
        PiecewiseLinearMap map = Unfolding.map(network, work);
        work.allowFurther(budget);
        List<BigInteger> regions = Growth.of(map, most).regions();
        List<BigInteger> exact = new ArrayList<>();
        claimed.forEach(claim -> exact.add(regions.get(claim.iterate() - 1)));
        return exact;
    }

    private static Counted faulty(Entry entry, List<RegionClaims.Claim> claimed, String fault) {
        return new Counted(entry.index(), entry.name(), claimed, List.of(), Optional.of(fault));
    }
}
