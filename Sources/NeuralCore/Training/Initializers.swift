// How parameters begin: neither all equal, nor so large that the first outputs saturate.

import Glibc

/// A rule for the initial values of a parameter. Names and factors are Keras's.
///
/// A fan is the number of connections of one unit: of a kernel of shape `(in, out)` the fan in is `in` and the fan
/// out is `out`; of a convolution `(…, in, out)` both are multiplied by the size of the window.
public enum Initializer: Codable, Equatable, Sendable {
    /// All 0: how biases begin.
    case zeros
    /// All 1: how the factors γ of a normalization begin.
    case ones
    /// All the same number.
    case constant(Double)
    /// Spread evenly from `low` to `high`.
    case uniform(low: Double = -0.05, high: Double = 0.05)
    /// Of the normal distribution.
    case normal(mean: Double = 0, deviation: Double = 0.05)
    /// Uniform within ±√(6 / (fan in + fan out)): keeps the variance from layer to layer where activations are
    /// nearly linear at 0. Glorot and Bengio, 2010.
    case glorotUniform
    /// Normal, cut off at two deviations, with the variance 2 / (fan in + fan out).
    case glorotNormal
    /// Uniform within ±√(6 / fan in): for ReLU, which silences half of its inputs. He and others, 2015.
    case heUniform
    /// Normal, cut off at two deviations, with the variance 2 / fan in.
    case heNormal
    /// A matrix whose rows or columns, whichever are fewer, are perpendicular and of length `gain`: the repeated
    /// product of a recurrent net neither grows nor fades. Saxe, McClelland and Ganguli, 2013.
    case orthogonal(gain: Double = 1)

    /// Initial values of `shape`, drawn from `random` in row-major order.
    ///
    /// Numbers are made in double precision, so `Float` and `Double` nets of one seed start alike.
    public func callAsFunction<Scalar: TensorScalar>(
        _ shape: Shape, _ random: inout RandomState, file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        let count = shape.countedElements(file, line)
        let values: [Double]
        switch self {
        case .zeros: return Tensor(repeating: 0, shape: shape)
        case .ones: return Tensor(repeating: 1, shape: shape)
        case .constant(let value): return Tensor(repeating: Scalar(value), shape: shape)
        case .uniform(let low, let high): values = random.uniform(low: low, high: high, count: count)
        case .normal(let mean, let deviation):
            values = random.normal(mean: mean, deviation: deviation, count: count, file: file, line: line)
        case .glorotUniform: values = Self.uniform(variance: 2 / Self.fans(of: shape).sum, count, &random)
        case .glorotNormal:
            values = Self.truncatedNormal(variance: 2 / Self.fans(of: shape).sum, count, &random)
        case .heUniform: values = Self.uniform(variance: 2 / Self.fans(of: shape).in, count, &random)
        case .heNormal: values = Self.truncatedNormal(variance: 2 / Self.fans(of: shape).in, count, &random)
        case .orthogonal(let gain): values = Self.orthogonal(shape, &random, file, line).map { $0 * gain }
        }
        return Tensor(shape, unchecked: values.map { Scalar($0) })
    }

    /// The fault of beginning a vector so, such as a layer's bias.
    func vectorFault(in title: String, _ what: String) -> String? {
        guard case .orthogonal = self else { return nil }
        return "\(title) cannot begin with an orthogonal \(what): only a matrix can be orthogonal"
    }

    private static func fans(of shape: Shape) -> (in: Double, sum: Double) {
        if shape.rank == 0 { return (1, 2) }
        if shape.rank == 1 { return (Double(shape[0]), Double(2 * shape[0])) }
        var window = 1
        for axis in 0..<(shape.rank - 2) { window *= shape[axis] }
        let (fanIn, fanOut) = (window * shape[shape.rank - 2], window * shape[shape.rank - 1])
        return (Double(max(1, fanIn)), Double(max(1, fanIn + fanOut)))
    }

    /// An even spread within ±a has the variance a² / 3.
    private static func uniform(variance: Double, _ count: Int, _ random: inout RandomState) -> [Double] {
        let limit = (3 * variance).squareRoot()
        return random.uniform(low: -limit, high: limit, count: count)
    }

    /// Numbers beyond two deviations are drawn again, which leaves 0.8796… of the deviation: it is divided out.
    private static func truncatedNormal(variance: Double, _ count: Int, _ random: inout RandomState)
        -> [Double]
    {
        let deviation = variance.squareRoot() / 0.87962566103423978
        return (0..<count).map { _ in
            var number = random.gaussian()
            while abs(number) > 2 { number = random.gaussian() }
            return number * deviation
        }
    }

    /// Gram and Schmidt's procedure on normal numbers, in its stable form, twice for accuracy.
    private static func orthogonal(
        _ shape: Shape, _ random: inout RandomState, _ file: StaticString, _ line: UInt
    ) -> [Double] {
        guard shape.rank >= 2 else {
            fatalError(
                "an orthogonal start needs a matrix, but the shape is \(shape)", file: file, line: line)
        }
        let columns = shape[shape.rank - 1]
        let rows = columns == 0 ? 0 : shape.elementCount / columns
        let (count, length) = (min(rows, columns), max(rows, columns))
        var vectors: [[Double]] = []
        while vectors.count < count {
            var vector = random.gaussians(count: length)
            for _ in 0..<2 {
                for other in vectors {
                    var product = 0.0
                    for index in 0..<length { product += vector[index] * other[index] }
                    for index in 0..<length { vector[index] -= product * other[index] }
                }
            }
            let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            if norm > 1e-9 { vectors.append(vector.map { $0 / norm }) }
        }
        var values = [Double](repeating: 0, count: rows * columns)
        for (place, vector) in vectors.enumerated() {
            for index in 0..<length {
                values[rows <= columns ? place * columns + index : index * columns + place] = vector[index]
            }
        }
        return values
    }
}
