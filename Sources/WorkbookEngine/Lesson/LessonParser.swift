// From the bytes of a file to a Lesson, or to the list of everything that is wrong with them.

import Markdown

extension Lesson {
    /// Reads a lesson. Throws ``Diagnostics`` with every fault of the file.
    public init(parsing bytes: some Sequence<UInt8>, path: String) throws {
        let bytes = Array(bytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Diagnostics(
                path, at: firstInvalidByte(in: bytes),
                "this is not UTF-8 text; save the file as UTF-8 and try again")
        }
        var parser = LessonParser(text: text, path: path)
        self = try parser.parse()
        let faults = valueFaults
        guard faults.isEmpty else { throw Diagnostics(faults) }
    }
}

private func firstInvalidByte(in bytes: [UInt8]) -> SourceLocation {
    var position = SourceLocation(line: 1, column: 1)
    var decoder = UTF8()
    var source = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&source) {
        if scalar == "\n" {
            position = SourceLocation(line: position.line + 1, column: 1)
        } else {
            position.column += UTF8.width(scalar)
        }
    }
    return position
}

private struct LessonParser {
    let text: String
    let path: String
    let lines: [Substring]
    var faults: [Diagnostic] = []
    var parts: [Lesson.Part] = []
    var cells: [Cell] = []

    init(text: String, path: String) {
        self.text = text
        self.path = path
        lines = text.linesKeepingEnds
    }

    mutating func parse() throws -> Lesson {
        let split = FrontMatterSplit(of: text)
        let frontMatter = readFrontMatter(split)
        // Blank lines in place of the front matter keep every line number true.
        let headerLines = split.header.linesKeepingEnds.count
        let markdown = String(repeating: "\n", count: headerLines) + split.body
        var next = 0
        var tree = Node(commonMark: markdown)
        // A formula's lines may look like those of a list or a quote.
        let hasFormulas = tree.hasDollar
        if hasFormulas { tree = Node(markdown: markdown) }
        for (place, message) in tree.formulaFaults(in: lines) { report(place, message) }
        for (place, message) in frontMatter.formulaFaults(in: Array(lines.prefix(headerLines))) {
            report(place, message)
        }
        for block in tree.codeBlocks {
            guard let range = block.range, let part = readFence(range) else { continue }
            let start = range.start.line - 1
            appendProse(from: next, to: start)
            parts.append(part)
            next = range.end.line
        }
        appendProse(from: next, to: lines.count)
        checkIds()
        checkExercises()
        guard faults.isEmpty else {
            throw Diagnostics(faults.sorted { ($0.position ?? .start) < ($1.position ?? .start) })
        }
        let lesson = Lesson(path: path, frontMatter: frontMatter, parts: parts)
        if hasFormulas { _ = lesson.tree.value { tree } }
        return lesson
    }

    private mutating func readFrontMatter(_ split: FrontMatterSplit) -> FrontMatter {
        if let fault = split.fault {
            let place = fault.place
            report(
                SourceLocation(line: place.line + 1, column: place.column),
                "the front matter is not valid YAML: \(place.problem)")
            return FrontMatter()
        }
        guard let yaml = split.yaml else {
            report(
                .start,
                "a lesson starts with its front matter; add a line `---`, a line `title: …` and a line `---`")
            return FrontMatter()
        }
        var reader = FrontMatterReader(path: path)
        let result = reader.read(yaml)
        faults += reader.faults.map(withSourceLine)
        return result
    }

    private mutating func appendProse(from start: Int, to end: Int) {
        guard start < end else { return }
        parts.append(.prose(lines[start..<end].joined()))
    }

    // MARK: Fences

    /// The cell or recording at `range`; nil for a code block that is none of ours.
    private mutating func readFence(_ range: SourceRange) -> Lesson.Part? {
        let openingLine = lines[range.start.line - 1]
        let opening = openingLine.trimmingLineEnd
        let start = opening.utf8.index(opening.startIndex, offsetBy: range.start.column - 1)
        let mark = opening[start]
        let words = opening[start...].firstIndex { $0 != mark } ?? opening.endIndex
        let reported = fenceWords(of: opening, from: words, line: range.start.line) { _, _ in }
        guard let language = reported.first else { return nil }
        let position = SourceLocation(line: range.start.line, column: range.start.column)
        guard FenceReader.languages.contains(language.key), language.value == nil else {
            reportNearLanguage(language)
            return nil
        }

        let markCount = opening[start..<words].count
        guard range.end.line > range.start.line,
            isClosing(lines[range.end.line - 1], mark: mark, count: markCount)
        else {
            report(
                position,
                "this fence is never closed; add a line \(String(repeating: mark, count: markCount)) after its last line"
            )
            return nil
        }
        let fence = makeFence(range, position: position)
        var found: [(SourceLocation, String)] = []
        let reader = FenceReader { found.append(($0, $1)) }
        let attributes = fenceWords(of: opening, from: words, line: range.start.line) {
            found.append(($0, $1))
        }
        .dropFirst()
        defer { for (position, message) in found { report(position, message) } }
        switch language.key {
        case "swift":
            let cell = reader.cell(Array(attributes), fence: fence, index: cells.count)
            checkPlace(of: cell)
            cells.append(cell)
            return .cell(cell)
        default:
            let kind = Recording.Kind(rawValue: language.key)!
            let recording = reader.recording(kind, Array(attributes), fence: fence, cell: cells.count - 1)
            checkPlace(of: recording)
            return .recording(recording)
        }
    }

