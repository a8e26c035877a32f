// The textbook's nets for the digits, which are timed and trained.

import NeuralCore

/// 784-784-10.
public func denseNet(seed: UInt32) -> Sequential<Float> {
    Sequential<Float>(inputShape: [784], seed: seed) {
        Dense(784, activation: .relu, kernelInitializer: .normal())
        Dense(10, activation: .softmax, kernelInitializer: .normal())
    }
}

/// One convolution: 592,074 parameters.
public func simpleCNN(seed: UInt32) -> Sequential<Float> {
    Sequential<Float>(inputShape: [28, 28, 1], seed: seed) {
        Conv2D(32, kernelSize: (5, 5), activation: .relu)
        MaxPooling2D()
        Dropout(0.2)
        Flatten()
        Dense(128, activation: .relu)
        Dense(10, activation: .softmax)
    }
}

/// Two convolutions: 59,933 parameters.
public func largerCNN(seed: UInt32) -> Sequential<Float> {
    Sequential<Float>(inputShape: [28, 28, 1], seed: seed) {
        Conv2D(30, kernelSize: (5, 5), activation: .relu)
        MaxPooling2D()
        Conv2D(15, kernelSize: (3, 3), activation: .relu)
        MaxPooling2D()
        Dropout(0.2)
        Flatten()
        Dense(128, activation: .relu)
        Dense(50, activation: .relu)
        Dense(10, activation: .softmax)
    }
}
