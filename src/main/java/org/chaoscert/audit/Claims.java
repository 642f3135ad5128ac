package org.chaoscert.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chaoscert.exchange.FileKind;
import org.chaoscert.exchange.Table;
import org.chaoscert.network.NetworkFormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Claimed answers for the networks of a file, by their numbers from 0. Two bits for each network and question.
 *
 * <p>Read from a table with header {@code index,period3} or {@code index,chaotic} or both, from JSON lines with the same keys, or from
 * arrays {@code period3} and {@code chaotic} with an entry for each network.
 */
public final class Claims {
    private static final String INDEX = "index";
    private static final int MOST = (1 << 27) - 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<Question, Answers> answers = new EnumMap<>(Question.class);

    /** The answers to one question. */
    private static final class Answers {
        private final BitSet given = new BitSet();
        private final BitSet yes = new BitSet();
    }

    private Claims() {}

    /**
     * Reads claims.
     *
     * @param path a file whose name ends in .csv, .jsonl, .npz or .safetensors
     * @return its claims
     * @throws NetworkFormatException if it is malformed; it names the line or array
     * @throws IOException if it cannot be read
     */
    public static Claims read(Path path) throws IOException, NetworkFormatException {
        if (!Files.exists(path)) {
            throw new IOException("no such file");
        }
        String name = path.toString().toLowerCase(Locale.ROOT);
        Claims claims = new Claims();
        if (name.endsWith(".csv")) {
            claims.readTable(path);
        } else if (name.endsWith(".jsonl")) {
            claims.readLines(path);
        } else {
            claims.readColumns(path);
        }
        if (claims.answers.isEmpty()) {
            throw new NetworkFormatException(
                    "",
                    "no claims; expected columns, keys or arrays named period3 or chaotic, in a .csv,"
                            + " .jsonl, .npz or .safetensors file");
        }
        return claims;
    }

    private void readTable(Path path) throws IOException, NetworkFormatException {
        try (Table table = Table.open(path)) {
            int index = table.column(INDEX);
            Map<Question, Integer> places = new EnumMap<>(Question.class);
            for (Question question : Question.values()) {
                int place = table.column(question.word());
                if (place >= 0) {
                    places.put(question, place);
                    answers.put(question, new Answers());
                }
            }
            if (index < 0 || places.isEmpty()) {
                throw new NetworkFormatException("line 1", "expected a header with index, and period3 or chaotic");
            }
            for (Optional<Table.Row> row = table.next(); row.isPresent(); row = table.next()) {
                read(row.get(), index, places);
            }
        }
    }

    private void read(Table.Row row, int index, Map<Question, Integer> places) throws NetworkFormatException {
        row.requireFit();
        int number = number(row.place(), row.field(index));
        for (Map.Entry<Question, Integer> place : places.entrySet()) {
            String text = row.field(place.getValue());
            if (!text.isEmpty()) {
                put(row.place(), place.getKey(), number, truth(row.place(), text));
            }
        }
    }

    /** Reads the number of a network. */
    static int number(String line, String text) throws NetworkFormatException {
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > MOST) {
            throw new NetworkFormatException(
                    line, "index \"" + text + "\": expected the number of a network, 0 to " + MOST);
        }
        return Integer.parseInt(digits);
    }

    private static boolean truth(String line, String text) throws NetworkFormatException {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new NetworkFormatException(line, "\"" + text + "\": expected true or false");
        };
    }

    private void put(String place, Question question, int number, boolean yes) throws NetworkFormatException {
        Answers known = answers.computeIfAbsent(question, any -> new Answers());
        if (known.given.get(number)) {
            throw new NetworkFormatException(place, "a second claim about network " + number);
        }
        known.given.set(number);
        known.yes.set(number, yes);
    }

    private void readLines(Path path) throws IOException, NetworkFormatException {
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            long number = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                if (!text.isBlank()) {
                    readLine("line " + number, text);
                }
            }
        }
    }

    private void readLine(String line, String text) throws NetworkFormatException {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JacksonException problem) {
            throw new NetworkFormatException(line, "not JSON: " + problem.getOriginalMessage());
        }
        int index = number(
                line, node.path(INDEX).isIntegralNumber() ? node.path(INDEX).asString() : "");
        for (Question question : Question.values()) {
            JsonNode claim = node.path(question.word());
            if (claim.isBoolean()) {
                put(line, question, index, claim.booleanValue());
            } else if (!claim.isMissingNode() && !claim.isNull()) {
                throw new NetworkFormatException(line, question.word() + " " + claim + ": expected true or false");
            }
        }
    }

    private void readColumns(Path path) throws IOException, NetworkFormatException {
        for (Question question : Question.values()) {
            Optional<double[]> column = FileKind.column(path, question.word());
            if (column.isPresent()) {
                double[] entries = column.get();
                for (int i = 0; i < entries.length; i++) {
                    if (entries[i] != 0 && entries[i] != 1) {
                        throw new NetworkFormatException(
                                question.word() + "[" + i + "]", entries[i] + ": expected true or false, 0 or 1");
                    }
                    put(question.word(), question, i, entries[i] == 1);
                }
            }
        }
    }

    /**
     * Lists what is claimed at all.
     *
     * @return the questions, in their order
     */
    public Set<Question> questions() {
        return answers.keySet();
    }

    /**
     * Looks a claim up.
     *
     * @param question a question
     * @param index the number of a network, from 0
     * @return what is claimed, or empty if nothing is
     */
    public Optional<Boolean> about(Question question, long index) {
        return Optional.ofNullable(answers.get(question))
                .filter(known -> index <= MOST && known.given.get((int) index))
                .map(known -> known.yes.get((int) index));
    }

    /**
     * Returns the end of what is claimed.
     *
     * @return one more than the largest number of a network of which something is claimed
     */
    public long end() {
        return answers.values().stream()
                .mapToLong(known -> known.given.length())
                .max()
                .orElse(0);
    }
}
