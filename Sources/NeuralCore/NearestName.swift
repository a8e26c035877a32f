// "Did you mean …?": the known name nearest to one that is not known.

/// `; did you mean "dense_1"?`, or the list of what is known when nothing is near.
func suggestion(for name: String, from known: [String]) -> String {
    let ranked = known.map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
    if let nearest = ranked.min(by: { $0.distance < $1.distance }), nearest.distance <= max(1, name.count / 3)
    {
        return "; did you mean \"\(nearest.name)\"?"
    }
    return known.isEmpty ? "; there is none" : "; known are \(known.joined(separator: ", "))"
}

/// How many letters must be inserted, deleted or replaced to turn one word into another; Levenshtein, 1965.
private func editDistance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in b.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
        }
    }
    return row[b.count]
}
