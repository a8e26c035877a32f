// The text of a configuration, and texts that ask for what cannot be.

import Foundation
import NeuralCore
import NeuralFiles
import Testing

@Suite struct ConfigurationTextTests {
    @Test func theTextIsAlwaysTheSame() throws {
        let model = Sequential<Double>(inputShape: [4, 3], name: "small") {
            TimeDistributed(Dense(2, activation: .leakyRelu(alpha: 0.5), useBias: false, name: "inner"))
            ActivationLayer(.hardSigmoid)
            Masking(maskValue: -.infinity)
        }
        let text = try model.configuration.json()
        #expect(
            text == """
                {
                  "class_name" : "Sequential",
                  "name" : "small",
                  "outputs" : [
                    3
                  ],
                  "steps" : [
                    {
                      "class_name" : "Input",
                      "name" : "input_1",
                      "shape" : [
                        4,
                        3
                      ],
                      "sources" : [

                      ]
                    },
                    {
                      "class_name" : "TimeDistributed",
                      "config" : {
                        "layer" : {
                          "class_name" : "Dense",
                          "config" : {
                            "activation" : {
                              "class_name" : "leaky_relu",
                              "config" : {
                                "alpha" : 0.5
                              }
                            },
                            "biasInitializer" : {
                              "zeros" : {

                              }
                            },
                            "kernelInitializer" : {
                              "glorotUniform" : {

                              }
                            },
                            "units" : 2,
                            "useBias" : false
                          }
                        }
                      },
                      "name" : "time_distributed_1",
                      "sources" : [
                        0
                      ]
                    },
                    {
                      "class_name" : "Activation",
                      "config" : {
                        "activation" : "hard_sigmoid"
                      },
                      "name" : "activation_1",
                      "sources" : [
                        1
                      ]
                    },
                    {
                      "class_name" : "Masking",
                      "config" : {
                        "maskValue" : "-inf"
                      },
                      "name" : "masking_1",
                      "sources" : [
                        2
                      ]
                    }
                  ]
                }
                """)
        let twin = try ModelConfiguration<Double>(json: text)
        #expect(try twin.json() == text)
        #expect(try twin.makeModel().configuration.json() == text)
    }

    /// A network through all kinds of shapes, whose text the tests spoil.
    private func text() throws -> String {
        let image = Input<Double>(shape: [8, 6, 1], name: "image")
        let maps = MaxPooling2D<Double>(name: "pool")(
            Conv2D<Double>(2, kernelSize: (3, 3), name: "conv")(image))
        let steps = Reshape<Double>([3, 4], name: "steps")(maps)
        let turned = Permute<Double>([2, 1], name: "turned")(steps)
        let both = Bidirectional(LSTM<Double>(2), name: "both")(turned)
        let shared = Dense<Double>(4, activation: .relu, name: "shared")
        let sum = Add()(shared(both), shared(both), name: "sum")
        let model = Model(input: image, output: sum)
        model.compile(optimizer: SGD(), loss: .meanSquaredError)
        return try model.configuration.json()
    }

    static let faults: [(from: String, to: String, sentence: String)] = [
        ("\"Conv2D\"", "\"Conv2d\"", #"unknown layer "Conv2d"; did you mean "Conv2D"?"#),
        ("\"Add\"", "\"Adds\"", #"unknown layer "Adds"; did you mean "Add"?"#),
        ("\"LSTM\"", "\"LTSM\"", #"unknown layer "LTSM"; did you mean "LSTM"?"#),
        ("\"LSTM\"", "\"Flatten\"", "Bidirectional needs a recurrent layer inside, but Flatten is given"),
        ("\"SGD\"", "\"SDG\"", #"unknown optimizer "SDG"; did you mean "SGD"?"#),
        ("\"relu\"", "\"rleu\"", #"unknown activation "rleu"; did you mean "relu"?"#),
        ("\"tanh\"", "\"gelu\"", "LSTM needs an activation whose slope follows from its output"),
        (
            "\"MeanSquaredError\"", "\"MeanSquareError\"",
            #"unknown loss "MeanSquareError"; did you mean "MeanSquaredError"?"#
        ),
        (
            "      \"shape\" : [\n        8,", "      \"shape\" : [\n        2,",
            #"the window of Conv2D "conv" spans (3, 3) and does not fit in samples of shape (2, 6, 1)"#
        ),
        (
            "      \"shape\" : [\n        8,", "      \"shape\" : [\n        7,",
            #"Reshape "steps" cannot give samples of shape (2, 2, 2), 8 numbers, the shape (3, 4)"#
        ),
        (
            "      \"shape\" : [\n        8,\n        6,\n", "      \"shape\" : [\n        8,\n",
            #"Conv2D "conv" takes samples of shape (height, width, channels), but their shape is (8, 1)"#
        ),
        (
            "      \"shape\" : [\n        8,\n        6,\n",
            "      \"shape\" : [\n        2147483647,\n        2147483647,\n",
            #"the input "image": samples of shape (2147483647, 2147483647, 1) are too large"#
        ),
        (
            "\"targetShape\" : [\n          3,\n          4\n", "\"targetShape\" : [\n          12\n",
            #"Permute "turned" orders 2 axes, but its samples have the shape (12,)"#
        ),
        (
            "\"order\" : [\n          2,\n          1\n", "\"order\" : [\n          2,\n          2\n",
            "Permute takes every axis from 1 on just once, but (2, 2) is given"
        ),
        ("\"units\" : 2,", "\"units\" : 0,", "LSTM needs at least 1 unit, but 0 are asked"),
        (
            "\"units\" : 2,", "\"units\" : 4294967296000,",
            #"Bidirectional "both": units cannot be 4294967296000: no number beyond 100000000 is possible"#
        ),
        ("\"filters\" : 2,", "\"filters\" : 2.5,", "a number in it is impossible, such as a fraction"),
        (
            "\"units\" : 2,", "",
            #"the configuration cannot be understood: "steps.5.config.layer.config" lacks units"#
        ),
        (
            "\"units\" : 2,", "\"units\" : \"2\",",
            #""steps.5.config.layer.config.units" is of the wrong kind"#
        ),
        ("\"valid\"", "\"vlid\"", #"unknown padding "vlid"; did you mean "valid"?"#),
        ("\"concat\"", "\"both\"", #"unknown merge mode "both"; known are concat, sum, mul, ave"#),
        (
            "\"name\" : \"turned\"", "\"name\" : \"steps\"",
            #"two layers of "model" are called "steps""#
        ),
        ("\"name\" : \"turned\"", "\"name\" : \"\"", #"a layer of "model", a Permute, has no name"#),
        (
            "\"outputs\" : [\n    8", "\"outputs\" : [\n    80",
            #"the model "model" has no step 80, which is to be an output"#
        ),
        ("{", "", "the configuration cannot be understood: it is not valid JSON"),
    ]

    @Test(arguments: faults.indices) func whatCannotBeSaysSo(index: Int) throws {
        let (from, to, sentence) = Self.faults[index]
        let text = try text()
        let place = try #require(text.range(of: from))
        let changed = text.replacingCharacters(in: place, with: to)
        let error = #expect(throws: ConfigurationError.self) {
            try ModelConfiguration<Double>(json: changed).makeModel()
        }
        let said = error?.description ?? ""
        #expect(said.contains(sentence), "\(said)")
        #expect(!said.contains("\n"))
    }

    @Test func aSharedLayerHasOneWidth() throws {
        let text = try text()
        // The second place of the shared layer takes the turned steps, whose last axis is shorter.
        let place = try #require(text.range(of: "\"sources\" : [\n        5\n", options: .backwards))
        let changed = text.replacingCharacters(in: place, with: "\"sources\" : [\n        4\n")
        let error = #expect(throws: ConfigurationError.self) {
            try ModelConfiguration<Double>(json: changed).makeModel()
        }
        #expect(error?.description == #"Dense "shared" was built for 4 inputs, but is now given 3"#)
    }

    @Test func wrappersStandOnlySoDeep() throws {
        let inside = #"{"class_name": "Flatten", "config": {}}"#
        let wrapped = (0..<40).reduce(inside) { text, _ in
            #"{"class_name": "TimeDistributed", "config": {"layer": \#(text)}}"#
        }
        let text = """
            {"class_name": "Sequential", "name": "deep", "outputs": [1], "steps": [
              {"class_name": "Input", "name": "x", "sources": []},
              {"name": "a", "sources": [0], \(wrapped.dropFirst())]}
            """
        let error = #expect(throws: ConfigurationError.self) { try ModelConfiguration<Double>(json: text) }
        #expect(error?.description == "more than 8 layers stand one inside another, around a TimeDistributed")
    }

    /// Every beginning of a text fails with one sentence, and so does what lacks a character or has another one, unless it
    /// still is a model; nothing stops the program.
    @Test func spoiledTextsNeverStop() throws {
        let bytes = Array(try text().utf8)
        for place in stride(from: 0, to: bytes.count, by: 3) {
            var (shorter, other) = (bytes, bytes)
            shorter.remove(at: place)
            other[place] = UInt8(ascii: "7")
            for spoiled in [Array(bytes[..<place]), shorter, other] {
                do {
                    _ = try ModelConfiguration<Double>(json: String(decoding: spoiled, as: UTF8.self))
                        .makeModel()
                } catch let error as ConfigurationError {
                    #expect(!error.description.contains("\n"))
                }
            }
        }
    }

    @Test func whatCannotBeTextSaysSo() throws {
        let error = #expect(throws: ConfigurationError.self) { try ModelConfiguration<Double>(json: "") }
        #expect(error?.description == "the configuration cannot be understood: it is not valid JSON")
    }
}
