// A Markdown document as a Swift value: a tree of nodes, each with its place in the source.

/// A place in the source. Lines and columns count from 1; columns count bytes.
public struct SourceLocation: Hashable, Comparable, Codable, Sendable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// From a node's first byte to its last, both included.
public struct SourceRange: Hashable, Sendable {
    public var start: SourceLocation
    public var end: SourceLocation

    public init(start: SourceLocation, end: SourceLocation) {
        self.start = start
        self.end = end
    }
}

/// One node of a Markdown document with the nodes inside it.
public struct Node: Hashable, Sendable {
    public var kind: Kind
    public var children: [Node]
    /// Where the node stands in the source; nil for what a pass has made, and for soft breaks.
    public var range: SourceRange?

    public init(_ kind: Kind, _ children: [Node] = [], range: SourceRange? = nil) {
        self.kind = kind
        self.children = children
        self.range = range
    }

    /// What a node is. The names are those of the CommonMark specification.
    public enum Kind: Hashable, Sendable {
        case document
        case blockQuote
        case list(ListStyle)
        case item
        case codeBlock(info: String, literal: String)
        case htmlBlock(String)
        case paragraph
        /// `anchor` is the heading's id in a page; nil until ``Node/withHeadingAnchors()`` has set it.
        case heading(level: Int, anchor: String? = nil)
        case thematicBreak

        case text(String)
        case softBreak
        case lineBreak
        case code(String)
        case htmlInline(String)
        case emphasis
        case strong
        case link(destination: String, title: String)
        case image(destination: String, title: String)

        // What our passes add to CommonMark.
        case table([Alignment])
        case tableRow(isHeader: Bool)
        case tableCell(Alignment, isHeader: Bool)
        case note(NoteKind)
        /// HTML that a presenter puts around the node's children, as it is.
        case custom(before: String, after: String, isBlock: Bool)
    }

    public struct ListStyle: Hashable, Sendable {
        /// The first number of an ordered list; nil for a bullet list.
        public var start: Int?
        /// Whether an ordered list's numbers end in `)` rather than `.`.
        public var hasParentheses = false
        /// A tight list's paragraphs are shown without their own spacing.
        public var isTight: Bool

        public init(start: Int? = nil, hasParentheses: Bool = false, isTight: Bool) {
            self.start = start
            self.hasParentheses = hasParentheses
            self.isTight = isTight
        }
    }

    /// How a table's column is set.
    public enum Alignment: String, Hashable, Sendable { case none, left, center, right }

    /// The kinds of quoted notes, `> [!NOTE]`.
    public enum NoteKind: String, Hashable, CaseIterable, Sendable {
        case note, tip, important, warning, caution

        /// The word that a note is headed with.
        public var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }
}

extension Node {
    /// The tree with `change` applied to every node, children first.
    public func mapped(_ change: (Node) throws -> Node) rethrows -> Node {
        var copy = self
        copy.children = try children.map { try $0.mapped(change) }
        return try change(copy)
    }

    /// Calls `visit` for this node and every node inside it, in the order of the text.
    public func walk(_ visit: (Node) throws -> Void) rethrows {
        try visit(self)
        for child in children { try child.walk(visit) }
    }

    /// The text without any markup; line breaks become spaces.
    public var plainText: String {
        switch kind {
        case .text(let text), .code(let text): text
        case .codeBlock(_, let literal): literal
        case .softBreak, .lineBreak: " "
        case .htmlInline, .htmlBlock: ""
        default: children.map(\.plainText).joined()
        }
    }
}

extension Node {
    /// Every code block of the tree, in the order of the text.
    public var codeBlocks: [Node] {
        var found: [Node] = []
        walk { if case .codeBlock = $0.kind { found.append($0) } }
        return found
    }
}
