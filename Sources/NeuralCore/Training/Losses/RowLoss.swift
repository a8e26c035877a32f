// How a loss looks at a batch: row by row, each row being the outputs for one sample.

/// A loss of one row of outputs, with its gradient.
protocol RowLoss<Scalar> {
    associatedtype Scalar: TensorScalar

    /// The loss of one row.
    ///
    /// - Parameters:
    ///   - p: the predictions, `columns` of them.
    ///   - t: the targets, as many; of a sparse loss just one, the class.
    func value(_ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int) -> Scalar

    /// Writes `weight` times the gradient of the loss by the predictions.
    func gradient(
        _ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int, weight: Scalar,
        into gradient: UnsafeMutablePointer<Scalar>)
}

/// A loss that looks at each output on its own.
protocol ElementLoss<Scalar> {
    associatedtype Scalar: TensorScalar
    /// The loss of the prediction `p` where the target is `t`.
    func value(_ p: Scalar, _ t: Scalar) -> Scalar
    /// Its derivative by `p`.
    func slope(_ p: Scalar, _ t: Scalar) -> Scalar
}

/// The mean of an element's loss over the row: what Keras means by a mean error.
struct RowMean<Element: ElementLoss>: RowLoss {
    typealias Scalar = Element.Scalar
    let element: Element

    @inline(__always) init(_ element: Element) { self.element = element }

    @inline(__always)
    func value(_ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int) -> Scalar {
        var sum: Scalar = 0
        for index in 0..<columns { sum += element.value(p[index], t[index]) }
        return sum / Scalar(columns)
    }

    @inline(__always)
    func gradient(
        _ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int, weight: Scalar,
        into gradient: UnsafeMutablePointer<Scalar>
    ) {
        let share = weight / Scalar(columns)
        for index in 0..<columns { gradient[index] = share * element.slope(p[index], t[index]) }
    }
}

/// The sum of an element's loss over the row.
struct RowSum<Element: ElementLoss>: RowLoss {
    typealias Scalar = Element.Scalar
    let element: Element

    @inline(__always) init(_ element: Element) { self.element = element }

    @inline(__always)
    func value(_ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int) -> Scalar {
        var sum: Scalar = 0
        for index in 0..<columns { sum += element.value(p[index], t[index]) }
        return sum
    }

    @inline(__always)
    func gradient(
        _ p: UnsafePointer<Scalar>, _ t: UnsafePointer<Scalar>, _ columns: Int, weight: Scalar,
        into gradient: UnsafeMutablePointer<Scalar>
    ) {
        for index in 0..<columns { gradient[index] = weight * element.slope(p[index], t[index]) }
    }
}

/// A batch in memory, and where its losses and gradients go.
struct LossRows<Scalar: TensorScalar> {
    let predictions: UnsafePointer<Scalar>
    let targets: UnsafePointer<Scalar>
    let rows: Int
    let columns: Int
    /// How many targets a row has: `columns`, or 1 where the target is a class.
    let targetColumns: Int
    /// One loss a row.
    let values: UnsafeMutablePointer<Scalar>?
    /// By how much each row's loss counts in the total, and where the gradient of the total goes.
    let gradient: (weights: UnsafePointer<Scalar>, into: UnsafeMutablePointer<Scalar>)?

    @inline(__always)
    func fill(by loss: some RowLoss<Scalar>) {
        for row in 0..<rows {
            let (p, t) = (predictions + row * columns, targets + row * targetColumns)
            if let values { values[row] = loss.value(p, t, columns) }
            if let gradient {
                let (weight, into) = (gradient.weights[row], gradient.into + row * columns)
                if weight == 0 {
                    // Such a row does not count, whatever its gradient is: NaN · 0 would be NaN.
                    into.update(repeating: 0, count: columns)
                } else {
                    loss.gradient(p, t, columns, weight: weight, into: into)
                }
            }
        }
    }
}
