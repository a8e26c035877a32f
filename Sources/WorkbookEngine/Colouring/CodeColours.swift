public struct CodeToken: Sendable {
    public enum Kind: String, Sendable { case keyword, identifier, type, string, number, comment, attribute }
    public var kind: Kind
    public var range: Range<Int>
}
public struct Colourist: Sendable {
    public init(toolchain: Toolchain, cache: Cache?) {}
    public func tokens(of code: String) -> [CodeToken] { [] }
}
