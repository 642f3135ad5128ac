package org.chaoscert.network;

import java.nio.charset.StandardCharsets;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.exact.Rational;

/** Short network files for tests. */
final class NetworkTexts {
    private NetworkTexts() {}

    static Network read(String text) throws NetworkFormatException {
        return NetworkReader.read(text.getBytes(StandardCharsets.UTF_8)).network();
    }

    static Rational firstWeight(String literal) throws NetworkFormatException {
        return NetworkReader.read(NetworkFiles.withFirstWeight(literal))
                .network()
                .layers()
                .get(0)
                .weight(0, 0);
    }

    /** A text with the given members beside the format; single quotes stand for double ones. */
    static String network(String members) {
        return "{'format': 'chaoscert-network/1', ".replace('\'', '"') + members.replace('\'', '"') + "}";
    }

    static String layers(String layers) {
        return network("'layers': " + layers);
    }

    static final String RELU = "{'weights': [['1']], 'biases': ['0'], 'activation': 'relu'}";
}
