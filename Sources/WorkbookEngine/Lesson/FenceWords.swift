// The words after a fence's opening marks: ```` ```swift hidden id=start timeout=60 caption="…" ````.

import Markdown

/// One word of a fence's opening line, `key` or `key=value`, with its place.
struct FenceWord {
    var key: String
    /// What follows `=`, without quotes; nil when there is no `=`.
    var value: String?
    var position: SourceLocation
}

/// Cuts the opening line of a fence into words. Reports a quote that is not closed.
func fenceWords(
    of line: Substring, from start: Substring.Index, line number: Int,
    report: (SourceLocation, String) -> Void
) -> [FenceWord] {
    var words: [FenceWord] = []
    var index = start
    func position(_ at: Substring.Index) -> SourceLocation {
        SourceLocation(line: number, column: line.utf8.distance(from: line.startIndex, to: at) + 1)
    }
    while true {
        index = line[index...].firstIndex { $0 != " " && $0 != "\t" } ?? line.endIndex
        guard index < line.endIndex else { return words }
        let wordStart = index
        index = line[index...].firstIndex { $0 == " " || $0 == "\t" || $0 == "=" } ?? line.endIndex
        var word = FenceWord(key: String(line[wordStart..<index]), value: nil, position: position(wordStart))
        if index < line.endIndex, line[index] == "=" {
            index = line.index(after: index)
            if index < line.endIndex, line[index] == "\"" {
                let open = index
                let valueStart = line.index(after: index)
                if let close = line[valueStart...].firstIndex(of: "\"") {
                    word.value = String(line[valueStart..<close])
                    index = line.index(after: close)
                } else {
                    report(position(open), "the quote that opens here is not closed on this line; add a \"")
                    word.value = String(line[valueStart...])
                    index = line.endIndex
                }
            } else {
                let valueStart = index
                index = line[index...].firstIndex { $0 == " " || $0 == "\t" } ?? line.endIndex
                word.value = String(line[valueStart..<index])
            }
        }
        words.append(word)
    }
}

/// Reads the words of one fence into a cell or a recording, reporting what it does not know.
struct FenceReader {
    static let languages = ["swift", "output", "error"]
    static let cellWords = [
        "hidden", "folded", "sketch", "fails", "traps", "exercise", "solution", "test", "wrong", "id",
        "timeout",
        "caption",
    ]
    static let recordingWords = ["tolerance", "unchecked"]

    var report: (SourceLocation, String) -> Void

    func cell(_ words: [FenceWord], fence: Fence, index: Int) -> Cell {
        var cell = Cell(index: index, fence: fence)
        var roleWord: String?
        func setRole(_ role: Cell.Role, _ word: FenceWord) {
            if let roleWord {
                report(
                    word.position,
                    "a cell cannot be both \"\(roleWord)\" and \"\(word.key)\"; keep one of them")
            } else {
                (cell.role, roleWord) = (role, word.key)
            }
        }
        func setVisibility(_ visibility: Cell.Visibility, _ word: FenceWord) {
            if cell.visibility != .shown {
                report(word.position, "a cell is either hidden or folded, once; keep one of the words")
            }
            cell.visibility = visibility
        }
        for word in words {
            switch word.key {
            case "hidden": if isBare(word) { setVisibility(.hidden, word) }
            case "folded": if isBare(word) { setVisibility(.folded, word) }
            case "sketch": if isBare(word) { setRole(.sketch, word) }
            case "fails": if isBare(word) { setRole(.fails, word) }
            case "traps": if isBare(word) { setRole(.traps, word) }
            case "exercise": if let name = name(word) { setRole(.starter(exercise: name), word) }
            case "solution": if let name = name(word) { setRole(.solution(exercise: name), word) }
            case "test": if let name = name(word) { setRole(.test(exercise: name), word) }
            case "wrong": if let name = name(word) { setRole(.wrong(exercise: name), word) }
            case "id": cell.id = name(word)
            case "timeout": cell.timeout = number(word, example: "timeout=60")
            case "caption":
                if let value = word.value, !value.isEmpty {
                    cell.writtenCaption = value
                } else {
                    report(word.position, "\"caption\" takes a text: caption=\"…\"")
                }
            default: unknown(word, Self.cellWords)
            }
        }
        return cell
    }

    func recording(_ kind: Recording.Kind, _ words: [FenceWord], fence: Fence, cell: Int) -> Recording {
        var recording = Recording(kind: kind, cell: cell, fence: fence)
        for word in words {
            switch word.key {
            case "unchecked": if isBare(word) { recording.isUnchecked = true }
            case "tolerance": recording.tolerance = number(word, example: "tolerance=1e-6") ?? 0
            default: unknown(word, Self.recordingWords)
            }
        }
        return recording
    }

    private func isBare(_ word: FenceWord) -> Bool {
        if word.value == nil { return true }
        report(word.position, "\"\(word.key)\" stands alone; remove what follows it")
        return false
    }

    private func name(_ word: FenceWord) -> String? {
        guard let value = word.value, !value.isEmpty else {
            report(word.position, "\"\(word.key)\" takes a name: \(word.key)=NAME")
            return nil
        }
        guard value.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
            report(word.position, "the name \"\(value)\" may hold letters, digits, - and _ only")
            return nil
        }
        return value
    }

    private func number(_ word: FenceWord, example: String) -> Double? {
        if let value = word.value.flatMap(Double.init), value > 0, value.isFinite { return value }
        report(word.position, "\"\(word.key)\" takes a number above 0: \(example)")
        return nil
    }

    private func unknown(_ word: FenceWord, _ known: [String]) {
        report(
            word.position, "unknown word \"\(word.key)\" in a fence" + suggestion(for: word.key, from: known))
    }
}
