// The variables that a cell declares for the cells after it: those outside of all braces.

extension Cell {
    /// Whether the cell ends in `inspect()`, which shows its variables.
    var inspects: Bool { lastStatement == "inspect()" }

    /// The code without the line `inspect()` at its end, which stands for a call that knows the variables.
    var codeWithoutInspection: String {
        guard inspects else { return code }
        var lines = code.linesKeepingEnds
        let last = lines.lastIndex { !$0.trimmingLineEnd.allSatisfy(\.isWhitespace) }!
        lines[last] = lines[last].lineEnd
        return lines.joined()
    }

    private var lastStatement: String {
        let last = code.linesKeepingEnds.last { !$0.trimmingLineEnd.allSatisfy(\.isWhitespace) }
        return last.map { $0.trimmingLineEnd.filter { !$0.isWhitespace } } ?? ""
    }

    /// The names that `let` and `var` give outside of all braces, in their order, each once.
    var variableNames: [String] { topLevelNames(in: code) }
}

/// The names after each `let` and `var` that stands in no braces, brackets, strings or comments.
func topLevelNames(in code: String) -> [String] {
    var names: [String] = []
    var reader = CodeReader(code)
    var previous = ""
    while let word = reader.next() {
        if (word == "let" || word == "var") && reader.depth == 0
            && !["if", "guard", "while", ","].contains(previous)
        {
            names += reader.boundNames()
        }
        previous = word
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
}

/// The words of an expression that are no members of something, and so may be variables.
func words(of expression: String) -> [String] {
    var reader = CodeReader(expression)
    var (words, previous): ([String], String) = ([], "")
    while let word = reader.next() {
        if previous != ".", let first = word.first, first.isLetter || first == "_" { words.append(word) }
        previous = word
    }
    return words
}

/// Swift as words and single signs, without strings and comments.
private struct CodeReader {
    private let letters: [Character]
    private var position = 0
    /// In how many braces, brackets and parentheses the last word stands.
    private(set) var depth = 0

    init(_ code: String) { letters = Array(code) }

    /// The next word or sign; nil at the end.
    mutating func next() -> String? {
        while position < letters.count {
            let letter = letters[position]
            if letter.isWhitespace {
                position += 1
            } else if letter == "/", follows("//") {
                skip { $0 != "\n" && $0 != "\r\n" }
            } else if letter == "/", follows("/*") {
                skipComment()
            } else if letter == "\"" || letter == "#" && isRawString {
                skipString()
            } else if letter.isLetter || letter == "_" || letter == "`" {
                return word()
            } else {
                position += 1
                if "([{".contains(letter) { depth += 1 }
                if ")]}".contains(letter) { depth -= 1 }
                return String(letter)
            }
        }
        return nil
    }

    /// The names that are bound behind `let` or `var`: one, or those of a tuple.
    mutating func boundNames() -> [String] {
        let outside = depth
        guard let first = next() else { return [] }
        guard first == "(" else { return first == "_" ? [] : [first] }
        var names: [String] = []
        while depth > outside, let word = next() {
            if word != "_", word.first?.isLetter == true || word.first == "_" { names.append(word) }
        }
        return names
    }

    private func follows(_ text: String) -> Bool { letters[position...].starts(with: text) }

    private mutating func skip(while belongs: (Character) -> Bool) {
        while position < letters.count, belongs(letters[position]) { position += 1 }
    }

    private mutating func word() -> String {
        let start = position
        skip { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "`" }
        return String(letters[start..<position]).filter { $0 != "`" }
    }

    private mutating func skipComment() {
        var level = 0
        repeat {
            if follows("/*") {
                level += 1
                position += 2
            } else if follows("*/") {
                level -= 1
                position += 2
            } else {
                position += 1
            }
        } while level > 0 && position < letters.count
    }

    private var isRawString: Bool {
        letters[position...].drop { $0 == "#" }.first == "\""
    }

    /// Passes a string, of one line or many, raw or not, with all that is interpolated: it declares nothing.
    private mutating func skipString() {
        let start = position
        skip { $0 == "#" }
        let signs = String(repeating: "#", count: position - start)
        let quote = follows("\"\"\"") ? "\"\"\"" : "\""
        position += quote.count
        let (end, escape) = (quote + signs, "\\" + signs)
        while position < letters.count, !follows(end) {
            if follows(escape + "(") {
                position += escape.count + 1
                skipInterpolation()
            } else {
                position += follows(escape) ? escape.count + 1 : 1
            }
        }
        position = min(letters.count, position + end.count)
    }

    private mutating func skipInterpolation() {
        var open = 1
        while position < letters.count, open > 0 {
            if letters[position] == "\"" {
                skipString()
            } else {
                if letters[position] == "(" { open += 1 }
                if letters[position] == ")" { open -= 1 }
                position += 1
            }
        }
    }
}
