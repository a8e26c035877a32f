// Folds that an author makes, in HTML as Markdown has it.

import Markdown

extension Lesson {
    /// The lines of the file from each of the author's `<details>` to its `</details>`; a fold in a fold is a part of it.
    var folds: [ClosedRange<Int>] {
        var folds: [ClosedRange<Int>] = []
        var (depth, start) = (0, 0)
        for block in document.children {
            guard case .htmlBlock(let html) = block.kind, let lines = block.range else { continue }
            let opened = html.ranges(of: "<details").count
            if depth == 0, opened > 0 { start = lines.start.line }
            let before = depth + opened
            depth = max(0, before - html.ranges(of: "</details").count)
            if before > 0, depth == 0 { folds.append(start...lines.end.line) }
        }
        return depth > 0 ? folds + [start...Int.max] : folds
    }

    /// The cells that stand in folds.
    var cellsInFolds: Set<Int> {
        let folds = folds
        return Set(
            cells.filter { cell in folds.contains { $0.contains(cell.fence.position.line) } }.map(\.index))
    }
}
