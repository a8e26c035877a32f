// How a tensor is written in a program: as rows within rows.

/// What a tensor can be written of: a number, written out or computed, or a row of such.
///
///     let angle = 0.5
///     let turn: Matrix = [[cos(angle), -sin(angle)], [sin(angle), cos(angle)]]
public protocol TensorPart {
    /// Puts the part's numbers behind `elements`. Returns the part's own shape.
    func appendNumbers<Scalar: TensorScalar>(to elements: inout [Scalar]) -> Shape
}

extension Double: TensorPart {
    public func appendNumbers<Scalar: TensorScalar>(to elements: inout [Scalar]) -> Shape {
        elements.append(Scalar(self))
        return Shape()
    }
}

extension Float: TensorPart {
    public func appendNumbers<Scalar: TensorScalar>(to elements: inout [Scalar]) -> Shape {
        elements.append(Scalar(self))
        return Shape()
    }
}

/// A whole number.
extension Int: TensorPart {
    public func appendNumbers<Scalar: TensorScalar>(to elements: inout [Scalar]) -> Shape {
        elements.append(Scalar(self))
        return Shape()
    }
}

/// A row of numbers, or of such rows.
extension Array: TensorPart where Element: TensorPart {
    public func appendNumbers<Scalar: TensorScalar>(to elements: inout [Scalar]) -> Shape {
        stack(self, &elements) { $0.appendNumbers(to: &$1) }
    }
}

/// Puts the numbers of all parts behind `elements`. Returns the shape of the parts as rows of one tensor.
private func stack<Part, Scalar>(
    _ parts: [Part], _ elements: inout [Scalar], append: (Part, inout [Scalar]) -> Shape
) -> Shape {
    let shapes = parts.map { append($0, &elements) }
    let inner = shapes.first ?? Shape()
    if let odd = shapes.first(where: { $0 != inner }) {
        fatalError("the rows of a tensor have one shape, but one is \(inner) and another is \(odd)")
    }
    return Shape([parts.count] + inner.axes)
}

extension Tensor: ExpressibleByArrayLiteral {
    /// Numbers as they are written: `[1, 2, 3]` is a vector of shape `(3,)`, `[[1, 2], [3, 4]]` a matrix `(2, 2)`.
    public init(arrayLiteral parts: any TensorPart...) {
        var elements: [Scalar] = []
        let shape = stack(parts, &elements) { $0.appendNumbers(to: &$1) }
        self.init(shape, unchecked: elements)
    }

    /// What a part of a literal is when it stands alone: a number has no axes.
    init(part: any TensorPart) {
        var elements: [Scalar] = []
        let shape = part.appendNumbers(to: &elements)
        self.init(shape, unchecked: elements)
    }
}
