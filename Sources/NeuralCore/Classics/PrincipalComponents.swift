// Principal components: the directions along which data spread the most, with which Oja's rule is compared.

/// The axes of a cloud of points: the first is the direction of the largest variance, each further one that
/// of the largest variance perpendicular to those before (Pearson, 1901).
///
///     let axes = PrincipalComponents(of: points)
///     axes.directions.row(0)      // the direction in which the cloud is longest
public struct PrincipalComponents: Sendable {
    /// The mean of the points, `(features,)`.
    public let mean: Matrix
    /// Row k is direction k, of length 1, its largest element positive; `(features, features)`.
    public let directions: Matrix
    /// The variance along each direction, the largest first, divided by the number of points less one;
    /// `(features,)`.
    public let variances: Matrix

    /// - Parameter points: at least two, `(points, features)`.
    public init(of points: Matrix, file: StaticString = #file, line: UInt = #line) {
        guard points.rank == 2, points.shape[0] >= 2 else {
            fatalError(
                "principal components need at least 2 points, (points, features), "
                    + "but the shape is \(points.shape)",
                file: file, line: line)
        }
        mean = points.mean(axis: 0)
        let centred = points - mean
        let covariance = centred.transposed().dot(centred) / Double(points.shape[0] - 1)
        let eigenvectors = SymmetricEigenvectors(covariance)
        (directions, variances) = (eigenvectors.vectors, eigenvectors.values)
    }
}
