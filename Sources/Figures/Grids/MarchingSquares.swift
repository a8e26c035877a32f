// Lines of equal value through a grid of samples (Lorensen and Cline 1987, in the plane).

/// The lines along which a sampled function has the value `level`.
///
/// Each square of four neighbouring samples is crossed where an edge has one end above and one not; between the ends the
/// function is taken to be linear. In a saddle the mean of the corners decides which pair belongs together.
///
/// - Parameter values: `values[row][column]`.
/// - Returns: lines of points (column, row); a closed line ends where it begins.
func isolines(_ values: [[Double]], level: Double) -> [[Point]] {
    isolines(values, level: level) { start, end, _ in
        let (a, b) = (values[Int(start.y)][Int(start.x)], values[Int(end.y)][Int(end.x)])
        return (level / 2 - a / 2) / (b / 2 - a / 2)
    }
}

/// The same lines, where it is known better where they cross the sides of the squares.
///
/// - Parameter crossing: the share of the way from a sample to its neighbour at which the level is crossed, told also
///   whether the first lies above it.
func isolines(
    _ values: [[Double]], level: Double,
    crossing: (_ start: Point, _ end: Point, _ isFirstAbove: Bool) -> Double
) -> [[Point]] {
    var segments: [(Edge, Edge)] = []
    for row in 0..<max(0, values.count - 1) {
        for column in 0..<max(0, values[row].count - 1) {
            segments += crossings(values, row, column, level)
        }
    }
    return joined(segments).map { line in
        line.map { edge in
            let start = Point(Double(edge.column), Double(edge.row))
            let end = start + (edge.isVertical ? Point(0, 1) : Point(1, 0))
            return start.towards(end, crossing(start, end, values[edge.row][edge.column] > level))
        }
    }
}

/// An edge of the grid, by the sample at its start and its direction.
private struct Edge: Hashable {
    var row: Int
    var column: Int
    var isVertical: Bool
}

private func crossings(_ values: [[Double]], _ row: Int, _ column: Int, _ level: Double) -> [(Edge, Edge)] {
    let corners = [
        values[row][column], values[row][column + 1], values[row + 1][column + 1], values[row + 1][column],
    ]
    guard corners.allSatisfy(\.isFinite) else { return [] }
    let top = Edge(row: row, column: column, isVertical: false)
    let right = Edge(row: row, column: column + 1, isVertical: true)
    let bottom = Edge(row: row + 1, column: column, isVertical: false)
    let left = Edge(row: row, column: column, isVertical: true)
    let above = corners.map { $0 > level }
    let code = above.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) }
    switch code {
    case 1, 14: return [(left, top)]
    case 2, 13: return [(top, right)]
    case 4, 11: return [(right, bottom)]
    case 8, 7: return [(bottom, left)]
    case 3, 12: return [(left, right)]
    case 6, 9: return [(top, bottom)]
    case 5, 10:
        let isMiddleAbove = corners.reduce(0, +) / 4 > level
        // Corners 0 and 2 are joined through the middle if it is on their side.
        return (code == 5) == isMiddleAbove
            ? [(top, right), (bottom, left)] : [(left, top), (right, bottom)]
    default: return []
    }
}

/// Segments that share an edge as one line.
private func joined(_ segments: [(Edge, Edge)]) -> [[Edge]] {
    var byEdge: [Edge: [Int]] = [:]
    for (index, segment) in segments.enumerated() {
        byEdge[segment.0, default: []].append(index)
        byEdge[segment.1, default: []].append(index)
    }
    var isUsed = Array(repeating: false, count: segments.count)
    func follow(_ start: Edge) -> [Edge] {
        var line = [start]
        while let next = byEdge[line[line.count - 1]]?.first(where: { !isUsed[$0] }) {
            isUsed[next] = true
            line.append(segments[next].0 == line[line.count - 1] ? segments[next].1 : segments[next].0)
        }
        return line
    }
    var lines: [[Edge]] = []
    for index in segments.indices where !isUsed[index] {
        isUsed[index] = true
        let forwards = follow(segments[index].1)
        let backwards = follow(segments[index].0)
        lines.append(backwards.reversed() + forwards)
    }
    return lines
}
