// Pipe tables, as GitHub reads them: a header row, a delimiter row with as many cells, and the rows below.
//
//     | step | error  |
//     | ---: | :----- |
//     | 0    | 0.4964 |
//
// CommonMark reads such lines as a paragraph, and libcmark cannot be taught otherwise. So each line of a table is
// replaced by an empty heading where it stands, each cell becomes a heading above the document, and libcmark reads
// that. A heading ends paragraphs, is no lazy continuation, and may be followed by any block, just like a row; and
// markup in a cell sees the link definitions of the whole document. Headings that come out elsewhere than side by
// side show that the lines are no table: then the document is read again without them.

extension Node {
    /// Reads a document as CommonMark with tables.
    init(readingTablesIn source: String) {
        var reader = TableReader(source)
        self.init(commonMark: source)
        guard reader.hasDelimiterRow else { return }
        while reader.learn(from: self) { self = Node(commonMark: reader.rewrite()) }
        self = reader.finished(self)
    }
}

private struct TableReader {
    /// A line of a table: the bytes of its row, without what the quotes and lists around it need.
    struct Line {
        let content: Range<Int>
        /// What a heading stands for, after a copy of the bytes at `prefix`.
        var replaced: Range<Int>
        var prefix = 0..<0
        let row: TableRow
    }

    /// The quotes, lists and items that a block stands in.
    struct Containers: Equatable {
        var depth = 0
        var quotes = 0
    }

    struct Table {
        let containers: Containers
        let alignments: [Node.Alignment]
        /// Header row, delimiter row, and the others.
        var lines: [Line]
        /// Whether the line below is known to be no row.
        var isComplete = false

        /// The lines that have cells to show.
        var rows: [Line] { [lines[0]] + lines.dropFirst(2) }
    }

    let source: [UInt8]
    /// The bytes of each line, without its end.
    let lines: [Range<Int>]
    /// The tables found so far, by the number of their first line.
    var tables: [Int: Table] = [:]
    /// Lines that look like a table's first line and are not.
    var refused: Set<Int> = []
    /// How many cells stand above the document that was read last.
    var cellCount = 0

    init(_ text: String) {
        source = Array(text.utf8)
        lines = source.lines
    }

    var hasDelimiterRow: Bool {
        lines.contains { line in
            let start = source[line].firstIndex { !$0.isBlank && $0 != .quoteMark } ?? line.upperBound
            guard start < line.upperBound, [.pipe, .colon, .hyphen].contains(source[start]) else {
                return false
            }
            return TableRow(source, (start..<line.upperBound).trimmed(in: source))?.alignments != nil
        }
    }
}

// MARK: - Finding tables

extension TableReader {
    /// Takes what the tree shows about tables: new ones, more rows, and those that are shorter or none.
    /// Returns whether there was anything to learn.
    mutating func learn(from tree: Node) -> Bool {
        var seen = Sightings()
        visit(tree, Containers(), &seen)
        var isWrong = false
        for (first, table) in tables where seen.confirmed[first] != table.lines.count {
            isWrong = true
            let count = seen.confirmed[first] ?? 0
            if count < 2 {
                tables[first] = nil
                refused.insert(first)
            } else {
                tables[first]?.lines.removeLast(table.lines.count - count)
                tables[first]?.isComplete = true
            }
        }
        // A tree with a wrong heading in it tells nothing about other tables.
        guard !isWrong else { return true }
        for (first, rows) in seen.rows { tables[first]?.lines += rows }
        tables.merge(seen.tables) { known, _ in known }
        return !seen.rows.isEmpty || !seen.tables.isEmpty
    }

    private struct Sightings {
        /// How many lines of a known table came out as headings side by side.
        var confirmed: [Int: Int] = [:]
        /// More rows of a known table.
        var rows: [Int: [Line]] = [:]
        var tables: [Int: Table] = [:]
    }

