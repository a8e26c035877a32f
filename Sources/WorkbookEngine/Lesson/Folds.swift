// Folds that an author makes, in HTML as Markdown has it.

extension Lesson {
    /// The cells that stand between the author's own `<details>` and `</details>`.
    var cellsInFolds: Set<Int> {
        var (depth, found) = (0, Set<Int>())
        for part in parts {
            switch part {
            case .prose(let text):
                for line in text.split(separator: "\n") {
                    if line.hasPrefix("<details") { depth += 1 }
                    if line.hasPrefix("</details>") { depth -= 1 }
                }
            case .cell(let cell): if depth > 0 { found.insert(cell.index) }
            case .recording: break
            }
        }
        return found
    }
}
