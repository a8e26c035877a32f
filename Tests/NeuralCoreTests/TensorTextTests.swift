// Arrays as text: golden texts of NumPy 2.4.6, in its present form and in that of NumPy 1.13.

import Testing

@testable import NeuralCore

@Suite struct TensorTextTests {
    private struct Case: Decodable {
        let name, type, text: String
        let shape: [Int]
        let elements: [String]
        let options: Options
    }

    /// The options that differ from NumPy's defaults.
    private struct Options: Decodable {
        let precision, lineWidth, threshold, edgeItems: Int?
        let suppressSmall, legacy: Bool?

        var value: PrintOptions {
            PrintOptions(
                precision: precision ?? 8, suppressSmall: suppressSmall ?? false, lineWidth: lineWidth ?? 75,
                threshold: threshold ?? 1000, edgeItems: edgeItems ?? 3, legacy: legacy ?? false)
        }
    }

    @Test func arraysReadAsInNumPy() throws {
        for golden in try Fixture.load("printing.json", as: Members.self).value("arrays", as: [Case].self) {
            #expect(try text(of: golden) == golden.text, "\(golden.name)")
        }
    }

    private func text(of golden: Case) throws -> String {
        let options = golden.options.value
        let shape = golden.shape
        func numbers<Number>(_ read: (String) -> Number?) throws -> [Number] {
            try golden.elements.map { try #require(read($0)) }
        }
        switch golden.type {
        case "Double": return arrayText(shape: shape, elements: try numbers { Double($0) }, options: options)
        case "Float":
            let floats = try numbers { Double($0) }.map { Float($0) }
            return arrayText(shape: shape, elements: floats, options: options)
        case "Int": return arrayText(shape: shape, elements: try numbers { Int($0) }, options: options)
        default:
            return arrayText(shape: shape, elements: golden.elements.map { $0 == "True" }, options: options)
        }
    }

    @Test func theDefaultsAreNumPys() {
        #expect(arrayText(shape: [2, 2], elements: [0.5, -1, 1.25, 3]) == "[[ 0.5  -1.  ]\n [ 1.25  3.  ]]")
        #expect(arrayText(shape: [3], elements: [1, 20, -3]) == "[ 1 20 -3]")
        #expect(arrayText(shape: [2], elements: [true, false]) == "[ True False]")
    }
}
