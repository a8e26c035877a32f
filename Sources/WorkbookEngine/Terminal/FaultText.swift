// Faults as text: in a terminal fitted to its window, elsewhere a line each, for editors and other programs to read.

import Markdown

/// Lays out sentences about faults for one stream.
///
///     lessons/lesson03-three-layers.md:42:10: unknown word "hiden" in a fence; did you
///         mean "hidden"?
///     ```swift hiden
///              ^
public struct FaultText: Sendable {
    private let style: TerminalStyle
    /// The columns of the window; nil where lines have no end.
    private let width: Int?

    public init(style: TerminalStyle) {
        self.style = style
        width = style.isTerminal ? style.width : nil
    }

    /// The sentence, and below it the source line and caret where they are known.
    public func text(of fault: Diagnostic) -> String {
        var lines = sentence(fault.place, fault.remark)
        if let source = fault.sourceLine {
            lines += excerpt(source, caret: fault.caretLine)
        }
        return lines.joined(separator: "\n")
    }

    public func text(of faults: Diagnostics) -> String {
        faults.all.map(text(of:)).joined(separator: "\n")
    }

    /// A message that is about no place. Lines that fit stay as they are.
    public func text(of message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { line in fits(line) ? [String(line)] : sentence(nil, String(line)) }
            .joined(separator: "\n")
    }

    // MARK: Sentences

    private static let indent = "    "

    private func fits(_ line: some StringProtocol) -> Bool { width.map { columns(of: line) <= $0 } ?? true }

    /// The place is never broken, so that it can be clicked; nor is a command, so that it can be copied, where a line
    /// has room for it.
    private func sentence(_ place: String?, _ message: String) -> [String] {
        guard let width else { return ["\(place.map { $0 + ": " } ?? "")\(message)"] }
        let head = place.map { [($0 + ":", style.paint($0 + ":", .strong))] } ?? []
        return message.split(separator: "\n").enumerated().flatMap { index, line in
            let words = line.wordsKeepingCode(atMost: width - Self.indent.count).map { ($0, $0) }
            return lines(of: index == 0 ? head + words : words, width, isFirst: index == 0)
        }
    }

    /// The words, each as it is measured and as it is shown, in lines of at most `width` columns.
    private func lines(of words: [(String, String)], _ width: Int, isFirst: Bool) -> [String] {
        var lines: [String] = []
        var (line, used) = isFirst ? ("", 0) : (Self.indent, Self.indent.count)
        var isAtStart = true
        for (word, painted) in words {
            let length = columns(of: word)
            if !isAtStart, used + 1 + length > width {
                lines.append(line)
                (line, used, isAtStart) = (Self.indent, Self.indent.count, true)
            }
            line += (isAtStart ? "" : " ") + painted
            used += (isAtStart ? 0 : 1) + length
            isAtStart = false
        }
        return lines + [line]
    }

    // MARK: Source lines

    /// The source line and the caret below; of a line that is too long, what stands around the caret.
    private func excerpt(_ source: String, caret: String?) -> [String] {
        guard let caret else { return [source] }
        let sign = style.paint("^", .error)
        guard let width, !fits(source) else { return [source, caret.dropLast() + sign] }
        let place = caret.count - 1
        let room = width - 2
        let first = max(0, min(place - room / 2, source.count - room))
        let shown = source.dropFirst(first).prefix(room)
        let before = first > 0 ? style.ellipsis : ""
        let after = first + room < source.count ? style.ellipsis : ""
        let blanks = String(
            repeating: " ", count: before.count + columns(of: source.dropFirst(first).prefix(place - first)))
        return [before + shown + after, blanks + sign]
    }
}

extension StringProtocol {
    /// The words; a stretch in backquotes is one word if it is not longer than `limit`.
    fileprivate func wordsKeepingCode(atMost limit: Int) -> [String] {
        var words: [String] = []
        var pieces: [SubSequence] = []
        for piece in split(separator: " ", omittingEmptySubsequences: false) {
            pieces.append(piece)
            let isOpen = !pieces.joined().count { $0 == "`" }.isMultiple(of: 2)
            if isOpen { continue }
            words.append(pieces.joined(separator: " "))
            pieces = []
        }
        words += pieces.map { String($0) }
        return words.flatMap { word in
            columns(of: word) <= limit ? [word] : word.split(separator: " ").map { String($0) }
        }
    }
}
