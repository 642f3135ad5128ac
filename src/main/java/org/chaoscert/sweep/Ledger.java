package org.chaoscert.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A checkpoint file: the plan on its first line, and a line for every block that has been worked off. Lines are only ever
 * added, so that whatever moment a process dies at, at most the last line is incomplete; it is then cut off and its block
 * done again. A line that cannot be written is cut off at once, and none follows it. The file is locked while it is open:
 * of two runs that go on with it the second is refused. Safe to use from several threads.
 */
public final class Ledger implements Closeable {
    private static final String FORMAT = "chaoscert-sweep/1";
    private static final ObjectMapper JSON = new JsonMapper();

    private final AppendOnlyFile file;
    private final Claim claim;
    private final Account account;
    private long kept;

    /**
     * What a file says.
     *
     * @param account what is done
     * @param end where its last complete line ends
     * @param kept how long the bundle of kept certificates was then
     */
    record Past(Account account, long end, long kept) {}

    private Ledger(AppendOnlyFile file, Claim claim, Past past) {
        this.file = file;
        this.claim = claim;
        account = past.account;
        kept = past.kept;
    }

    /**
     * Starts a new file.
     *
     * @param path where; must not exist
     * @param plan what is to be done
     * @param keep which networks are kept
     * @param version the program's version, which a run must not change
     * @return an open ledger with nothing done
     * @throws IOException if the file exists or cannot be written; what was begun is removed
     */
    public static Ledger create(Path path, SweepPlan plan, Keep keep, String version) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return started(file, Claim.on(file), plan, keep, version);
        } catch (LedgerException claimed) {
            // By a run that goes on with what was only just begun: the file is now its own.
            file.close();
            throw claimed;
        } catch (IOException | RuntimeException problem) {
            discard(path, file, problem);
            throw problem;
        }
    }

    private static Ledger started(SeekableByteChannel file, Claim claim, SweepPlan plan, Keep keep, String version)
            throws IOException {
        Ledger ledger = new Ledger(AppendOnlyFile.at(0, file), claim, new Past(new Account(plan), 0, 0));
        ledger.write(header(plan, keep, version));
        return ledger;
    }

    /** Removes a file that was begun in vain, and says so with the problem if that fails. */
    static void discard(Path path, Closeable file, Exception problem) {
        // Closed afterwards: until then it is locked, and no other run's.
        try (file) {
            Files.deleteIfExists(path);
        } catch (IOException further) {
            problem.addSuppressed(further);
        }
    }

    /**
     * Goes on with a file.
     *
     * @param path an existing file
     * @param plan what is to be done
     * @param keep which networks are kept
     * @param version the program's version
     * @return an open ledger with all that the file says is done
     * @throws LedgerException if the file is none, is damaged before its last line, belongs to another run, or another run is
     *     at work on it
     * @throws IOException if it cannot be read or written
     */
    public static Ledger resume(Path path, SweepPlan plan, Keep keep, String version) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            Claim claim = Claim.on(file);
            byte[] bytes = Channels.newInputStream(file).readAllBytes();
            Past past = read(bytes, header(plan, keep, version), new Account(plan));
            if (past.end == 0) {
                requireBeginning(bytes);
                return started(file, claim, plan, keep, version);
            }
            return at(past, file, claim);
        } catch (IOException | RuntimeException problem) {
            file.close();
            throw problem;
        }
    }

    static Ledger at(Past past, SeekableByteChannel file, Claim claim) throws IOException {
        return new Ledger(AppendOnlyFile.at(past.end, file), claim, past);
    }

    /** What has no complete line is the beginning of a checkpoint, or something else that must not be lost. */
    private static void requireBeginning(byte[] bytes) throws LedgerException {
        byte[] start = ("{\"format\":\"" + FORMAT + "\",").getBytes(StandardCharsets.UTF_8);
        int begun = Math.min(bytes.length, start.length);
        if (!Arrays.equals(bytes, 0, begun, start, 0, begun)) {
            throw new LedgerException("no checkpoint of a sweep");
        }
    }

    private static Map<String, Object> header(SweepPlan plan, Keep keep, String version) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("format", FORMAT);
        header.put("version", version);
        header.putAll(SweepJson.parameters(plan));
        header.put("keep", keep.name().toLowerCase(Locale.ROOT));
        return header;
    }

    /** Reads all complete lines. */
    private static Past read(byte[] bytes, Map<String, Object> header, Account account) throws LedgerException {
        int start = 0;
        long kept = 0;
        for (int line = 1; ; line++) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length) {
                return new Past(account, start, kept);
            }
            String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            try {
                JsonNode node = JSON.readTree(text);
                if (line == 1) {
                    requireSame(node, JSON.valueToTree(header));
                } else {
                    SweepJson.Entry entry = SweepJson.entry(node);
                    account.add(entry.block(), entry.tally());
                    kept = entry.kept();
                }
            } catch (JacksonException | IllegalArgumentException | ArithmeticException damage) {
                throw new LedgerException("line " + line + " is damaged: " + damage.getMessage());
            }
            start = end + 1;
        }
    }

    private static void requireSame(JsonNode found, JsonNode expected) throws LedgerException {
        if (!found.path("format").equals(expected.path("format"))) {
            throw new LedgerException("no checkpoint of a sweep");
        }
        for (Map.Entry<String, JsonNode> property : expected.properties()) {
            JsonNode there = found.path(property.getKey());
            if (!there.equals(JSON.readTree(property.getValue().toString()))) {
                throw new LedgerException("a checkpoint of another run: its " + property.getKey() + " is " + there
                        + ", not " + property.getValue());
            }
        }
        // Options that are written only where they are chosen.
        for (Map.Entry<String, JsonNode> property : found.properties()) {
            if (!expected.has(property.getKey())) {
                throw new LedgerException(
                        "a checkpoint of another run: its " + property.getKey() + " is " + property.getValue());
            }
        }
    }

    /**
     * Writes a block down.
     *
     * @param block a block that has been worked off
     * @param tally its counts
     * @param keptBytes how long the bundle of kept certificates is, with those of this block; 0 without one
     * @throws IllegalArgumentException if the block is not of the plan, overlaps what is done, or has other counts; nothing is
     *     written then
     * @throws IOException if it cannot be written, or one before it could not; the block then counts as not done
     */
    public synchronized void add(Block block, Tally tally, long keptBytes) throws IOException {
        account.requireNew(block, tally);
        write(SweepJson.entry(block, tally, keptBytes));
        account.add(block, tally);
        kept = keptBytes;
    }

    private void write(Map<String, Object> line) throws IOException {
        file.append((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns what is done.
     *
     * @return the account that this file keeps
     */
    public Account account() {
        return account;
    }

    /**
     * Returns how much of the bundle of kept certificates belongs to what is done.
     *
     * @return a length in bytes
     */
    public synchronized long keptBytes() {
        return kept;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            claim.close();
        }
    }
}
