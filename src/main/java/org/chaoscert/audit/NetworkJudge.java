package org.chaoscert.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.audit.Judged.Answer;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.NetworkDecider;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.network.Network;
import org.chaoscert.search.Outcome;

/** Decides networks exactly, and holds claims against that. Keeps its arrays; not thread-safe. */
public final class NetworkJudge implements Audit.Judge<Judged> {
    private final List<Column> columns;
    private final NetworkDecider decider;
    private final Optional<Refuter> refuter;

    /**
     * Prepares.
     *
     * @param columns the claims
     * @param levels the largest level j to try
     * @param budget how many units of work exact arithmetic may spend on one network
     * @param refuter makes certificates against wrong claims; empty if none are wanted
     */
    public NetworkJudge(List<Column> columns, int levels, long budget, Optional<Refuter> refuter) {
        this.columns = List.copyOf(columns);
        decider = new NetworkDecider(levels, budget);
        this.refuter = refuter;
    }

    @Override
    public Judged judge(Entry entry) {
        if (entry.network().isEmpty()) {
            return faulty(entry, entry.fault().orElse(""));
        }
        Network network = entry.network().get();
        try {
            Outcome outcome = decider.decide(network);
            List<Answer> answers = new ArrayList<>();
            for (Column column : columns) {
                Optional<Boolean> claim = column.source().claim(entry.index(), network);
                Optional<Boolean> truth = column.question().answer(outcome, network.isSmooth());
                Answer answer = new Answer(claim, truth, Optional.empty());
                answers.add(answer.isWrong() ? new Answer(claim, truth, refutation(network, column)) : answer);
            }
            return new Judged(
                    entry.index(), entry.name(), Optional.of(outcome), network.isSmooth(), answers, Optional.empty());
        } catch (DomainNotInvariantException | OverLimitsException fault) {
            return faulty(entry, String.valueOf(fault.getMessage()));
        }
    }

    private Optional<Sealed> refutation(Network network, Column column) {
        return refuter.flatMap(maker -> maker.refutation(network, column.question()));
    }

    private static Judged faulty(Entry entry, String fault) {
        return new Judged(entry.index(), entry.name(), Optional.empty(), false, List.of(), Optional.of(fault));
    }
}
