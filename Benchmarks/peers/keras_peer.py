# The works in Keras, on whichever backend it finds.
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers

import timing

keras.utils.set_random_seed(1)


def training(net, x, y, loss, batch, epochs=1, metrics=None):
    net.compile(optimizer="adam", loss=loss, metrics=metrics)
    return lambda: net.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)


def digits(*shape):
    return np.random.rand(2000, *shape).astype("float32"), np.arange(2000) % 10


def dense():
    net = keras.Sequential([
        keras.Input((784,)), layers.Dense(784, activation="relu"), layers.Dense(10, activation="softmax")])
    return training(net, *digits(784), "sparse_categorical_crossentropy", 200)


def cnn():
    net = keras.Sequential([
        keras.Input((28, 28, 1)), layers.Conv2D(32, 5, activation="relu"), layers.MaxPooling2D(),
        layers.Dropout(0.2), layers.Flatten(), layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax")])
    return training(net, *digits(28, 28, 1), "sparse_categorical_crossentropy", 200)


def lstm():
    net = keras.Sequential([keras.Input((500, 32)), layers.LSTM(100), layers.Dense(1, activation="sigmoid")])
    x, y = np.random.rand(640, 500, 32).astype("float32"), (np.arange(640) % 2).reshape(640, 1)
    return training(net, x, y, "binary_crossentropy", 64)


def airline():
    net = keras.Sequential([keras.Input((1, 1)), layers.LSTM(4), layers.Dense(1)])
    months = np.arange(95, dtype="float32") / 94
    return training(
        net, months[:-1].reshape(94, 1, 1), months[1:].reshape(94, 1), "mean_squared_error", 1, epochs=100)


def embedding():
    net = keras.Sequential([
        keras.Input((4,)), layers.Embedding(50, 8), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
    x = (np.arange(40) * 7 % 50).reshape(10, 4)
    y = (np.arange(10) < 5).astype("float32").reshape(10, 1)
    return training(net, x, y, "binary_crossentropy", 32, epochs=50, metrics=["binary_accuracy"])


timing.main({
    "dense-batch": dense,
    "cnn-batch": cnn,
    "lstm-batch": lstm,
    "airline-lstm": airline,
    "embedding": embedding,
})
