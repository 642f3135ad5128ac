package org.chaoscert.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Optional;

/** The right to write to a file, which only one run at a time has: a lock, which ends with the process at the latest. */
final class Claim implements Closeable {
    /** Held, not only taken: Java forgets locks that nobody refers to. */
    private final Optional<FileLock> lock;

    private Claim(Optional<FileLock> lock) {
        this.lock = lock;
    }

    /** Tries to lock something. */
    @FunctionalInterface
    interface Attempt {
        /** Returns the lock, or nothing if another process holds one. */
        Optional<FileLock> lock() throws IOException;
    }

    /**
     * Claims a file. No other channel of this process may be open on it: Unix ends all locks that a process has on a file
     * when it closes any of them.
     */
    static Claim on(FileChannel file) throws LedgerException {
        return by(() -> Optional.ofNullable(file.tryLock()));
    }

    static Claim by(Attempt attempt) throws LedgerException {
        Optional<FileLock> lock;
        try {
            lock = attempt.lock();
        } catch (OverlappingFileLockException ofThisProcess) {
            throw refusal();
        } catch (IOException withoutLocks) {
            // Some network file systems know no locks. A run that has its directory to itself needs none.
            return none();
        }
        if (lock.isEmpty()) {
            throw refusal();
        }
        return new Claim(lock);
    }

    /** Where nobody else can write. */
    static Claim none() {
        return new Claim(Optional.empty());
    }

    private static LedgerException refusal() {
        return new LedgerException("another run is using this directory");
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent() && lock.get().isValid()) {
            lock.get().release();
        }
    }
}
