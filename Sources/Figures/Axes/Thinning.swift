// Fewer points for long series, without losing what can be seen.

/// The points that make the same picture.
///
/// Of all points in a column of one unit the first, the lowest, the highest and the last are kept: the line through them
/// covers the same pixels (Jugel and others, "M4", 2014). Points that do not go from left to right, as the path of an
/// optimizer, are dropped only where they lie within a third of a unit of the last one kept; of a path that jumps to and
/// fro more often than a page can bear, evenly chosen points go over the same places.
func thinned(_ points: [Point], limit: Int = 1000) -> [Point] {
    guard points.count > limit else { return points }
    var isAscending = true
    for index in 1..<points.count where points[index].x < points[index - 1].x { isAscending = false }
    return isAscending ? thinnedByColumn(points) : thinnedByDistance(points)
}

private func thinnedByColumn(_ points: [Point]) -> [Point] {
    var kept: [Point] = []
    var start = 0
    while start < points.count {
        let column = points[start].x.rounded(.down)
        var (end, lowest, highest) = (start, start, start)
        while end < points.count, points[end].x < column + 1 {
            if points[end].y < points[lowest].y { lowest = end }
            if points[end].y > points[highest].y { highest = end }
            end += 1
        }
        var last = -1
        for index in [start, min(lowest, highest), max(lowest, highest), end - 1] where index > last {
            kept.append(points[index])
            last = index
        }
        start = end
    }
    return kept
}

private func thinnedByDistance(_ points: [Point]) -> [Point] {
    var kept = [points[0]]
    for point in points where (point - kept[kept.count - 1]).length > 0.35 { kept.append(point) }
    if let last = points.last, kept.last != last { kept.append(last) }
    let limit = 5000
    guard kept.count > limit else { return kept }
    return (0..<limit).map { kept[$0 * (kept.count - 1) / (limit - 1)] }
}

/// The points of a cloud that make the same picture: of those that lie on top of each other the first, and of a crowd as
/// many as a page can bear.
///
/// Of the points in one square of a grid one is kept. The squares are half a unit wide; they grow until few enough are
/// left.
func sparse(_ points: [Point], limit: Int = .max) -> [Point] {
    var kept = points
    var side = 0.5
    repeat {
        var occupied: Set<Int> = []
        kept = kept.filter { point in
            let (column, row) = (Int((point.x / side).rounded()), Int((point.y / side).rounded()))
            return occupied.insert(column * 100_000 + row).inserted
        }
        side *= 1.25
    } while kept.count > limit
    return kept
}

/// The points of a line without those that lie on it anyway: the line through the rest stays within `tolerance` of the
/// whole one (Douglas and Peucker, 1973), which nobody can see, however short the line is.
func simplified(_ points: [Point], tolerance: Double = 0.15) -> [Point] {
    guard points.count >= 3 else { return points }
    var isKept = [Bool](repeating: false, count: points.count)
    (isKept[0], isKept[points.count - 1]) = (true, true)
    var stretches = [(0, points.count - 1)]
    while let (first, last) = stretches.popLast() {
        var (farthest, distance) = (first, tolerance)
        for index in first + 1..<max(last, first + 1) {
            let here = distanceToSegment(points[index], points[first], points[last])
            if here > distance { (farthest, distance) = (index, here) }
        }
        if farthest == first { continue }
        isKept[farthest] = true
        stretches += [(first, farthest), (farthest, last)]
    }
    return points.indices.filter { isKept[$0] }.map { points[$0] }
}

private func distanceToSegment(_ p: Point, _ a: Point, _ b: Point) -> Double {
    let (along, to) = (b - a, p - a)
    let squared = along.x * along.x + along.y * along.y
    let share = squared == 0 ? 0 : min(max((to.x * along.x + to.y * along.y) / squared, 0), 1)
    return (to - along * share).length
}
