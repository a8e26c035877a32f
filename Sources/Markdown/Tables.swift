// Pipe tables, as GitHub reads them: a header row, a delimiter row with as many cells, and the rows below.
//
//     | step | error |
//     | ---: | :---- |
//     | 0    | 0.4964 |
//
// CommonMark reads such lines as a paragraph. The pass finds those paragraphs, takes their lines from the source,
// and lets libcmark read each cell.

import CCmark

extension Node {
    /// The tree with tables in place of the paragraphs that are tables. `source` is what the tree was read from.
    public func withTables(source: String) -> Node {
        // Without a delimiter row anywhere there is nothing to look for.
        guard source.contains("|") else { return self }
        let reader = TableReader(source: source, tree: self)
        return mapped { node in
            guard node.children.contains(where: { $0.kind == .paragraph }) else { return node }
            var copy = node
            copy.children = node.children.flatMap { reader.replacement(for: $0) ?? [$0] }
            return copy
        }
    }
}

private struct TableReader {
    let lines: [Substring]
    /// The document's link definitions, so that cells may use them.
    let definitions: String

    init(source: String, tree: Node) {
        let normal = source.replacingLineEnds()
        lines = normal.split(separator: "\n", omittingEmptySubsequences: false)
        definitions = lines.filter(isLinkDefinition).joined(separator: "\n")
    }

    /// The table that a paragraph is, after the lines of the paragraph before it.
    func replacement(for paragraph: Node) -> [Node]? {
        guard paragraph.kind == .paragraph, let range = paragraph.range, range.end.line <= lines.count else { return nil }
        let texts = (range.start.line...range.end.line).map { line in
            contentOfLine(line, column: range.start.column, isFirst: line == range.start.line)
        }
        guard texts.count >= 2 else { return nil }
        for (index, (header, delimiters)) in zip(texts, texts.dropFirst()).enumerated() {
            guard let alignments = alignments(in: delimiters) else { continue }
            let headings = cells(in: header)
            guard headings.count == alignments.count, header.contains("|") else { continue }
            var table = Node(.table(alignments), [row(headings, alignments, isHeader: true)])
            table.range = SourceRange(
                start: SourceLocation(line: range.start.line + index, column: range.start.column), end: range.end)
            for text in texts[(index + 2)...] {
                table.children.append(row(cells(in: text), alignments, isHeader: false))
            }
            guard index > 0 else { return [table] }
            var before = inlines(texts[..<index].joined(separator: "\n"))
            before.range = SourceRange(
                start: range.start, end: SourceLocation(line: range.start.line + index - 1, column: 1))
            return [before, table]
        }
        return nil
    }

    /// The paragraph's text on one line, without the marks of the quotes and lists around it.
    private func contentOfLine(_ line: Int, column: Int, isFirst: Bool) -> String {
        let bytes = lines[line - 1].utf8
        if isFirst { return String(Substring(bytes.dropFirst(column - 1))) }
        // A line of a quote carries the quote's marks before the column where the paragraph began.
        var rest = bytes[...]
        for _ in 0..<(column - 1) {
            guard let first = rest.first, first == UInt8(ascii: " ") || first == UInt8(ascii: ">") else { break }
            rest = rest.dropFirst()
        }
        return String(Substring(rest)).trimmingBlanks()
    }

    private func alignments(in line: String) -> [Node.Alignment]? {
        guard line.contains("|"), line.allSatisfy({ "|:- \t".contains($0) }) else { return nil }
        let found = cells(in: line).map { cell -> Node.Alignment? in
            let dashes = cell.drop { $0 == ":" }.prefix { $0 == "-" }
            guard !dashes.isEmpty, cell.count - dashes.count <= 2, !cell.hasPrefix("::"), !cell.hasSuffix("::") else {
                return nil
            }
            return switch (cell.hasPrefix(":"), cell.hasSuffix(":")) {
            case (true, true): .center
            case (true, false): .left
            case (false, true): .right
            case (false, false): Node.Alignment.none
            }
        }
        return found.contains(nil) ? nil : found.compactMap { $0 }
    }

    /// The cells between the pipes of a line. `\|` is a pipe within a cell.
    private func cells(in line: String) -> [String] {
        var cells = [""]
        var isEscaped = false
        for character in line.trimmingBlanks() {
            if character == "|" && !isEscaped {
                cells.append("")
            } else if character == "|" {
                cells[cells.count - 1].removeLast()
                cells[cells.count - 1].append("|")
            } else {
                cells[cells.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        if cells.first?.trimmingBlanks().isEmpty == true { cells.removeFirst() }
        if cells.count > 1, cells.last?.trimmingBlanks().isEmpty == true { cells.removeLast() }
        return cells.map { $0.trimmingBlanks() }
    }

    /// A row has as many cells as the header: missing ones are empty, excess ones are dropped.
    private func row(_ texts: [String], _ alignments: [Node.Alignment], isHeader: Bool) -> Node {
        let cells = alignments.indices.map { column in
            Node(
                .tableCell(alignments[column], isHeader: isHeader),
                column < texts.count ? inlines(texts[column]).children : [])
        }
        return Node(.tableRow(isHeader: isHeader), cells)
    }

    /// The text read as one paragraph, whatever block it would begin.
    private func inlines(_ text: String) -> Node {
        guard !text.isEmpty else { return Node(.paragraph) }
        // A heading's line holds inlines and nothing else.
        let parsed = Node(commonMark: text.contains("\n") ? text : "# \(text) #\n\n\(definitions)\n")
        return Node(.paragraph, parsed.children.first?.children ?? [])
    }
}

private func isLinkDefinition(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " || $0 == ">" }
    return text.hasPrefix("[") && !text.hasPrefix("[^") && text.contains("]:")
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        var bytes = Substring(self).utf8
        while let first = bytes.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") { bytes.removeFirst() }
        while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { bytes.removeLast() }
        return String(Substring(bytes))
    }

    fileprivate func replacingLineEnds() -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            if byte == UInt8(ascii: "\n"), bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
