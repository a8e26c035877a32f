// Which different elements a list has, and which of them another list lacks.

/// The different elements in the order in which they first appear, as TensorFlow's `unique` (NumPy's sorts them).
///
///     let (values, indices) = unique([4, 1, 4, 2, 1, 9])
///     values      // [4, 1, 2, 9]
///     indices     // [0, 1, 0, 2, 1, 3]
///
/// - Parameter elements: the list; of a tensor, its ``Tensor/elements``.
/// - Returns: the values, and for each element of the list the place of its value among them.
@_specialize(where List == Elements<Double>)
@_specialize(where List == Elements<Float>)
@_specialize(where List == [Int])
public func unique<List: Collection>(
    _ elements: List
) -> (values: [List.Element], indices: [Int]) where List.Element: Hashable {
    var places: [List.Element: Int] = [:]
    var values: [List.Element] = []
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
@_specialize(where List == Elements<Double>)
@_specialize(where List == Elements<Float>)
@_specialize(where List == [Int])
public func setDifference<List: Collection>(
    _ a: List, _ b: List
) -> (values: [List.Element], indices: [Int]) where List.Element: Hashable {
    let excluded = Set(b)
    let kept = a.enumerated().filter { !excluded.contains($0.element) }
    return (kept.map(\.element), kept.map(\.offset))
}
