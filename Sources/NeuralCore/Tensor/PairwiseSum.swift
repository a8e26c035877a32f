// The sum of neighbours in memory, in the order of NumPy, so that it agrees to the last bit.

/// NumPy's sum: fewer than eight one by one, up to 128 with eight accumulators, more by halves.
@inline(__always)
func pairwiseSum<Scalar: TensorScalar>(_ values: Slice<UnsafeBufferPointer<Scalar>>) -> Scalar {
    func sum(_ start: Int, _ count: Int) -> Scalar {
        if count < 8 {
            var result = Scalar.zero
            for index in start..<(start + count) { result += values[index] }
            return result
        }
        if count <= 128 {
            var r = (
                values[start], values[start + 1], values[start + 2], values[start + 3], values[start + 4],
                values[start + 5], values[start + 6], values[start + 7]
            )
            var index = 8
            while index < count - count % 8 {
                r.0 += values[start + index]
                r.1 += values[start + index + 1]
                r.2 += values[start + index + 2]
                r.3 += values[start + index + 3]
                r.4 += values[start + index + 4]
                r.5 += values[start + index + 5]
                r.6 += values[start + index + 6]
                r.7 += values[start + index + 7]
                index += 8
            }
            let left = (r.0 + r.1) + (r.2 + r.3)
            let right = (r.4 + r.5) + (r.6 + r.7)
            var result = left + right
            while index < count {
                result += values[start + index]
                index += 1
            }
            return result
        }
        var half = count / 2
        half -= half % 8
        return sum(start, half) + sum(start + half, count - half)
    }
    // A sum begins at 0, so that one of nothing, or of −0 only, is 0 and not −0.
    return 0 + sum(values.startIndex, values.count)
}
