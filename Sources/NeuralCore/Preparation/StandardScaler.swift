// Columns brought to mean 0 and deviation 1, so that no input outweighs the others by its unit alone.

/// z = (x − mean) / scale for each column, as scikit-learn's `StandardScaler`; but of missing values, NaN, which that
/// leaves out, a whole column becomes NaN.
///
///     let scaler = StandardScaler(fitting: trainingInputs)
///     let inputs = scaler.transform(trainingInputs)
///     let test = scaler.transform(testInputs)         // with the numbers of the training data
public struct StandardScaler<Scalar: TensorScalar>: Sendable {
    /// Of each column: `(features,)`.
    public let mean: Tensor<Scalar>
    /// Of each column, divided by the number of rows: `(features,)`.
    public let variance: Tensor<Scalar>
    /// What is taken away: the mean, or zeros.
    public let offset: Tensor<Scalar>
    /// What is divided by: the deviation, or ones. For a column of one value only it is 1.
    public let scale: Tensor<Scalar>

    /// Learns mean and deviation of each column.
    ///
    /// - Parameters:
    ///   - data: `(samples, features)` with at least one row.
    ///   - withMean: whether to bring the mean to 0.
    ///   - withStandardDeviation: whether to bring the deviation to 1.
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public init(
        fitting data: Tensor<Scalar>, withMean: Bool = true, withStandardDeviation: Bool = true,
        file: StaticString = #file, line: UInt = #line
    ) {
        checkTable(data, "StandardScaler", file, line)
        mean = data.mean(axis: 0)
        variance = data.variance(axis: 0)
        offset = withMean ? mean : Tensor(repeating: 0, shape: mean.shape)
        guard withStandardDeviation else {
            scale = Tensor(repeating: 1, shape: mean.shape)
            return
        }
        // What rounding makes of the variance of equal numbers is no deviation to divide by.
        let rows = Scalar(data.rowCount)
        var deviations = sqrt(variance)
        for column in 0..<mean.count {
            let rounding = rows * mean[column] * .ulpOfOne
            let limit = rows * .ulpOfOne * variance[column] + rounding * rounding
            if variance[column] <= limit { deviations[column] = 1 }
        }
        scale = deviations
    }

    /// The numbers in units of the deviation: `(samples, features)`.
    public func transform(
        _ data: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        checkTable(data, "StandardScaler", columns: mean.count, file, line)
        return (data - offset) / scale
    }

    /// The numbers in their own units again: `(samples, features)`.
    public func inverseTransform(
        _ data: Tensor<Scalar>, file: StaticString = #file, line: UInt = #line
    ) -> Tensor<Scalar> {
        checkTable(data, "StandardScaler", columns: mean.count, file, line)
        return data * scale + offset
    }
}
