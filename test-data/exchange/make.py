#!/usr/bin/env python3
"""Writes the files of this directory anew, and beside each what must be read from it.

Needs NumPy, onnx and PyTorch; README.md names the versions. The expected networks are made of the same numbers by
fractions.Fraction, without Chaoscert.
"""

import io
import json
import struct
import warnings
import zipfile
from fractions import Fraction
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).resolve().parent
CASES = []
RANDOM = np.random.RandomState(20221127)


# What must be read.

def exact(number):
    return str(Fraction(number) if isinstance(number, (Fraction, int)) else Fraction(float(number)))


def layer(weights, biases, activation, slope=None):
    """A layer of format chaoscert-network/1; weights: a row for each unit."""
    made = {
        'weights': [[exact(w) for w in row] for row in weights],
        'biases': [exact(b) for b in biases],
        'activation': activation,
    }
    if slope is not None:
        made['slope'] = exact(slope)
    return made


def network(layers, domain=None):
    if domain is None:
        domain = ['0', '1'] if layers[-1]['activation'] == 'clip' else ['-inf', 'inf']
    return {'format': 'chaoscert-network/1', 'domain': domain, 'layers': layers}


def simple(a, b, activation='clip'):
    """Definition 2.3: activation(sum of a_i relu(x - b_i))."""
    return network([
        layer([[1]] * len(a), [-Fraction(float(x)) for x in b], 'relu'),
        layer([a], [0], activation),
    ])


def expect(name, networks, options='', same='layers'):
    """Notes what a file holds. same: 'layers', or 'map' where layers may be cut up otherwise."""
    CASES.append('\t'.join([name, options, same]))
    target = HERE / (name + '.expected.jsonl')
    target.write_text(''.join(json.dumps(one, separators=(',', ':')) + '\n' for one in networks))


# NumPy.

def numbers(*shape, dtype='<f8'):
    dtype = np.dtype(dtype)
    if dtype.kind == 'f':
        return RANDOM.standard_normal(shape).astype(dtype)
    if dtype.kind == 'b':
        return RANDOM.randint(0, 2, shape).astype(dtype)
    info = np.iinfo(dtype)
    low, high = max(info.min, -2**53), min(info.max, 2**53)
    found = RANDOM.randint(low, high, shape, dtype='i8').astype(dtype)
    found.flat[0], found.flat[1] = low, high
    return found


def savez(name, compressed=False, **arrays):
    (np.savez_compressed if compressed else np.savez)(HERE / name, **arrays)