    /// "```swfit" is a mistake; "```python" is another language, and prose.
    private mutating func reportNearLanguage(_ language: FenceWord) {
        guard
            let near = FenceReader.languages.first(where: { editDistance($0, language.key.lowercased()) <= 1 }
            )
        else {
            return
        }
        report(
            language.position,
            "unknown word \"\(language.key)\" at the start of a fence; did you mean \"\(near)\"?")
    }

    private func makeFence(_ range: SourceRange, position: SourceLocation) -> Fence {
        let opening = lines[range.start.line - 1]
        let body = lines[range.start.line..<(range.end.line - 1)]
        let before = opening.utf8.prefix(range.start.column - 1)
        let prefix = String(
            decoding: before.map {
                $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "\t") ? $0 : UInt8(ascii: " ")
            }, as: UTF8.self)
        let contents = body.map { stripped($0, of: prefix) }
        return Fence(
            position: position,
            opening: String(opening),
            linePrefix: prefix,
            body: body.joined(),
            closing: String(lines[range.end.line - 1]),
            content: contents.map { $0.trimmingLineEnd + "\n" }.joined(),
            contentColumns: zip(body, contents).map { $0.utf8.count - $1.utf8.count })
    }

    /// The line without the container's marks and indentation, as far as it has them.
    private func stripped(_ line: Substring, of prefix: String) -> Substring {
        var bytes = line.utf8
        for mark in prefix.utf8 {
            guard let first = bytes.first, first == mark else { break }
            bytes.removeFirst()
        }
        return Substring(bytes)
    }

    private func isClosing(_ line: Substring, mark: Character, count: Int) -> Bool {
        let inner = line.trimmingLineEnd.trimmingTrailingBlanks.drop { $0 == " " || $0 == ">" || $0 == "\t" }
        return inner.count >= count && inner.allSatisfy { $0 == mark }
    }

    // MARK: What fits together

    /// A full cell is the variant of an ordinary one.
    private mutating func checkPlace(of cell: Cell) {
        guard let set = cell.role.dataSet, !cells.contains(where: { $0.role == .run }) else { return }
        report(
            cell.fence.position,
            "a full cell does with \"\(set)\" what a cell before it does with less data; put it below that cell"
        )
    }

    private mutating func checkPlace(of recording: Recording) {
        let position = recording.fence.position
        let name = recording.kind.rawValue
        guard let cell = cells.last else {
            report(
                position,
                "this \"\(name)\" fence has no cell above it; put it below the cell that it belongs to")
            return
        }
        switch (recording.kind, cell.role) {
        case (.output, .run), (.output, .traps), (.output, .full), (.error, .fails), (.error, .traps): break
        case (.error, .run), (.error, .full):
            report(
                position,
                "an \"error\" fence belongs to a cell marked fails or traps; the cell above, on line \(cell.fence.position.line), is neither"
            )
        default:
            report(
                position,
                "the cell above, on line \(cell.fence.position.line), has no \(name) of its own; remove this fence"
            )
        }
        if parts.contains(where: {
            if case .recording(let other) = $0 {
                other.cell == recording.cell && other.kind == recording.kind
            } else {
                false
            }
        }) {
            report(
                position,
                "the cell above, on line \(cell.fence.position.line), has an \"\(name)\" fence already; keep one of them"
            )
        }
    }

    private mutating func checkIds() {
        var first: [String: Cell] = [:]
        for cell in cells {
            guard let id = cell.id else { continue }
            if let other = first[id] {
                report(
                    cell.fence.position,
                    "the id \"\(id)\" is taken by the cell on line \(other.fence.position.line); choose another"
                )
            } else {
                first[id] = cell
            }
        }
    }

    private mutating func checkExercises() {
        var starters: [String: Cell] = [:], tests: Set<String> = [], solutions: Set<String> = []
        for cell in cells {
            switch cell.role {
            case .starter(let name):
                if starters.updateValue(cell, forKey: name) != nil {
                    report(
                        cell.fence.position, "there is an exercise \"\(name)\" already; choose another name")
                }
            case .test(let name):
                if !tests.insert(name).inserted {
                    report(
                        cell.fence.position,
                        "the exercise \"\(name)\" has its tests already; join the two cells")
                }
            case .solution(let name): solutions.insert(name)
            default: break
            }
        }
        for cell in cells {
            guard let name = cell.role.exercise, starters[name] == nil else { continue }
            report(
                cell.fence.position,
                "there is no exercise \"\(name)\" in this lesson"
                    + suggestion(for: name, from: starters.keys.sorted()))
        }
        for (name, cell) in starters.sorted(by: { $0.key < $1.key }) {
            if !tests.contains(name) {
                report(
                    cell.fence.position,
                    "the exercise \"\(name)\" has no tests; add a cell `swift test=\(name)`")
            }
            if !solutions.contains(name) {
                report(
                    cell.fence.position,
                    "the exercise \"\(name)\" has no solution; add a cell `swift solution=\(name)`")
            }
        }
    }

    // MARK: Reporting

    private mutating func report(_ position: SourceLocation, _ message: String) {
        faults.append(withSourceLine(Diagnostic(.error, path, position, message)))
    }

    private func withSourceLine(_ diagnostic: Diagnostic) -> Diagnostic {
        var diagnostic = diagnostic
        if let line = diagnostic.position?.line, lines.indices.contains(line - 1) {
            diagnostic.sourceLine = String(lines[line - 1].trimmingLineEnd)
        }
        return diagnostic
    }
}
