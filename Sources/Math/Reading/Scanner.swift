// TeX source as tokens, each with its place.

/// Reads a formula's source token by token.
struct Scanner {
    enum Token: Hashable {
        /// `\alpha` is `alpha`, `\{` is `{`, `\\` is `\`.
        case command(String)
        case character(Unicode.Scalar)
        case openBrace, closeBrace, superscript, `subscript`, columnMark, prime
        case end
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    /// How many UTF-8 bytes come before the next token.
    private(set) var offset = 0

    init(_ source: String) {
        scalars = Array(source.unicodeScalars)
        skipBlanks()
    }

    /// The next token, which stays the next.
    var upcoming: Token {
        var copy = self
        return copy.next()
    }

    /// The token after which the scanner stands, blanks and comments after it left out.
    mutating func next() -> Token {
        guard let scalar = advance() else { return .end }
        defer { skipBlanks() }
        switch scalar {
        case "\\": return .command(commandName())
        case "{": return .openBrace
        case "}": return .closeBrace
        case "^": return .superscript
        case "_": return .subscript
        case "&": return .columnMark
        case "'", "’", "′": return .prime
        case "~": return .command(" ")
        default: return .character(scalar)
        }
    }

    /// The token if it is the next one.
    mutating func take(_ token: Token) -> Bool {
        guard upcoming == token else { return false }
        _ = next()
        return true
    }

    /// The next character as it stands, blanks included; for text, where blanks count.
    mutating func nextCharacter() -> Unicode.Scalar? { advance() }

    mutating func skipBlanks() {
        while index < scalars.count {
            if scalars[index].properties.isWhitespace {
                _ = advance()
            } else if scalars[index] == "%" {
                while let scalar = advance(), scalar != "\n" {}
            } else {
                return
            }
        }
    }

    /// What follows a backslash: letters, or one character that is no letter.
    private mutating func commandName() -> String {
        guard let first = advance() else { return "" }
        guard first.isLatinLetter else { return first.properties.isWhitespace ? " " : String(first) }
        var name = String(first)
        while index < scalars.count, scalars[index].isLatinLetter { name.unicodeScalars.append(advance()!) }
        if index < scalars.count, scalars[index] == "*", name == "operatorname" {
            name.unicodeScalars.append(advance()!)
        }
        return name
    }

    private mutating func advance() -> Unicode.Scalar? {
        guard index < scalars.count else { return nil }
        defer {
            offset += UTF8.width(scalars[index])
            index += 1
        }
        return scalars[index]
    }
}

extension Unicode.Scalar {
    fileprivate var isLatinLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

    var isDigit: Bool { ("0"..."9").contains(self) }
}
