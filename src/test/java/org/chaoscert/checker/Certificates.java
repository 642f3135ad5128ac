package org.chaoscert.checker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Networks and certificates for the tests, from short texts. */
final class Certificates {
    static final Network TENT = network("-inf inf", "relu 1; 1 | 0 -1/2", "identity 2 -4 | 0");
    static final Network MIRROR = network("0 1", "relu 1 | 0", "clip -1 | 1");
    static final Network IDENTITY = network("-inf inf", "identity 1 | 0");
    static final Network SHIFT = network("-inf inf", "identity 1 | 1");
    /** The network printed beside the figure of f and f^3 in the paper. */
    static final Network FIGURE_7 = network(
            "-inf inf",
            "relu -46567463/25000000; 752047/2000000 | 41372077/50000000 -20257611/25000000",
            "identity 7913013/10000000 -12589359/12500000 | 0");
    /** |x| + 1 up to 1, and 3 − x from there. */
    static final Network ROOF = network("-inf inf", "relu 1; -1; 1 | 0 0 -1", "identity 1 1 -2 | 1");
    /** Two slopes whose product is 1: f² is the identity on [1/6, 2/3]. */
    static final Network BENT_MIRROR = network("1/6 2/3", "relu 1; 1; 1 | -1/6 -1/3 -2/3", "identity -2 3/2 1/2 | 2/3");

    static final Network LEAKY = network("-inf inf", "leaky-relu:1/10 1; -2 | 0 1", "hard-tanh -3 -1 | 1");
    /** A tent cut off at 6/7: has the cycle 2/7, 4/7, 6/7. */
    static final Network CUT_TENT = network("0 1", "relu 1; 1; 1 | 0 -3/7 -4/7", "clip 2 -2 -2 | 0");

    /**
     * Falls from 1/2 at 0 to 0 at 1/4, level up to 1/2, from there up to 3/4 at 1. The left half is mapped into itself,
     * the right one into both.
     */
    static final Network LEDGE = network("0 1", "relu 1; 1; 1 | 0 -1/4 -1/2", "identity -2 2 3/2 | 1/2");

    /** 2x up to 1/4, 3/4 − x up to 1/2, level from there: exchanges 1/4 and 1/2, each a wall. */
    static final Network EXCHANGE = network("0 1", "relu 1; 1; 1 | 0 -1/4 -1/2", "identity 2 -3 1 | 0");

    /** A tent that maps [0, 1] onto itself, and the same with three branches. */
    static final Network FULL_TENT = TENT.on("0 1");

    static final Network THREE_BRANCHES = network("0 1", "relu 1; 1; 1 | 0 -1/3 -2/3", "identity 3 -6 6 | 0");

    /** 1 − 2|x|. */
    static final Network ROOF_ON_THE_LINE = network("-inf inf", "abs 2 | 0", "identity -1 | 1");

    /** Maps [0, 1/2] onto [1/2, 1] and that onto both: its entropy is the logarithm of the golden mean. */
    static final Network GOLDEN = network("0 1", "relu 1; 1 | 0 -1/2", "identity 1 -3 | 1/2");

    private Certificates() {}

    /** One layer; the activation of a leaky one is written with its slope, as {@code leaky-relu:1/10}. */
    record Layer(String activation, List<List<String>> weights, List<String> biases) {
        /** Reads {@code relu 1; 1 | 0 -1/2}: activation, rows of weights, biases. */
        static Layer of(String text) {
            String[] parts = text.split(" ", 2);
            String[] numbers = parts[1].split(" *\\| *", 2);
            List<List<String>> rows = Arrays.stream(numbers[0].split(" *; *"))
                    .map(row -> List.of(row.split(" +")))
                    .toList();
            return new Layer(parts[0], rows, List.of(numbers[1].split(" +")));
        }

        String json() {
            String[] parts = activation.split(":", 2);
            return "{\"weights\":" + rows() + ",\"biases\":" + texts(biases) + ",\"activation\":\"" + parts[0] + "\""
                    + (parts.length == 2 ? ",\"slope\":\"" + parts[1] + "\"" : "") + "}";
        }

        String rows() {
            return list(weights.stream().map(Certificates::texts).toList());
        }
    }

    /** A network with canonical numbers. */
    record Network(List<String> domain, List<Layer> layers) {
        Network on(String newDomain) {
            return new Network(List.of(newDomain.split(" ")), layers);
        }

