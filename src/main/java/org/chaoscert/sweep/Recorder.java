package org.chaoscert.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Takes in the blocks of a sweep: counts, and where there is a directory writes down what is done and what is kept. After a
 * block that could not be taken in none is: what is kept and what is done would no longer be of the same blocks. Safe to use
 * from several threads.
 */
public final class Recorder implements Sweep.Desk, Closeable {
    /** The checkpoint file's name. */
    public static final String CHECKPOINT = "checkpoint.jsonl";

    /** The name of the bundle of kept certificates. */
    public static final String CERTIFICATES = "certificates.jsonl.gz";

    private final SweepPlan plan;
    private final Keep keep;
    private final double verifiedShare;
    private final LongConsumer progress;
    private final Account account;
    private final Optional<Ledger> ledger;
    private final Optional<Bundle> bundle;
    private final Fuse fuse = new Fuse();
    private long verified;

    Recorder(
            SweepPlan plan,
            Keep keep,
            double verifiedShare,
            LongConsumer progress,
            Optional<Ledger> ledger,
            Optional<Bundle> bundle) {
        this.plan = plan;
        this.keep = keep;
        this.verifiedShare = verifiedShare;
        this.progress = progress;
        this.ledger = ledger;
        this.bundle = bundle;
        account = ledger.map(Ledger::account).orElseGet(() -> new Account(plan));
    }

    /**
     * Counts in memory only, and keeps no certificates.
     *
     * @param plan what is to be done
     * @param verifiedShare the share of networks to certify and check once more, from 0 to 1
     * @param progress is told the length of every finished block
     * @return a recorder with nothing done
     */
    public static Recorder inMemory(SweepPlan plan, double verifiedShare, LongConsumer progress) {
        return new Recorder(plan, Keep.NONE, verifiedShare, progress, Optional.empty(), Optional.empty());
    }

    /**
     * Counts on disk.
     *
     * @param directory holds the checkpoint and the bundle; made if it is missing
     * @param resumes whether to go on with a checkpoint, if there is one; else there must be none
     * @param version the program's version
     * @param plan what is to be done
     * @param keep which networks to keep
     * @param verifiedShare the share of networks to certify and check once more, from 0 to 1
     * @param progress is told the length of every finished block
     * @return a recorder with what the checkpoint says is done
     * @throws LedgerException if the checkpoint cannot be gone on with, or another run is at work on it
     * @throws IOException if a file cannot be read or written; a checkpoint that was not there before is then removed
     */
    public static Recorder onDisk(
            Path directory,
            boolean resumes,
            String version,
            SweepPlan plan,
            Keep keep,
            double verifiedShare,
            LongConsumer progress)
            throws IOException {
        Files.createDirectories(directory);
        Path checkpoint = directory.resolve(CHECKPOINT);
        boolean goesOn = resumes && Files.exists(checkpoint);
        Ledger ledger = goesOn
                ? Ledger.resume(checkpoint, plan, keep, version)
                : Ledger.create(checkpoint, plan, keep, version);
        try {
            Optional<Bundle> bundle = keep == Keep.NONE
                    ? Optional.empty()
                    : Optional.of(Bundle.open(directory.resolve(CERTIFICATES), ledger.keptBytes()));
            return new Recorder(plan, keep, verifiedShare, progress, Optional.of(ledger), bundle);
        } catch (IOException | RuntimeException problem) {
            if (goesOn) {
                ledger.close();
            } else {
                Ledger.discard(checkpoint, ledger, problem);
            }
            throw problem;
        }
    }

    /** Certifying takes much longer than deciding. */
    @Override
    public long labourOfABlock() {
        return inspects() ? 1 << 18 : Sweep.Desk.super.labourOfABlock();
    }

    private boolean inspects() {
        return keep != Keep.NONE || verifiedShare > 0;
    }

    @Override
    public BlockWorker.Observer open() {
        return !inspects() ? (law, index, neurons, outcome) -> {} : new Inspector(plan, keep, verifiedShare);
    }

    @Override
    public synchronized void close(Block block, Tally tally, BlockWorker.Observer observer) throws IOException {
        fuse.run(() -> takeIn(block, tally, observer));
        progress.accept(block.to() - block.from());
    }

    private void takeIn(Block block, Tally tally, BlockWorker.Observer observer) throws IOException {
        long keptBytes = 0;
        if (observer instanceof Inspector inspector) {
            verified += inspector.verified();
            keptBytes = bundle.isPresent() ? bundle.get().add(inspector.kept()) : 0;
        }
        if (ledger.isPresent()) {
            ledger.get().add(block, tally, keptBytes);
        } else {
            account.add(block, tally);
        }
    }

    /**
     * Returns what is done.
     *
     * @return the counts so far, those of the checkpoint included
     */
    public Account account() {
        return account;
    }

    /**
     * Returns how many networks were certified and checked once more in this run.
     *
     * @return a count
     */
    public synchronized long verified() {
        return verified;
    }

    @Override
    public void close() throws IOException {
        try {
            if (bundle.isPresent()) {
                bundle.get().close();
            }
        } finally {
            if (ledger.isPresent()) {
                ledger.get().close();
            }
        }
    }
}
