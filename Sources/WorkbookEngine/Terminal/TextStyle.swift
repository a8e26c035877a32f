// How text looks in a terminal: colours where they are wanted, and the width of what is shown.

import Glibc

/// What the terminal can show and the reader wants.
public struct TerminalStyle: Sendable {
    /// The columns of the terminal's window.
    public var width: Int
    /// Whether there is a window at all, and not a file or a pipe.
    public var isTerminal = false
    public var hasColour: Bool
    /// Only ASCII, for old terminals, screen readers and files.
    public var isPlain: Bool

    public init(width: Int, hasColour: Bool, isPlain: Bool) {
        (self.width, self.hasColour, self.isPlain) = (max(20, width), hasColour, isPlain)
    }

    /// The style for a stream of this process as it is now.
    ///
    /// Colours only on a terminal, and not when `NO_COLOR` is set; see no-color.org.
    public static func current(
        on stream: Int32 = STDOUT_FILENO, environment: [String: String], isPlain: Bool = false
    ) -> TerminalStyle {
        var size = winsize()
        let isTerminal = isatty(stream) == 1
        let width =
            ioctl(stream, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
            ? Int(size.ws_col) : environment["COLUMNS"].flatMap(Int.init) ?? 80
        let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let hasColour = isTerminal && !refused && !isPlain && environment["TERM"] != "dumb"
        var style = TerminalStyle(width: width, hasColour: hasColour, isPlain: isPlain)
        style.isTerminal = isTerminal
        return style
    }

    /// The longest line of prose: longer ones are hard to read, however wide the window.
    var measure: Int { min(width, 84) }

    func paint(_ text: String, _ ink: Ink) -> String {
        guard hasColour, !text.isEmpty else { return text }
        return "\u{1B}[\(ink.codes)m\(text)\u{1B}[0m"
    }

    // The few signs that are not letters.
    var codeBar: String { isPlain ? "|" : "│" }
    var bullet: String { isPlain ? "-" : "•" }
    var quoteBar: String { isPlain ? ">" : "▌" }
    var fold: String { isPlain ? "+" : "▸" }
    var rule: String { isPlain ? "-" : "─" }
    var doubleRule: String { isPlain ? "=" : "═" }
    var ellipsis: String { isPlain ? "..." : "…" }
}

/// The inks of the terminal's own palette, so that they suit its light or dark background.
enum Ink: Sendable {
    case title, heading, strong, emphasis, link, dim, code, error, good
    case keyword, type, string, number, comment

    var codes: String {
        switch self {
        case .title: "1;34"
        case .heading: "1;36"
        case .strong: "1"
        case .emphasis: "3"
        case .link: "4"
        case .dim: "2"
        case .code: "36"
        case .error: "1;31"
        case .good: "32"
        case .keyword: "35"
        case .type: "34"
        case .string: "32"
        case .number: "33"
        case .comment: "2"
        }
    }
}

/// The columns that a character takes: 0 for marks that join the one before, 2 for wide scripts.
func columns(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x20...0x7E: return 1
    case 0..<0x20, 0x7F..<0xA0, 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        return 2
    default: return 1
    }
}

func columns(of text: some StringProtocol) -> Int { text.reduce(0) { $0 + columns(of: $1) } }

/// A line of code that may hold colour codes, broken where it is wider than `width`: behind a blank, if one is near, and
/// further in than it began. An ink goes on in the next line.
func brokenCode(_ line: String, width: Int) -> [String] {
    let plain = Array(line.withoutInk)
    let indent = min(plain.prefix { $0 == " " }.count + 4, width / 2)
    let starts = Set(continuations(of: plain, width: width, indent: indent))
    guard !starts.isEmpty else { return [line] }
    var lines = [""]
    var place = 0
    var code = ""
    var ink = ""
    for character in line {
        if character == "\u{1B}" || !code.isEmpty {
            code.append(character)
            if character == "m" {
                lines[lines.count - 1] += code
                ink = code.hasSuffix("[0m") ? "" : code
                code = ""
            }
            continue
        }
        if starts.contains(place) {
            if !ink.isEmpty { lines[lines.count - 1] += "\u{1B}[0m" }
            lines.append(String(repeating: " ", count: indent) + ink)
        }
        place += 1
        // The blank at which a line ends would only be in the way of who copies it.
        if character != " " || !starts.contains(place) { lines[lines.count - 1].append(character) }
    }
    return lines
}

/// Where the lines begin into which `text` is broken, but for the first.
private func continuations(of text: [Character], width: Int, indent: Int) -> [Int] {
    var starts: [Int] = []
    var start = 0
    while true {
        let room = width - (starts.isEmpty ? 0 : indent)
        var (end, used) = (start, 0)
        while end < text.count, used + columns(of: text[end]) <= room {
            used += columns(of: text[end])
            end += 1
        }
        guard end < text.count else { return starts }
        let far = (start + (end - start) / 2)..<end
        start = far.last { text[$0] == " " }.map { $0 + 1 } ?? max(end, start + 1)
        starts.append(start)
    }
}
