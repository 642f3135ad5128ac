package org.chaoscert.certify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.chaoscert.certify.Balls.Judged;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.RationalMap;
import org.chaoscert.map.SpanOrbit;
import org.chaoscert.map.Work;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFile;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Decision;
import org.chaoscert.search.PeriodThree;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;

/** Decides networks and proves the verdicts. Stateless; safe to use from several threads. */
public final class Certifier {
    /** From this size of a file on, in bytes, the checker reads it while the prover is at work. */
    private static final int WIDE = 1 << 20;

    private final Options options;

    /**
     * Makes a certifier.
     *
     * @param options what may be chosen
     */
    public Certifier(Options options) {
        this.options = options;
    }

    /**
     * Decides the network in a file and has every certificate checked.
     *
     * <p>What is judged is the exact real map of the stored numbers, iterated on the network's domain; where activations are
     * smooth, by enclosures of it.
     *
     * @param content the network file's content
     * @param source a hint to where the file is, for certificates that do not embed the network
     * @return the decision, and accepted certificates of all that is proved
     * @throws NetworkFormatException if the content is not a network
     * @throws org.chaoscert.exact.OverLimitsException if the network is larger than is handled
     * @throws org.chaoscert.map.DomainNotInvariantException if the network does not map its domain into itself, or,
     *     with smooth activations, is not shown to
     * @throws RejectedProofException if the checker does not accept a certificate; a defect of this program
     */
    public Certified certify(byte[] content, String source) throws NetworkFormatException {
        long start = System.nanoTime();
        Checker besideFile = new Checker(Optional.of(content), Limits.DEFAULT);
        CompletableFuture<Void> reading = content.length < WIDE || options.embeds()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(besideFile::readNetwork);
        NetworkFile read = NetworkReader.read(content);
        Network network = options.domain().map(read.network()::on).orElse(read.network());
        // Of a wide network the digest takes a while, and nothing waits for it.
        CompletableFuture<Digest> digesting = CompletableFuture.supplyAsync(() -> Digest.of(network));
        Work work = Work.unlimited();
        Decided centre = network.isSmooth() ? smooth(network) : exact(network, work);
        Optional<Judged> ball =
                options.radius().map(radius -> new Balls(network, centre.map, centre.decision, options).judge(radius));
        Decision decision = ball.map(Judged::decision).orElse(centre.decision);
        Optional<Neighbourhood> neighbourhood = ball.map(Judged::neighbourhood);
        Digest digest = digesting.join();
        boolean embed = embeds(digest);
        long decided = System.nanoTime();
        List<Sealed> certificates = new ArrayList<>();
        reading.join();
        Checker checker = embed ? new Checker(Optional.empty(), Limits.DEFAULT) : besideFile;
        Sealer sealer = new Sealer(
                digest.sha256(),
                embed ? Optional.of(network) : Optional.empty(),
                embed ? Optional.empty() : Optional.of(source),
                centre.precision,
                checker);
        Map<Role, Proof> proofs = proofs(decision);
        Optional<String> notEvaluated =
                options.arithmetic().flatMap(format -> addEvaluations(network, format, centre, proofs));
        Rational radius = neighbourhood.map(Neighbourhood::radius).orElse(Rational.ZERO);
        proofs.forEach((role, proof) -> {
            boolean isOfBall = role.equals(Role.VERDICT) || role.equals(Role.PERIOD_THREE);
            certificates.add(sealer.seal(role, proof, isOfBall ? radius : Rational.ZERO));
        });
        NetworkFile judged = new NetworkFile(network, read.reading());
        long checked = System.nanoTime();
        return new Certified(
                judged,
                digest.sha256(),
                centre.map,
                decision,
                neighbourhood,
                notEvaluated,
                certificates,
                sealer,
                decided - start,
                checked - decided);
    }

    /** What was decided about the network itself, and the precision that smooth activations need. */
    private record Decided(RationalMap<? extends SpanOrbit> map, Decision decision, OptionalInt precision) {}

    private Decided exact(Network network, Work work) {
        PiecewiseLinearMap map = Unfolding.map(network, work);
        options.budget().ifPresent(work::allowFurther);
        return new Decided(map, Decider.decide(map, work, options.levels()), OptionalInt.empty());
    }

    private Decided smooth(Network network) {
        SmoothNetworks.Decided decided = SmoothNetworks.decide(network, options.levels(), options.budget());
        return new Decided(decided.map(), decided.decision(), OptionalInt.of(decided.precision()));
    }

    private boolean embeds(Digest digest) {
        boolean isShort = digest.canonicalLength() <= Options.EMBEDDED_BYTES;
        return options.embeds() || (options.embedding() == Options.Embedding.AUTO && isShort);
    }

    private static Map<Role, Proof> proofs(Decision decision) {
        Map<Role, Proof> proofs = new LinkedHashMap<>();
        verdictProof(decision).ifPresent(proof -> proofs.put(Role.VERDICT, proof));
        periodThreeProof(decision).ifPresent(proof -> proofs.put(Role.PERIOD_THREE, proof));
        return proofs;
    }

    /** Adds what is proved of evaluations; if that is nothing, returns the reason. */
    private static Optional<String> addEvaluations(
            Network network, FloatFormat format, Decided centre, Map<Role, Proof> proofs) {
        if (network.isSmooth()) {
            return Optional.of("how tanh and sigmoid are evaluated is up to libraries");
        }
        try {
            Evaluations evaluations = new Evaluations(network, format);
            proofs.put(Role.EVALUATION, evaluations.deviation());
            if (centre.decision.verdict() instanceof Verdict.Chaotic chaotic) {
                evaluations
                        .inequality(chaotic, Balls.seeds(centre.map, centre.decision))
                        .ifPresent(proof -> proofs.put(Role.COMPUTED_CHAOS, proof));
            }
            return Optional.empty();
        } catch (OverLimitsException limit) {
            return Optional.of(String.valueOf(limit.getMessage()));
        }
    }

    private static Optional<Proof> verdictProof(Decision decision) {
        if (decision.verdict() instanceof Verdict.Chaotic chaotic) {
            return Optional.of(chaotic.proof());
        }
        return decision.verdict() instanceof Verdict.NotChaotic notChaotic
                ? Optional.of(notChaotic.proof())
                : Optional.empty();
    }

    /** The orbit wherever there is period three; its absence where that does not follow from the verdict. */
    private static Optional<Proof> periodThreeProof(Decision decision) {
        if (decision.periodThree() instanceof PeriodThree.Present present
                && !present.orbit().isEmpty()) {
            return Optional.of(new Proof(new Claim.Period(3), new Witness.PeriodicOrbit(present.orbit())));
        }
        boolean follows = decision.verdict() instanceof Verdict.NotChaotic;
        return !follows && decision.periodThree() instanceof PeriodThree.Absent absent
                ? absent.proof()
                : Optional.empty();
    }
}
