// How much two vectors have in common.

/// The dot product of two vectors of each sample; normalized, the cosine of the angle between them.
///
/// - Input: two of shape `(batch, n)`
/// - Output: `(batch, 1)`
public struct Dot: MergeLayer {
    /// Whether both vectors are first divided by their lengths.
    public var normalize: Bool

    /// The plain product, unless the cosine is asked.
    public init(normalize: Bool = false) { self.normalize = normalize }

    public func shapeFault(_ shapes: [Shape]) -> String? {
        if shapes.count == 2, shapes[0].rank == 1, shapes[0] == shapes[1] { return nil }
        let list = shapes.map { "\($0)" }.joined(separator: ", ")
        return "Dot needs two equally long vectors a sample, but the shapes are \(list)"
    }

    public func outputShape(for shapes: [Shape]) -> Shape { [1] }

    public func forward<Scalar: TensorScalar>(_ inputs: [Tensor<Scalar>]) -> Tensor<Scalar> {
        let (a, b) = (inputs[0], inputs[1])
        let products = (a * b).sum(axis: 1, keepDims: true)
        return normalize ? products / (lengths(a) * lengths(b)) : products
    }

    public func backward<Scalar: TensorScalar>(
        _ gradient: Tensor<Scalar>, _ inputs: [Tensor<Scalar>]
    ) -> [Tensor<Scalar>] {
        let (a, b) = (inputs[0], inputs[1])
        if !normalize { return [gradient * b, gradient * a] }
        // Only what of b is perpendicular to a turns a.
        let (lengthA, lengthB, cosine) = (lengths(a), lengths(b), forward(inputs))
        let (unitA, unitB) = (a / lengthA, b / lengthB)
        return [
            gradient * (unitB - cosine * unitA) / lengthA, gradient * (unitA - cosine * unitB) / lengthB,
        ]
    }

    /// Lengths below 10⁻⁷ are taken as that, so that nothing is divided by 0.
    private func lengths<Scalar: TensorScalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
        sqrt(square(x).sum(axis: 1, keepDims: true)).map { max($0, Scalar(lossEpsilon)) }
    }
}
