package org.chaoscert.audit;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/**
 * Judges the networks of a source on several threads, and hands the results on in the order of the source. Only some hundred
 * networks are in memory at any time, of wide ones fewer.
 */
public final class Audit {
    private static final int NETWORKS_AT_ONCE = 64;

    /** Weights and biases of a batch: one with a wide network holds no others. */
    private static final long NUMBERS_AT_ONCE = 1 << 20;

    private static final int BATCHES_AHEAD = 4;

    private Audit() {}

    /**
     * Judges one network. Used by one thread at a time.
     *
     * @param <T> what is found
     */
    @FunctionalInterface
    public interface Judge<T> {
        /**
         * Judges.
         *
         * @param entry a network, or what is wrong with it
         * @return what is found
         */
        T judge(Entry entry);
    }

    /**
     * Takes what was found.
     *
     * @param <T> what is found
     */
    @FunctionalInterface
    public interface Taker<T> {
        /**
         * Takes one result.
         *
         * @param result of the next network
         * @throws IOException if it cannot be written down; the audit then ends
         */
        void take(T result) throws IOException;
    }

    /**
     * Judges all networks. If the source breaks off, those before are judged and taken first.
     *
     * @param <T> what is found of a network
     * @param source the networks
     * @param threads how many threads, at least 1
     * @param judges makes a judge; at most as many as there are threads
     * @param taker is given all results in order, by the calling thread
     * @throws NetworkFormatException if the source breaks off
     * @throws IOException if the source cannot be read, or a result cannot be taken
     * @throws InterruptedException if the thread is interrupted
     */
    public static <T> void run(NetworkSource source, int threads, Supplier<Judge<T>> judges, Taker<T> taker)
            throws IOException, NetworkFormatException, InterruptedException {
        Queue<Judge<T>> idle = new ConcurrentLinkedQueue<>();
        Queue<Future<List<T>>> pending = new ArrayDeque<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            boolean isOver = false;
            while (!isOver || !pending.isEmpty()) {
                while (!isOver && pending.size() < BATCHES_AHEAD * threads) {
                    List<Entry> batch = new ArrayList<>();
                    try {
                        isOver = !fill(batch, source);
                    } catch (IOException | NetworkFormatException | RuntimeException broken) {
                        pending.add(pool.submit(() -> judged(batch, idle, judges)));
                        while (!pending.isEmpty()) {
                            takeAll(pending.remove(), taker);
                        }
                        throw broken;
                    }
                    pending.add(pool.submit(() -> judged(batch, idle, judges)));
                }
                takeAll(pending.remove(), taker);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Reads some networks; tells whether there may be more. */
    private static boolean fill(List<Entry> batch, NetworkSource source) throws IOException, NetworkFormatException {
        long numbers = 0;
        while (batch.size() < NETWORKS_AT_ONCE && numbers < NUMBERS_AT_ONCE) {
            Optional<Entry> entry = source.next();
            if (entry.isEmpty()) {
                return false;
            }
            batch.add(entry.get());
            numbers += entry.get().network().map(Network::parameters).orElse(0L);
        }
        return true;
    }

    private static <T> List<T> judged(List<Entry> batch, Queue<Judge<T>> idle, Supplier<Judge<T>> judges) {
        Judge<T> free = idle.poll();
        Judge<T> judge = free == null ? judges.get() : free;
        List<T> results = batch.stream().map(judge::judge).toList();
        idle.add(judge);
        return results;
    }

    private static <T> void takeAll(Future<List<T>> batch, Taker<T> taker) throws IOException, InterruptedException {
        try {
            for (T result : batch.get()) {
                taker.take(result);
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }
}
