// The dot product of nodes: the step in which a network meets its weights.

/// A · B of two matrices, of a matrix and a vector, or of two vectors.
///
/// With C = A·B and the gradient G by C, the gradients are G·Bᵀ by A and Aᵀ·G by B: element (i, k) of A met
/// row k of B and went into row i of C.
///
/// - Sources: `(m, k)` and `(k, n)`; either may be a vector `(k,)`.
/// - Value: `(m, n)`, without the axis that a vector lacks.
struct DotProduct: GraphOperation {
    let name = "dot"

    func value(of x: [Matrix]) -> Matrix { x[0].dot(x[1]) }

    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        // A vector on the left is one row, on the right one column.
        let inner = x[1].shape[0]
        let (a, b) = (x[0].reshaped(-1, inner), x[1].reshaped(inner, -1))
        let g = gradient.reshaped(a.shape[0], b.shape[1])
        return [
            g.dot(b.transposed()).reshaped(to: x[0].shape), a.transposed().dot(g).reshaped(to: x[1].shape),
        ]
    }

    func fault(of shapes: [Shape]) -> String? {
        let (a, b) = (shapes[0], shapes[1])
        guard (1...2).contains(a.rank), (1...2).contains(b.rank) else {
            return "it takes vectors and matrices"
        }
        if a[a.rank - 1] == b[0] { return nil }
        return "the right side must have \(a[a.rank - 1]) rows, as many as the left side has columns"
    }
}

extension GraphNode {
    /// The product of two matrices, of a matrix and a vector, or of two vectors.
    ///
    ///     let output = sigmoid(inputs.dot(weights) + bias)    // (4, 3) · (3, 1) + (1,) = (4, 1)
    public func dot(_ other: GraphNode) -> GraphNode { GraphNode(DotProduct(), of: self, other) }
}
