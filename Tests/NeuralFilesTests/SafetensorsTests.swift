// Files of safetensors 0.8.0, read; ours, read again; and headers that claim what is not so.

import Foundation
import NeuralCore
import NeuralFiles
import Testing

@Suite struct SafetensorsTests {
    @Test func readsWhatSafetensorsWrote() throws {
        let tensors = try Safetensors.read(fixture("weights.safetensors"), as: Double.self)
        #expect(
            tensors == [
                "dense.kernel": values.map { Double(Float($0)) }, "half": values.map { Double(Float16($0)) },
                "labels": [3, -1], "mask": [1, 0], "number": Matrix(shape: [], elements: [2.5]),
                "nothing": Matrix.zeros(0, 2),
            ])
        let metadata = try Safetensors.metadata(fixture("weights.safetensors"))
        #expect(metadata == ["format": "np", "trained on": "digits"])
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        try withFolder { folder in
            let path = "\(folder)/weights.safetensors"
            let weights = [
                "b/kernel": values, "a \"ü\"": Matrix([.infinity, -0.0]), "none": Matrix.zeros(0, 2),
            ]
            try Safetensors.write(weights, to: path, metadata: ["epochs": "10"])
            #expect(try Safetensors.read(path) == weights)
            #expect(try Safetensors.metadata(path) == ["epochs": "10"])
            let first = try Data(contentsOf: URL(filePath: path))
            try Safetensors.write(weights, to: path, metadata: ["epochs": "10"])
            #expect(try Data(contentsOf: URL(filePath: path)) == first)
            try Safetensors.write(["x": Tensor<Float>([0.1, 0.2])], to: path)
            #expect(try Safetensors.read(path) == ["x": Tensor<Float>([0.1, 0.2])])
            expectFailure("no tensor may be named __metadata__") {
                try Safetensors.write(["__metadata__": values], to: path)
            }
            #expect(try Safetensors.read(path) == ["x": Tensor<Float>([0.1, 0.2])])
        }
    }

    @Test func theBytesAreThoseOfTheFormat() throws {
        try withFolder { folder in
            let path = "\(folder)/x.safetensors"
            try Safetensors.write(["x": Tensor<Float>([1])], to: path)
            let header = #"{"x":{"data_offsets":[0,4],"dtype":"F32","shape":[1]}}  "#
            let expected =
                Data([UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0]) + Data(header.utf8) + [
                    0, 0, 0x80, 0x3f,
                ]
            #expect(try Data(contentsOf: URL(filePath: path)) == expected)
        }
    }

    static let claims: [(header: String, sentence: String)] = [
        (
            #"{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
            "of shape (2,) needs 8 bytes, but its range has 4"
        ),
        (
            #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
            "begin at byte 4, but those before end at 0"
        ),
        (#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}}"#, "has the impossible range [8, 4]"),
        (#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, "has the impossible range [-4, 0]"),
        (#"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, "has the impossible range [0]"),
        (
            #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
            "describes 4 bytes of data, but there are 8"
        ),
        (#"{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, "has the impossible shape [-1]"),
        (
            #"{"x":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,8]}}"#,
            "has the impossible shape"
        ),
        (#"{"x":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}"#, "has 9 axes"),
        (#"{"x":{"dtype":"F8","shape":[8],"data_offsets":[0,8]}}"#, "has the type F8, which cannot be read"),
        (#"{"x":{"dtype":"F32","shape":[2]}}"#, "\"x\" lacks data_offsets"),
        (#"{"x":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}"#, "\"x.shape\" is of the wrong kind"),
        (#"{"x":7}"#, "is of the wrong kind"), (#"{"x":"#, "it is not valid JSON"),
        (#"[1, 2]"#, "the header is not a JSON object"),
        (
            #"{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
            "the data of \"y\" begin at byte 0, but those before end at 4"
        ),
    ]

    @Test(arguments: claims) func falseClaimsLoadNothing(header: String, sentence: String) throws {
        try withFolder { folder in
            let path = "\(folder)/false.safetensors"
            let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
            try (length + Data(header.utf8) + Data(count: 8)).write(to: URL(filePath: path))
            expectFailure(sentence) { try Safetensors.read(path, as: Double.self) }
        }
    }

    @Test func aHeaderThatDoesNotEndLoadsNothing() throws {
        try withFolder { folder in
            let path = "\(folder)/long.safetensors"
            try (Data(repeating: 0xff, count: 8) + Data("{}".utf8)).write(to: URL(filePath: path))
            expectFailure("a header of 18446744073709551615 bytes is announced, and 2 follow") {
                try Safetensors.read(path, as: Double.self)
            }
        }
    }

    @Test func damagedFilesFail() throws {
        try expectSturdy("weights.safetensors") { _ = try Safetensors.read($0, as: Double.self) }
    }
}
