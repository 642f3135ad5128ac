package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How networks go through several threads. */
@Timeout(60)
class AuditTest {
    /** Entries without networks, as many as are wanted, and then perhaps an exception. */
    private static final class Entries implements NetworkSource {
        private final long count;
        private final Optional<Exception> end;
        private final AtomicLong given = new AtomicLong();
        private boolean isOver;

        Entries(long count, Optional<Exception> end) {
            this.count = count;
            this.end = end;
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.of(count);
        }

        @Override
        public Optional<Entry> next() throws IOException, NetworkFormatException {
            assertThat(isOver).as("asked again behind the end").isFalse();
            if (given.get() < count) {
                return Optional.of(Entry.faulty(given.getAndIncrement(), "none"));
            }
            isOver = true;
            if (end.isPresent() && end.get() instanceof IOException problem) {
                throw problem;
            }
            if (end.isPresent() && end.get() instanceof NetworkFormatException problem) {
                throw problem;
            }
            if (end.isPresent() && end.get() instanceof RuntimeException problem) {
                throw problem;
            }
            return Optional.empty();
        }

        @Override
        public String reading() {
            return "";
        }

        @Override
        public void close() {}
    }

    private static List<Long> upTo(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 63", "2, 64", "3, 65", "4, 128", "7, 5000", "1, 5000", "32, 129"})
    void allInOrder(int threads, int count) throws IOException, NetworkFormatException, InterruptedException {
        Entries source = new Entries(count, Optional.empty());
        List<Long> taken = new ArrayList<>();
        AtomicInteger judges = new AtomicInteger();
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        Thread caller = Thread.currentThread();
        Audit.<Long>run(
                source,
                threads,
                () -> {
                    judges.incrementAndGet();
                    AtomicBoolean isBusy = new AtomicBoolean();
                    return entry -> {
                        assertThat(isBusy.getAndSet(true))
                                .as("a judge used by two threads")
                                .isFalse();
                        workers.add(Thread.currentThread());
                        if (entry.index() % 97 == 0) {
                            Thread.onSpinWait();
                        }
                        isBusy.set(false);
                        return entry.index();
                    };
                },
                index -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    taken.add(index);
                });
        assertThat(taken).isEqualTo(upTo(count));
        assertThat(judges.get()).isBetween(1, threads);
        for (Thread worker : workers) {
            worker.join(10_000);
            assertThat(worker.isAlive()).as("threads end").isFalse();
        }
    }

    /** The first networks take long, the last none. */
    @Test
    void slowNetworksDoNotChangeTheOrder() throws IOException, NetworkFormatException, InterruptedException {
        List<Long> taken = new ArrayList<>();
        Audit.<Long>run(
                new Entries(1000, Optional.empty()),
                4,
                () -> entry -> {
                    if (entry.index() == 0 || entry.index() == 130) {
                        try {
                            Thread.sleep(50);
                        } catch (InterruptedException interrupted) {
                            throw new IllegalStateException(interrupted);
                        }
                    }
                    return entry.index();
                },
                taken::add);
        assertThat(taken).isEqualTo(upTo(1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void fewNetworksAreAheadOfTheTaker(int threads) throws IOException, NetworkFormatException, InterruptedException {
        Entries source = new Entries(5000, Optional.empty());
        AtomicLong most = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        Audit.<Long>run(source, threads, () -> NetworkSource.Entry::index, index -> {
            most.accumulateAndGet(source.given.get() - taken.getAndIncrement(), Math::max);
        });
        assertThat(most.get()).isBetween(64L, 256L * threads + 64);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 64", "4, 100", "4, 1000", "2, 1024", "8, 3000"})
    void whatComesBeforeABreakIsTaken(int threads, int count) {
        for (Exception end : List.of(
                new IOException("cut"), new NetworkFormatException("a", "cut"), new OverLimitsException("large"))) {
            List<Long> taken = new ArrayList<>();
            assertThatThrownBy(() -> Audit.<Long>run(
                            new Entries(count, Optional.of(end)),
                            threads,
                            () -> NetworkSource.Entry::index,
                            taken::add))
                    .isSameAs(end);
            assertThat(taken).isEqualTo(upTo(count));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 70", "4, 3", "4, 999"})
    void aJudgeThatFails(int threads, int at) {
        List<Long> taken = new ArrayList<>();
        IllegalStateException failure = new IllegalStateException("a");
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> Audit.<Long>run(
                        new Entries(1000, Optional.empty()),
                        threads,
                        () -> entry -> {
                            workers.add(Thread.currentThread());
                            if (entry.index() == at) {
                                throw failure;
                            }
                            return entry.index();
                        },
                        taken::add))
                .isSameAs(failure);
        // Whole batches of 64 before it.
        assertThat(taken).isEqualTo(upTo(at / 64 * 64L));
        workers.forEach(AuditTest::ends);
    }

    private static void ends(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        assertThat(thread.isAlive()).as("threads end").isFalse();
    }

    @Test
    void errorsOfJudgesArriveAsTheyAre() {
        OutOfMemoryError error = new OutOfMemoryError("none left");
        assertThatThrownBy(() -> Audit.<Long>run(
                        new Entries(3, Optional.empty()),
                        2,
                        () -> entry -> {
                            throw error;
                        },
                        taken -> {}))
                .isSameAs(error);
    }

    @Test
    void aSupplierThatFails() {
        IllegalStateException failure = new IllegalStateException("a");
        assertThatThrownBy(() -> Audit.<Long>run(
                        new Entries(3, Optional.empty()),
                        2,
                        () -> {
                            throw failure;
                        },
                        taken -> {}))
                .isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 64, 777})
    void aTakerThatFails(int at) {
        IOException full = new IOException("disk full");
        List<Long> taken = Collections.synchronizedList(new ArrayList<>());
        Entries source = new Entries(1_000_000, Optional.empty());
        assertThatThrownBy(() -> Audit.<Long>run(source, 4, () -> NetworkSource.Entry::index, index -> {
                    if (index == at) {
                        throw full;
                    }
                    taken.add(index);
                }))
                .isSameAs(full);
        assertThat(taken).isEqualTo(upTo(at));
        assertThat(source.given.get()).isLessThan(5000);
    }

    @Test
    void anInterruptedCaller() {
        try {
            assertThatThrownBy(() -> Audit.<Long>run(
                            new Entries(100_000, Optional.empty()),
                            2,
                            () -> NetworkSource.Entry::index,
                            index -> Thread.currentThread().interrupt()))
                    .isInstanceOf(InterruptedException.class);
        } finally {
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
