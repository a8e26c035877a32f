// What each piece of Swift code is, for those who colour it: asked of the toolchain once, then remembered.

import Foundation

/// A stretch of code of one kind. Tokens come in order and do not overlap; what lies between them is plain.
public struct CodeToken: Hashable, Codable, Sendable {
    /// What the stretch is. The raw value names it in style sheets.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case keyword, identifier, type, string, number, comment, attribute, directive
        case `operator`, placeholder
    }

    public var kind: Kind
    /// The bytes of the code's UTF-8.
    public var range: Range<Int>

    public init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}

/// Finds the tokens of Swift code with a toolchain's own reader of Swift.
///
/// Loading that reader takes 20 ms, and half a second when its file is not in memory; so it is loaded only when the
/// cache does not know the code.
public struct Colourist: Sendable {
    private let library: URL
    private let identity: String
    private let cache: Cache?

    /// `cache` keeps what was found; without one, every code is asked for again.
    public init(toolchain: Toolchain, cache: Cache? = nil) {
        library = toolchain.sourceKit
        identity = toolchain.identity
        self.cache = cache
    }

    /// False when the toolchain's reader is missing or could not be loaded: code then stays plain.
    public var isAvailable: Bool { SourceKit.isAvailable(at: library) }

    /// The tokens of `code`, which need not be a whole file nor compile; none when the reader is not available.
    public func tokens(of code: String) -> [CodeToken] {
        // The number counts the ways in which tokens have been derived from what the service says.
        let key = Digest(of: "tokens 2\n\(identity)\n\(code)").description
        if let known = cache?.text(for: key),
            let tokens = try? JSONDecoder().decode([CodeToken].self, from: known), tokens.fit(code)
        {
            return tokens
        }
        guard let found = SourceKit.syntaxMap(of: code, library: library) else { return [] }
        let tokens = found.compactMap { CodeToken($0, in: code) }
        guard tokens.fit(code) else { return [] }
        if let data = try? JSONEncoder().encode(tokens) { cache?.store(data, forText: key) }
        return tokens
    }
}

extension [CodeToken] {
    /// Whether the tokens lie in the code one after another, so that they may be used without further care.
    fileprivate func fit(_ code: String) -> Bool {
        var end = 0
        for token in self {
            guard token.range.lowerBound >= end else { return false }
            end = token.range.upperBound
        }
        return end <= code.utf8.count
    }
}

extension CodeToken {
    /// Nil for what is better left plain.
    fileprivate init?(_ entry: SourceKit.Entry, in code: String) {
        let prefix = "source.lang.swift.syntaxtype."
        guard entry.kind.hasPrefix(prefix), entry.length > 0 else { return nil }
        let kind: Kind
        switch entry.kind.dropFirst(prefix.count) {
        case "keyword": kind = .keyword
        // The service reads without knowing the program: `Tensor` in an expression is an identifier to it. In Swift
        // a name with a capital is a type by convention.
        case "identifier": kind = code.hasCapital(at: entry.offset) ? .type : .identifier
        case "typeidentifier": kind = .type
        case "string": kind = .string
        case "number": kind = .number
        case "operator": kind = .operator
        case "placeholder": kind = .placeholder
        case "buildconfig.keyword", "pounddirective.keyword": kind = .directive
        case "buildconfig.id": kind = .identifier
        // The service counts `mutating` and its like among the attributes; to readers they are keywords.
        case let name where name.hasPrefix("attribute"):
            kind = code.byte(at: entry.offset) == UInt8(ascii: "@") ? .attribute : .keyword
        case let name where name.hasPrefix("comment") || name.hasPrefix("doccomment"): kind = .comment
        default: return nil
        }
        self.init(kind: kind, range: entry.offset..<(entry.offset + entry.length))
    }
}

extension String {
    fileprivate func byte(at offset: Int) -> UInt8? { utf8.dropFirst(offset).first }

    fileprivate func hasCapital(at offset: Int) -> Bool {
        byte(at: offset).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
    }
}
