package org.chaoscert.audit;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chaoscert.exchange.FileKind;
import org.chaoscert.exchange.Table;
import org.chaoscert.network.NetworkFormatException;

/**
 * Claimed numbers of linear regions, by the numbers of networks from 0. Read from a table with header {@code index,regions}, perhaps with
 * a column {@code iterate}, or from an array {@code regions} with an entry for each network.
 */
public final class RegionClaims {
    /** The largest n of f^n. */
    public static final int MOST_ITERATES = 1000;

    private final Map<Long, List<Claim>> claims = new HashMap<>();
    private long end;

    /**
     * One claim.
     *
     * @param iterate n: it is about f^n
     * @param regions how many regions are claimed
     */
    public record Claim(int iterate, BigInteger regions) {}

    private RegionClaims() {}

    /**
     * Reads claims.
     *
     * @param path a file whose name ends in .csv, .npz or .safetensors
     * @return its claims
     * @throws NetworkFormatException if it is malformed; it names the line or array
     * @throws IOException if it cannot be read
     */
    public static RegionClaims read(Path path) throws IOException, NetworkFormatException {
        RegionClaims claims = new RegionClaims();
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            Optional<double[]> column = FileKind.column(path, "regions");
            if (column.isEmpty()) {
                throw new NetworkFormatException(
                        "", "no claims; expected an array regions in an .npz or .safetensors file, or a .csv file");
            }
            for (int i = 0; i < column.get().length; i++) {
                double regions = column.get()[i];
                if (!(regions >= 0) || regions != Math.rint(regions) || Double.isInfinite(regions)) {
                    throw new NetworkFormatException("regions[" + i + "]", regions + ": expected an integer");
                }
                claims.add(i, new Claim(1, new BigDecimal(regions).toBigInteger()));
            }
            return claims;
        }
        claims.readTable(path);
        return claims;
    }

    private void readTable(Path path) throws IOException, NetworkFormatException {
        try (Table table = Table.open(path)) {
            int index = table.column("index");
            int regions = table.column("regions");
            int iterate = table.column("iterate");
            if (index < 0 || regions < 0) {
                throw new NetworkFormatException(
                        "line 1", "expected a header with index and regions, and perhaps iterate");
            }
            for (Optional<Table.Row> row = table.next(); row.isPresent(); row = table.next()) {
                row.get().requireFit();
                String place = row.get().place();
                add(
                        Claims.number(place, row.get().field(index)),
                        new Claim(
                                iterate < 0 ? 1 : iterate(place, row.get().field(iterate)),
                                regions(place, row.get().field(regions))));
            }
        }
    }

    private static int iterate(String place, String text) throws NetworkFormatException {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_ITERATES) {
            throw new NetworkFormatException(place, "iterate \"" + text + "\": expected 1 to " + MOST_ITERATES);
        }
        return Integer.parseInt(text);
    }

    private static BigInteger regions(String place, String text) throws NetworkFormatException {
        if (!text.matches("[0-9]{1,400}")) {
            throw new NetworkFormatException(place, "regions \"" + text + "\": expected an integer");
        }
        return new BigInteger(text);
    }

    private void add(long index, Claim claim) {
        claims.computeIfAbsent(index, any -> new ArrayList<>()).add(claim);
        end = Math.max(end, index + 1);
    }

    /**
     * Looks claims up.
     *
     * @param index the number of a network, from 0
     * @return what is claimed about it
     */
    public List<Claim> about(long index) {
        return List.copyOf(claims.getOrDefault(index, List.of()));
    }

    /**
     * Returns the end of what is claimed.
     *
     * @return one more than the largest number of a network of which something is claimed
     */
    public long end() {
        return end;
    }
}