    private func visit(_ node: Node, _ containers: Containers, _ seen: inout Sightings) {
        var blocks = node.children[...]
        while let block = blocks.popFirst() {
            let first = line(of: block)
            switch block.kind {
            case .heading where tables[first]?.containers == containers:
                let table = tables[first]!
                let others = zip(blocks, first + 1..<first + table.lines.count).prefix { next, number in
                    if case .heading = next.kind { line(of: next) == number } else { false }
                }
                blocks.removeFirst(others.count)
                seen.confirmed[first] = 1 + others.count
                // A paragraph right below the table is more of its rows.
                if let next = blocks.first, line(of: next) == first + table.lines.count, !table.isComplete,
                    let text = Text(next, reader: self, containers)
                {
                    let rows = text.rows(from: text.lines.lowerBound)
                    if !rows.isEmpty {
                        seen.rows[first] = rows
                        blocks.removeFirst()
                    }
                }
            case .paragraph, .heading:
                if let (first, table) = Text(block, reader: self, containers)?.table {
                    seen.tables[first] = table
                }
            case .blockQuote, .list, .item:
                var inner = containers
                inner.depth += 1
                if block.kind == .blockQuote { inner.quotes += 1 }
                visit(block, inner, &seen)
            default: break
            }
        }
    }

    /// The lines of a paragraph, or of what is a heading for CommonMark because a table is followed by `---`.
    private struct Text {
        let reader: TableReader
        let containers: Containers
        /// Numbers of the lines, with a heading's underline.
        let lines: ClosedRange<Int>
        /// Where the text begins on its first line, from 0.
        let indentation: Int
        let isHeading: Bool

        init?(_ block: Node, reader: TableReader, _ containers: Containers) {
            guard let range = block.range, range.start.line <= range.end.line else { return nil }
            switch block.kind {
            case .paragraph: isHeading = false
            case .heading: isHeading = true
            default: return nil
            }
            let first = reader.line(of: block)
            let last = min(first + range.end.line - range.start.line, reader.lines.count)
            guard first >= 1, first <= last, !isHeading || first < last else { return nil }
            self.reader = reader
            self.containers = containers
            lines = first...last
            indentation = range.start.column - 1
        }

        func content(_ number: Int) -> Range<Int> {
            let line = reader.lines[number - 1]
            var start = line.lowerBound
            if number == lines.lowerBound {
                start = min(start + indentation, line.upperBound)
            } else {
                for _ in 0..<containers.quotes {
                    let mark = reader.source[start..<line.upperBound].firstIndex { !$0.isBlank }
                    guard let mark, reader.source[mark] == .quoteMark else { break }
                    start = mark + 1
                }
            }
            return (start..<line.upperBound).trimmed(in: reader.source)
        }

        func line(_ number: Int) -> Line? {
            let content = content(number)
            return TableRow(reader.source, content).map { Line(content: content, replaced: content, row: $0) }
        }

        /// libcmark ends a heading that has an underline there or a line after.
        var end: Int {
            guard isHeading, lines.count > 2 else { return lines.upperBound }
            let marks = reader.source[content(lines.upperBound - 1)]
            guard let mark = marks.first, mark == .hyphen || mark == UInt8(ascii: "=") else {
                return lines.upperBound
            }
            return marks.allSatisfy { $0 == mark } ? lines.upperBound - 1 : lines.upperBound
        }

        /// The table's header and delimiter row; the rows are seen when those are headings.
        var table: (first: Int, table: Table)? {
            let last = isHeading ? end - 1 : end
            guard lines.lowerBound < last else { return nil }
            for number in lines.lowerBound + 1...last where !reader.refused.contains(number - 1) {
                guard let delimiters = line(number), let alignments = delimiters.row.alignments else {
                    continue
                }
                guard var header = line(number - 1), header.row.cells.count == alignments.count else {
                    continue
                }
                guard !isDefinition(upTo: number - 1) else { continue }
                if number - 1 > lines.lowerBound {
                    // The header may be indented or lazy as a paragraph's line: the heading stands as the delimiters do.
                    let start = reader.lines[number - 1].lowerBound
                    header.replaced = reader.lines[number - 2].lowerBound..<header.content.upperBound
                    header.prefix = start..<delimiters.content.lowerBound
                }
                return (
                    number - 1,
                    Table(containers: containers, alignments: alignments, lines: [header, delimiters])
                )
            }
            return nil
        }

        func rows(from first: Int) -> [Line] {
            var rows: [Line] = []
            for number in first...end {
                guard let line = line(number),
                    reader.firstBlock(of: line.content).map({ $0 == .paragraph }) ?? true
                else { break }
                rows.append(line)
            }
            return rows
        }

        /// Whether the first lines are link definitions and nothing else.
        private func isDefinition(upTo last: Int) -> Bool {
            guard reader.source[content(lines.lowerBound)].first == UInt8(ascii: "[") else { return false }
            let text = (lines.lowerBound...last).map { reader.source[content($0)] }.joined(separator: [
                .newline
            ])
            return Node(commonMark: String(decoding: Array(text), as: UTF8.self)).children.isEmpty
        }
    }

