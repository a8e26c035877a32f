# The works in PyTorch, as its tutorials train.
import torch
from torch import nn

import timing

torch.set_num_threads(2)


def training(net, x, y, loss, batch, epochs=1):
    optimizer = torch.optim.Adam(net.parameters())

    def run():
        net.train()
        for _ in range(epochs):
            for rows in torch.randperm(len(x)).split(batch):
                optimizer.zero_grad()
                loss(net(x[rows]), y[rows]).backward()
                optimizer.step()

    return run


def digits(*shape):
    return torch.rand(2000, *shape), torch.arange(2000) % 10


def dense():
    net = nn.Sequential(nn.Linear(784, 784), nn.ReLU(), nn.Linear(784, 10))
    return training(net, *digits(784), nn.CrossEntropyLoss(), 200)


def cnn():
    net = nn.Sequential(
        nn.Conv2d(1, 32, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.2), nn.Flatten(),
        nn.Linear(32 * 12 * 12, 128), nn.ReLU(), nn.Linear(128, 10))
    return training(net, *digits(1, 28, 28), nn.CrossEntropyLoss(), 200)


class LastStep(nn.Module):
    """An LSTM and a dense layer after its last step."""

    def __init__(self, inputs, units):
        super().__init__()
        self.lstm, self.dense = nn.LSTM(inputs, units, batch_first=True), nn.Linear(units, 1)

    def forward(self, x):
        return self.dense(self.lstm(x)[0][:, -1])


def lstm():
    y = (torch.arange(640) % 2).float().reshape(640, 1)
    return training(LastStep(32, 100), torch.rand(640, 500, 32), y, nn.BCEWithLogitsLoss(), 64)


def airline():
    months = torch.arange(95) / 94
    return training(
        LastStep(1, 4), months[:-1].reshape(94, 1, 1), months[1:].reshape(94, 1), nn.MSELoss(), 1, epochs=100)


def embedding():
    net = nn.Sequential(nn.Embedding(50, 8), nn.Flatten(), nn.Linear(32, 1))
    x = (torch.arange(40) * 7 % 50).reshape(10, 4)
    y = (torch.arange(10) < 5).float().reshape(10, 1)
    return training(net, x, y, nn.BCEWithLogitsLoss(), 32, epochs=50)


def product(size, times):
    def make():
        a, b = torch.rand(size, size), torch.rand(size, size)

        def run():
            for _ in range(times):
                a @ b

        return run

    return make


timing.main({
    "dense-batch": dense,
    "cnn-batch": cnn,
    "lstm-batch": lstm,
    "airline-lstm": airline,
    "embedding": embedding,
    "product-64": product(64, 2000),
    "product-512": product(512, 20),
    "product-1024": product(1024, 4),
})
