// What is wrong, where, and what to do: the one form in which the engine speaks of faults.

import Markdown

/// One sentence about one place: `lessons/lesson03-xor.md:42:9: unknown word "hiden" in a fence; …`.
public struct Diagnostic: Hashable, Codable, Sendable {
    public enum Severity: String, Codable, Sendable { case error, warning, note }

    public var severity: Severity
    public var path: String
    /// Where in the file; nil when the sentence is about the whole file.
    public var position: SourceLocation?
    public var message: String
    /// The line of the file that is meant, shown under the sentence with a caret.
    public var sourceLine: String?

    public init(
        _ severity: Severity = .error, _ path: String, _ position: SourceLocation?, _ message: String,
        sourceLine: String? = nil
    ) {
        self.severity = severity
        self.path = path
        self.position = position
        self.message = message
        self.sourceLine = sourceLine
    }

    /// `path:line:column: message`, one line.
    public var sentence: String { "\(place): \(remark)" }

    /// `path:line:column`, as editors find it.
    var place: String { position.map { "\(path):\($0.line):\($0.column)" } ?? path }

    /// What is said of the place.
    var remark: String { severity == .error ? message : "\(severity.rawValue): \(message)" }

    var withoutSource: Diagnostic {
        var copy = self
        copy.sourceLine = nil
        return copy
    }

    /// The caret line under `sourceLine`, aligned with it whatever tabs and wide letters stand before.
    public var caretLine: String? {
        guard let position, let sourceLine else { return nil }
        let before = sourceLine.utf8.prefix(max(0, position.column - 1))
        let text = String(decoding: before, as: UTF8.self)
        return String(text.map { $0 == "\t" ? "\t" : " " }) + "^"
    }
}

extension Diagnostic: CustomStringConvertible {
    /// The sentence, and below it the source line and caret where they are known.
    public var description: String {
        [sentence, sourceLine, caretLine].compactMap { $0 }.joined(separator: "\n")
    }
}

/// Everything that is wrong with an input, found in one go.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
    public var all: [Diagnostic]

    public init(_ all: [Diagnostic]) { self.all = all }

    public init(_ path: String, at position: SourceLocation? = nil, _ message: String) {
        all = [Diagnostic(.error, path, position, message)]
    }

    public var description: String { all.map(\.description).joined(separator: "\n") }
}

extension SourceLocation {
    static let start = SourceLocation(line: 1, column: 1)
}
