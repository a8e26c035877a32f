// Every kind of layer, through a file and back.

import NeuralCore
import NeuralFiles
import Testing

@Suite struct LayersInFilesTests {
    typealias Case = (name: String, inputShape: Shape, layer: @Sendable () -> any Layer<Double>)

    static let cases: [Case] = [
        ("Activation", [5], { ActivationLayer(.leakyRelu(alpha: 0.2)) }),
        ("AveragePooling1D", [6, 2], { AveragePooling1D() }),
        ("AveragePooling2D", [4, 4, 2], { AveragePooling2D() }),
        ("AveragePooling3D", [4, 4, 4, 2], { AveragePooling3D() }),
        ("BatchNormalization", [3], { BatchNormalization(momentum: 0.9) }),
        ("Bidirectional", [4, 3], { Bidirectional(LSTM(2, returnSequences: true), mergeMode: .sum) }),
        ("Bidirectional", [4, 3], { Bidirectional(GRU(2)) }),
        ("Conv1D", [6, 2], { Conv1D(3, kernelSize: 2, padding: .causal, activation: .relu) }),
        ("Conv2D", [5, 5, 2], { Conv2D(3, kernelSize: (3, 2), padding: .same) }),
        ("Conv3D", [3, 3, 3, 1], { Conv3D(2, kernelSize: (2, 2, 2)) }),
        ("Dense", [4], { Dense(3, activation: .elu(alpha: 0.5), kernelRegularizer: .l2(0.1)) }),
        ("DepthwiseConv2D", [5, 5, 2], { DepthwiseConv2D(kernelSize: (3, 3), depthMultiplier: 2) }),
        ("Dropout", [4], { Dropout(0.5, seed: 7) }),
        ("Embedding", [3], { Embedding(inputDimension: 20, outputDimension: 4) }),
        ("Flatten", [2, 3], { Flatten() }),
        ("GRU", [4, 3], { GRU(2, resetAfter: false) }),
        ("GlobalAveragePooling1D", [4, 3], { GlobalAveragePooling1D() }),
        ("GlobalAveragePooling2D", [4, 4, 3], { GlobalAveragePooling2D() }),
        ("GlobalMaxPooling1D", [4, 3], { GlobalMaxPooling1D() }),
        ("GlobalMaxPooling2D", [4, 4, 3], { GlobalMaxPooling2D() }),
        ("LSTM", [4, 3], { LSTM(2, usesPeepholes: true, couplesGates: true) }),
        ("LayerNormalization", [4], { LayerNormalization() }),
        ("Masking", [4, 3], { Masking(maskValue: -.infinity) }),
        ("MaxPooling1D", [6, 2], { MaxPooling1D() }),
        ("MaxPooling2D", [4, 4, 2], { MaxPooling2D() }),
        ("MaxPooling3D", [4, 4, 4, 2], { MaxPooling3D() }),
        ("Permute", [2, 3], { Permute([2, 1]) }),
        ("RepeatVector", [3], { RepeatVector(2) }),
        ("Reshape", [6], { Reshape([-1, 2]) }),
        ("SimpleRNN", [4, 3], { SimpleRNN(2, goBackwards: true) }),
        ("TimeDistributed", [4, 3], { TimeDistributed(Dense(2)) }),
        ("TimeDistributed", [2, 4, 3], { TimeDistributed(Bidirectional(SimpleRNN(2))) }),
        ("TimeDistributed", [4, 3], { TimeDistributed(BatchNormalization()) }),
    ]

    /// Whole numbers, which an embedding can take as well.
    private func batch(_ sample: Shape) -> Matrix {
        let shape = Shape([2] + sample.axes)
        return Matrix(shape: shape, elements: (0..<shape.elementCount).map { Double($0 * 7 % 11) })
    }

    private func model(_ index: Int) -> Sequential<Double> {
        let (_, inputShape, layer) = Self.cases[index]
        let model = Sequential<Double>(inputShape: inputShape, seed: 3) { layer() }
        // Numbers that no new layer has, moving statistics as well.
        for weight in model.weights { weight.value = weight.value * 0.5 + 0.25 }
        return model
    }

    @Test(arguments: cases.indices) func aLayerComesBackFromAFile(index: Int) throws {
        let model = model(index)
        let x = batch(Self.cases[index].inputShape)
        try withFolder { folder in
            try model.save(to: "\(folder)/net.safetensors")
            let twin = try Model<Double>.load(from: "\(folder)/net.safetensors")
            #expect(twin.getWeights() == model.getWeights())
            #expect(twin.predict(x) == model.predict(x))
            #expect(try twin.configuration.json() == model.configuration.json())
        }
    }

    @Test(arguments: cases.indices) func aLayerComesBackFromJSONAndWeights(index: Int) throws {
        let model = model(index)
        let x = batch(Self.cases[index].inputShape)
        let text = try model.configuration.json()
        #expect(text.contains("\"class_name\" : \"\(Self.cases[index].name)\""))
        try withFolder { folder in
            try model.saveWeights(to: "\(folder)/net.npz")
            let twin = try ModelConfiguration<Double>(json: text).makeModel(seed: 9)
            try twin.loadWeights(from: "\(folder)/net.npz")
            #expect(twin.predict(x) == model.predict(x))
        }
    }

    @Test func everyKindOfMergeComesBack() throws {
        let (a, b) = (Input<Double>(shape: [3]), Input<Double>(shape: [3]))
        let merges = [
            Add()(a, b), Average()(a, b), Maximum()(a, b), Minimum()(a, b), Multiply()(a, b),
            Subtract()(a, b),
        ]
        let all = Concatenate()(merges[0], merges[1], merges[2], merges[3], merges[4], merges[5])
        let shared = Dense<Double>(2, name: "shared")
        let dot = Dot(normalize: true)(shared(a), shared(b))
        let model = Model(inputs: [a, b], outputs: [all, dot], seed: 2)
        let x = [Matrix(rows: [[1, 2, 3]]), Matrix(rows: [[2, -1, 0.5]])]
        try withFolder { folder in
            let path = "\(folder)/net.safetensors"
            try model.save(to: path)
            #expect(
                try Safetensors.read(path, as: Double.self).keys.sorted() == ["shared/bias", "shared/kernel"])
            #expect(try Model<Double>.load(from: path).predict(x) == model.predict(x))
        }
    }
}
