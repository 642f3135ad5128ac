package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept and what is done are of the same blocks, also when the disk becomes full. */
class RecorderTest {
    private static final String VERSION = "1";
    private static final Block FIRST = new Block(0, 0, 30);
    private static final Block SECOND = new Block(0, 30, 60);

    private final SweepPlan plan = Plans.reluSum(List.of(4), Plans.variances("64"), 60);

    @TempDir
    private Path directory;

    private Path checkpoint;
    private Path certificates;

    @BeforeEach
    void chooseFiles() {
        checkpoint = directory.resolve(Recorder.CHECKPOINT);
        certificates = directory.resolve(Recorder.CERTIFICATES);
    }

    private Recorder onDisk(Keep keep) throws IOException {
        return Recorder.onDisk(directory, Files.exists(checkpoint), VERSION, plan, keep, 0, length -> {});
    }

    /** A recorder on a disk with so much room for each of its files. */
    private Recorder onFullDisk(long roomOfTheCheckpoint, long roomOfTheBundle) throws IOException {
        Ledger.create(checkpoint, plan, Keep.ALL, VERSION).close();
        Ledger.Past past = new Ledger.Past(new Account(plan), Files.size(checkpoint), 0);
        Ledger ledger = Ledger.at(past, new FullDisk(checkpoint, roomOfTheCheckpoint), Claim.none());
        Bundle bundle = Bundle.at(0, new FullDisk(certificates, roomOfTheBundle));
        return new Recorder(plan, Keep.ALL, 0, length -> {}, Optional.of(ledger), Optional.of(bundle));
    }

    private void work(Recorder recorder, Block block) throws IOException {
        BlockWorker.Observer observer = recorder.open();
        recorder.close(block, new BlockWorker(plan, List.of()).run(block, observer), observer);
    }

    /** Takes in a block of which nothing is to be kept, as most blocks of rare events are. */
    private void workWithoutKeeping(Recorder recorder, Block block) throws IOException {
        Tally tally = new BlockWorker(plan, List.of()).run(block, (law, index, neurons, outcome) -> {});
        recorder.close(block, tally, new Inspector(plan, Keep.NONE, 0));
    }

    private List<String> kept() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(certificates)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    /** Goes on to the end, and compares with a run that nothing has happened to. */
    private void goesOnToTheSameEnd() throws IOException {
        try (Recorder recorder = onDisk(Keep.ALL)) {
            for (Block block : List.of(FIRST, SECOND)) {
                if (recorder.account().doneUpTo(block.law(), block.from()) == block.from()) {
                    work(recorder, block);
                }
            }
            assertThat(recorder.account().samples()).as("done").isEqualTo(60);
        }
        List<String> kept = kept();
        assertThat(kept).as("certificates").hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        Files.delete(checkpoint);
        Files.delete(certificates);
        try (Recorder recorder = onDisk(Keep.ALL)) {
            work(recorder, FIRST);
            work(recorder, SECOND);
        }
        assertThat(kept).as("certificates").containsExactlyInAnyOrderElementsOf(kept());
    }

    @Test
    void afterABundleThatIsFullNoBlockIsTakenIn() throws IOException {
        byte[] header;
        try (Recorder recorder = onFullDisk(Long.MAX_VALUE, 1000)) {
            header = Files.readAllBytes(checkpoint);
            Throwable full = catchThrowable(() -> work(recorder, FIRST));
            assertThat(full).isInstanceOf(IOException.class).hasMessage(FullDisk.MESSAGE);
            assertThatThrownBy(() -> workWithoutKeeping(recorder, SECOND)).isSameAs(full);
            assertThat(recorder.account().samples()).as("done").isZero();
        }
        assertThat(checkpoint).as("checkpoint").hasBinaryContent(header);
        assertThat(certificates).as("bundle").isEmptyFile();
        goesOnToTheSameEnd();
    }

    @Test
    void afterACheckpointThatIsFullNoBlockIsTakenIn() throws IOException {
        byte[] header;
        try (Recorder recorder = onFullDisk(100, Long.MAX_VALUE)) {
            header = Files.readAllBytes(checkpoint);
            Throwable full = catchThrowable(() -> work(recorder, FIRST));
            assertThat(full).isInstanceOf(IOException.class).hasMessage(FullDisk.MESSAGE);
            long length = Files.size(certificates);
            assertThat(length).as("bundle").isPositive();
            assertThatThrownBy(() -> work(recorder, SECOND)).isSameAs(full);
            assertThat(certificates).as("bundle then").hasSize(length);
            assertThat(recorder.account().samples()).as("done").isZero();
        }
        assertThat(checkpoint).as("checkpoint").hasBinaryContent(header);
        goesOnToTheSameEnd();
    }

    @Test
    void afterADefectNoBlockIsTakenIn() throws IOException {
        try (Recorder recorder = onDisk(Keep.NONE)) {
            work(recorder, FIRST);
            Throwable twice = catchThrowable(() -> work(recorder, FIRST));
            assertThat(twice).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> work(recorder, SECOND)).isSameAs(twice);
        }
    }

    @Test
    void aStartThatFailsLeavesNoCheckpoint() throws IOException {
        Files.createDirectory(certificates);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> onDisk(Keep.ALL));
        assertThat(checkpoint).doesNotExist();
        Files.delete(certificates);
        try (Recorder recorder = onDisk(Keep.ALL)) {
            assertThat(recorder.account().samples()).as("done").isZero();
        }
    }

    @Test
    void aCheckpointThatWasThereStaysWhenAStartFails() throws IOException {
        try (Recorder recorder = onDisk(Keep.ALL)) {
            work(recorder, FIRST);
        }
        byte[] before = Files.readAllBytes(checkpoint);
        byte[] bundle = Files.readAllBytes(certificates);
        Files.delete(certificates);
        Files.createDirectory(certificates);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> onDisk(Keep.ALL));
        assertThat(checkpoint).hasBinaryContent(before);
        Files.delete(certificates);
        Files.write(certificates, bundle);
        goesOnToTheSameEnd();
    }

    @Test
    void aDirectoryIsUsedByOneRunAtATime() throws IOException {
        try (Recorder recorder = onDisk(Keep.ALL)) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> onDisk(Keep.ALL))
                    .withMessageContaining("another run is using this directory");
            work(recorder, FIRST);
        }
        goesOnToTheSameEnd();
    }
}
