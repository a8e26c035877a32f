// A line that ends in an arrow.

/// Draws the path with a head at its end, in the direction of its last step.
func drawArrow(
    _ path: Path, stroke: Stroke, on surface: Surface, head size: Double? = nil, _ drawing: inout Drawing
) {
    let points = path.polylines.last ?? []
    guard let tip = points.last, let before = points.last(where: { ($0 - tip).length > 4 }) else { return }
    let direction = (tip - before).unit
    guard !surface.isTerminal else {
        // Up to the sign, which takes the character before the tip.
        drawing.path(Path(shortened(points, by: 8)), stroke: stroke)
        let isFlat = abs(direction.x) >= abs(direction.y) * 0.5
        let sign = isFlat ? (direction.x > 0 ? "▶" : "◀") : direction.y > 0 ? "▼" : "▲"
        drawing.text(sign, tip - direction * 4, .middle, paint: stroke.paint)
        return
    }
    drawing.path(path, stroke: stroke)
    let length = size ?? 5 + stroke.width * 1.4
    let back = tip - direction * length
    let side = direction.normal * (length * 0.45)
    drawing.path(Path([tip, back + side, back - side], closed: true), fill: Fill(stroke.paint))
}

/// A line without so much of its end.
private func shortened(_ points: [Point], by length: Double) -> [Point] {
    var (points, left) = (points, length)
    while points.count > 1 {
        let (end, before) = (points[points.count - 1], points[points.count - 2])
        let last = (end - before).length
        if last > left {
            points[points.count - 1] = end.towards(before, left / last)
            return points
        }
        left -= last
        points.removeLast()
    }
    return points
}
