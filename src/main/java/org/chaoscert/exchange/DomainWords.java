package org.chaoscert.exchange;

import java.util.List;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.NetworkFormatException;

/** A domain as its two ends in words, as network files have them: numbers, or -inf and inf. */
final class DomainWords {
    private DomainWords() {}

    static List<String> of(Domain domain) {
        return List.of(domain.left().toString(), domain.right().toString());
    }

    static Domain read(String place, List<String> ends) throws NetworkFormatException {
        if (ends.size() != 2) {
            throw new NetworkFormatException(place, ends + ": expected two ends");
        }
        try {
            return new Domain(
                    end(ends.get(0), "-inf", Rational.NEGATIVE_INFINITY),
                    end(ends.get(1), "inf", Rational.POSITIVE_INFINITY));
        } catch (IllegalArgumentException problem) {
            throw new NetworkFormatException(place, ends + ": " + problem.getMessage());
        }
    }

    private static Rational end(String text, String word, Rational infinity) {
        return text.equals(word) ? infinity : Numerals.quoted(text);
    }
}
