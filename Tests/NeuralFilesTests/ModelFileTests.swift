import NeuralCore
import NeuralFiles
import Testing

@Suite struct ModelFileTests {
    private func model(seed: UInt32, units: Int = 3) -> Sequential<Double> {
        let model = Sequential<Double>(inputShape: [6, 6, 1], seed: seed) {
            Conv2D(2, kernelSize: (3, 3), activation: .relu)
            BatchNormalization()
            Flatten()
            Dense(units, activation: .softmax)
        }
        model.compile(optimizer: Adam(learningRate: 0.01), loss: .categoricalCrossentropy())
        return model
    }

    private var images: Matrix {
        var random = RandomState(seed: 9)
        return Matrix(shape: [2, 6, 6, 1], elements: random.random(count: 72))
    }

    @Test(arguments: ["net.npz", "net.safetensors"]) func whatIsSavedPredictsTheSame(file: String) throws {
        try withFolder { folder in
            let (first, second) = (model(seed: 1), model(seed: 2))
            #expect(first.predict(images) != second.predict(images))
            try first.saveWeights(to: "\(folder)/\(file)")
            try second.loadWeights(from: "\(folder)/\(file)")
            #expect(first.predict(images) == second.predict(images))
        }
    }

    @Test(arguments: ["net.npz", "net.safetensors"]) func weightsThatDoNotFitChangeNothing(file: String)
        throws
    {
        try withFolder { folder in
            let path = "\(folder)/\(file)"
            let (small, large) = (model(seed: 1), model(seed: 2, units: 4))
            let before = large.predict(images)
            try small.saveWeights(to: path)
            expectFailure("has the shape (32, 3), but the model needs (32, 4)") {
                try large.loadWeights(from: path)
            }
            let other = Sequential<Double>(inputShape: [4]) { Dense(1, name: "other") }
            expectFailure("there is no tensor \"other/kernel\"") { try other.loadWeights(from: path) }
            #expect(large.predict(images) == before)
            let part = Sequential<Double>(inputShape: [6, 6, 1]) { Conv2D(2, kernelSize: (3, 3)) }
            expectFailure("has no parameter for the tensor") { try part.loadWeights(from: path) }
        }
    }

    @Test func anotherEndingIsRefused() {
        expectFailure("end in .npz or .safetensors") { try model(seed: 1).saveWeights(to: "net.h5") }
    }

    @Test func aModelComesBackFromJSON() throws {
        let first = model(seed: 1)
        let text = try first.configurationJSON()
        let second = try ModelConfiguration<Double>(json: text).makeModel(seed: 5)
        #expect(try second.configurationJSON() == text)
        second.setWeights(first.getWeights())
        #expect(second.predict(images) == first.predict(images))
    }

    @Test func faultsOfJSONAreSentences() throws {
        let text = try model(seed: 1).configurationJSON()
        func expectFault(_ old: String, _ new: String, _ sentence: String) {
            expectFailure(sentence) {
                try ModelConfiguration<Double>(json: text.replacing(old, with: new), name: "net.json")
            }
        }
        expectFault("\"Adam\"", "\"Adm\"", "unknown optimizer \"Adm\"")
        expectFault("\"BatchNormalization\"", "\"BachNormalization\"", "unknown layer \"BachNormalization\"")
        expectFailure("net.json: this is not valid JSON") {
            try ModelConfiguration<Double>(json: "{", name: "net.json")
        }
    }
}
