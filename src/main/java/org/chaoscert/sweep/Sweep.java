package org.chaoscert.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works off a plan on one machine, with several threads. */
public final class Sweep {
    /** What becomes of a block. Called from several threads at once. */
    public interface Desk {
        /**
         * Says how large blocks are to be.
         *
         * @return what one is to cost, in units of {@link SweepPlan#labour()}: some tenths of a second
         */
        default long labourOfABlock() {
            return 1 << 22;
        }

        /**
         * Says who is shown the verdicts of a block; one for each block.
         *
         * @return an observer, used by one thread
         */
        BlockWorker.Observer open();

        /**
         * Takes in a block.
         *
         * @param block a block that has been worked off
         * @param tally its counts
         * @param observer the one that was shown its verdicts
         * @throws IOException if it cannot be written down; the sweep then stops
         */
        void close(Block block, Tally tally, BlockWorker.Observer observer) throws IOException;
    }

    private Sweep() {}

    /**
     * Works off all that is not done yet, and then returns. When a thread fails, the others finish their blocks first.
     *
     * @param plan what there is to do
     * @param drifts those of {@link SweepPlan#drifts}
     * @param done what has been done before; changed by the desk only
     * @param threads how many threads, at least 1
     * @param desk takes in the results
     * @throws IOException if the desk could not write something down
     */
    public static void run(SweepPlan plan, List<Drift> drifts, Account done, int threads, Desk desk)
            throws IOException {
        Agenda agenda = Agenda.of(plan, done, desk.labourOfABlock());
        Stop stop = new Stop();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(pool.submit(() -> {
                work(new BlockWorker(plan, drifts), agenda, desk, stop);
                return null;
            }));
        }
        // No thread is interrupted: what it is writing down would be lost, and its file closed.
        pool.shutdown();
        List<Throwable> failures = new ArrayList<>();
        for (Future<?> worker : workers) {
            failure(worker).ifPresent(failures::add);
        }
        if (!failures.isEmpty()) {
            Fuse.rethrow(failures.get(0));
        }
    }

    /** Whether some thread has failed. */
    private static final class Stop {
        private volatile boolean isSet;
    }

    private static void work(BlockWorker worker, Agenda agenda, Desk desk, Stop stop) throws IOException {
        boolean finished = false;
        try {
            for (Optional<Block> block = agenda.next(); block.isPresent() && !stop.isSet; block = agenda.next()) {
                BlockWorker.Observer observer = desk.open();
                desk.close(block.get(), worker.run(block.get(), observer), observer);
            }
            finished = true;
        } finally {
            stop.isSet |= !finished;
        }
    }

    private static Optional<Throwable> failure(Future<?> worker) {
        try {
            worker.get();
            return Optional.empty();
        } catch (ExecutionException failure) {
            return Optional.of(Optional.ofNullable(failure.getCause()).orElse(failure));
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return Optional.of(new IOException("interrupted", interruption));
        }
    }
}
