package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written here are read by NumPy, onnx and a reader of safetensors, where they are at hand, as the same numbers. */
class OtherReadersTest {
    private static final String PYTHON = "/usr/bin/python3";

    /** Prints the networks of a file with arrays w0, b0, w1, …, one a line, as network files. */
    private static final String ARRAYS = """
            import json, struct, sys, zipfile
            from fractions import Fraction
            import numpy as np
            for name in sys.argv[1:]:
                if name.endswith('.npz'):
                    assert zipfile.ZipFile(name).testzip() is None
                    with np.load(name, allow_pickle=False) as file:
                        arrays = {key: file[key] for key in file.files}
                    words, domain = list(arrays.pop('activations')), list(arrays.pop('domain'))
                else:
                    data = open(name, 'rb').read()
                    (length,) = struct.unpack('<Q', data[:8])
                    assert length % 8 == 0
                    header, body = json.loads(data[8:8 + length].decode()), data[8 + length:]
                    metadata = header.pop('__metadata__')
                    words, domain = metadata['activations'].split(','), metadata['domain'].split(',')
                    arrays = {}
                    for key, entry in header.items():
                        start, end = entry['data_offsets']
                        assert entry['dtype'] == 'F64'
                        arrays[key] = np.frombuffer(body[start:end], '<f8').reshape(entry['shape'])
                assert list(arrays) == [k + str(i) for i in range(len(words)) for k in 'wb'], list(arrays)
                assert all(array.dtype == np.dtype('<f8') for array in arrays.values())
                if arrays['b0'].ndim == 1:
                    arrays = {key: array[None] for key, array in arrays.items()}
                for n in range(len(arrays['w0'])):
                    layers = []
                    for i, word in enumerate(words):
                        w, b = arrays['w%d' % i][n], arrays['b%d' % i][n]
                        activation, _, slope = str(word).partition(':')
                        layer = {'weights': [[str(Fraction(x)) for x in row] for row in w.tolist()],
                                 'biases': [str(Fraction(x)) for x in b.tolist()], 'activation': activation}
                        if slope:
                            layer['slope'] = slope
                        layers.append(layer)
                    print(json.dumps({'format': 'chaoscert-network/1', 'domain': [str(end) for end in domain],
                                      'layers': layers}))
            """;

    /** Compares models with network files, value by value, in exact arithmetic but for tanh and sigmoid. */
    private static final String MODELS = """
            import json, math, sys
            from fractions import Fraction
            import onnx
            from onnx import numpy_helper

            def smooth(f):
                return lambda s: Fraction(f(max(-700.0, min(700.0, float(max(-1000, min(1000, s)))))))

            tanh = smooth(math.tanh)
            sigmoid = smooth(lambda s: 1 / (1 + math.exp(-s)))

            def model_value(model, x):
                stored = {t.name: [Fraction(v) for v in numpy_helper.to_array(t).flatten().tolist()]
                          for t in model.graph.initializer}
                values = {model.graph.input[0].name: [x]}
                for node in model.graph.node:
                    found = values[node.input[0]]
                    given = [stored[name] for name in node.input[1:]]
                    if node.op_type == 'Gemm':
                        assert {a.name: a.i for a in node.attribute} == {'transB': 1}
                        w, b = given
                        k = len(found)
                        found = [sum((w[i * k + j] * found[j] for j in range(k)), b[i]) for i in range(len(b))]
                    else:
                        f = {'Relu': lambda s: max(s, 0), 'Abs': abs, 'Tanh': tanh, 'Sigmoid': sigmoid,
                             'Clip': lambda s: min(max(s, given[0][0]), given[1][0]),
                             'LeakyRelu': lambda s: s if s > 0 else s * Fraction(node.attribute[0].f)}[node.op_type]
                        found = [f(s) for s in found]
                    values[node.output[0]] = found
                (y,) = values[model.graph.output[0].name]
                return y

            def network_value(network, x):
                values = [x]
                for layer in network['layers']:
                    f = {'relu': lambda s: max(s, 0), 'abs': abs, 'identity': lambda s: s, 'tanh': tanh,
                         'sigmoid': sigmoid, 'clip': lambda s: min(max(s, 0), 1),
                         'hard-tanh': lambda s: min(max(s, -1), 1),
                         'leaky-relu': lambda s: s if s > 0 else s * Fraction(layer['slope'])}[layer['activation']]
                    values = [f(sum((Fraction(w) * v for w, v in zip(row, values)), Fraction(b)))
                              for row, b in zip(layer['weights'], layer['biases'])]
                return values[0]

            for line in open(sys.argv[1]):
                name, network = line.split('\\t')
                network = json.loads(network, parse_float=Fraction, parse_int=Fraction)
                model = onnx.load(name)
                onnx.checker.check_model(model, full_check=True)
                for i in range(-12, 13):
                    x = Fraction(i, 5)
                    assert model_value(model, x) == network_value(network, x), (name, x)
                print(name)
            """;

    @TempDir
    private Path directory;

    private static void assumePython(String... modules) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), "needs " + PYTHON);
        Process process = new ProcessBuilder(PYTHON, "-c", "import " + String.join(", ", modules))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(
                process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0,
                "needs the Python modules " + String.join(", ", modules));
    }

    private List<String> python(String script, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                PYTHON,
                Files.writeString(directory.resolve("script.py"), script).toString()));
        command.addAll(arguments);
        Path out = directory.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said.lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"npz", "safetensors"})
    void arrays(String ending) throws IOException, NetworkFormatException, InterruptedException {
        assumePython("numpy");
        RandomNetworks random = new RandomNetworks(8);
        List<String> files = new ArrayList<>();
        List<Network> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RandomNetworks.Shape shape = random.shape();
            List<Network> networks = new ArrayList<>();
            for (int j = 0; j < 1 + i % 3; j++) {
                networks.add(random.network(shape, false));
            }
            Path file = directory.resolve(i + "." + ending);
            Exchange.write(file, networks);
            files.add(file.toString());
            all.addAll(networks);
        }
        List<Network> found = new ArrayList<>();
        for (String line : python(ARRAYS, files)) {
            found.add(Exchange.network(line));
        }
        assertThat(Exchange.texts(found)).isEqualTo(Exchange.texts(all));
    }

    @Test
    void models() throws IOException, NetworkFormatException, InterruptedException {
        assumePython("onnx");
        RandomNetworks random = new RandomNetworks(9);
        StringBuilder lines = new StringBuilder();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Network network = random.network();
            Path file = directory.resolve(i + ".onnx");
            Exchange.write(file, List.of(network));
            files.add(file.toString());
            lines.append(file)
                    .append('\t')
                    .append(Exchange.text(network).replace('\n', ' '))
                    .append('\n');
        }
        Path list = Files.writeString(directory.resolve("list.txt"), lines);
        assertThat(python(MODELS, List.of(list.toString()))).isEqualTo(files);
    }

    @Test
    void numbersOfBinary32AreStoredAsSuch() throws IOException, NetworkFormatException {
        Path file = directory.resolve("x.onnx");
        RandomNetworks random = new RandomNetworks(10);
        for (int i = 0; i < 20; i++) {
            boolean isSingle = i % 2 == 0;
            Network network = random.network(random.shape(), isSingle);
            Exchange.write(file, List.of(network));
            try (NetworkSource source = FileKind.open(file, ReadOptions.DEFAULT)) {
                assertThat(source.reading())
                        .isIn(
                                "stored as binary32, each read exactly",
                                isSingle ? "" : "stored as binary64, each read exactly");
            }
        }
    }
}
