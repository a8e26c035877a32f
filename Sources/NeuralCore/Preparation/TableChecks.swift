// What the scalers check of their data.

/// Stops unless `data` is a matrix with at least one row and, where that is known, with `columns` columns.
func checkTable<Scalar: TensorScalar>(
    _ data: Tensor<Scalar>, _ name: StaticString, columns: Int? = nil, _ file: StaticString, _ line: UInt
) {
    guard data.rank == 2, columns != nil || data.shape[0] > 0 else {
        fatalError(
            "\(name) takes data of shape (samples, features) with at least one sample, but the shape is \(data.shape)",
            file: file, line: line)
    }
    guard let columns, columns != data.shape[1] else { return }
    fatalError(
        "\(name) was fitted to \(columns) features, but the data has the shape \(data.shape)", file: file,
        line: line)
}
