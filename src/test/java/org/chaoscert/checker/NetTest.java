package org.chaoscert.checker;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.chaoscert.checker.Certificates.bytes;
import static org.chaoscert.checker.Certificates.network;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Json.Members;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks are read as section 2 of the format says, and their values are those of the layers one after the other. */
class NetTest {
    private static final String HIDDEN = "{\"weights\":[[1]],\"biases\":[0],\"activation\":\"relu\"}";

    private static Net file(String text) throws Fault {
        return Net.file(bytes(text.replace('\'', '"')), Limits.DEFAULT);
    }

    private static Net layers(String layers) throws Fault {
        return file("{'format':'chaoscert-network/1','layers':[" + layers + "]}");
    }

    private static Net domain(String domain) throws Fault {
        return file("{'format':'chaoscert-network/1','domain':" + domain + ",'layers':[" + HIDDEN + "]}");
    }

    private static String fault(ThrowingNet reading) {
        Fault fault = catchThrowableOfType(Fault.class, reading::read);
        assertThat(fault).as("refused").isNotNull();
        return Certificates.word(fault.result) + " " + fault.result.at();
    }

    @FunctionalInterface
    private interface ThrowingNet {
        Net read() throws Fault;
    }

    @Test
    void digestOfTheFormatsExample() throws Fault {
        String digest = "7c5fec7d0e3ddef423fb8aae13b992329193e1888457a0d87d78540a2e8832ae";
        assertThat(Certificates.MIRROR.net().digest).isEqualTo(digest);
        String other = "{'weights':[['0x1p0']],'biases':[-0],'activation':'relu'},"
                + "{'weights':[[-1.0]],'biases':['7/7'],'activation':'clip'}";
        assertThat(layers(other).digest).as("other spellings, default domain").isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({
        "figure-7, c63f037c650657e749c460b06f0012c6618d16c49cbadc8a80bcd7f8284fff9a",
        "tent, 0f97e66ff33a15fa5c9242051cd65d056c0a54f3c5b639e8f234277382b624b7"
    })
    void digestsOfPublishedNetworks(String name, String digest) throws Exception {
        byte[] file = Files.readAllBytes(Path.of("test-data", "published", name + ".json"));
        assertThat(Net.file(file, Limits.DEFAULT).digest).isEqualTo(digest);
    }

    /** The text is hashed in pieces. */
    @Test
    void digestsOfLongTexts() throws Fault {
        for (int units : new int[] {500, 1000, 3000}) {
            String weights = String.join("; ", Collections.nCopies(units, "1"));
            String biases = IntStream.range(0, units)
                    .mapToObj(i -> "-" + (i + 1) + "/4999")
                    .collect(joining(" "));
            String outputs = IntStream.range(0, units)
                    .mapToObj(i -> i % 2 == 0 ? "1/1024" : "-3")
                    .collect(joining(" "));
            Network wide = network("0 1", "relu " + weights + " | " + biases, "clip " + outputs + " | 0");
            assertThat(wide.net().digest).as("%s units", units).isEqualTo(wide.digest());
        }
    }

    @Test
    void digestHoldsEverythingThatMatters() throws Fault {
        Network leaky = Certificates.LEAKY;
        assertThat(leaky.net().digest)
                .as("known value")
                .isEqualTo("25b9c59c90222ed96eead9d30f36cf743d4be4d2a7cb20f7e761149ee4d779f5");
        List<Network> others = List.of(
                leaky,
                leaky.on("-1 1"),
                network("-inf inf", "leaky-relu:1/11 1; -2 | 0 1", "hard-tanh -3 -1 | 1"),
                network("-inf inf", "leaky-relu:1/10 1; -2 | 0 1", "clip -3 -1 | 1"),
                network("-inf inf", "leaky-relu:1/10 1; -2 | 0 2", "hard-tanh -3 -1 | 1"),
                network("-inf inf", "leaky-relu:1/10 1; -2 | 0 1", "hard-tanh -3 1 | 1"));
        for (Network other : others) {
            assertThat(other.net().digest).as("%s", other).isEqualTo(other.digest());
        }
        assertThat(others).map(Network::digest).doesNotHaveDuplicates();
    }

    @Test
    void namesAndRemarksDoNotMatter() throws Fault {
        Net net = file("{'name':7,'format':'chaoscert-network/1','source':null,'layers':[" + HIDDEN
                + "],'description':{'layers':[]},'anything':[[]]}");
        assertThat(net.digest).isEqualTo(layers(HIDDEN).digest);
        assertThat(net.neurons).isEqualTo(1);
    }

    @Test
    void domainLeftOutIsTheUnitIntervalBehindAClipElseTheLine() throws Fault {
        String clip = "{'weights':[[1]],'biases':[0],'activation':'clip'}";
        assertThat(layers(clip).domain).isEqualTo(Span.UNIT);
        assertThat(layers(HIDDEN + "," + clip).domain).isEqualTo(Span.UNIT);
        assertThat(layers(clip + "," + HIDDEN).domain).isEqualTo(Span.LINE);
        for (String activation : List.of("relu", "identity", "hard-tanh", "abs")) {
            assertThat(layers(clip.replace("clip", activation)).domain).isEqualTo(Span.LINE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['-inf','inf'] | -inf | inf",
                "['-inf',0.5] | -inf | 1/2",
                "[-0,'inf'] | 0 | inf",
                "['-1/2','1e1'] | -1/2 | 10"
            })
    void domainEndsAreNumbersOrTheirInfinity(String domain, String low, String high) throws Fault {
        assertThat(domain(domain).domain.low().canonical()).isEqualTo(low);
        assertThat(domain(domain).domain.high().canonical()).isEqualTo(high);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1,0] | bad-domain /domain",
                "[1,1] | bad-domain /domain",
                "['inf','-inf'] | bad-domain /domain",
                "['-inf','-inf'] | bad-domain /domain",
                "['inf','inf'] | bad-domain /domain",
                "['inf',1] | bad-domain /domain",
                "[0,'-inf'] | bad-domain /domain",
                "[] | bad-domain /domain",
                "[0] | bad-domain /domain",
                "[0,1,2] | bad-domain /domain",
                "'line' | wrong-type /domain",
                "null | wrong-type /domain",
                "[null,1] | wrong-type /domain/0",
                "[0,true] | wrong-type /domain/1",
                "['-infinity',1] | bad-number /domain/0",
                "[0,'Inf'] | bad-number /domain/1"
            })
    void otherDomainsAreRefused(String domain, String fault) {
        assertThat(fault(() -> domain(domain))).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                " | bad-shape /layers",
                "7 | wrong-type /layers/0",
                "{} | missing-key /layers/0/weights",
                "{'weights':[],'biases':[],'activation':'relu'} | bad-shape /layers/0/weights",
                "{'weights':[[]],'biases':[0],'activation':'relu'} | bad-shape /layers/0/weights/0",
                "{'weights':[[1,1]],'biases':[0],'activation':'relu'} | bad-shape /layers/0/weights/0",
                "{'weights':[[1],[1,1]],'biases':[0,0],'activation':'relu'} | bad-shape /layers/0/weights/1",
                "{'weights':[[1]],'biases':[],'activation':'relu'} | bad-shape /layers/0/biases",
                "{'weights':[[1]],'biases':[0,0],'activation':'relu'} | bad-shape /layers/0/biases",
                "{'weights':[[1],[1]],'biases':[0,0],'activation':'relu'} | bad-shape /layers",
                "{'weights':[1],'biases':[0],'activation':'relu'} | wrong-type /layers/0/weights/0",
                "{'weights':{},'biases':[0],'activation':'relu'} | wrong-type /layers/0/weights",
                "{'weights':[[1]],'biases':'0','activation':'relu'} | wrong-type /layers/0/biases",
                "{'weights':[[1]],'activation':'relu'} | missing-key /layers/0/biases",
                "{'weights':[[1]],'biases':[0]} | missing-key /layers/0/activation",
                "{'weights':[[[1]]],'biases':[0],'activation':'relu'} | wrong-type /layers/0/weights/0/0",
                "{'weights':[[1]],'biases':['x'],'activation':'relu'} | bad-number /layers/0/biases/0",
                "{'weights':[[1]],'biases':[0],'activation':'relu','name':'a'} | unknown-key /layers/0/name",
                "{'weights':[[1]],'biases':[0],'activation':'relu','a/b~c':1} | unknown-key /layers/0/a~1b~0c",
                "{'weights':[[1]],'biases':[0],'activation':'ReLU'} | bad-activation /layers/0/activation",
                "{'weights':[[1]],'biases':[0],'activation':'leaky-relu:0'} | bad-activation /layers/0/activation",
                "{'weights':[[1]],'biases':[0],'activation':'Tanh'} | bad-activation /layers/0/activation",
                "{'weights':[[1]],'biases':[0],'activation':'logistic'} | bad-activation /layers/0/activation",
                "{'weights':[[1]],'biases':[0],'activation':'tanh','slope':0} | unknown-key /layers/0/slope",
                "{'weights':[[1]],'biases':[0],'activation':'sigmoid','slope':1} | unknown-key /layers/0/slope",
                "{'weights':[[1]],'biases':[0],'activation':7} | wrong-type /layers/0/activation",
                "{'weights':[[1]],'biases':[0],'activation':'relu','slope':0} | unknown-key /layers/0/slope",
                "{'weights':[[1]],'biases':[0],'activation':'clip','slope':0} | unknown-key /layers/0/slope",
                "{'weights':[[1]],'biases':[0],'activation':'leaky-relu'} | missing-key /layers/0/slope",
                "{'weights':[[1]],'biases':[0],'activation':'leaky-relu','slope':-1e-9} | bad-activation /layers/0/slope",
                "{'weights':[[1]],'biases':[0],'activation':'leaky-relu','slope':'10/9'} | bad-activation /layers/0/slope",
                "{'weights':[[1]],'biases':[0],'activation':'leaky-relu','slope':null} | wrong-type /layers/0/slope"
            })
    void layersOfAnotherShapeAreRefused(String layers, String fault) {
        assertThat(fault(() -> layers(layers == null ? "" : layers))).isEqualTo(fault);
    }

    /** Their names stand in the digest as in the layer. */
    @Test
    void smoothActivationsAreRead() throws Fault {
        Network smooth = network("-inf inf", "tanh 1; -1/2 | 0 1/3", "sigmoid 2 1 | -1");
        Net net = smooth.net();
        assertThat(net.isSmooth()).isTrue();
        assertThat(net.neurons).isEqualTo(3);
        assertThat(net.digest).isEqualTo(smooth.digest());
        assertThat(net.digest)
                .as("known value")
                .isEqualTo("25d7c6c382d43e4ee4aa3f680fd367c848377d24f882c83a0b4e7624bd910b97");
        assertThat(net.range()).isEqualTo(Span.UNIT);
        assertThat(layers("{'weights':[[0.5]],'biases':[-0],'activation':'tanh'}").digest)
                .isEqualTo(network("-inf inf", "tanh 1/2 | 0").digest());
        assertThat(layers("{'weights':[[1]],'biases':[0],'activation':'sigmoid'}").domain)
                .isEqualTo(Span.LINE);
    }

    @Test
    void oneSmoothLayerMakesANetworkSmooth() throws Fault {
        assertThat(network("0 1", "relu 1 | 0", "tanh 1 | 0").net().isSmooth()).isTrue();
        assertThat(network("0 1", "sigmoid 1 | 0", "clip 1 | 0").net().isSmooth())
                .isTrue();
        assertThat(network("0 1", "hard-tanh 1 | 0", "clip 1 | 0").net().isSmooth())
                .isFalse();
    }

    @Test
    void laterLayersTakeWhatTheEarlierGive() throws Fault {
        String two = "{'weights':[[1],[2]],'biases':[0,0],'activation':'relu'}";
        String sum = "{'weights':[[1,1]],'biases':[0],'activation':'relu'}";
        assertThat(layers(two + "," + sum).neurons).isEqualTo(3);
        assertThat(fault(() -> layers(two + "," + HIDDEN))).isEqualTo("bad-shape /layers/1/weights/0");
        assertThat(fault(() -> layers(HIDDEN + "," + sum))).isEqualTo("bad-shape /layers/1/weights/0");
        assertThat(fault(() -> layers(two + "," + sum + "," + two))).isEqualTo("bad-shape /layers");
    }

    @Test
    void networkFilesNameTheirFormat() {
        assertThat(fault(() -> file("[]"))).isEqualTo("wrong-type ");
        assertThat(fault(() -> file("{}"))).isEqualTo("missing-key /format");
        assertThat(fault(() -> file("{'format':1}"))).isEqualTo("wrong-type /format");
        assertThat(fault(() -> file("{'format':'chaoscert-network/2'}"))).isEqualTo("unknown-format /format");
        assertThat(fault(() -> file("{'format':'chaoscert-network/1'}"))).isEqualTo("missing-key /layers");
        assertThat(fault(() -> file("{'format':'chaoscert-network/1','layers':{}}")))
                .isEqualTo("wrong-type /layers");
        assertThat(fault(() -> file("{"))).isEqualTo("unreadable ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "1/2", "2/4", "0.0", "1.0", "-0"})
    void slopesOfLeakyUnitsLieBetweenZeroAndOne(String slope) throws Fault {
        String leaky = "{'weights':[[1]],'biases':[0],'activation':'leaky-relu','slope':'" + slope + "'}";
        Net net = layers(leaky);
        Ratio expected = Ratio.of(Numerals.number(slope, "", Limits.DEFAULT)).times(Ratio.of(-5));
        assertThat(Ratio.of(net.valueAt(Ratio.of(-5).fraction()))).isEqualTo(expected);
        assertThat(Ratio.of(net.valueAt(Ratio.of(5).fraction()))).isEqualTo(Ratio.of(5));
    }

    /** Embedded numbers are canonical, and the domain stands there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'layers':[]} | missing-key /network/domain",
                "{'domain':['0','1']} | missing-key /network/layers",
                "{'domain':[0,'1'],'layers':[{'weights':[['1']],'biases':['0'],'activation':'relu'}]}"
                        + " | wrong-type /network/domain/0",
                "{'domain':['0','1.0'],'layers':[{'weights':[['1']],'biases':['0'],'activation':'relu'}]}"
                        + " | not-canonical /network/domain/1",
                "{'domain':['0','1'],'layers':[{'weights':[['2/2']],'biases':['0'],'activation':'relu'}]}"
                        + " | not-canonical /network/layers/0/weights/0/0",
                "{'domain':['0','1'],'layers':[{'weights':[['1']],'biases':[0],'activation':'relu'}]}"
                        + " | wrong-type /network/layers/0/biases/0",
                "{'domain':['0','1'],'layers':[{'weights':[['1']],'biases':['0'],'activation':'leaky-relu','slope':'0.5'}]}"
                        + " | not-canonical /network/layers/0/slope"
            })
    void embeddedNetworksAreCanonical(String network, String fault) {
        assertThat(fault(() -> {
                    Object json = Json.parse(bytes(network.replace('\'', '"')), Limits.DEFAULT);
                    return Net.embedded(Members.of(json, "/network", Limits.DEFAULT));
                }))
                .isEqualTo(fault);
    }

    /** Every activation, alone and behind others, at its kinks and around them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"relu", "leaky-relu:1/3", "leaky-relu:0", "leaky-relu:1", "identity", "clip", "hard-tanh", "abs"
            })
    void valuesAreThoseOfTheLayersOneAfterTheOther(String activation) throws Fault {
        List<Network> networks = List.of(
                network("-inf inf", activation + " 1 | 0"),
                network("-inf inf", activation + " -3/2 | 1/7"),
                network("-inf inf", activation + " 1; -1/3; 0 | 0 1/2 -5", "identity 1 -2 1/7 | 1/5"),
                network(
                        "-inf inf",
                        "abs 1; 1/4 | -1 1",
                        activation + " 1 1; 1/3 -1/5 | -2 0",
                        activation + " -2 3 | 1/2"));
        for (Network network : networks) {
            Net net = network.net();
            for (int top = -24; top <= 24; top++) {
                Ratio x = Ratio.of(top, 8);
                Ratio value = Oracle.value(network.layers(), x);
                assertThat(Ratio.of(net.valueAt(x.fraction())))
                        .as("%s at %s", network, x)
                        .isEqualTo(value);
                Fraction unreduced = new Fraction(BigInteger.valueOf(6L * top), BigInteger.valueOf(48));
                assertThat(Ratio.of(net.valueAt(unreduced)))
                        .as("not in lowest terms")
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void valuesOfRandomNetworksAreThoseOfTheLayers() throws Fault {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            Network network = RandomNetworks.next(random);
            Net net = network.net();
            assertThat(net.digest).as("%s", network).isEqualTo(network.digest());
            assertThat(net.neurons)
                    .isEqualTo(network.layers().stream()
                            .mapToLong(layer -> layer.biases().size())
                            .sum());
            for (int j = 0; j < 20; j++) {
                Ratio x = RandomNetworks.number(random);
                assertThat(Ratio.of(net.valueAt(x.fraction())))
                        .as("%s at %s", network, x)
                        .isEqualTo(Oracle.value(network.layers(), x));
            }
        }
    }

    @Test
    void longNumbersAreOverLimits() {
        Limits limits = Limits.DEFAULT.with(1000, 40, 1000);
        Network fits = network("-inf inf", "relu 1/1048575 | 1/1048573", "identity 1 | 0");
        Network tooLong = network("-inf inf", "relu 1/1048575 | 1/2097143", "identity 1 | 0");
        assertThat(catchThrowableOfType(Fault.class, () -> Net.file(fits.file(), limits)))
                .as("denominators of 20 bits each: 40 together")
                .isNull();
        Fault fault = catchThrowableOfType(Fault.class, () -> Net.file(tooLong.file(), limits));
        assertThat(fault.result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(fault.result.at()).isEqualTo("/layers/0");
        assertThat(fault.result.why()).isEqualTo("a number of 41 bits; the limit is 40");
    }

    /** Three units of two inputs: six weights and three biases, of 4 bytes each. */
    @Test
    void allNumbersOfALayerCount() throws Fault {
        Network net = network("0 1", "relu 1; 1 | 0 0", "relu 1/4294967291 1; 1 1; 1 1 | 0 0 0", "clip 1 1 1 | 0");
        Object json = Json.parse(bytes(net.json()), Limits.DEFAULT);
        assertThat(Net.embedded(Members.of(json, "", new Limits(36, 9, 9, 99, 99, 99))).neurons)
                .isEqualTo(6);
        Members members = Members.of(json, "", new Limits(35, 9, 9, 99, 99, 99));
        Fault fault = catchThrowableOfType(Fault.class, () -> Net.embedded(members));
        assertThat(fault.result.why()).isEqualTo("a file, or a layer's numbers, of 36 bytes; the limit is 35");
    }

    /** Two numbers over a denominator of 32 bits take 8 bytes; less than a byte is not counted. */
    @Test
    void layersOfLongNumbersAreOverLimits() throws Fault {
        Object json =
                Json.parse(bytes(network("0 1", "identity 1/4294967291 | 0").json()), Limits.DEFAULT);
        assertThat(Net.embedded(Members.of(json, "", new Limits(8, 9, 9, 99, 99, 99))).neurons)
                .isEqualTo(1);
        Members members = Members.of(json, "", new Limits(7, 9, 9, 99, 99, 99));
        Fault fault = catchThrowableOfType(Fault.class, () -> Net.embedded(members));
        assertThat(fault.result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(fault.result.why()).isEqualTo("a file, or a layer's numbers, of 8 bytes; the limit is 7");
        Object small = Json.parse(bytes(network("0 1", "identity 1/127 | 0").json()), Limits.DEFAULT);
        assertThat(Net.embedded(Members.of(small, "", new Limits(0, 9, 9, 99, 99, 99))).neurons)
                .isEqualTo(1);
    }

    @Test
    void longValuesAreOverLimits() throws Fault {
        Limits limits = Limits.DEFAULT.with(1000, 40, 1000);
        Net net = Net.file(
                network("-inf inf", "relu 1/1048576 | 0", "identity 1 | 0").file(), limits);
        assertThat(Ratio.of(net.valueAt(Ratio.of(1, (1 << 19) - 1).fraction())).sign())
                .isPositive();
        Fault fault = catchThrowableOfType(
                Fault.class, () -> net.valueAt(Ratio.of(1, 1 << 20).fraction()));
        assertThat(fault.result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(fault.result.at()).isEqualTo("/witness");
        assertThat(fault.result.why()).isEqualTo("a number of 41 bits; the limit is 40");
    }
}
