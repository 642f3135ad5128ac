package org.chaoscert.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
 * done again. Safe to use from several threads.
 */
public final class Ledger implements Closeable {
    private static final String FORMAT = "chaoscert-sweep/1";
    private static final ObjectMapper JSON = new JsonMapper();

    private final FileChannel file;
    private final Account account;
    private long kept;

    private Ledger(FileChannel file, Account account) {
        this.file = file;
        this.account = account;
    }

    /**
     * Starts a new file.
     *
     * @param path where; must not exist
     * @param plan what is to be done
     * @param keep which networks are kept
     * @param version the program's version, which a run must not change
     * @return an open ledger with nothing done
     * @throws IOException if the file exists or cannot be written
     */
    public static Ledger create(Path path, SweepPlan plan, Keep keep, String version) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Ledger ledger = new Ledger(file, new Account(plan));
        ledger.write(header(plan, keep, version));
        return ledger;
    }

    /**
     * Goes on with a file.
     *
     * @param path an existing file
     * @param plan what is to be done
     * @param keep which networks are kept
     * @param version the program's version
     * @return an open ledger with all that the file says is done
     * @throws LedgerException if the file is none, is damaged before its last line, or belongs to another run
     * @throws IOException if it cannot be read or written
     */
    public static Ledger resume(Path path, SweepPlan plan, Keep keep, String version) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
        Ledger ledger = new Ledger(file, new Account(plan));
        try {
            int end = ledger.read(bytes, header(plan, keep, version));
            // Without a complete line it is either the beginning of a checkpoint, or something else that must not be
            // lost.
            byte[] start = ("{\"format\":\"" + FORMAT + "\",").getBytes(StandardCharsets.UTF_8);
            int begun = Math.min(bytes.length, start.length);
            if (end == 0 && !Arrays.equals(bytes, 0, begun, start, 0, begun)) {
                throw new LedgerException("no checkpoint of a sweep");
            }
            file.truncate(end);
            file.position(end);
            if (end == 0) {
                ledger.write(header(plan, keep, version));
            }
            return ledger;
        } catch (IOException | RuntimeException problem) {
            file.close();
            throw problem;
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

    /** Reads all complete lines, and returns where they end. */
    private int read(byte[] bytes, Map<String, Object> header) throws LedgerException {
        int start = 0;
        for (int line = 1; ; line++) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length) {
                return start;
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
    }

    /**
     * Writes a block down.
     *
     * @param block a block that has been worked off
     * @param tally its counts
     * @param keptBytes how long the bundle of kept certificates is, with those of this block; 0 without one
     * @throws IOException if it cannot be written; the block then counts as not done
     */
    public synchronized void add(Block block, Tally tally, long keptBytes) throws IOException {
        write(SweepJson.entry(block, tally, keptBytes));
        account.add(block, tally);
        kept = keptBytes;
    }

    private void write(Map<String, Object> line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
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
        file.close();
    }
}
