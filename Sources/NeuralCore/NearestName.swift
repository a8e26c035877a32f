// "Did you mean …?": the known name nearest to one that is not known.

/// `; did you mean "dense_1"?`, or the list of what is known when nothing is near.
package func suggestion(for name: String, from known: [String]) -> String {
    let ranked = known.map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
    if let nearest = ranked.min(by: { $0.distance < $1.distance }), nearest.distance <= max(1, name.count / 3)
    {
        return "; did you mean \"\(nearest.name)\"?"
    }
    return known.isEmpty ? "; there is none" : "; known are \(known.joined(separator: ", "))"
}

/// How many letters must be inserted, deleted, replaced or exchanged with their neighbours to turn one word into
/// another; Damerau, 1964.
private func editDistance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [Array(0...b.count)]
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var least = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, rows[i - 1][j - 1] + 1) }
            row.append(least)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}
