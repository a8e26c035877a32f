// Labels beside the ends of lines, moved apart where they would overlap.

/// Places at least `gap` apart, in the order of the wanted ones and as near to them as that allows, within a range.
func spread(_ wanted: [Double], gap: Double, within range: ClosedRange<Double>) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var places = order.map { min(max(wanted[$0], range.lowerBound), range.upperBound) }
    // Neighbours that are too near share a block, centred on the mean of what its members want.
    var blocks: [(centre: Double, count: Int)] = []
    for place in places {
        blocks.append((place, 1))
        while blocks.count > 1 {
            let (upper, lower) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
            let needed = Double(upper.count + lower.count) / 2 * gap
            guard lower.centre - upper.centre < needed else { break }
            let count = upper.count + lower.count
            let sum = upper.centre * Double(upper.count) + lower.centre * Double(lower.count)
            blocks.removeLast(2)
            let half = Double(count - 1) / 2 * gap
            let centre = max(min(sum / Double(count), range.upperBound - half), range.lowerBound + half)
            blocks.append((centre, count))
        }
    }
    places = blocks.flatMap { block in
        (0..<block.count).map { block.centre + (Double($0) - Double(block.count - 1) / 2) * gap }
    }
    var result = wanted
    for (place, index) in zip(places, order) { result[index] = place }
    return result
}
