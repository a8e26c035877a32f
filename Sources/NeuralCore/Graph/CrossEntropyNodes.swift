// Cross-entropy of nodes: how surprising the targets are to a network that predicts shares.

/// −Σⱼ tⱼ · ln pⱼ along the last axis, averaged over the samples.
///
/// With n samples the slope by p is −t / (n·p), and by t it is −ln p / n. A class with t = 0 adds nothing,
/// also where p = 0.
///
/// - Sources: probabilities p `(…, classes)` and targets t of the same shape.
/// - Value: one number.
struct CrossEntropy: GraphOperation {
    let name = "cross_entropy"

    func value(of x: [Matrix]) -> Matrix {
        let terms = zip(x[0].elements, x[1].elements).map { p, t in t == 0 ? 0 : -t * Double.logarithm(p) }
        return scalar(Matrix(terms).sum() / samples(x[0]))
    }

    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        let (p, t, share) = (x[0], x[1], gradient.item / samples(x[0]))
        let byP = zip(p.elements, t.elements).map { p, t in t == 0 ? 0 : -share * t / p }
        return [Matrix(p.shape, unchecked: byP), log(p) * -share]
    }

    func fault(of shapes: [Shape]) -> String? { sameShapeFault(shapes) }
}

/// The same of logits x, for p = softmax(x): the softmax and the logarithm in one step.
///
/// Together their slope is (p·Σt − t) / n, which for targets that sum to 1 is the error (p − t) / n. It stays
/// exact where p is so close to 0 that its logarithm is lost.
struct SoftmaxCrossEntropy: GraphOperation {
    let name = "softmax_cross_entropy"

    func value(of x: [Matrix]) -> Matrix { scalar(-(x[1] * logShares(x[0])).sum() / samples(x[0])) }

    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        let share = gradient.item / samples(x[0])
        let totals = x[1].sum(axis: -1).reshaped(to: columnShape(x[1].shape))
        return [(softmax(x[0]) * totals - x[1]) * share, logShares(x[0]) * -share]
    }

    func fault(of shapes: [Shape]) -> String? { sameShapeFault(shapes) }

    /// ln softmax(x) = x − ln Σ eˣ, with the largest x taken out before.
    private func logShares(_ x: Matrix) -> Matrix {
        let column = columnShape(x.shape)
        let shifted = x - x.max(axis: -1).reshaped(to: column)
        return shifted - log(exp(shifted).sum(axis: -1)).reshaped(to: column)
    }

    private func columnShape(_ shape: Shape) -> Shape {
        var column = shape
        column[shape.rank - 1] = 1
        return column
    }
}

/// The cross-entropy of probabilities, averaged over the samples.
///
///     let loss = crossEntropy(softmax(x.dot(w)), targets: t)
///
/// - Parameters:
///   - probabilities: `(…, classes)`
///   - targets: the same shape: 1 for the right class and 0 elsewhere, or shares.
public func crossEntropy(_ probabilities: GraphNode, targets: GraphNode) -> GraphNode {
    GraphNode(CrossEntropy(), of: probabilities, targets)
}

/// The cross-entropy of softmax(logits) in one step, which is more exact than in two.
public func softmaxCrossEntropy(_ logits: GraphNode, targets: GraphNode) -> GraphNode {
    GraphNode(SoftmaxCrossEntropy(), of: logits, targets)
}

/// How many samples there are: vectors along the last axis.
private func samples(_ x: Matrix) -> Double { Double(lossRowCount(x.shape)) }

private func sameShapeFault(_ shapes: [Shape]) -> String? {
    if shapes[0].rank == 0 || shapes[0].elementCount == 0 { return "at least one class is needed" }
    return shapes[0] == shapes[1] ? nil : "the targets must have the shape of the predictions"
}
