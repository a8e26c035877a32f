// Which different elements a list has, and which of them another list lacks.

/// The different elements in the order in which they first appear, as TensorFlow's `unique` (NumPy's sorts them).
///
///     let (values, indices) = unique([4, 1, 4, 2, 1, 9])
///     values      // [4, 1, 2, 9]
///     indices     // [0, 1, 0, 2, 1, 3]
///
/// - Parameter elements: the list; of a tensor, its ``Tensor/elements``.
/// - Returns: the values, and for each element of the list the place of its value among them.
@_specialize(where Element == Double)
@_specialize(where Element == Float)
@_specialize(where Element == Int)
public func unique<Element: Hashable>(_ elements: [Element]) -> (values: [Element], indices: [Int]) {
    var places: [Element: Int] = [:]
    var values: [Element] = []
    let indices = elements.map { element in
        if let place = places[element] { return place }
        places[element] = values.count
        values.append(element)
        return values.count - 1
    }
    return (values, indices)
}

/// The elements of `a` that `b` lacks, with their places in `a`, in order: TensorFlow's `setdiff1d`.
///
///     setDifference([1, 2, 5, 3, 7], [1, 2])      // values [5, 3, 7], indices [2, 3, 4]
@_specialize(where Element == Double)
@_specialize(where Element == Float)
@_specialize(where Element == Int)
public func setDifference<Element: Hashable>(
    _ a: [Element], _ b: [Element]
) -> (values: [Element], indices: [Int]) {
    let excluded = Set(b)
    let indices = a.indices.filter { !excluded.contains(a[$0]) }
    return (indices.map { a[$0] }, indices)
}
