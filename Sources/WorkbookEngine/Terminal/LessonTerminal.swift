// A lesson in the terminal: prose, code and outputs in the order of the file, as they come.

import Exhibits
import Foundation
import Markdown

/// What of a lesson is shown.
public struct TerminalSelection: Sendable {
    /// Only what the cells print, without prose, code or times.
    public var outputsOnly = false
    /// The variables of cells that end in `inspect()`, too.
    public var inspects = false
    /// Only this cell; the cells before it run unseen.
    public var cell: Int?
    /// Whether the full cells run.
    public var runsFull = false
    /// Whether folds are open: answers, hints, and the code of folded cells.
    public var opensFolds = false

    public init(
        outputsOnly: Bool = false, inspects: Bool = false, cell: Int? = nil, runsFull: Bool = false,
        opensFolds: Bool = false
    ) {
        (self.outputsOnly, self.inspects, self.cell) = (outputsOnly, inspects, cell)
        (self.runsFull, self.opensFolds) = (runsFull, opensFolds)
    }
}

/// Shows one lesson while it runs. Give it the run's events as they come, then call ``end()``.
public final class LessonTerminal: @unchecked Sendable {
    private let lesson: Lesson
    private let style: TerminalStyle
    private let selection: TerminalSelection
    private let colour: @Sendable (String) -> [CodeToken]
    private let write: (String) -> Void
    private let blocks: BlockText
    private let cellsInFolds: Set<Int>
    private let folds: [ClosedRange<Int>]
    /// The lesson's blocks that have not been shown yet.
    private var waiting: ArraySlice<Node>
    private var isAtLineStart = true
    private var isAfterBlank = false
    private var printed = false
    private var hasBegun = false
    private let lock = NSLock()

    /// - Parameters:
    ///   - colour: gives the tokens of Swift code; called only where colours are shown.
    ///   - write: takes the text as it comes.
    public init(
        _ lesson: Lesson, style: TerminalStyle, selection: TerminalSelection = TerminalSelection(),
        colour: @escaping @Sendable (String) -> [CodeToken], write: @escaping (String) -> Void
    ) {
        (self.lesson, self.style, self.selection) = (lesson, style, selection)
        (self.colour, self.write) = (colour, write)
        blocks = BlockText(style: style)
        (folds, cellsInFolds) = (lesson.folds, lesson.cellsInFolds)
        waiting = lesson.document.children[...]
    }

    /// Shows the lesson's title, question, minutes and goals, before the first event.
    private func begin() {
        guard !hasBegun else { return }
        hasBegun = true
        guard !selection.outputsOnly, selection.cell == nil else { return }
        let matter = lesson.frontMatter
        let firstHeading = waiting.first { if case .heading = $0.kind { true } else { false } }
        if firstHeading?.plainText == matter.title, waiting.first == firstHeading {
            waiting = waiting.dropFirst()
        }
        show(blocks.lines([Node(.heading(level: 1), [Node(.text(matter.title))])], width: style.measure))
        if let question = matter.question {
            let words = Node(line: question).children
            let paragraph = Paragraph(style.hasColour ? [Node(.emphasis, words)] : words, style: style)
            show(paragraph.lines(width: style.measure) + [""])
        }
        let facts = [
            matter.readingTime,
            matter.needs.isEmpty ? nil : "needs: \(matter.needs.joined(separator: "; "))",
            folds.isEmpty || selection.opensFolds ? nil : "`--open` opens what is folded",
        ].compactMap { $0 }
        if !facts.isEmpty {
            var paragraph = Paragraph(style: style)
            paragraph.append(facts.joined(separator: " · "), [.dim])
            show(paragraph.lines(width: style.measure) + [""])
        }
        if !matter.goals.isEmpty {
            show(["You will be able to"])
            let goals = matter.goals.map { Node(.item, [Node(.paragraph, Node(line: $0).children)]) }
            show(blocks.lines([Node(.list(.init(isTight: true)), goals)], width: style.measure))
        }
    }

    public func take(_ event: RunEvent) {
        lock.withLock {
            begin()
            switch event {
            case .started(let cell): start(lesson.cells[cell])
            case .printed(let cell, let text): showOutput(text, of: cell)
            case .showed(let cell, let exhibit): show(exhibit, of: cell)
            case .finished(let cell, let outcome): finish(lesson.cells[cell], outcome)
            case .remark(let diagnostic):
                if !selection.outputsOnly {
                    show([FaultText(style: style).text(of: diagnostic.withoutSource)])
                }
            }
        }
    }

    /// Shows what follows the last cell.
    public func end() {
        begin()
        guard !selection.outputsOnly, selection.cell == nil else { return }
        showProse(before: .max)
    }

