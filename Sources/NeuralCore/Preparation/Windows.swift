// A series cut into what a network sees and what it is to foretell.

extension Tensor {
    /// For each step that has enough before it, the steps before and the step itself.
    ///
    ///     Matrix([10, 20, 30, 40]).windows(lookBack: 2)
    ///     // inputs [[10. 20.]        targets [30. 40.]
    ///     //         [20. 30.]]
    ///
    /// A series of n steps has n − `lookBack` such windows. Programs that count to n − `lookBack` − 1, as the textbook's
    /// does, leave out the last.
    ///
    /// - Parameter lookBack: how many steps the network sees.
    /// - Returns: of a series `(time,)` inputs `(samples, lookBack)` and targets `(samples,)`; of one `(time, features)`
    ///   inputs `(samples, lookBack, features)` and targets `(samples, features)`.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func windows(
        lookBack: Int, file: StaticString = #file, line: UInt = #line
    ) -> (inputs: Tensor, targets: Tensor) {
        guard rank > 0, lookBack > 0, lookBack < shape[0] else {
            fatalError(
                "windows of \(lookBack) steps and one more do not fit into a series of shape \(shape)",
                file: file,
                line: line)
        }
        let samples = shape[0] - lookBack
        let step = steps[0]
        // Each window begins one step after the last: it overlaps with it, but for one step at either end.
        let inputs = gathered(
            as: Shape([samples, lookBack] + shape.axes.dropFirst()), from: 0, steps: [step] + steps)
        return (inputs, rows(lookBack..<shape[0]))
    }
}
