// The search for a step that is long enough and low enough: Wolfe's strong conditions.

/// First a stretch of the line that must hold a good place, then smaller and smaller parts of it; Nocedal and Wright,
/// Numerical Optimization (2006), algorithms 3.5 and 3.6.
struct StrongWolfeSearch {
    let line: Line
    let c1: Double
    let c2: Double

    private func isFlatEnough(_ place: LineSearch.Place) -> Bool {
        abs(place.slope) <= -c2 * line.start.slope
    }

    /// Doubles the length until the value rises or the slope does: before that there is a good place.
    func run(_ first: Double) -> LineSearch.Place? {
        var (previous, length) = (line.start, first)
        for attempt in 0..<60 {
            let next = line.place(length)
            guard next.value.isFinite else {
                // Out of the region where there are values at all: back half-way.
                length = (previous.length + length) / 2
                continue
            }
            if !line.isLowEnough(next.value, at: length, c1: c1)
                || (attempt > 0 && next.value > previous.value)
            {
                return zoom(low: previous, high: next)
            }
            if isFlatEnough(next) { return next }
            if next.slope >= 0 { return zoom(low: next, high: previous) }
            (previous, length) = (next, 2 * length)
        }
        return previous.length > 0 ? previous : nil
    }

    /// Narrows a stretch. Of its ends, `low` is low enough and the slope there leads into the stretch.
    private func zoom(low: LineSearch.Place, high: LineSearch.Place) -> LineSearch.Place? {
        var (low, high) = (low, high)
        for _ in 0..<60 {
            let next = line.place(between(low, high))
            if next.length == low.length || next.length == high.length { break }
            if !next.value.isFinite || !line.isLowEnough(next.value, at: next.length, c1: c1)
                || next.value > low.value
            {
                high = next
            } else {
                if isFlatEnough(next) { return next }
                if next.slope * (high.length - low.length) >= 0 { high = low }
                low = next
            }
        }
        // Rounding has the last word: any place that is lower will do.
        return low.length > 0 && low.value <= line.start.value ? low : nil
    }

    /// Where the cubic through the values and slopes of both ends is smallest, but at least a tenth of the stretch away
    /// from either end: op. cit., equation 3.59.
    private func between(_ a: LineSearch.Place, _ b: LineSearch.Place) -> Double {
        let span = b.length - a.length
        let d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.length - b.length)
        let square = d1 * d1 - a.slope * b.slope
        guard square >= 0, square.isFinite else { return a.length + span / 2 }
        let d2 = span < 0 ? -square.squareRoot() : square.squareRoot()
        let share = 1 - (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2)
        guard share.isFinite else { return a.length + span / 2 }
        return a.length + min(0.9, max(0.1, share)) * span
    }
}