    // MARK: Cells

    private func isShown(_ cell: Int) -> Bool {
        if let asked = selection.cell { return asked == cell }
        return selection.outputsOnly || selection.opensFolds || !cellsInFolds.contains(cell)
    }

    private func start(_ cell: Cell) {
        guard isShown(cell.index) else { return }
        (printed, isAtLineStart) = (false, true)
        guard !selection.outputsOnly else { return }
        if selection.cell == nil { showProse(before: cell.fence.position.line) }
        // Who asks for one cell wants to see its code.
        if selection.cell != nil { return show(code(of: cell)) }
        switch (cell.role, cell.visibility) {
        case (.solution, _), (.test, _): if selection.opensFolds { show(code(of: cell)) }
        case (.wrong, _), (_, .hidden): break
        case (_, .folded) where selection.opensFolds: show(code(of: cell))
        case (_, .folded): showFolded(cell.caption ?? "Code", cell)
        case (.full(let set), _) where selection.runsFull:
            show([style.paint("\(style.fold) With the full data (\(set))", .strong)] + code(of: cell))
        case (.full, _): showFolded("With the full data", cell)
        case (.starter(let name), _):
            show([style.paint("\(style.fold) Exercise \(name)", .strong)] + code(of: cell))
        default: show(code(of: cell))
        }
    }

    private func finish(_ cell: Cell, _ outcome: CellOutcome) {
        guard isShown(cell.index) else { return }
        if !isAtLineStart { write("\n") }
        isAtLineStart = true
        guard !selection.outputsOnly else { return }
        if let error = outcome.error {
            show(error.split(separator: "\n").flatMap(errorLines))
        }
        if let failure = outcome.failure {
            show(failure.message.split(separator: "\n").flatMap(errorLines))
        } else if !outcome.hasRun, cell.visibility != .hidden, cell.role == .run || cell.role == .traps {
            show([style.paint(outputMargin + "not run: a cell before it stopped the program", .dim)])
        }
        let isOpen = cell.visibility == .shown || selection.opensFolds && cell.visibility == .folded
        if isOpen, let caption = cell.caption { showCaption(caption) }
        if outcome.hasRun, outcome.failure == nil, cell.visibility != .hidden,
            cell.role == .run || cell.role == .traps || cell.role.dataSet != nil
        {
            show([style.paint(outputMargin + elapsed(outcome.seconds), .dim)])
        }
        if cell.role.dataSet != nil, !outcome.hasRun { showRecording(of: cell) }
        switch cell.role {
        case _ where selection.cell != nil: break
        case _ where selection.opensFolds: break
        case .test(let name): showFolded("The tests of exercise \(name)", cell)
        case .solution: showFolded("The answer", cell)
        case .wrong: showFolded("The answer that misses", cell)
        default: break
        }
        if cell.visibility != .hidden || printed { show([""]) }
    }

    /// In place of code that is shown closed: what it is, and how one sees it.
    private func showFolded(_ title: String, _ cell: Cell) {
        let count = codeLines(of: cell).count
        let command = "workbook run \(lesson.number ?? lesson.name) --cell \(cell.index + 1)"
        var line = Paragraph(style: style)
        line.append("\(style.fold) \(title) (\(count) line\(count == 1 ? "" : "s"): `\(command)`)", [.dim])
        show(line.lines(width: style.width, indent: 2))
    }

    /// The words of a message, behind the bar of an output.
    private func errorLines(_ message: Substring) -> [String] {
        var line = Paragraph(style: style)
        line.append(message.sanitizedForTerminal, [.error])
        return line.lines(width: style.width - 4, indent: 4).map { outputBar + $0 }
    }

    /// What a full cell has printed elsewhere.
    private func showRecording(of cell: Cell) {
        guard !selection.runsFull, let recording = lesson.recording(.output, ofCell: cell.index) else {
            return
        }
        showOutput(recording.content, of: cell.index)
        let name = lesson.number ?? lesson.name
        show([
            style.paint(
                outputMargin + "from its author's run; `workbook run \(name) --full` computes it here", .dim)
        ])
    }

    private func elapsed(_ seconds: Double) -> String {
        seconds < 0.001
            ? "under 1 ms"
            : seconds < 1 ? "\(Int((seconds * 1000).rounded())) ms" : "\(Double(Int(seconds * 100)) / 100) s"
    }

    private var outputMargin: String { "  " }
    private var outputBar: String { "  " + style.paint(style.isPlain ? ":" : "┆", .dim) + " " }
    private var codeBar: String { "  " + style.paint(style.codeBar, .code) + " " }

