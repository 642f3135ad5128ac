package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code audit method}, against the published test in plain float arithmetic and periods that an oracle finds. */
class AuditMethodCommandTest {
    private static final AuditedNetworks NETWORKS = AuditedNetworks.random(91, 80);
    private static final String DRAWN = "--scheme he-he --width 3 --samples 300 --seed 5 --json";

    @TempDir
    private Path directory;

    private static Result method(Object... words) {
        return chaoscert(
                Stream.concat(Stream.of("audit", "method"), Stream.of(words)).toArray());
    }

    private static Result words(String words) {
        return method((Object[]) words.split(" "));
    }

    private static JsonNode good(String words) {
        Result result = words(words);
        assertThat(result.status()).as("%s", result.err()).isZero();
        assertThat(result.lines()).hasSize(1);
        return result.json().get(0);
    }

    private static float f(int i, float x) {
        float sum = 0;
        for (int j = 0; j < AuditedNetworks.WIDTH; j++) {
            sum += (float) NETWORKS.a().get(i)[j]
                    * Math.max(0, x - (float) NETWORKS.b().get(i)[j]);
        }
        return Math.min(1, Math.max(0, sum));
    }

    private static int crossings(float[] values) {
        int count = 0;
        for (int i = 1; i + 1 < values.length; i++) {
            if (values[i] * values[i + 1] < 0 || (values[i] == 0 && values[i - 1] * values[i + 1] < 0)) {
                count++;
            }
        }
        return count;
    }

    /** The published test as it is written down, with n = 4 as its code has it. */
    private static boolean isFlagged(int network, int n, double window) {
        float[] first = new float[163];
        float[] last = new float[163];
        double step = 2 * window / 162;
        for (int i = 0; i < 163; i++) {
            float x = (float) (i == 162 ? window : i * step - window);
            float y = f(network, x);
            first[i] = x - y;
            for (int k = 1; k < n; k++) {
                y = f(network, y);
            }
            last[i] = x - y;
        }
        return crossings(last) > crossings(first);
    }

    @Test
    void theNotebooksTestOnGivenNetworks() throws IOException {
        Path nets = NETWORKS.write(directory.resolve("nets.npz"));
        Path out = directory.resolve("out");
        Result result = method(
                nets,
                "--preset",
                "chaos-rnns-notebook",
                "--preset",
                "chaos-rnns-notebook-old",
                "--preset",
                "chaos-rnns-intended",
                "--json",
                "-o",
                out);
        assertThat(result.status()).isZero();
        List<JsonNode> objects = result.json();
        assertThat(objects).hasSize(3);
        int[] iterates = {4, 4, 3};
        double[] windows = {1, 2, 1};
        long refuted = 0;
        for (int k = 0; k < 3; k++) {
            int n = iterates[k];
            double window = windows[k];
            List<Integer> flagged = IntStream.range(0, NETWORKS.count())
                    .filter(i -> isFlagged(i, n, window))
                    .boxed()
                    .toList();
            List<Integer> wrong = IntStream.range(0, NETWORKS.count())
                    .filter(i -> flagged.contains(i) != NETWORKS.hasPeriodThree(i))
                    .boxed()
                    .toList();
            JsonNode object = objects.get(k);
            assertThat(object.get("samples").intValue()).isEqualTo(NETWORKS.count());
            assertThat(object.get("flagged").intValue()).isEqualTo(flagged.size());
            assertThat(object.get("falseAlarms").intValue())
                    .isEqualTo((int) wrong.stream().filter(flagged::contains).count());
            assertThat(object.get("missed").intValue()).isEqualTo((int)
                    wrong.stream().filter(i -> !flagged.contains(i)).count());
            assertThat(object.get("wrong")
                            .valueStream()
                            .map(one -> one.get("index").intValue()))
                    .containsExactlyElementsOf(wrong);
            assertThat(object.get("period3").intValue()).isEqualTo((int) IntStream.range(0, NETWORKS.count())
                    .filter(NETWORKS::hasPeriodThree)
                    .count());
            assertThat(object.get("method").stringValue())
                    .contains("f^" + n, "163 points", "[-" + (int) window + ", " + (int) window + "]", "binary32");
            refuted += wrong.size();
        }
        assertThat(objects.get(0).get("falseAlarms").intValue())
                .as("cycles of two")
                .isPositive();
        assertThat(objects.get(0).get("flagged").intValue())
                .isNotEqualTo(objects.get(2).get("flagged").intValue());
        assertThat(Files.readAllLines(out.resolve("wrong.csv"))).hasSize((int) refuted + 1);
        Result check = chaoscert("check", out.resolve("refutations.jsonl.gz"));
        assertThat(check.status()).isZero();
        assertThat(check.said("valid")).containsExactly(refuted + " of " + refuted + " certificates");
    }

