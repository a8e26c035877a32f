# The works in NumPy, by hand.
import sys

import numpy as np

import timing


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def three_layers():
    """Lesson 3, after Andrew Trask's program of 2015."""
    inputs = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    targets = np.array([[0], [1], [1], [0]])

    def run():
        np.random.seed(1)
        weights0 = 2 * np.random.random((3, 4)) - 1
        weights1 = 2 * np.random.random((4, 1)) - 1
        for _ in range(60000):
            hidden = sigmoid(np.dot(inputs, weights0))
            output = sigmoid(np.dot(hidden, weights1))
            error = targets - output
            output_delta = error * (output * (1 - output))
            hidden_delta = output_delta.dot(weights1.T) * (hidden * (1 - hidden))
            weights1 += hidden.T.dot(output_delta)
            weights0 += inputs.T.dot(hidden_delta)

    return run


class Adam:
    def __init__(self, parameters):
        self.parameters, self.step = parameters, 0
        self.means = [np.zeros_like(p) for p in parameters]
        self.squares = [np.zeros_like(p) for p in parameters]

    def update(self, gradients):
        self.step += 1
        rate = np.float32(0.001 * np.sqrt(1 - 0.999**self.step) / (1 - 0.9**self.step))
        for p, g, m, v in zip(self.parameters, gradients, self.means, self.squares):
            m += np.float32(0.1) * (g - m)
            v += np.float32(0.001) * (g * g - v)
            p -= rate * m / (np.sqrt(v) + np.float32(1e-7))


def airline_lstm():
    """LSTM(4) and Dense(1) on sequences of one month, one sequence a step; forwards and backwards by hand."""
    x = (np.arange(94, dtype=np.float32) / 94).reshape(94, 1, 1)
    y = (np.arange(1, 95, dtype=np.float32) / 94).reshape(94, 1)
    random = np.random.default_rng(1)
    units = 4
    kernel = random.uniform(-0.5, 0.5, (1, 4 * units)).astype(np.float32)
    recurrent = random.uniform(-0.5, 0.5, (units, 4 * units)).astype(np.float32)
    bias = np.zeros(4 * units, np.float32)
    bias[units:2 * units] = 1
    dense = random.uniform(-0.5, 0.5, (units, 1)).astype(np.float32)
    dense_bias = np.zeros(1, np.float32)
    adam = Adam([kernel, recurrent, bias, dense, dense_bias])

    def step(sequence, target):
        hidden, cell, caches = np.zeros((1, units), np.float32), np.zeros((1, units), np.float32), []
        for row in sequence:
            gates = row[None] @ kernel + hidden @ recurrent + bias
            i, f, c, o = np.split(gates, 4, axis=1)
            i, f, c, o = sigmoid(i), sigmoid(f), np.tanh(c), sigmoid(o)
            before, previous = cell, hidden
            cell = f * cell + i * c
            squashed = np.tanh(cell)
            hidden = o * squashed
            caches.append((row, previous, before, i, f, c, o, squashed))
        error = hidden @ dense + dense_bias - target
        d_output = 2 * error
        d_dense, d_dense_bias = hidden.T @ d_output, d_output[0]
        d_hidden, d_cell = d_output @ dense.T, np.zeros((1, units), np.float32)
        d_kernel, d_recurrent, d_bias = np.zeros_like(kernel), np.zeros_like(recurrent), np.zeros_like(bias)
        for row, previous, before, i, f, c, o, squashed in reversed(caches):
            d_cell = d_cell + d_hidden * o * (1 - squashed * squashed)
            d_gates = np.concatenate([
                d_cell * c * i * (1 - i), d_cell * before * f * (1 - f),
                d_cell * i * (1 - c * c), d_hidden * squashed * o * (1 - o)], axis=1)
            d_kernel += row[None].T @ d_gates
            d_recurrent += previous.T @ d_gates
            d_bias += d_gates[0]
            d_hidden, d_cell = d_gates @ recurrent.T, d_cell * f
        adam.update([d_kernel, d_recurrent, d_bias, d_dense, d_dense_bias])

    def run():
        for _ in range(100):
            for index in np.random.permutation(94):
                step(x[index], y[index])

    return run


def product(size, times):
    def make():
        random = np.random.default_rng(2)
        a, b = (random.random((size, size), dtype=np.float32) for _ in range(2))

        def run():
            for _ in range(times):
                a @ b

        return run

    return make


if sys.argv[1] == "lesson-3":
    three_layers()()
    sys.exit()

timing.main({
    "three-layers": three_layers,
    "airline-lstm": airline_lstm,
    "product-64": product(64, 2000),
    "product-512": product(512, 20),
    "product-1024": product(1024, 4),
})
