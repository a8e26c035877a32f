// What a cell shows besides text, on its way from the lesson's process to the presenters.

/// A figure or worked arithmetic, written where it was made: for pages, and for terminals of several widths.
public struct Exhibit: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Sendable {
        case figure
        /// Arithmetic in steps.
        case worked
        /// The variables of a cell.
        case variables
    }

    public var kind: Kind
    /// One sentence, which stands for the picture where only text can: in recorded outputs and for screen readers.
    public var summary: String
    /// What the reader should see in it; empty when the lesson says nothing.
    public var caption: String
    /// The picture as HTML.
    public var html: String
    /// The numbers behind it as an HTML table; empty when the picture shows them all.
    public var dataHTML: String
    /// The picture in characters, the narrowest first.
    public var drawings: [TerminalDrawing]

    public init(
        _ kind: Kind, summary: String, caption: String, html: String, dataHTML: String = "",
        drawings: [TerminalDrawing]
    ) {
        self.kind = kind
        (self.summary, self.caption, self.html) = (summary, caption, html)
        (self.dataHTML, self.drawings) = (dataHTML, drawings)
    }

    /// The line that stands for it in the output of its cell.
    public var line: String { mark + summary }

    /// What that line begins with, whatever the exhibit says.
    public var mark: String { "[\(kind.rawValue)] " }

    /// What the exhibit adds to the output of its cell: its line, or nothing for what only helps to look.
    public var recorded: String { kind == .variables ? "" : line + "\n" }

    /// The widest drawing that fits a terminal; the narrowest when none does.
    public func drawing(columns: Int, isPlain: Bool) -> String {
        let suited = drawings.filter { $0.isPlain == isPlain }
        return (suited.last { $0.columns <= columns } ?? suited.first)?.text ?? line
    }
}

/// A picture in characters.
public struct TerminalDrawing: Codable, Hashable, Sendable {
    /// The terminal's width that it was made for.
    public var columns: Int
    /// Whether it is all ASCII and without colours.
    public var isPlain: Bool
    public var text: String

    public init(columns: Int, isPlain: Bool, text: String) {
        (self.columns, self.isPlain, self.text) = (columns, isPlain, text)
    }
}

extension Exhibit {
    /// The exhibit as bytes: texts one after another, each behind its length.
    public var encoded: [UInt8] {
        let parts =
            [kind.rawValue, summary, caption, html, dataHTML]
            + drawings.flatMap { ["\($0.columns)", $0.isPlain ? "plain" : "", $0.text] }
        return parts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    }

    /// Nil for bytes that are no exhibit.
    public init?(decoding bytes: [UInt8]) {
        var parts: [String] = []
        var position = 0
        while position < bytes.count {
            guard let colon = bytes[position...].firstIndex(of: UInt8(ascii: ":")),
                let length = Int(String(decoding: bytes[position..<colon], as: UTF8.self)),
                length >= 0, length <= bytes.count - colon - 1
            else { return nil }
            position = colon + 1 + length
            parts.append(String(decoding: bytes[(colon + 1)..<position], as: UTF8.self))
        }
        guard parts.count >= 5, (parts.count - 5) % 3 == 0, let kind = Kind(rawValue: parts[0]) else {
            return nil
        }
        let drawings = stride(from: 5, to: parts.count, by: 3).map {
            TerminalDrawing(
                columns: Int(parts[$0]) ?? 80, isPlain: !parts[$0 + 1].isEmpty, text: parts[$0 + 2])
        }
        self.init(
            kind, summary: parts[1], caption: parts[2], html: parts[3], dataHTML: parts[4], drawings: drawings
        )
    }
}
