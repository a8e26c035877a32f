// What NumPy recorded of the small published programs from which the lessons grew: `Fixtures/seeds.json`.

import NeuralCore
import Testing

/// One program, run to its end.
struct SeedRecord: Decodable {
    /// The same numbers as the two ages of NumPy print them.
    struct Text: Decodable {
        let numpy2: String
        let numpy1_13: String

        enum CodingKeys: String, CodingKey {
            case numpy2
            case numpy1_13 = "numpy_1_13"
        }
    }

    let seed: UInt32
    let initialWeights: [GoldenTensor]
    let finalWeights: [GoldenTensor]
    /// Rows of step, mean absolute error and mean squared error, each before the step's change.
    let trace: [[Double]]?
    let initialText: Text?
    let finalText: Text?
    /// The outputs of the last step, before its change.
    let lastPass: GoldenTensor?
    let lastPassText: Text?
    /// The outputs of the trained network.
    let output: GoldenTensor?
    let outputText: Text?
    /// The answer to the input 1, 0, 0.
    let prediction: GoldenTensor?
    let predictionText: Text?
    let printedLines: [String]?
    let printedLinesPython3: [String]?
    let finalMeanAbsoluteErrors: [Double]?
    let scaledInputs: GoldenTensor?
    let firstPermutations: [[Int]]?
    let losses: [Double]?

    enum CodingKeys: String, CodingKey {
        case seed, trace, output, losses
        case initialWeights = "initial_weights"
        case finalWeights = "final_weights"
        case initialText = "initial_text"
        case finalText = "final_text"
        case lastPass = "last_pass"
        case lastPassText = "last_pass_text"
        case outputText = "output_text"
        case prediction = "prediction_1_0_0"
        case predictionText = "prediction_1_0_0_text"
        case printedLines = "printed_lines"
        case printedLinesPython3 = "printed_lines_python3"
        case finalMeanAbsoluteErrors = "final_mean_abs_error_by_seed_0_19"
        case scaledInputs = "scaled_inputs"
        case firstPermutations = "first_permutations"
    }

    static func named(_ name: String) throws -> SeedRecord {
        try Fixture.load("seeds.json", as: Members.self).value(name)
    }

    /// The random start is NumPy's to the last bit.
    func expectStart(_ weights: Matrix..., sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(weights == initialWeights.map(\.tensor), sourceLocation: sourceLocation)
    }

    /// Training ends where NumPy's does, within 1e-12.
    func expectEnd(_ weights: Matrix..., sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(weights.count == finalWeights.count, sourceLocation: sourceLocation)
        for (mine, theirs) in zip(weights, finalWeights) {
            expectClose(mine, theirs.tensor, "final weights", sourceLocation: sourceLocation)
        }
    }

    /// The errors on the way are NumPy's, within 1e-12.
    func expectTrace(_ trace: Trace, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let golden = try #require(self.trace, sourceLocation: sourceLocation)
        #expect(golden.allSatisfy { $0.count == 3 }, sourceLocation: sourceLocation)
        expectClose(Matrix(rows: trace.rows), Matrix(rows: golden), "trace", sourceLocation: sourceLocation)
    }

    /// The errors that a program notes at the steps of the golden trace.
    var emptyTrace: Trace { Trace(steps: Set((trace ?? []).map { Int($0[0]) })) }
}

/// The errors of a training, noted at some of its steps.
struct Trace {
    let steps: Set<Int>
    private(set) var rows: [[Double]] = []

    init(steps: Set<Int>) { self.steps = steps }

    mutating func note(_ step: Int, _ error: Matrix) {
        guard steps.contains(step) else { return }
        rows.append([Double(step), abs(error).mean(), square(error).mean()])
    }
}

/// A result is the golden one within 1e-12, and both ages of NumPy would print it with the very same characters.
func expectSame(
    _ result: Matrix, _ golden: GoldenTensor?, _ text: SeedRecord.Text?,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let (golden, text) = (try #require(golden), try #require(text))
    expectClose(result, golden.tensor, sourceLocation: sourceLocation)
    expectSame(result, text, sourceLocation: sourceLocation)
}

/// Both ages of NumPy would print a result with the very same characters.
func expectSame(
    _ result: Matrix, _ text: SeedRecord.Text, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(result.description == text.numpy2, sourceLocation: sourceLocation)
    #expect(
        result.formatted(PrintOptions(legacy: true)) == text.numpy1_13, sourceLocation: sourceLocation)
}
