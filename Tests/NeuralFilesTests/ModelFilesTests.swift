// Models in files: what other programs find in them, and what happens when a file is not right.

import Foundation
import NeuralCore
import NeuralFiles
import Testing

@Suite struct ModelFilesTests {
    private func makeModel(seed: UInt32 = 1) -> Sequential<Double> {
        let model = Sequential<Double>(inputShape: [3], seed: seed, name: "net") {
            Dense(4, activation: .tanh)
            BatchNormalization()
            Dense(2, activation: .softmax, name: "last")
        }
        model.compile(optimizer: Adam(), loss: .categoricalCrossentropy())
        return model
    }

    static let names = [
        "batch_normalization_1/beta", "batch_normalization_1/gamma", "batch_normalization_1/moving_mean",
        "batch_normalization_1/moving_variance", "dense_1/bias", "dense_1/kernel", "last/bias", "last/kernel",
    ]

    @Test(arguments: ["net.npz", "net.safetensors"]) func weightsComeBack(name: String) throws {
        let (model, twin) = (makeModel(), makeModel(seed: 2))
        #expect(twin.getWeights() != model.getWeights())
        try withFolder { folder in
            let path = "\(folder)/\(name)"
            try model.saveWeights(to: path)
            try twin.loadWeights(from: path)
            #expect(twin.getWeights() == model.getWeights())
            let first = try Data(contentsOf: URL(filePath: path))
            try twin.saveWeights(to: path)
            #expect(try Data(contentsOf: URL(filePath: path)) == first)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
        }
    }

    @Test func aModelComesBackAndTrainsOn() throws {
        let model = makeModel()
        let (x, y) = (Matrix(rows: [[1, 2, 3], [0, -1, 1]]), Matrix(rows: [[1, 0], [0, 1]]))
        try withFolder { folder in
            let path = "\(folder)/net.safetensors"
            try model.save(to: path)
            let twin = try Model<Double>.load(from: path)
            #expect(twin is Sequential<Double>)
            #expect(twin.summaryText() == model.summaryText())
            #expect(twin.optimizer as? Adam == model.optimizer as? Adam)
            #expect(twin.fit(x, y, shuffle: false).loss == model.fit(x, y, shuffle: false).loss)
            // What training changed is not in the file yet, and the file serves as one of weights, too.
            try model.loadWeights(from: path)
            #expect(model.getWeights() == makeModel().getWeights())
        }
    }

