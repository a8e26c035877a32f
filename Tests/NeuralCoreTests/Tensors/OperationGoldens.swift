// What TensorFlow 2.21, scikit-learn 1.9 and NumPy 2.4 gave for the operations of the textbook's chapter on tensors.

import NeuralCore
import Testing

enum OperationGoldens {
    private static let all = Result { try Fixture.load("ops.json", as: Members.self) }

    /// The record of that name in `ops.json`.
    static func named<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        try all.get().value(name)
    }
}

/// A number, a row of them, or rows of rows: what a reduction leaves.
struct NestedNumbers: Decodable, Equatable {
    var shape: [Int]
    var numbers: [Double]

    init(from decoder: Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            (shape, numbers) = ([], [number])
        } else if let truth = try? container.decode(Bool.self) {
            (shape, numbers) = ([], [truth ? 1 : 0])
        } else {
            let parts = try container.decode([NestedNumbers].self)
            (shape, numbers) = ([parts.count] + (parts.first?.shape ?? []), parts.flatMap(\.numbers))
        }
    }

    var tensor: Matrix { Matrix(shape: Shape(shape), elements: numbers) }
}

/// Equal numbers, zeros with equal signs.
func expectSame(
    _ a: Matrix, _ b: Matrix, _ what: String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(a.shape == b.shape, "\(what)", sourceLocation: sourceLocation)
    #expect(
        a.elements.map(\.bitPattern) == b.elements.map(\.bitPattern),
        "\(what): \(a.elements), expected \(b.elements)",
        sourceLocation: sourceLocation)
}
