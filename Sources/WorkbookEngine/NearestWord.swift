// "Did you mean …?": the known word nearest to one that is not known.

/// The word of `known` that takes the fewest edits (insert, delete, replace, swap of neighbours) to become
/// `word`, if that is few enough for a typing mistake.
func nearestWord(to word: String, in known: some Sequence<String>) -> String? {
    let allowed = max(1, word.count / 3)
    let ranked = known.map { (word: $0, distance: editDistance(word.lowercased(), $0.lowercased())) }
    return ranked.filter { $0.distance <= allowed }.min { $0.distance < $1.distance }?.word
}

/// Optimal string alignment distance (Damerau–Levenshtein without repeated edits of one place).
func editDistance(_ a: String, _ b: String) -> Int {
    let a = Array(a)
    let b = Array(b)
    var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    for i in 1..<(a.count + 1) {
        for j in 1..<(b.count + 1) {
            let replace = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, replace)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
            }
        }
    }
    return rows[a.count][b.count]
}

/// `; did you mean "hidden"?`, or the list of what is known when nothing is near.
func suggestion(for word: String, from known: [String]) -> String {
    if let near = nearestWord(to: word, in: known) { return "; did you mean \"\(near)\"?" }
    return known.isEmpty ? "; there is none" : "; known are \(known.joined(separator: ", "))"
}