    @Test
    void drawnNetworksAreThoseOfTheSampler() {
        JsonNode object = good("--preset chaos-rnns-notebook " + DRAWN);
        Sampler sampler = new Sampler(Scheme.HE_HE, 3, 2, new Variance("he"), false);
        List<Integer> flagged = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            FloatingMap map = FloatingMap.of(sampler.draw(5, i), FloatFormat.BINARY32);
            float[] first = new float[163];
            float[] last = new float[163];
            for (int k = 0; k < 163; k++) {
                float x = (float) (k == 162 ? 1 : k * (2.0 / 162) - 1);
                double y = map.applyAsDouble(x);
                first[k] = x - (float) y;
                for (int n = 1; n < 4; n++) {
                    y = map.applyAsDouble(y);
                }
                last[k] = x - (float) y;
            }
            if (crossings(last) > crossings(first)) {
                flagged.add(i);
            }
        }
        assertThat(object.get("flagged").intValue()).isEqualTo(flagged.size());
        assertThat(object.get("period3").intValue())
                .as("so that all flags are wrong")
                .isZero();
        assertThat(object.get("wrong").valueStream().map(one -> one.get("index").intValue()))
                .containsExactlyElementsOf(flagged)
                .isNotEmpty();
        assertThat(object.get("samples").intValue()).isEqualTo(300);
        assertThat(object.get("networks").stringValue()).isEqualTo("he-he, width 3, depth 2, seed 5");
        for (String key : List.of("samples", "flagged", "period3", "chaotic", "falseAlarms", "missed")) {
            assertThat(object.get(key).isIntegralNumber()).as(key).isTrue();
        }
        assertThat(object.get("judged").stringValue()).contains("exact real map");
    }

    @Test
    void seedsAndThreads() {
        String test = "--preset chaos-rnns-notebook --preset recurrence " + DRAWN;
        Result first = words(test);
        assertThat(first.lines()).hasSize(2);
        assertThat(words(test)).isEqualTo(first);
        assertThat(words(test + " --threads 1").out())
                .isEqualTo(words(test + " --threads 4").out());
        assertThat(words(test.replace("--seed 5", "--seed 6")).out()).isNotEqualTo(first.out());
        assertThat(words(test.replace("--seed 5 ", "")).out())
                .isEqualTo(words(test.replace("--seed 5", "--seed 0")).out());
        assertThat(words(test.replace("300", "3e2")).out()).isEqualTo(first.out());
    }

    /** Everything but the name. */
    private static List<String> numbers(JsonNode object) {
        List<String> numbers = new ArrayList<>();
        object.properties().forEach(member -> {
            if (!member.getKey().equals("claim")) {
                numbers.add(member.toString());
            }
        });
        return numbers;
    }

    @Test
    void parametersOfPresets() {
        JsonNode notebook = good("--preset chaos-rnns-notebook " + DRAWN);
        JsonNode old = good("--preset chaos-rnns-notebook-old " + DRAWN);
        JsonNode intended = good("--preset chaos-rnns-intended " + DRAWN);
        assertThat(numbers(good("--preset chaos-rnns-notebook --iterate 3 " + DRAWN)))
                .isEqualTo(numbers(intended));
        assertThat(numbers(good("--preset chaos-rnns-notebook --window -2,2 " + DRAWN)))
                .isEqualTo(numbers(old));
        assertThat(numbers(good("--preset chaos-rnns-intended --iterate 4 --points 163 --strict=false " + DRAWN)))
                .isEqualTo(numbers(notebook));
        assertThat(good("--preset chaos-rnns-notebook --strict " + DRAWN)
                        .get("method")
                        .stringValue())
                .contains("changes of sign alone");
        assertThat(good("--preset chaos-rnns-notebook --points 10 " + DRAWN)
                        .get("flagged")
                        .intValue())
                .isNotEqualTo(notebook.get("flagged").intValue());
        assertThat(good("--preset chaos-rnns-notebook --arithmetic binary64 --summation backward " + DRAWN)
                        .get("method")
                        .stringValue())
                .endsWith("; in binary64, products added backward, the bias last");
        JsonNode eager = good("--preset lyapunov --settle 0 --steps 10 --threshold -1e300 " + DRAWN);
        assertThat(eager.get("question").stringValue()).isEqualTo("chaotic");
        assertThat(eager.get("flagged").intValue()).isBetween(100, 300);
        JsonNode never = good("--preset lyapunov --settle 0 --steps 10 --threshold 1e300 " + DRAWN);
        assertThat(never.get("flagged").intValue()).isZero();
        assertThat(never.get("missed").intValue())
                .isEqualTo(never.get("chaotic").intValue());
        JsonNode loose = good("--preset recurrence --settle 0 --steps 3 --start 0.25 --tolerance 1e300 " + DRAWN);
        assertThat(loose.get("flagged").intValue())
                .as("all steps are near, too")
                .isZero();
        assertThat(loose.get("method").stringValue()).contains("orbit of 0.25 after 0 steps", "for 3 steps");
    }

    @Test
    void aPresetTwice() {
        Result result = words("--preset li-yorke-grid --preset li-yorke-grid " + DRAWN);
        assertThat(result.status()).isZero();
        assertThat(result.lines()).hasSize(2);
        assertThat(result.lines().get(1)).isEqualTo(result.lines().get(0));
    }

    /** A point with the strict inequality in exact arithmetic proves chaos: rounding hardly ever makes one up. */
    @Test
    void pointsOfLiAndYorkeRaiseNoFalseAlarm() {
        JsonNode object = good("--preset li-yorke-grid --strict --scheme relu-sum --width 8 --variance 64"
                + " --samples 300 --seed 2 --json");
        assertThat(object.get("flagged").intValue()).isPositive();
        assertThat(object.get("falseAlarms").intValue()).isZero();
    }

    @Test
    void tanhNetworks() {
        JsonNode object = good("--preset chaos-rnns-notebook --tanh --scheme he-he --width 2 --samples 6 --json");
        assertThat(object.get("samples").intValue()).isEqualTo(6);
        assertThat(object.get("networks").stringValue()).contains("tanh");
    }

    @Test
    void aFaultyNetworkIsNamedAndTheOthersAreTested() throws IOException {
        AuditedNetworks damaged = AuditedNetworks.random(91, 10);
        damaged.a().get(3)[1] = Double.NaN;
        Path nets = damaged.write(directory.resolve("damaged.npz"));
        Result result = method(nets, "--preset", "chaos-rnns-notebook", "--json");
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint()).startsWith("chaoscert: " + nets + " #3: a[3, 1], offset ");
        assertThat(result.json().get(0).get("samples").intValue()).isEqualTo(9);
        assertThat(result.json().get(0).get("unreadable").intValue()).isEqualTo(1);
    }

    @Test
    void textNamesTheTest() {
        Result result = words("--preset chaos-rnns-notebook --scheme glorot --width 2 --samples 20");
        assertThat(result.status()).isZero();
        assertThat(result.lines().get(0)).isEqualTo("audited 20 networks of glorot, width 2, depth 2, seed 0");
        assertThat(result.said("judged")).containsExactly("the exact real map of the stored weights");
        assertThat(result.said("claims").get(0))
                .isEqualTo("chaos-rnns-notebook: f^4 crosses the diagonal more often than f on 163 points on [-1, 1];"
                        + " in binary32, products added forward, the bias last");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--preset chaos-rnns-notebook",
                "nets.npz --preset chaos-rnns-notebook --scheme he-he --width 2",
                "nets.npz",
                "--scheme he-he --width 2",
                "--preset none --scheme he-he --width 2",
                "--preset lyapunov --scheme none --width 2",
                "--preset lyapunov --scheme he-he",
                "--preset lyapunov --scheme he-he --width 0",
                "--preset lyapunov --scheme he-he --width 2 --samples 0",
                "--preset lyapunov --scheme he-he --width 2 --samples 1.5",
                "--preset lyapunov --scheme he-he --width 2 --samples -4",
                "--preset lyapunov --scheme he-he --width 2 --variance 3",
                "--preset lyapunov --scheme he-he --width 2 --seed x",
                "--preset lyapunov --scheme he-he --width 2 --points 10",
                "--preset lyapunov --scheme he-he --width 2 --window 0,1",
                "--preset lyapunov --scheme he-he --width 2 --iterate 3",
                "--preset lyapunov --scheme he-he --width 2 --strict",
                "--preset lyapunov --scheme he-he --width 2 --tolerance 0.1",
                "--preset recurrence --scheme he-he --width 2 --threshold 0.1",
                "--preset recurrence --scheme he-he --width 2 --settle -1",
                "--preset recurrence --scheme he-he --width 2 --steps 2",
                "--preset recurrence --scheme he-he --width 2 --steps 100000001",
                "--preset recurrence --scheme he-he --width 2 --start x",
                "--preset li-yorke-grid --scheme he-he --width 2 --iterate 3",
                "--preset li-yorke-grid --scheme he-he --width 2 --points 2",
                "--preset li-yorke-grid --scheme he-he --width 2 --points 2000000",
                "--preset li-yorke-grid --scheme he-he --width 2 --window 1,0",
                "--preset li-yorke-grid --scheme he-he --width 2 --window 1",
                "--preset li-yorke-grid --scheme he-he --width 2 --window 0,1,2",
                "--preset li-yorke-grid --scheme he-he --width 2 --window a,b",
                "--preset li-yorke-grid --scheme he-he --width 2 --window 0,NaN",
                "--preset li-yorke-grid --scheme he-he --width 2 --start 0.5",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --steps 5",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --settle 5",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --iterate 1",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --iterate 1001",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --arithmetic binary16",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --arithmetic float",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --summation kahan",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --strict=perhaps",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --threads 0",
                "--preset chaos-rnns-notebook --scheme he-he --width 2 --claims c.csv"
            })
    void wrongUse(String words) {
        Result result = words(words);
        assertThat(result.status()).as("%s", result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.complaint()).isNotEmpty();
        assertThat(result.showsStackTrace()).isFalse();
    }

    @Test
    void eitherAFileOrALaw() {
        for (String words : List.of(
                "--preset lyapunov",
                "nets.npz --preset lyapunov --scheme he-he --width 2",
                "--preset lyapunov --width 2")) {
            assertThat(words(words).complaint()).isEqualTo("chaoscert: expected either NETS or --scheme");
        }
    }

    @Test
    void filesThatCannotBeReadOrWritten() throws IOException {
        assertThat(words("none.npz --preset lyapunov").status()).isEqualTo(5);
        Path taken = Files.writeString(directory.resolve("taken"), "");
        Result result = method(
                "--preset", "chaos-rnns-notebook", "--scheme", "he-he", "--width", 2, "--samples", 3, "-o", taken);
        assertThat(result.status()).isEqualTo(7);
    }
}
