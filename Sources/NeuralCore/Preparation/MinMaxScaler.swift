// Columns brought between two bounds.

/// y = x · scale + shift for each column, so that its smallest and largest numbers are the bounds of a range, as
/// scikit-learn's `MinMaxScaler`; but of missing values, NaN, which that leaves out, a whole column becomes NaN.
///
///     let scaler = MinMaxScaler(fitting: passengers)
///     let series = scaler.transform(passengers)                // between 0 and 1
///     let forecast = scaler.inverseTransform(model(series))    // in thousands of passengers
public struct MinMaxScaler<Scalar: TensorScalar>: Sendable {
    /// The smallest number of each column: `(features,)`.
    public let dataMin: Tensor<Scalar>
    /// The largest number of each column: `(features,)`.
    public let dataMax: Tensor<Scalar>
    /// The factor of each column. For a column of one value only it is the length of the range.
    public let scale: Tensor<Scalar>
    /// What is added to each column.
    public let shift: Tensor<Scalar>

    /// Learns the bounds of each column.
    ///
    /// - Parameters:
    ///   - data: `(samples, features)` with at least one row.
    ///   - featureRange: the bounds to bring them to.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(
        fitting data: Tensor<Scalar>, featureRange: ClosedRange<Scalar> = 0...1,
        file: StaticString = #file, line: UInt = #line
    ) {
        checkTable(data, "MinMaxScaler", file, line)
        if featureRange.isEmpty || featureRange.lowerBound == featureRange.upperBound {
            fatalError(
                "MinMaxScaler needs a featureRange from one number to a larger one, but it is \(featureRange)",
                file: file, line: line)
        }
        dataMin = data.min(axis: 0)
        dataMax = data.max(axis: 0)
        // A column of one value, but for rounding, has no range to divide by.
        let ranges = (dataMax - dataMin).mapped { $0 < 10 * .ulpOfOne ? 1 : $0 }
        scale = (featureRange.upperBound - featureRange.lowerBound) / ranges
        shift = featureRange.lowerBound - dataMin * scale
    }

    /// The numbers brought to the range; those outside the bounds of the fitted data come to lie outside of it.
    public func transform(
        _ data: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        checkTable(data, "MinMaxScaler", columns: scale.count, file, line)
        return data * scale + shift
    }

    /// The numbers in their own units again: `(samples, features)`.
    public func inverseTransform(
        _ data: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        checkTable(data, "MinMaxScaler", columns: scale.count, file, line)
        return (data - shift) / scale
    }
}
