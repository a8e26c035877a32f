// How a series of numbers goes, in words.

/// `falls from 0.496 to 0.00351`, `rises from 1 to 9, lowest 0.2 at 3`, `stays at 0.5`.
func course(x: [Double], y: [Double]) -> String {
    let shown = y.indices.filter { y[$0].isFinite }
    guard let first = shown.first, let last = shown.last else { return "no numbers" }
    if shown.count == 1 { return "at \(shortNumber(y[first]))" }
    let lowest = shown.min { y[$0] < y[$1] }!
    let highest = shown.max { y[$0] < y[$1] }!
    let (start, end, spread) = (y[first], y[last], y[highest] / 2 - y[lowest] / 2)
    if spread == 0 { return "stays at \(shortNumber(start))" }
    // Differences too small to be written are none to a reader.
    if shortNumber(y[lowest]) == shortNumber(y[highest]) { return "stays near \(shortNumber(start))" }
    var words: String
    if start == end {
        words = "starts and ends at \(shortNumber(start))"
    } else {
        let verb = abs(end / 2 - start / 2) < 0.02 * spread ? "goes" : end < start ? "falls" : "rises"
        words = "\(verb) from \(shortNumber(start)) to \(shortNumber(end))"
    }
    // An extreme is worth saying only where it lies well beyond both ends.
    if min(start, end) / 2 - y[lowest] / 2 > 0.05 * spread {
        words += ", lowest \(shortNumber(y[lowest])) at \(shortNumber(x[lowest], digits: 6))"
    }
    if y[highest] / 2 - max(start, end) / 2 > 0.05 * spread {
        words += ", highest \(shortNumber(y[highest])) at \(shortNumber(x[highest], digits: 6))"
    }
    return words
}

/// What the axes cannot show: `, 2 not numbers, 1 not above 0`; empty if nothing.
func leftOut(_ y: [Double], _ axis: Axis) -> String {
    let notNumbers = y.count { $0.isNaN }
    let infinite = y.count { $0.isInfinite || abs($0) >= 1e300 }
    let notAbove = axis.scale == .log ? y.count { $0 <= 0 && $0.isFinite } : 0
    var words = ""
    if notNumbers > 0 { words += ", \(notNumbers) not \(notNumbers == 1 ? "a number" : "numbers")" }
    if infinite > 0 { words += ", \(infinite) infinite or too large" }
    if notAbove > 0 { words += ", \(notAbove) not above 0" }
    return words
}
