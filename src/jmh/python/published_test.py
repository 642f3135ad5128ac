"""Times the published test, vectorised: PublishedTest.java in NumPy.

usage: published_test.py FILE WIDTH SECONDS

FILE holds binary64 numbers, little-endian: of each network first all kinks, then all weights. Prints the nanoseconds that
all networks take, and how many are flagged.
"""

import sys
import time

import numpy as np

GRID = np.linspace(0, 1, 163)


def f(kinks, weights, x):
    return np.clip(np.maximum(x[:, None] - kinks, 0) @ weights, 0, 1)


def crossings(values):
    inner = values[1:-1]
    between = inner * values[2:] < 0
    at = (inner == 0) & (values[:-2] * values[2:] < 0)
    return np.count_nonzero(between | at)


def is_flagged(kinks, weights):
    once = f(kinks, weights, GRID)
    thrice = f(kinks, weights, f(kinks, weights, once))
    return crossings(GRID - thrice) > crossings(GRID - once)


def flagged(networks):
    return sum(is_flagged(kinks, weights) for kinks, weights in networks)


def main(path, width, seconds):
    networks = np.fromfile(path, "<f8").reshape(-1, 2, int(width))
    count = flagged(networks)
    passes = 0
    start = time.perf_counter_ns()
    while passes == 0 or time.perf_counter_ns() - start < 1e9 * float(seconds):
        flagged(networks)
        passes += 1
    print((time.perf_counter_ns() - start) / passes, count)


if __name__ == "__main__":
    main(*sys.argv[1:])
