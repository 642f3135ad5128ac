package org.chaoscert.sweep;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.Sampler;
import org.chaoscert.search.Outcome;
import org.chaoscert.search.Verdict;

/**
 * Certifies some networks of a block once more, from the bytes of a network file, in exact arithmetic and with the checker:
 * those to be kept, and a share to be verified, drawn at random but the same ones in every run.
 */
final class Inspector implements BlockWorker.Observer {
    private final SweepPlan plan;
    private final Keep keep;
    private final double verifiedShare;
    private final Certifier certifier;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long verified;

    Inspector(SweepPlan plan, Keep keep, double verifiedShare) {
        this.plan = plan;
        this.keep = keep;
        this.verifiedShare = verifiedShare;
        certifier = new Certifier(new Options(
                Optional.empty(), plan.levels(), Optional.empty(), Options.Embedding.ALWAYS, Optional.empty()));
    }

    @Override
    public void decided(Sampler law, long index, Supplier<Network> network, Outcome outcome) {
        boolean keeps = keep.wants(outcome);
        boolean verifies = outcome.kind() != Outcome.Kind.UNDECIDED && isChosen(law, index);
        if (!keeps && !verifies) {
            return;
        }
        Certified certified = certify(law, index, network.get());
        if (!agrees(certified.decision().verdict(), outcome)) {
            throw new DisagreementException(law.describe(plan.seed(), index) + ": decided " + outcome
                    + ", but certified " + certified.decision().verdict());
        }
        verified += verifies ? 1 : 0;
        if (keeps) {
            for (Certified.Sealed sealed : certified.certificates()) {
                kept.writeBytes(line(sealed.text().line()));
            }
        }
    }

    private Certified certify(Sampler law, long index, Network network) {
        String name = law.name(plan.seed(), index) + (plan.tilt() ? "-tilted" : "");
        String description = law.describe(plan.seed(), index) + (plan.tilt() ? ", tilted" : "");
        byte[] file = NetworkWriter.file(network, name, description, NetworkWriter.SHORTEST);
        try {
            return certifier.certify(file, name);
        } catch (NetworkFormatException impossible) {
            throw new IllegalStateException("a network that was just written cannot be read", impossible);
        }
    }

    private static boolean agrees(Verdict verdict, Outcome outcome) {
        if (verdict instanceof Verdict.Chaotic chaotic) {
            return outcome.kind() == Outcome.Kind.CHAOTIC && (chaotic.level() == 0) == outcome.hasPeriodThree();
        }
        return verdict instanceof Verdict.NotChaotic notChaotic
                && outcome.kind() == Outcome.Kind.NOT_CHAOTIC
                && notChaotic.level() == outcome.level();
    }

    /** A share of all networks, by a hash of where they stand: other sample numbers for each law. */
    private boolean isChosen(Sampler law, long index) {
        long variance = law.variance().text().hashCode();
        return Mixing.uniform(plan.seed(), law.scheme().word().hashCode(), law.width(), variance, index)
                < verifiedShare;
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The certificates to keep, one a line. */
    byte[] kept() {
        return kept.toByteArray();
    }

    /** How many networks of the share were certified and agreed. */
    long verified() {
        return verified;
    }
}
