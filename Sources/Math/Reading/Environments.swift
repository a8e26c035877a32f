// What stands between `\begin` and `\end`: matrices, cases, aligned rows.

/// An environment: how its cells stand and what is around them.
private struct Environment {
    var kind: Table.Kind
    var left: String?
    var right: String?
    var maxColumns = Int.max

    static let named: [String: Environment] = [
        "matrix": Environment(kind: .matrix), "smallmatrix": Environment(kind: .smallMatrix),
        "pmatrix": Environment(kind: .matrix, left: "(", right: ")"),
        "bmatrix": Environment(kind: .matrix, left: "[", right: "]"),
        "Bmatrix": Environment(kind: .matrix, left: "{", right: "}"),
        "vmatrix": Environment(kind: .matrix, left: "|", right: "|"),
        "Vmatrix": Environment(kind: .matrix, left: "‖", right: "‖"),
        "cases": Environment(kind: .cases, left: "{", maxColumns: 2),
        "aligned": Environment(kind: .aligned(isFullWidth: false)),
        "split": Environment(kind: .aligned(isFullWidth: false), maxColumns: 2),
        "align*": Environment(kind: .aligned(isFullWidth: true)),
        "gathered": Environment(kind: .gathered(isFullWidth: false), maxColumns: 1),
        "gather*": Environment(kind: .gathered(isFullWidth: true), maxColumns: 1),
        "array": Environment(kind: .array([])),
    ]

    var isFullWidth: Bool { kind == .aligned(isFullWidth: true) || kind == .gathered(isFullWidth: true) }
}

extension Parser {
    mutating func environment(at start: Int) throws(MathError) -> Term {
        let name = try environmentName(after: "\\begin")
        guard var environment = Environment.named[name] else {
            let nearest = nearestName(to: name, among: Environment.named.keys)
            let hint =
                nearest.map { "did you mean \($0)?" } ?? "aligned, cases and pmatrix are among those known"
            throw error("unknown environment \(name); \(hint)", at: start)
        }
        if environment.isFullWidth, placement == .inline || !mayHaveTag {
            throw error("\(name) takes a displayed formula of its own; write aligned here", at: start)
        }
        if name == "array" { environment.kind = .array(try alignments()) }
        let outer = (mayHaveTag, font, tag)
        (mayHaveTag, font, tag) = (environment.isFullWidth, nil, nil)
        let rows = try rows(of: name, maxColumns: environment.maxColumns, at: start)
        (mayHaveTag, font, tag) = outer
        let table = Term.table(Table(kind: environment.kind, rows: rows))
        guard let left = environment.left else { return table }
        return .fenced(.stretched(left), [table], environment.right.map { .stretched($0, .closing) })
    }

    /// The rows of `\substack{i \ge 0 \\ j \ge 0}`.
    mutating func substackRows(_ name: String) throws(MathError) -> [Table.Row] {
        let start = scanner.offset
        guard scanner.take(.openBrace) else { throw error("\(name) needs its rows in braces") }
        var rows = [Table.Row(cells: [try row()])]
        while scanner.take(.command("\\")) { rows.append(Table.Row(cells: [try row()])) }
        guard scanner.take(.closeBrace) else { throw error("this { is never closed; add a }", at: start) }
        return rows
    }

    private mutating func rows(
        of name: String, maxColumns: Int, at start: Int
    ) throws(MathError) -> [Table.Row] {
        var rows: [Table.Row] = []
        var cells: [[Term]] = []
        while true {
            cells.append(try row())
            let place = scanner.offset
            switch scanner.next() {
            case .columnMark:
                guard cells.count < maxColumns else {
                    throw error(
                        "\(name) has at most \(maxColumns) column\(maxColumns == 1 ? "" : "s")", at: place)
                }
            case .command("\\"):
                rows.append(Table.Row(cells: cells, tag: tag))
                (cells, tag) = ([], nil)
            case .command("end"):
                let end = try environmentName(after: "\\end")
                guard end == name else {
                    throw error(
                        "\\begin{\(name)} is closed by \\end{\(end)}; write \\end{\(name)}", at: place)
                }
                // A \\ after the last row begins no further one.
                if cells != [[]] || tag != nil { rows.append(Table.Row(cells: cells, tag: tag)) }
                return rows
            case .end: throw error("this \\begin{\(name)} has no \\end{\(name)}", at: start)
            case .closeBrace: throw error("this } closes no brace inside \(name); remove it", at: place)
            default: throw error("\\begin{\(name)} must be closed by \\end{\(name)} first", at: place)
            }
        }
    }

    private mutating func environmentName(after command: String) throws(MathError) -> String {
        guard scanner.take(.openBrace) else {
            throw error("\(command) needs a name in braces: \(command){aligned}")
        }
        var name = ""
        while case .character(let character) = scanner.upcoming {
            name.unicodeScalars.append(character)
            _ = scanner.next()
        }
        guard scanner.take(.closeBrace) else {
            throw error("the name after \(command) must be closed by a }")
        }
        return name
    }

    /// The columns of an array: `{lcr}`. Rules between them are not drawn.
    private mutating func alignments() throws(MathError) -> [Table.Alignment] {
        let place = scanner.offset
        let columns = try environmentName(after: "\\begin{array}")
        var alignments: [Table.Alignment] = []
        for character in columns {
            switch character {
            case "l": alignments.append(.left)
            case "c": alignments.append(.center)
            case "r": alignments.append(.right)
            default: throw error("the columns of an array are l, c and r, not \(character)", at: place)
            }
        }
        return alignments
    }
}