    private func showOutput(_ text: String, of cell: Int) {
        guard isShown(cell) else { return }
        printed = true
        guard !selection.outputsOnly else { return write(text) }
        var shown = ""
        for line in text.linesKeepingEnds {
            if isAtLineStart { shown += outputBar }
            shown += line.sanitizedForTerminal
            isAtLineStart = line.utf8.last == UInt8(ascii: "\n")
        }
        write(shown)
        isAfterBlank = false
    }

    private func show(_ exhibit: Exhibit, of cell: Int) {
        guard isShown(cell) else { return }
        if exhibit.kind == .variables && !selection.inspects { return }
        printed = true
        guard !selection.outputsOnly else { return write(exhibit.recorded) }
        let drawing = exhibit.drawing(columns: style.width - 2, isPlain: style.isPlain)
        let lines = drawing.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty ? "" : outputMargin + (style.hasColour ? String(line) : line.withoutColours)
        }
        if !isAfterBlank { show([""]) }
        show(lines.map { $0.allSatisfy { $0 == " " } ? "" : $0 })
        if !exhibit.caption.isEmpty {
            showCaption(exhibit.caption)
        }
        show([""])
    }

    private func showCaption(_ text: String) {
        var caption = Paragraph(style: style)
        caption.append(text, [.emphasis])
        show(caption.lines(width: style.measure - 2).map { outputMargin + $0 })
    }

    private func codeLines(of cell: Cell) -> [String] {
        var lines = cell.shownCode.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private func code(of cell: Cell) -> [String] {
        let text = codeLines(of: cell).joined(separator: "\n")
        let painted = style.hasColour ? painted(text, colour(text)) : text
        let room = style.width - 4
        return painted.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            brokenCode(String(line), width: room).map { codeBar + $0 }
        }
    }

    /// Colours never cross the end of a line, so that each line can be framed.
    private func painted(_ code: String, _ tokens: [CodeToken]) -> String {
        let bytes = Array(code.utf8)
        var text = ""
        var position = 0
        func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        for token in tokens where token.range.lowerBound >= position && token.range.upperBound <= bytes.count
        {
            text += slice(position..<token.range.lowerBound)
            let lines = slice(token.range).split(separator: "\n", omittingEmptySubsequences: false)
            text += lines.map { line in token.kind.ink.map { style.paint(String(line), $0) } ?? String(line) }
                .joined(separator: "\n")
            position = token.range.upperBound
        }
        return text + slice(position..<bytes.count)
    }

    // MARK: Prose

    private func showProse(before line: Int) {
        var prose: [Node] = []
        while let block = waiting.first, block.range.map({ $0.start.line < line }) ?? true {
            waiting = waiting.dropFirst()
            // A cell inside a list or quote is shown where the list begins; its fence is not prose.
            prose.append(contentsOf: isInClosedFold(block) ? [] : withoutFences(block))
        }
        show(blocks.lines(prose, width: style.measure))
    }

    /// Whether the block stands in a fold that is closed; its first one, with the summary, does not.
    private func isInClosedFold(_ block: Node) -> Bool {
        guard !selection.opensFolds, let line = block.range?.start.line else { return false }
        return folds.contains { $0.contains(line) && line > $0.lowerBound }
    }

    /// The block without the fences of cells and recordings.
    private func withoutFences(_ block: Node) -> [Node] {
        if case .codeBlock = block.kind, let line = block.range?.start.line, lesson.fenceLines.contains(line)
        {
            return []
        }
        var copy = block
        copy.children = block.children.flatMap(withoutFences)
        return [copy]
    }

    private func show(_ lines: [String]) {
        guard let last = lines.last else { return }
        write(lines.map { $0 + "\n" }.joined())
        isAfterBlank = last.isEmpty
    }
}

extension Lesson {
    /// The lines on which cells and recordings begin.
    var fenceLines: Set<Int> {
        Set(cells.map(\.fence.position.line) + recordings.map(\.fence.position.line))
    }
}

extension CodeToken.Kind {
    fileprivate var ink: Ink? {
        switch self {
        case .keyword: .keyword
        case .type: .type
        case .string: .string
        case .number: .number
        case .comment: .comment
        default: nil
        }
    }
}

extension Substring {
    /// The line without the sequences that change colours.
    fileprivate var withoutColours: String { String(replacing(/\u{1B}\[[0-9;]*m/, with: "")) }

    /// Control characters, which could move the cursor or change colours, shown as a sign.
    fileprivate var sanitizedForTerminal: String {
        var text = ""
        for scalar in unicodeScalars {
            let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value == 0x7F
            text.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        return text
    }
}