        /** The digest as the format's section 2 describes it. */
        String digest() {
            String text = "{\"activations\":"
                    + texts(layers.stream().map(Layer::activation).toList())
                    + ",\"biases\":"
                    + list(layers.stream().map(layer -> texts(layer.biases)).toList())
                    + ",\"domain\":" + texts(domain)
                    + ",\"weights\":"
                    + list(layers.stream().map(Layer::rows).toList()) + "}";
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(text));
                return HexFormat.of().formatHex(hash);
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException(missing);
            }
        }

        private String body() {
            return "\"domain\":" + texts(domain) + ",\"layers\":"
                    + list(layers.stream().map(Layer::json).toList()) + "}";
        }

        /** As it stands in a certificate. */
        String json() {
            return "{\"sha256\":\"" + digest() + "\"," + body();
        }

        /** As it stands in a certificate that only refers to it. */
        String reference() {
            return "{\"sha256\":\"" + digest() + "\"}";
        }

        byte[] file() {
            return bytes("{\"format\":\"chaoscert-network/1\"," + body());
        }

        Net net() throws Fault {
            return Net.file(file(), Limits.DEFAULT);
        }
    }

    static Network network(String domain, String... layers) {
        return new Network(
                List.of(domain.split(" ")), Arrays.stream(layers).map(Layer::of).toList());
    }

    static String liYorke(Network network, int iterate, String point) {
        return certificate(network.json(), "\"claim\":\"li-yorke-chaos\"", liYorkeWitness(iterate, point));
    }

    static String liYorkeWitness(int iterate, String point) {
        return "{\"kind\":\"li-yorke-point\",\"iterate\":" + iterate + ",\"point\":\"" + point + "\"}";
    }

    static String chaosByOrbit(Network network, String points) {
        return certificate(network.json(), "\"claim\":\"li-yorke-chaos\"", orbitWitness(points));
    }

    static String period(Network network, int period, String points) {
        return certificate(network.json(), "\"claim\":\"period\",\"period\":" + period, orbitWitness(points));
    }

    static String orbitWitness(String points) {
        List<String> list = points.isEmpty() ? List.of() : List.of(points.split(" "));
        return "{\"kind\":\"periodic-orbit\",\"orbit\":" + texts(list) + "}";
    }

    static String oneSided(Network network, int period, String side) {
        return noPeriod(network, period, "{\"kind\":\"one-sided\",\"side\":\"" + side + "\"}");
    }

    static String noPeriod(Network network, int period, String witness) {
        return certificate(network.json(), "\"claim\":\"no-period\",\"period\":" + period, witness);
    }

    /** Cells are written {@code 1/2 separated} or {@code inf monotone 2}. */
    static String cover(Network network, int period, String... cells) {
        return noPeriod(network, period, coverWitness(cells));
    }

    static String coverWitness(String... cells) {
        List<String> objects = Arrays.stream(cells)
                .map(cell -> cell.split(" "))
                .map(words -> "{\"to\":\"" + words[0] + "\",\"rule\":\"" + words[1] + "\""
                        + (words.length == 3 ? ",\"divisor\":" + words[2] : "") + "}")
                .toList();
        return "{\"kind\":\"cover\",\"cells\":" + list(objects) + "}";
    }

    /** A bound of the entropy, {@code at-least} or {@code at-most}. */
    static String entropy(Network network, String side, Object bound, String witness) {
        return certificate(network.json(), "\"claim\":\"entropy-" + side + "\",\"bound\":\"" + bound + "\"", witness);
    }

    /** The same by what a cover or a side of the diagonal says of a period. */
    static String entropyByPeriod(Object bound, String noPeriod) {
        return noPeriod.replace("\"no-period\"", "\"entropy-at-most\",\"bound\":\"" + bound + "\"");
    }

    static String lapsWitness(long iterate) {
        return "{\"kind\":\"laps\",\"iterate\":" + iterate + "}";
    }

    /** Intervals are written {@code 0 1/2 1}, with the weight last. */
    static String horseshoeWitness(long iterate, String... intervals) {
        return "{\"kind\":\"horseshoe\",\"iterate\":" + iterate + ",\"intervals\":"
                + objects(intervals, "from", "to", "weight") + "}";
    }

    /** States are written {@code 0 inf 1}, with the weight last. */
    static String towerWitness(String... states) {
        return "{\"kind\":\"tower\",\"states\":" + objects(states, "from", "to", "weight") + "}";
    }

    private static String objects(String[] rows, String... keys) {
        return list(Arrays.stream(rows)
                .map(row -> row.split(" "))
                .map(words -> IntStream.range(0, keys.length)
                        .mapToObj(i -> "\"" + keys[i] + "\":\"" + words[i] + "\"")
                        .collect(Collectors.joining(",", "{", "}")))
                .toList());
    }

    /** The same cover with walls, {@code 1/4 1/2}. */
    static String walled(String walls, String cover) {
        List<String> list = walls.isEmpty() ? List.of() : List.of(walls.split(" "));
        return cover.replace("\"kind\":\"cover\",", "\"kind\":\"cover\",\"walls\":" + texts(list) + ",");
    }

    static String certificate(String network, String claim, String witness) {
        return "{\"format\":\"chaoscert-certificate/1\",\"network\":" + network + "," + claim
                + ",\"radius\":\"0\",\"witness\":" + witness + "}";
    }

    /** The same certificate, for all networks whose numbers differ by at most the radius. */
    static String within(String radius, String certificate) {
        return certificate.replace("\"radius\":\"0\"", "\"radius\":\"" + radius + "\"");
    }

    /** The same certificate with a precision, as those about smooth networks have. */
    static String precise(Object precision, String certificate) {
        return certificate.replace("\"radius\":", "\"precision\":" + precision + ",\"radius\":");
    }

    static Result check(String certificate) {
        return check(bytes(certificate), Optional.empty(), Limits.DEFAULT);
    }

    static Result check(String certificate, byte[] network) {
        return check(bytes(certificate), Optional.of(network), Limits.DEFAULT);
    }

    static Result check(byte[] certificate, Optional<byte[]> network, Limits limits) {
        return new Checker(network, limits).check(certificate);
    }

    /** The outcome in one word: the rejection code where there is one. */
    static String word(Result result) {
        return result.code().isEmpty() ? result.kind().word() : result.code();
    }

    static String verdict(String certificate) {
        return word(check(certificate));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String texts(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static String list(List<String> values) {
        return values.stream().collect(Collectors.joining(",", "[", "]"));
    }
}
