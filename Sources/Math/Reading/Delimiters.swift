// Delimiters that grow: `\left … \right` and the `\big` family.

extension Symbol {
    /// A delimiter as tall as what stands beside it.
    static func stretched(_ text: String, _ atomClass: AtomClass = .opening) -> Symbol {
        Symbol(text: text, atomClass: atomClass, size: .stretched)
    }
}

extension Parser {
    mutating func fenced(at start: Int) throws(MathError) -> Term {
        let left = try delimiter(after: "\\left").map { Symbol.stretched($0, .opening) }
        var body: [Term] = []
        let outer = mayHaveTag
        mayHaveTag = false
        defer { mayHaveTag = outer }
        while true {
            body += try row()
            let place = scanner.offset
            switch scanner.upcoming {
            case .command("middle"):
                _ = scanner.next()
                guard let middle = try delimiter(after: "\\middle") else {
                    throw error("\\middle needs a delimiter that is seen, such as |", at: place)
                }
                body.append(.symbol(.stretched(middle, .opening)))
            case .command("right"):
                _ = scanner.next()
                let right = try delimiter(after: "\\right").map { Symbol.stretched($0, .closing) }
                return .fenced(left, body, right)
            case .end:
                throw error(
                    "this \\left has no \\right; add \\right) or \\right. for none to be seen", at: start)
            default: throw error("the \\left before needs its \\right first; add \\right) or \\right.")
            }
        }
    }

    mutating func big(_ size: Int, _ atomClass: AtomClass?, _ name: String) throws(MathError) -> Term {
        let place = scanner.offset
        guard let text = try delimiter(after: name) else {
            throw error("\(name) needs a delimiter that is seen, such as (", at: place)
        }
        return .symbol(Symbol(text: text, atomClass: atomClass ?? .ordinary, size: .big(size)))
    }

    /// The delimiter that comes next; nil for the point that stands for none.
    private mutating func delimiter(after name: String) throws(MathError) -> String? {
        let place = scanner.offset
        switch scanner.next() {
        case .character("."): return nil
        case .character("<"): return "⟨"
        case .character(">"): return "⟩"
        case .character(let character) where SymbolNames.typedDelimiters.contains(character):
            return String(character)
        case .command(let command):
            if let delimiter = SymbolNames.delimiters[command] { return delimiter }
            fallthrough
        default:
            throw error(
                "\(name) needs a delimiter after it: ( ) [ ] \\{ \\} | \\| \\langle \\rangle or .", at: place)
        }
    }
}
