// Figures of tensors: a lesson hands over its matrices as they are.

import Figures
import NeuralCore

extension Tensor where Scalar == Double {
    /// The rows of a matrix as arrays, as figures take them.
    public var rowArrays: [[Double]] { (0..<rowCount).map { Array(row($0).elements) } }
}

extension NetworkDiagram {
    /// A layered network with the matrices that a lesson computes with: for each pair of layers a row for each unit
    /// of the earlier one and a column for each of the later one.
    public init(
        _ title: String, layers: [Layer], weights: [Matrix], biases: [Matrix]? = nil,
        showsNumbers: Bool = false,
        file: StaticString = #file, line: UInt = #line
    ) {
        self.init(
            title, layers: layers, weights: weights.map(\.rowArrays),
            biases: biases.map { $0.map { Array($0.elements) } }, showsNumbers: showsNumbers, file: file,
            line: line)
    }
}
