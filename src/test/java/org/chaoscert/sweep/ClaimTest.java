package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write to a file. What another process holds is tested with the programs. */
class ClaimTest {
    @TempDir
    private Path directory;

    private FileChannel open() throws IOException {
        return FileChannel.open(directory.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Test
    void aFileIsClaimedOnce() throws IOException {
        try (FileChannel first = open();
                FileChannel second = open()) {
            Claim claim = Claim.on(first);
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> Claim.on(second))
                    .withMessage("another run is using this directory");
            claim.close();
            claim.close();
            Claim later = Claim.on(second);
            assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> Claim.on(first));
            later.close();
        }
    }

    @Test
    void whatAnotherProcessHoldsIsRefused() {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Claim.by(Optional::empty))
                .withMessage("another run is using this directory");
    }

    @Test
    void whereThereAreNoLocksNoneIsNeeded() throws IOException {
        Claim.Attempt unsupported = () -> {
            throw new IOException("Function not implemented");
        };
        try (Claim claim = Claim.by(unsupported)) {
            assertThat(claim).isNotNull();
        }
    }

    @Test
    void aClaimEndsWithItsFile() throws IOException {
        FileChannel first = open();
        Claim claim = Claim.on(first);
        first.close();
        claim.close();
        try (FileChannel second = open();
                FileLock lock = second.lock()) {
            assertThat(lock.isValid()).isTrue();
        }
    }
}
