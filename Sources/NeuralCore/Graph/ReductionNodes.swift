// Sums and means of nodes: how many numbers become one.

/// Σ x over all elements, or along one axis. Each element has a slope of 1, so each gets the whole gradient.
struct Summation: GraphOperation {
    let name = "sum"
    let axis: Int?

    func value(of x: [Matrix]) -> Matrix { axis.map { x[0].sum(axis: $0) } ?? scalar(x[0].sum()) }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        [gradient.spread(along: axis, to: x[0].shape)]
    }
    func fault(of shapes: [Shape]) -> String? { axisFault(axis, shapes[0]) }
}

/// Σ x / n over all n elements, or along one axis. Each element has the slope 1/n.
struct Averaging: GraphOperation {
    let name = "mean"
    let axis: Int?

    func value(of x: [Matrix]) -> Matrix { axis.map { x[0].mean(axis: $0) } ?? scalar(x[0].mean()) }
    func gradients(_ gradient: Matrix, sources x: [Matrix], value: Matrix) -> [Matrix] {
        let share = Double(value.count) / Double(x[0].count)
        return [(gradient * share).spread(along: axis, to: x[0].shape)]
    }
    func fault(of shapes: [Shape]) -> String? { axisFault(axis, shapes[0]) }
}

extension GraphNode {
    /// The sum of all elements, or along an axis, which then disappears; axis −1 is the last.
    public func sum(axis: Int? = nil) -> GraphNode { GraphNode(Summation(axis: axis), of: self) }

    /// The mean of all elements, or along an axis, which then disappears.
    public func mean(axis: Int? = nil) -> GraphNode { GraphNode(Averaging(axis: axis), of: self) }
}

private func axisFault(_ axis: Int?, _ shape: Shape) -> String? {
    guard let axis, !(-shape.rank..<shape.rank).contains(axis) else { return nil }
    return "there is no axis \(axis)"
}

extension Tensor {
    /// The way back through a sum: its gradient for each element that went into it.
    fileprivate func spread(along axis: Int?, to shape: Shape) -> Tensor {
        guard let axis else { return Tensor(repeating: item, shape: shape) }
        var kept = shape
        kept[axis < 0 ? axis + shape.rank : axis] = 1
        return reshaped(to: kept) + Tensor(repeating: 0, shape: shape)
    }
}
