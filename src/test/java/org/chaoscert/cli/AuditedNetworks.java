package org.chaoscert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chaoscert.audit.NumPyFiles;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowMap;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.battery.oracle.SlowNetwork.Dense;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;

/** Networks x -> clip(sum of a relu(x - b)) of three units, as a file of two arrays and as the oracle knows them. */
record AuditedNetworks(List<double[]> a, List<double[]> b) {
    static final int WIDTH = 3;

    /** Short numbers; about a third of the networks have period three. */
    static AuditedNetworks random(long seed, int count) {
        Random random = new Random(seed);
        List<double[]> a = new ArrayList<>();
        List<double[]> b = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double rise = 1 + random.nextInt(9) / 4.0;
            a.add(new double[] {rise, -rise - random.nextInt(9) / 2.0, (random.nextInt(17) - 8) / 2.0});
            b.add(new double[] {-random.nextInt(3) / 8.0, (2 + random.nextInt(4)) / 8.0, (5 + random.nextInt(3)) / 8.0
            });
        }
        return new AuditedNetworks(a, b);
    }

    int count() {
        return a.size();
    }

    private static double[] flat(List<double[]> rows) {
        return rows.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    NumPyFiles arrays() {
        return new NumPyFiles().with("a", flat(a), count(), WIDTH).with("b", flat(b), count(), WIDTH);
    }

    Path write(Path file) throws IOException {
        return arrays().write(file);
    }

    /** The network in the program's own terms. */
    Network network(int i) {
        double[] ones = {1, 1, 1};
        double[] biases = new double[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            biases[j] = -b.get(i)[j];
        }
        return Network.onDefaultDomain(List.of(
                Layer.of(ones, biases, Activation.RELU, Rational.ZERO),
                Layer.of(a.get(i), new double[] {0}, Activation.CLIP, Rational.ZERO)));
    }

    SlowNetwork slow(int i) {
        List<List<Quotient>> column = new ArrayList<>();
        List<Quotient> biases = new ArrayList<>();
        List<Quotient> row = new ArrayList<>();
        for (int j = 0; j < WIDTH; j++) {
            column.add(List.of(Quotient.ONE));
            biases.add(Quotient.of(Rational.of(-b.get(i)[j])));
            row.add(Quotient.of(Rational.of(a.get(i)[j])));
        }
        return new SlowNetwork(
                Quotient.ZERO,
                Quotient.ONE,
                List.of(
                        new Dense(column, biases, "relu", Quotient.ZERO),
                        new Dense(List.of(row), List.of(Quotient.ZERO), "clip", Quotient.ZERO)));
    }

    boolean hasPeriodThree(int i) {
        return SlowMap.of(slow(i), 100_000).hasLeastPeriod(3);
    }

    /** A table of claims that are wrong about every third network, and about some nothing. */
    Path claims(Path file) throws IOException {
        StringBuilder rows = new StringBuilder("index,period3\n");
        for (int i = 0; i < count(); i++) {
            if (i % 5 != 4) {
                rows.append(i).append(',').append(claim(i)).append('\n');
            }
        }
        return Files.writeString(file, rows);
    }

    boolean claim(int i) {
        return hasPeriodThree(i) != (i % 3 == 0);
    }
}