    /// What a line would be on its own; anything but a paragraph ends a table.
    private func firstBlock(of content: Range<Int>) -> Node.Kind? {
        Node(commonMark: String(decoding: source[content], as: UTF8.self)).children.first?.kind
    }
}

// MARK: - The document with headings in place of tables

extension TableReader {
    /// The source with a heading above it for each cell, and an empty heading in place of each line of a table.
    mutating func rewrite() -> String {
        var text: [UInt8] = []
        var body: [UInt8] = []
        var copied = 0
        cellCount = 0
        for (_, table) in tables.sorted(by: { $0.key < $1.key }) {
            for cell in table.rows.flatMap({ $0.row.cells.prefix(table.alignments.count) }) {
                text += Array("# ".utf8) + cell.text + Array(" #\n".utf8)
                cellCount += 1
            }
            for line in table.lines {
                body += source[copied..<line.replaced.lowerBound] + source[line.prefix]
                body.append(UInt8(ascii: "#"))
                copied = line.replaced.upperBound
            }
        }
        return String(decoding: text + body + source[copied...], as: UTF8.self)
    }

    /// The line of the source where a node of the rewritten document begins.
    private func line(of node: Node) -> Int { (node.range?.start.line ?? 0) - cellCount }
}

// MARK: - The tree with tables

extension TableReader {
    /// The tree of the rewritten document with tables in place of the headings, and the source's own places.
    func finished(_ tree: Node) -> Node {
        var cells = tree.children.prefix(cellCount)
        var nodes: [Int: Node] = [:]
        for (first, table) in tables.sorted(by: { $0.key < $1.key }) {
            nodes[first] = node(table, first: first, cells: &cells)
        }
        var document = tree
        document.children.removeFirst(cellCount)
        return placingTables(nodes, in: document)
    }

    private func placingTables(_ nodes: [Int: Node], in node: Node) -> Node {
        var copy = node
        copy.range?.start.line = max(1, line(of: node))
        copy.range?.end.line -= cellCount
        copy.children = []
        var children = node.children[...]
        while let child = children.first {
            if case .heading = child.kind, let table = nodes[line(of: child)] {
                copy.children.append(table)
                children.removeFirst(tables[line(of: child)]!.lines.count)
            } else {
                copy.children.append(placingTables(nodes, in: child))
                children.removeFirst()
            }
        }
        return copy
    }

    /// A row has as many cells as the header: missing ones are empty, excess ones are not shown.
    private func node(_ table: Table, first: Int, cells: inout ArraySlice<Node>) -> Node {
        var node = Node(.table(table.alignments))
        for (index, line) in table.rows.enumerated() {
            let number = index == 0 ? first : first + index + 1
            var row = Node(.tableRow(isHeader: index == 0), range: range(line.content, line: number))
            for (column, alignment) in table.alignments.enumerated() {
                var cell = Node(.tableCell(alignment, isHeader: index == 0))
                if column < line.row.cells.count {
                    let text = line.row.cells[column]
                    cell.range = range(text.source, line: number)
                    cell.children = cells.removeFirst().children.map { placing($0, in: text, line: number) }
                }
                row.children.append(cell)
            }
            node.children.append(row)
        }
        let last = first + table.lines.count - 1
        if let end = range(table.lines[table.lines.count - 1].content, line: last)?.end {
            node.range = node.children[0].range.map { SourceRange(start: $0.start, end: end) }
        }
        return node
    }

    /// An inline node of a cell's heading `# text #`, placed where it stands in the source.
    private func placing(_ node: Node, in cell: TableRow.Cell, line number: Int) -> Node {
        node.mapped { node in
            guard let range = node.range else { return node }
            func place(_ column: Int) -> Int {
                cell.position(of: column - 1 - "# ".utf8.count) - lines[number - 1].lowerBound + 1
            }
            var copy = node
            copy.range = SourceRange(
                start: SourceLocation(line: number, column: place(range.start.column)),
                end: SourceLocation(line: number, column: place(range.end.column)))
            return copy
        }
    }

    private func range(_ bytes: Range<Int>, line number: Int) -> SourceRange? {
        guard !bytes.isEmpty else { return nil }
        let start = lines[number - 1].lowerBound
        return SourceRange(
            start: SourceLocation(line: number, column: bytes.lowerBound - start + 1),
            end: SourceLocation(line: number, column: bytes.upperBound - start))
    }
}
