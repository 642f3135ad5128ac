package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.network.Scheme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoint files: what they remember, wherever they are cut off, and which of them are refused. */
class LedgerTest {
    private static final String VERSION = "1.2.3";
    private static final int SAMPLES = 48;

    private final SweepPlan plan = Plans.tilted(16, "64", SAMPLES, 11);

    /** Not tuned: any drift gives weights that are no round numbers. */
    private final List<Drift> drifts = Plans.drifts(0.5, -0.25, 0.125);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("checkpoint");
    }

    private Tally tally(Block block) {
        return new BlockWorker(plan, drifts).run(block, (law, index, neurons, outcome) -> {});
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int from = 0; from < SAMPLES; from += 12) {
            blocks.add(new Block(0, from, from + 12));
        }
        Collections.shuffle(blocks, new Random(5));
        return blocks;
    }

    /** Returns the content of a checkpoint in which some blocks are done. */
    private byte[] write(List<Block> blocks) throws IOException {
        try (Ledger ledger = Ledger.create(file, plan, Keep.NONE, VERSION)) {
            for (Block block : blocks) {
                ledger.add(block, tally(block), 100 * block.to());
            }
        }
        return Files.readAllBytes(file);
    }

    private Ledger resume() throws IOException {
        return Ledger.resume(file, plan, Keep.NONE, VERSION);
    }

    private static int complete(byte[] bytes, int length) {
        int lines = 0;
        for (int i = 0; i < length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    @Test
    void whereverItIsCutOffTheRestIsDoneAgainAndTheEndIsTheSame() throws IOException {
        List<Block> blocks = blocks();
        byte[] bytes = write(blocks);
        Account whole = new Account(plan);
        List<Account> parts = new ArrayList<>();
        parts.add(new Account(plan));
        for (int i = 0; i < blocks.size(); i++) {
            Account part = new Account(plan);
            blocks.subList(0, i + 1).forEach(block -> part.add(block, tally(block)));
            parts.add(part);
            whole.add(blocks.get(i), tally(blocks.get(i)));
        }
        assertThat(whole.tallies().get(0).periodThree()).as("hits").isPositive();
        for (int length = 0; length <= bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            int done = Math.max(0, complete(bytes, length) - 1);
            try (Ledger ledger = resume()) {
                Account account = ledger.account();
                assertThat(account.tallies())
                        .as("done when cut off at %d", length)
                        .isEqualTo(parts.get(done).tallies());
                assertThat(ledger.keptBytes())
                        .as("kept")
                        .isEqualTo(done == 0 ? 0 : 100 * blocks.get(done - 1).to());
                Agenda agenda = Agenda.of(plan, account, Plans.LABOUR);
                for (Optional<Block> block = agenda.next(); block.isPresent(); block = agenda.next()) {
                    ledger.add(block.get(), tally(block.get()), 0);
                }
                assertThat(account.tallies())
                        .as("in the end when cut off at %d", length)
                        .isEqualTo(whole.tallies());
            }
            try (Ledger ledger = resume()) {
                assertThat(ledger.account().tallies()).as("read once more").isEqualTo(whole.tallies());
            }
        }
    }

    @Test
    void whatIsWrittenAfterACutIsWhatWouldHaveBeenWritten() throws IOException {
        List<Block> blocks = blocks();
        byte[] bytes = write(blocks);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));
        Block last = blocks.get(blocks.size() - 1);
        try (Ledger ledger = resume()) {
            ledger.add(last, tally(last), 100 * last.to());
        }
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void aLineThatDoesNotFitIsCutOffAndNoneFollowsIt() throws IOException {
        Block first = blocks().get(0);
        Block second = blocks().get(1);
        int header = write(List.of()).length;
        Files.delete(file);
        byte[] one = write(List.of(first));
        for (int room = one.length - header; room < one.length - header + 100; room++) {
            Files.write(file, Arrays.copyOf(one, header));
            FullDisk disk = new FullDisk(file, room);
            Ledger.Past past = new Ledger.Past(new Account(plan), header, 0);
            try (Ledger ledger = Ledger.at(past, disk, Claim.none())) {
                ledger.add(first, tally(first), 100 * first.to());
                assertThatIOException()
                        .isThrownBy(() -> ledger.add(second, tally(second), 100 * second.to()))
                        .withMessage(FullDisk.MESSAGE);
                disk.empty();
                assertThatIOException()
                        .isThrownBy(() -> ledger.add(second, tally(second), 100 * second.to()))
                        .withMessage(FullDisk.MESSAGE);
                assertThat(ledger.account().samples()).as("done").isEqualTo(12);
                assertThat(ledger.keptBytes()).as("kept").isEqualTo(100 * first.to());
            }
            assertThat(file).as("with room for %d bytes", room).hasBinaryContent(one);
        }
    }

    @Test
    void twoCannotGoOnAtOnce() throws IOException {
        List<Block> blocks = blocks();
        byte[] bytes = write(blocks);
        try (Ledger ledger = resume()) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(this::resume)
                    .withMessage("another run is using this directory");
            assertThat(ledger.account().samples()).as("done").isEqualTo(SAMPLES);
        }
        resume().close();
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void aFileThatExistsIsNotStartedAnew() throws IOException {
        byte[] bytes = write(blocks());
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> Ledger.create(file, plan, Keep.NONE, VERSION));
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void aMissingFileCannotBeGoneOnWith() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(this::resume);
        assertThat(file).doesNotExist();
    }

    private void refused(SweepPlan other, Keep keep, String version, String why) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.resume(file, other, keep, version))
                .withMessageContaining("another run")
                .withMessageContaining(why);
        assertThat(file).as("the file").hasBinaryContent(bytes);
    }

    @Test
    void checkpointsOfOtherRunsAreRefused() throws IOException {
        write(blocks());
        refused(plan, Keep.NONE, "1.2.4", "its version is \"1.2.3\", not \"1.2.4\"");
        refused(plan, Keep.ALL, VERSION, "its keep is \"none\", not \"all\"");
        refused(Plans.tilted(17, "64", SAMPLES, 11), Keep.NONE, VERSION, "its widths is [16], not [17]");
        refused(Plans.tilted(16, "64.0", SAMPLES, 11), Keep.NONE, VERSION, "variances");
        refused(Plans.tilted(16, "he", SAMPLES, 11), Keep.NONE, VERSION, "variances");
        refused(Plans.tilted(16, "64", SAMPLES + 1, 11), Keep.NONE, VERSION, "its samples is 48, not 49");
        refused(Plans.tilted(16, "64", SAMPLES, 12), Keep.NONE, VERSION, "its seed is 11, not 12");
        refused(changed(Scheme.HE_HE, false, 0, Plans.BUDGET, false), Keep.NONE, VERSION, "scheme");
        refused(changed(Scheme.RELU_SUM, true, 0, Plans.BUDGET, true), Keep.NONE, VERSION, "clip");
        refused(changed(Scheme.RELU_SUM, false, 1, Plans.BUDGET, true), Keep.NONE, VERSION, "levels");
        refused(changed(Scheme.RELU_SUM, false, 0, 5, true), Keep.NONE, VERSION, "budget");
        refused(changed(Scheme.RELU_SUM, false, 0, Plans.BUDGET, false), Keep.NONE, VERSION, "tilt");
    }

    private SweepPlan changed(Scheme scheme, boolean clip, int levels, long budget, boolean tilt) {
        return new SweepPlan(
                List.of(scheme), plan.widths(), plan.variances(), clip, SAMPLES, plan.seed(), levels, budget, tilt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"law\":0}",
                "/\"law\":0/\"law\":1",
                "/\"law\":0/\"law\":-1",
                "/\"law\":0/\"law\":3000000000",
                "/\"law\":0/\"law\":0.5",
                "/\"from\":/\"from\":1",
                "/\"to\":/\"to\":9",
                "/\"chaotic\":/\"chaotic\":1",
                "/\"chaotic\":/\"chaotic\":-1,\"x\":",
                "/\"chaotic\":/\"chaotic\":9223372036854775807,\"x\":",
                "/\"undecided\":/\"undecided\":1",
                "/\"exact\":/\"exact\":99",
                "/\"notChaotic\":[/\"notChaotic\":[0,",
                "/\"notChaotic\":[/\"notChaotic\":[],\"x\":[",
                "/\"weights\":\"/\"weights\":\"-",
                "/\"weights\":\"/\"weights\":\"1E999999999\",\"x\":\"",
                "/\"squares\":/\"x\":",
                "/\"greatest\":/\"greatest\":-1,\"x\":"
            })
    void aDamagedLineInTheMiddleIsRefused(String damage) throws IOException {
        write(blocks());
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        String line = lines.get(2);
        String[] replacement = damage.split("/", -1);
        lines.set(2, replacement.length == 3 ? line.replace(replacement[1], replacement[2]) : damage);
        assertThat(lines.get(2)).as("damaged").isNotEqualTo(line);
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, bytes);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(this::resume)
                .withMessageContaining("line 3 is damaged");
        assertThat(file).as("the file").hasBinaryContent(bytes);
    }

    @Test
    void aBlockThatStandsTwiceIsRefused() throws IOException {
        write(blocks());
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(4, lines.get(1));
        Files.write(file, lines);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(this::resume)
                .withMessageContaining("line 5 is damaged")
                .withMessageContaining("done already");
    }

    @Test
    void aBlockThatIsDoneIsNotWrittenDownAgain() throws IOException {
        byte[] bytes = write(blocks());
        try (Ledger ledger = resume()) {
            Block again = new Block(0, 6, 18);
            Tally tally = tally(again);
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> ledger.add(again, tally, 0))
                    .withMessageContaining("done already");
            assertThat(ledger.keptBytes())
                    .isEqualTo(100L * blocks().get(blocks().size() - 1).to());
        }
        assertThat(file).hasBinaryContent(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}\n",
                "17\n",
                "[]\n{}\n",
                "{\"format\":\"chaoscert-sweep/2\"}\n",
                "a text\n",
                "\n",
                "a text without an end of line"
            })
    void whatIsNoCheckpointIsRefusedAndLeftAsItIs(String content) throws IOException {
        Files.writeString(file, content);
        assertThatExceptionOfType(LedgerException.class).isThrownBy(this::resume);
        assertThat(file).as("the file").hasContent(content);
    }
}