def numpy_files():
    for dtype in ['<f8', '>f8', '<f4', '>f4', '<f2', '>f2', '<i4', '>i2', '|u1', '>i8', '<u8', '|b1']:
        for order in 'CF':
            a = np.asarray(numbers(3, 4, dtype=dtype), order=order)
            b = np.asarray(numbers(3, 4, dtype=dtype), order=order)
            name = 'batch-%s-%s.npz' % (dtype.replace('<', 'little-').replace('>', 'big-').replace('|', ''), order)
            savez(name, compressed=order == 'F', a=a, b=b)
            expect(name, [simple(a[i].tolist(), b[i].tolist()) for i in range(3)])
    # The edges of binary16 and binary32.
    a = np.array([5.960464477539063e-08, 65504, -6.103515625e-05, 0.333251953125], dtype='<f2')
    b = np.array([1e-45, 3.4028234663852886e38, -1.1754943508222875e-38, 0.1], dtype='>f4')
    savez('edges.npz', a=a, b=b)
    expect('edges.npz', [simple(a.tolist(), b.tolist())])

    def write(name, array, version):
        with open(HERE / name, 'wb') as out, warnings.catch_warnings():
            warnings.simplefilter('ignore')
            np.lib.format.write_array(out, array, version=version)

    for version in [(1, 0), (2, 0), (3, 0)]:
        both = numbers(2, 3)
        name = 'single-version-%d.npy' % version[0]
        write(name, both, version)
        expect(name, [simple(*both)])
    for order in 'CF':
        both = np.asarray(numbers(4, 2, 3, dtype='>f4'), order=order)
        name = 'batch-%s.npy' % order
        write(name, both, None)
        expect(name, [simple(*one) for one in both])
    one = np.asfortranarray(numbers(2, 5))
    np.save(HERE / 'single-F.npy', one)
    expect('single-F.npy', [simple(*one, activation='hard-tanh')], '--output-activation hard-tanh')

    # Layers.
    def layered(arrays, count, words, domain=None, slopes=()):
        """Networks of a batch: arrays w0, b0, w1, ... with full shapes (n, units, inputs) and (n, units)."""
        return [
            network([
                layer(arrays[2 * i][j], arrays[2 * i + 1][j], words[i], dict(slopes).get(i))
                for i in range(len(words))
            ], domain)
            for j in range(count)
        ]

    def named(arrays):
        return {'wb'[i % 2] + str(i // 2): array for i, array in enumerate(arrays)}

    shapes = [(3, 1), (3,), (2, 3), (2,), (1, 2), (1,)]
    for name, order, dtype in [('layers-batch-C.npz', 'C', '<f8'), ('layers-batch-F.npz', 'F', '>f4')]:
        arrays = [np.asarray(numbers(5, *shape, dtype=dtype), order=order) for shape in shapes]
        savez(name, compressed=order == 'C', **named(arrays))
        expect(name, layered(arrays, 5, ['relu', 'relu', 'identity']))

    arrays = [numbers(*shape) for shape in shapes]
    single = layered([array[None] for array in arrays], 1, ['tanh', 'abs', 'clip'], ['0', '1'])
    savez('layers-single.npz', **named(arrays), activations=np.array(['tanh', 'abs', 'clip']))
    expect('layers-single.npz', single)
    fortran = [np.asfortranarray(array) for array in arrays]
    savez('layers-single-F.npz', **named(fortran), activations=np.array([b'tanh', b'abs', b'clip']),
          domain=np.array([b'-1/3', b'inf']))
    expect('layers-single-F.npz', [network(single[0]['layers'], ['-1/3', 'inf'])])
    savez('layers-words-big-endian.npz', **named(arrays), domain=np.array(['-inf', '2.5'], dtype='>U9'),
          activations=np.array(['leaky-relu:1/100', 'sigmoid', 'hard-tanh'], dtype='>U16'))
    leaky = [dict(one) for one in single[0]['layers']]
    leaky[0].update(activation='leaky-relu', slope='1/100')
    leaky[1].update(activation='sigmoid')
    leaky[2].update(activation='hard-tanh')
    expect('layers-words-big-endian.npz', [network(leaky, ['-inf', '5/2'])])
    chosen = [dict(one) for one in single[0]['layers']]
    chosen[0].update(activation='sigmoid')
    chosen[1].update(activation='sigmoid')
    savez('layers-options.npz', **named(arrays))
    expect('layers-options.npz', [network(chosen, ['-7/2', '8'])],
           '--hidden sigmoid --output-activation clip --domain -7/2,8')

    # Extents of 1 left out: the inputs of the first layer, and the units of the last one.
    arrays = [numbers(4, 3), numbers(4, 3), numbers(4, 2, 3), numbers(4, 2), numbers(4, 2), numbers(4)]
    full = [arrays[0][:, :, None], arrays[1], arrays[2], arrays[3], arrays[4][:, None, :], arrays[5][:, None]]
    savez('layers-short-batch.npz', **named(arrays))
    expect('layers-short-batch.npz', layered(full, 4, ['relu', 'relu', 'identity']))
    savez('layers-short.npz', **named([array[0] for array in arrays]))
    expect('layers-short.npz', layered(full, 1, ['relu', 'relu', 'identity']))

    # Rows for inputs, as Keras has them: kernels of shape (inputs, units).
    arrays = [numbers(2, 1, 3), numbers(2, 3), numbers(2, 3, 3), numbers(2, 3), numbers(2, 3, 1), numbers(2, 1)]
    full = [np.swapaxes(array, 1, 2) if array.ndim == 3 else array for array in arrays]
    savez('layers-keras-batch.npz', **named([np.asfortranarray(array) for array in arrays]))
    expect('layers-keras-batch.npz', layered(full, 2, ['relu', 'relu', 'identity']), '--rows inputs')
    savez('layers-keras.npz', **named([array[0] for array in arrays]))
    expect('layers-keras.npz', layered(full, 1, ['relu', 'relu', 'identity']), '--rows inputs')
    # No biases in the middle, a column of other things beside.
    arrays = [numbers(3, 2, 1), numbers(3, 2), numbers(3, 1, 2)]
    savez('layers-without-bias.npz', **named(arrays), seeds=np.arange(3), chaotic=np.array([True, False, True]))
    expect('layers-without-bias.npz',
           layered(arrays + [np.zeros((3, 1))], 3, ['relu', 'identity']))


# safetensors: written from the format's description, since Debian has no package.

BITS = {'F64': '<f8', 'F32': '<f4', 'F16': '<f2', 'I32': '<i4', 'U8': '|u1'}


def bfloat16(array):
    """Cuts binary32 numbers to their upper halves; returns these and the numbers they stand for."""
    upper = np.asarray(array, dtype='<f4').view('<u4') >> 16
    return upper.astype('<u2'), (upper.astype('<u4') << 16).view('<f4')


def safetensors(name, arrays, metadata=None, pad=True):
    header, body = ({'__metadata__': metadata} if metadata else {}), b''
    for key, dtype, array in arrays:
        if dtype == 'BF16':
            data = bfloat16(array)[0].tobytes()
        else:
            data = np.ascontiguousarray(array, dtype=BITS[dtype]).tobytes()
        header[key] = {'dtype': dtype, 'shape': list(array.shape), 'data_offsets': [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header, separators=(',', ':')).encode()
    text += b' ' * (-len(text) % 8 if pad else 0)
    (HERE / name).write_bytes(struct.pack('<Q', len(text)) + text + body)


def safetensors_files():
    for dtype in ['F64', 'F32', 'F16', 'BF16', 'I32', 'U8']:
        def cut(array):
            return bfloat16(array)[1] if dtype == 'BF16' else array.astype(BITS[dtype])
        w0, b0, w1, b1 = (cut(numbers(*shape) * 3) for shape in [(4, 1), (4,), (1, 4), (1,)])
        # As PyTorch names them, in an order that is not that of the layers, and not aligned.
        name = 'torch-%s.safetensors' % dtype
        safetensors(name, [('2.bias', dtype, b1), ('2.weight', dtype, w1), ('0.weight', dtype, w0),
                           ('0.bias', dtype, b0)], {'format': 'pt'}, pad=dtype != 'F16')
        expect(name, [network([layer(w0, b0, 'relu'), layer(w1, b1, 'identity')])])
    arrays, layers, inputs = [], [], 1
    for i in range(11):
        units = 1 if i == 10 else 2
        w, b = numbers(units, inputs, dtype='<f4'), numbers(units, dtype='<f4')
        arrays += [('net.%d.weight' % i, 'F32', w), ('net.%d.bias' % i, 'F32', b)]
        layers.append(layer(w, b, 'identity' if i == 10 else 'tanh'))
        inputs = units
    # Eleven layers: net.10 is behind net.9, though not in the order of letters.
    safetensors('deep.safetensors', sorted(arrays), None)
    expect('deep.safetensors', [network(layers)], '--hidden tanh')
    a, b = numbers(6, 3), numbers(6, 3)
    safetensors('simple-batch.safetensors', [('a', 'F64', a), ('b', 'F64', b)], {'domain': '0,1'})
    expect('simple-batch.safetensors', [simple(a[i], b[i]) for i in range(6)])
    w0, b0, w1, b1 = numbers(2, 3, 1), numbers(2, 3), numbers(2, 1, 3), numbers(2, 1)
    safetensors('layers-batch.safetensors',
                [('w0', 'F64', w0), ('b0', 'F64', b0), ('w1', 'F64', w1), ('b1', 'F64', b1)],
                {'activations': 'leaky-relu:1/3,clip', 'domain': '-1/7,3'})
    expect('layers-batch.safetensors', [
        network([layer(w0[i], b0[i], 'leaky-relu', Fraction(1, 3)), layer(w1[i], b1[i], 'clip')], ['-1/7', '3'])
        for i in range(2)])


# ONNX, exported by PyTorch.

def float_leak(slope):
    return Fraction(float(np.float32(slope)))


def export(name, model, layers, opset, dtype=torch.float32, domain=None, same='layers', sample=None):
    model = model.to(dtype).eval()
    sample = torch.zeros(1, 1, dtype=dtype) if sample is None else sample
    out = io.BytesIO()
    torch.onnx.export(model, sample, out, opset_version=opset, input_names=['x'],
                      output_names=['y'], dynamic_axes={'x': {0: 'n'}, 'y': {0: 'n'}})
    stored = onnx.load_model_from_string(out.getvalue())
    onnx.checker.check_model(stored)
    (HERE / name).write_bytes(out.getvalue())
    expect(name, [network(layers, domain)], same=same)


def linear(module):
    """The exact numbers of a torch.nn.Linear."""
    weights = module.weight.detach().numpy().tolist()
    bias = [0] * len(weights) if module.bias is None else module.bias.detach().numpy().tolist()
    return weights, bias


def torch_files():
    nn = torch.nn
    torch.manual_seed(20221127)
    for opset in [9, 11, 13]:
        for word, activation in [('relu', nn.ReLU()), ('tanh', nn.Tanh()), ('sigmoid', nn.Sigmoid()),
                                 ('leaky-relu', nn.LeakyReLU(0.01))]:
            first, second, third = nn.Linear(1, 3), nn.Linear(3, 2), nn.Linear(2, 1)
            slope = float_leak(0.01) if word == 'leaky-relu' else None
            export('torch-%s-opset-%d.onnx' % (word, opset),
                   nn.Sequential(first, activation, second, activation, third),
                   [layer(*linear(first), word, slope), layer(*linear(second), word, slope),
                    layer(*linear(third), 'identity')], opset)
        first, second = nn.Linear(1, 4), nn.Linear(4, 1)
        export('torch-clip-opset-%d.onnx' % opset, nn.Sequential(first, nn.ReLU(), second, nn.Hardtanh(0, 1)),
               [layer(*linear(first), 'relu'), layer(*linear(second), 'clip')], opset)
        first, second = nn.Linear(1, 4), nn.Linear(4, 1)
        export('torch-hardtanh-opset-%d.onnx' % opset, nn.Sequential(first, nn.Hardtanh(), second),
               [layer(*linear(first), 'hard-tanh'), layer(*linear(second), 'identity')], opset)
        first, second = nn.Linear(1, 4), nn.Linear(4, 1)
        (w0, b0), (w1, b1) = linear(first), linear(second)
        export('torch-relu6-opset-%d.onnx' % opset, nn.Sequential(first, nn.ReLU6(), second),
               [layer([[Fraction(w) / 6 for w in row] for row in w0], [Fraction(b) / 6 for b in b0], 'clip'),
                layer([[Fraction(w) * 6 for w in row] for row in w1], b1, 'identity')], opset, same='map')
    first, second = nn.Linear(1, 4), nn.Linear(4, 1)
    (w0, b0), (w1, b1) = linear(first), linear(second)
    sixth = float_leak(1 / 6)
    export('torch-hardsigmoid.onnx', nn.Sequential(first, nn.Hardsigmoid(), second),
           [layer([[Fraction(w) * sixth for w in row] for row in w0],
                  [Fraction(b) * sixth + Fraction(1, 2) for b in b0], 'clip'),
            layer(w1, b1, 'identity')], 13)
    first, second = nn.Linear(1, 3, bias=False), nn.Linear(3, 1, bias=False)
    export('torch-without-bias.onnx', nn.Sequential(first, nn.ReLU(), second),
           [layer(*linear(first), 'relu'), layer(*linear(second), 'identity')], 13)
    first, second = nn.Linear(1, 3), nn.Linear(3, 1)
    export('torch-flatten.onnx', nn.Sequential(nn.Flatten(), first, nn.ReLU(), nn.Flatten(), second, nn.Identity()),
           [layer(*linear(first), 'relu'), layer(*linear(second), 'identity')], 11)
    first, second = nn.Linear(1, 3).double(), nn.Linear(3, 1).double()
    export('torch-double.onnx', nn.Sequential(first, nn.ReLU(), second),
           [layer(*linear(first), 'relu'), layer(*linear(second), 'identity')], 13, torch.float64)
    # Equal biases: the exporter stores them once, and names them again by Identity.
    first, second, third = nn.Linear(1, 3), nn.Linear(3, 3), nn.Linear(3, 1)
    for module in [first, second, third]:
        nn.init.zeros_(module.bias)
    export('torch-equal-biases.onnx', nn.Sequential(first, nn.ReLU(), second, nn.ReLU(), third),
           [layer(*linear(first), 'relu'), layer(*linear(second), 'relu'), layer(*linear(third), 'identity')], 13)

    # The same layer twice.
    first, second, third = nn.Linear(1, 3), nn.Linear(3, 3), nn.Linear(3, 1)
    export('torch-shared-layer.onnx', nn.Sequential(first, nn.ReLU(), second, nn.ReLU(), second, nn.ReLU(), third),
           [layer(*linear(first), 'relu'), layer(*linear(second), 'relu'), layer(*linear(second), 'relu'),
            layer(*linear(third), 'identity')], 13)
    # Inputs without a first index for the batch: MatMul and Add in place of Gemm.
    first, second = nn.Linear(1, 3), nn.Linear(3, 1)
    export('torch-vector.onnx', nn.Sequential(first, nn.Tanh(), second, nn.Sigmoid()),
           [layer(*linear(first), 'tanh'), layer(*linear(second), 'sigmoid')], 13, sample=torch.zeros(1))


# ONNX, in the shape that tf2onnx gives to models of Keras.

def keras(name, kernels, words, opset, dtype='f4', raw=True, reshape=False, constants=False, minus=None, swapped=False):
    kind = {'f4': TensorProto.FLOAT, 'f8': TensorProto.DOUBLE, 'f2': TensorProto.FLOAT16}[dtype]
    stored, nodes, last = [], [], 'x'

    def store(key, array):
        if raw:
            tensor = numpy_helper.from_array(np.ascontiguousarray(array), key)
        else:
            flat = array.flatten()
            tensor = helper.make_tensor(key, kind, array.shape, flat if array.dtype == np.float16 else flat.tolist())
        if constants:
            nodes.append(helper.make_node('Constant', [], [key], name='constant_' + key, value=tensor))
        else:
            stored.append(tensor)
        return key

    def node(op, inputs, **attributes):
        nonlocal last
        last = 'model/dense_%d/%s:0' % (len(nodes), op)
        nodes.append(helper.make_node(op, inputs, [last], name=last[:-2], **attributes))

    if reshape:
        shape = np.array([-1, 1], dtype='i8')
        stored.append(numpy_helper.from_array(shape, 'shape'))
        node('Reshape', [last, 'shape'])
    layers = []
    for i, (kernel, bias) in enumerate(kernels):
        word = words[i]
        kernel, bias = kernel.astype(dtype), bias.astype(dtype)
        node('MatMul', [last, store('kernel%d' % i, kernel)])
        key = store('bias%d' % i, bias)
        node('Add', [key, last] if swapped else [last, key])
        slope = None
        if word == 'relu':
            node('Relu', [last])
        elif word == 'leaky-relu':
            slope = float_leak(0.3)
            node('LeakyRelu', [last], alpha=0.3)
        elif word == 'clip':
            if opset < 11:
                node('Clip', [last], min=0.0, max=1.0)
            else:
                node('Clip', [last, store('low%d' % i, np.zeros((), dtype)), store('high%d' % i, np.ones((), dtype))])
        elif word in ('tanh', 'sigmoid'):
            node(word.title(), [last])
        layers.append(layer(kernel.T.tolist(), bias.tolist(), word, slope))
    if reshape:
        node('Flatten', [last], axis=1)
        node('Identity', [last])
    graph = helper.make_graph(nodes, 'model', [helper.make_tensor_value_info('x', kind, ['n', 1])],
                              [helper.make_tensor_value_info(last, kind, ['n', 1])], stored)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', opset)], producer_name='tf2onnx')
    model.ir_version = 7
    onnx.checker.check_model(model)
    (HERE / name).write_bytes(model.SerializeToString())
    expect(name, [network(layers)])


def keras_files():
    def kernels():
        return [(numbers(1, 3), numbers(3)), (numbers(3, 2), numbers(2)), (numbers(2, 1), numbers(1))]
    keras('keras-relu.onnx', kernels(), ['relu', 'relu', 'identity'], 13)
    keras('keras-reshape.onnx', kernels(), ['relu', 'tanh', 'sigmoid'], 13, reshape=True)
    keras('keras-constants.onnx', kernels(), ['leaky-relu', 'relu', 'clip'], 13, constants=True)
    keras('keras-clip-opset-9.onnx', kernels(), ['clip', 'relu', 'clip'], 9, swapped=True)
    keras('keras-double.onnx', kernels(), ['relu', 'relu', 'identity'], 13, dtype='f8')
    keras('keras-half.onnx', kernels(), ['relu', 'relu', 'clip'], 13, dtype='f2')
    keras('keras-listed.onnx', kernels(), ['relu', 'relu', 'identity'], 13, raw=False)
    keras('keras-listed-double.onnx', kernels(), ['relu', 'relu', 'identity'], 13, dtype='f8', raw=False)
    keras('keras-listed-half.onnx', kernels(), ['relu', 'relu', 'identity'], 13, dtype='f2', raw=False)
    # Gemm with all its attributes: 1/2 (x W) + 3 b.
    w0, b0, w1 = numbers(1, 3, dtype='f4'), numbers(3, dtype='f4'), numbers(1, 3, dtype='f4')
    graph = helper.make_graph(
        [helper.make_node('Gemm', ['x', 'w0', 'b0'], ['s'], alpha=0.5, beta=3.0),
         helper.make_node('Abs', ['s'], ['h']),
         helper.make_node('Gemm', ['h', 'w1'], ['t'], transB=1),
         helper.make_node('HardSigmoid', ['t'], ['y'])],
        'gemm', [helper.make_tensor_value_info('x', TensorProto.FLOAT, ['n', 1])],
        [helper.make_tensor_value_info('y', TensorProto.FLOAT, ['n', 1])],
        [numpy_helper.from_array(w0, 'w0'), numpy_helper.from_array(b0, 'b0'), numpy_helper.from_array(w1, 'w1')])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 13)])
    model.ir_version = 7
    onnx.checker.check_model(model)
    (HERE / 'gemm-attributes.onnx').write_bytes(model.SerializeToString())
    fifth = float_leak(0.2)
    expect('gemm-attributes.onnx', [network([
        layer([[Fraction(w) / 2] for w in w0[0].tolist()], [Fraction(b) * 3 for b in b0.tolist()], 'abs'),
        layer([[Fraction(w) * fifth for w in w1[0].tolist()]], [Fraction(1, 2)], 'clip')])])


if __name__ == '__main__':
    for old in list(HERE.glob('*.np[yz]')) + list(HERE.glob('*.safetensors')) + list(HERE.glob('*.onnx')) + list(
            HERE.glob('*.expected.jsonl')):
        old.unlink()
    numpy_files()
    safetensors_files()
    torch_files()
    keras_files()
    (HERE / 'cases.tsv').write_text('\n'.join(CASES) + '\n')