    @Test(.enabled(if: pythonHasNumPy)) func numPyPredictsTheSame() throws {
        let model = makeModel()
        for weight in model.weights { weight.value = weight.value * 0.5 + 0.25 }
        let program = """
            import sys, numpy
            w = numpy.load(sys.argv[1])
            print(" ".join(w.files))
            x = numpy.array([[1., 2., 3.], [0., -1., 1.]])
            h = numpy.tanh(x @ w["dense_1/kernel"] + w["dense_1/bias"])
            n = "batch_normalization_1/"
            h = (h - w[n + "moving_mean"]) / numpy.sqrt(w[n + "moving_variance"] + 1e-3)
            h = h * w[n + "gamma"] + w[n + "beta"]
            e = numpy.exp(h @ w["last/kernel"] + w["last/bias"])
            print(" ".join(repr(float(p)) for p in (e / e.sum(axis=1, keepdims=True)).ravel()))
            """
        try withFolder { folder in
            try model.saveWeights(to: "\(folder)/net.npz")
            let lines = try python(program, arguments: ["\(folder)/net.npz"]).split(separator: "\n")
            #expect(lines[0] == Self.names.joined(separator: " "))
            let theirs = lines[1].split(separator: " ").compactMap { Double($0) }
            let ours = model.predict(Matrix(rows: [[1, 2, 3], [0, -1, 1]]))
            #expect(theirs.count == ours.count)
            for (a, b) in zip(ours.elements, theirs) { #expect(abs(a - b) < 1e-14) }
        }
    }

    /// Writes a file as PyTorch users do: their metadata, the tensors in an order of their own, halves and singles.
    @Test(.enabled(if: pythonHasNumPy)) func weightsOfOtherProgramsComeIn() throws {
        let program = """
            import json, struct, sys, numpy
            tensors = {
                "d/kernel": numpy.array([[1, 2], [3, 4], [0.5, -1]], "<f2"),
                "d/bias": numpy.array([0.25, -8], "<f4"),
            }
            header, data = {"__metadata__": {"format": "pt"}}, b""
            for name, t in tensors.items():
                kind = {"f2": "F16", "f4": "F32"}[t.dtype.str[1:]]
                ends = [len(data), len(data) + t.nbytes]
                header[name] = {"dtype": kind, "shape": list(t.shape), "data_offsets": ends}
                data += t.tobytes()
            text = json.dumps(header).encode()
            open(sys.argv[1], "wb").write(struct.pack("<Q", len(text)) + text + data)
            numpy.savez_compressed(sys.argv[2], **tensors)
            """
        let model = Sequential<Float>(inputShape: [3]) { Dense(2, name: "d") }
        try withFolder { folder in
            let paths = ["\(folder)/theirs.safetensors", "\(folder)/theirs.npz"]
            try python(program, arguments: paths)
            for path in paths {
                model.setWeights([.zeros(3, 2), .zeros(2)])
                try model.loadWeights(from: path)
                #expect(model.getWeights() == [[[1, 2], [3, 4], [0.5, -1]], [0.25, -8]])
            }
            expectFailure("theirs.safetensors: there are tensors in the file, but no model") {
                try Model<Float>.load(from: paths[0])
            }
        }
    }

    /// What is done to the tensors of a good file, and the sentence that must follow.
    static let damages: [(change: @Sendable (inout [String: Matrix]) -> Void, sentence: String)] = [
        (
            { $0["last/bias"] = nil }, #"the tensor "last/bias" of the model "net" is missing"#
        ),
        (
            { $0["last/bais"] = [1] },
            #"the tensor "last/bais" belongs to nothing in the model "net"; did you mean "last/bias"?"#
        ),
        (
            { $0["dense_1/kernel"] = .zeros(4, 3) },
            #"the tensor "dense_1/kernel" has the shape (4, 3), but the model "net" needs (3, 4)"#
        ),
        (
            { $0["last/kernel"] = .zeros(8) },
            #"the tensor "last/kernel" has the shape (8,), but the model "net" needs (4, 2)"#
        ),
        ({ $0 = [:] }, #"the tensor "dense_1/kernel" of the model "net" is missing"#),
    ]

    @Test(arguments: damages.indices, ["net.npz", "net.safetensors"])
    func aFileThatDoesNotFitChangesNothing(index: Int, name: String) throws {
        let (change, sentence) = Self.damages[index]
        try withFolder { folder in
            let path = "\(folder)/\(name)"
            try makeModel().saveWeights(to: path)
            var tensors: [String: Matrix] =
                name.hasSuffix("npz") ? try NPZ.read(path) : try Safetensors.read(path)
            change(&tensors)
            if name.hasSuffix("npz") {
                try NPZ.write(tensors, to: path)
            } else {
                try Safetensors.write(tensors, to: path)
            }
            let model = makeModel(seed: 2)
            let before = model.getWeights()
            expectFailure("\(path): \(sentence)") { try model.loadWeights(from: path) }
            #expect(model.getWeights() == before)
        }
    }

    @Test(.enabled(if: pythonHasNumPy)) func weightsAreNoWholeNumbers() throws {
        let model = Sequential<Float>(inputShape: [3]) { Dense(2, useBias: false, name: "d") }
        let before = model.getWeights()
        try withFolder { folder in
            let path = "\(folder)/whole.npz"
            let program =
                "import sys, numpy; numpy.savez(sys.argv[1], **{'d/kernel': numpy.ones((3, 2), int)})"
            try python(program, arguments: [path])
            expectFailure("\(path): the tensor \"d/kernel\" holds int64, but weights are of floating point") {
                try model.loadWeights(from: path)
            }
            #expect(model.getWeights() == before)
        }
    }

    @Test(arguments: ["net.npz", "net.safetensors"]) func aFileCutOffChangesNothing(name: String) throws {
        let model = makeModel(seed: 2)
        let before = model.getWeights()
        try withFolder { folder in
            let path = "\(folder)/\(name)"
            try makeModel().saveWeights(to: path)
            let bytes = try Data(contentsOf: URL(filePath: path))
            for count in stride(from: 0, to: bytes.count, by: 7) {
                try bytes.prefix(count).write(to: URL(filePath: path))
                expectFailure(path) { try model.loadWeights(from: path) }
            }
            #expect(model.getWeights() == before)
        }
    }

    @Test func aModelInADamagedFileIsNotMade() throws {
        try withFolder { folder in
            let path = "\(folder)/net.safetensors"
            try makeModel().save(to: path)
            let tensors: [String: Matrix] = try Safetensors.read(path)
            let text = try #require(try Safetensors.metadata(path)["model_config"])
            func fails(_ sentence: String, _ tensors: [String: Matrix], _ text: String) throws {
                try Safetensors.write(tensors, to: path, metadata: ["model_config": text])
                expectFailure("\(path): \(sentence)") { try Model<Double>.load(from: path) }
            }
            try fails(
                "unknown layer \"Dens\"; did you mean \"Dense\"?", tensors,
                text.replacingOccurrences(of: "\"Dense\"", with: "\"Dens\""))
            try fails("the configuration cannot be understood: it is not valid JSON", tensors, "{")
            try fails(
                #"the configuration cannot be understood: "steps.1.config" lacks units"#, tensors,
                text.replacingOccurrences(of: "\"units\" : 4", with: "\"unit\" : 4"))
            try fails(
                #"the tensor "last/bias" of the model "net" is missing"#,
                tensors.filter { $0.key != "last/bias" }, text)
        }
    }

    @Test func filesSayWhatTheyAre() throws {
        let model = makeModel()
        expectFailure("net.h5: tensors are kept in files whose names end in .safetensors or .npz") {
            try model.saveWeights(to: "net.h5")
        }
        expectFailure("net.npz: a whole model is kept in a file whose name ends in .safetensors") {
            try model.save(to: "net.npz")
        }
        expectFailure("nowhere.npz: there is no such file") { try model.loadWeights(from: "nowhere.npz") }
        expectFailure("nowhere.safetensors: there is no such file") {
            try Model<Double>.load(from: "nowhere.safetensors")
        }
        expectFailure("net.npz: the model \"sequential\" has no weights yet: give it an inputShape") {
            try Sequential<Double> { Dense(1) }.saveWeights(to: "net.npz")
        }
    }

    @Test func aFailedWriteLeavesTheOldFile() throws {
        try withFolder { folder in
            let path = "\(folder)/net.npz"
            let model = makeModel()
            try model.saveWeights(to: path)
            let before = try Data(contentsOf: URL(filePath: path))
            // Two layers whose weights would have one name.
            let other = Sequential<Double>(inputShape: [3]) { Twins() }
            expectFailure("two weights of the model \"sequential\" are called \"twins_1/kernel\"") {
                try other.saveWeights(to: path)
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["net.npz"])
        }
    }
}

/// A layer that gives two parameters the same name.
private final class Twins: Layer {
    typealias Scalar = Double
    struct Configuration: LayerConfiguration { var fault: String? { nil } }
    let configuration = Configuration()
    var name = ""
    let parameters = [Parameter<Double>("kernel", [1]), Parameter<Double>("kernel", [2])]
    init(_ configuration: Configuration = Configuration()) {}
    func forward(_ input: Matrix, _ context: PassContext) -> (output: Matrix, cache: Void) { (input, ()) }
    func backward(_ gradient: Matrix, _ cache: Void) -> Matrix { gradient }
}
