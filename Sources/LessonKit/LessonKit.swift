// What a cell may call, beyond NeuralCore: a lesson imports this module alone.

@_exported import Explanations
@_exported import Figures
@_exported import NeuralCore

/// States what must hold, as the tests of an exercise do.
///
///     expect(abs(output - 0.5) < 1e-9, "with no input the neuron cannot prefer either answer")
///
/// If `condition` is false, the lesson stops and `sentence` says why.
public func expect(
    _ condition: @autoclosure () -> Bool, _ sentence: @autoclosure () -> String,
    file: StaticString = #file, line: UInt = #line
) {
    guard !condition() else { return }
    print("not yet: \(sentence())")
    _Workbook.reject()
    fatalError(sentence(), file: file, line: line)
}
