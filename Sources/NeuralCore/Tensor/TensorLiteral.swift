// How a tensor is written in a program: as rows within rows.

/// A number, or a row of such, in the literal that a tensor is written as.
public struct TensorLiteral<Scalar: TensorScalar>: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, Sendable
{
    var shape: Shape
    var elements: [Scalar]

    /// A number with a point.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(floatLiteral value: Double) { (shape, elements) = (Shape(), [Scalar(value)]) }

    /// A whole number.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(integerLiteral value: Int) { (shape, elements) = (Shape(), [Scalar(value)]) }

    /// A row of numbers, or of such rows.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(arrayLiteral parts: TensorLiteral...) { (shape, elements) = Self.stack(parts) }

    /// The parts behind one another, as rows of one shape.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    static func stack(_ parts: [TensorLiteral]) -> (Shape, [Scalar]) {
        let inner = parts.first?.shape ?? Shape()
        if let odd = parts.first(where: { $0.shape != inner }) {
            fatalError("the rows of a tensor have one shape, but one is \(inner) and another is \(odd.shape)")
        }
        return (Shape([parts.count] + inner.axes), parts.flatMap(\.elements))
    }
}

extension Tensor: ExpressibleByArrayLiteral {
    /// Numbers as they are written: `[1, 2, 3]` is a vector of shape `(3,)`, `[[1, 2], [3, 4]]` a matrix `(2, 2)`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(arrayLiteral parts: TensorLiteral<Scalar>...) {
        let (shape, elements) = TensorLiteral.stack(parts)
        self.init(shape, unchecked: elements)
    }
}
