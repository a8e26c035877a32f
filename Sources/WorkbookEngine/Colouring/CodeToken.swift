// What a piece of Swift code is, for those who colour it.

/// A stretch of code of one kind. Tokens come in order and do not overlap; what lies between them is plain.
public struct CodeToken: Hashable, Codable, Sendable {
    /// What the stretch is. The raw value names it in style sheets.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case keyword, identifier, type, string, number, comment, attribute, directive, placeholder
    }

    public var kind: Kind
    /// The bytes of the code's UTF-8.
    public var range: Range<Int>

    public init(kind: Kind, range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}
