// A Markdown document as a Swift value: a tree of nodes, each with its place in the source.

/// A place in the source. Lines and columns count from 1; columns count bytes.
public struct SourceLocation: Hashable, Comparable, Codable, Sendable {
    /// The line, from 1.
    public var line: Int
    /// The byte within the line, from 1.
    public var column: Int

    /// The place at this line and column.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Whether the first place stands before the second.
    public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// From a node's first byte to its last, both included.
public struct SourceRange: Hashable, Sendable {
    /// The first byte.
    public var start: SourceLocation
    /// The last byte.
    public var end: SourceLocation

    /// The range from one place to another.
    public init(start: SourceLocation, end: SourceLocation) {
        self.start = start
        self.end = end
    }
}

/// One node of a Markdown document with the nodes inside it.
///
///     let document = Node(markdown: "*Hello*, world")
///     document.children[0].kind              // .paragraph
///     document.children[0].children[0].kind  // .emphasis
///     document.plainText                     // "Hello, world"
///
/// Functions on trees call themselves: a tree that a program builds should be no deeper than a few hundred nodes.
/// Trees read from text never are.
public struct Node: Hashable, Sendable {
    /// What the node is, with what it holds besides other nodes.
    public var kind: Kind
    /// The nodes inside it, in the order of the text.
    public var children: [Node]
    /// Where the node stands in the source, as libcmark tells it; nil for soft breaks, empty cells, and what a
    /// program has made.
    public var range: SourceRange?

    /// A node made by a program.
    ///
    ///     Node(.paragraph, [Node(.text("Hello"))]).html()  // "<p>Hello</p>\n"
    public init(_ kind: Kind, _ children: [Node] = [], range: SourceRange? = nil) {
        self.kind = kind
        self.children = children
        self.range = range
    }

    /// What a node is. The names are those of the CommonMark specification.
    public enum Kind: Hashable, Sendable {
        /// The whole text.
        case document
        /// `> quoted blocks`
        case blockQuote
        /// A list; its children are items.
        case list(ListStyle)
        /// One item of a list; its children are blocks.
        case item
        /// Code between fences, or indented, which has an empty `info`. The literal ends in a newline.
        case codeBlock(info: String, literal: String)
        /// HTML on lines of its own, as it is.
        case htmlBlock(String)
        /// A paragraph; its children are inlines.
        case paragraph
        /// `anchor` is the heading's id in a page; nil until ``Node/withHeadingAnchors()`` has set it.
        case heading(level: Int, anchor: String? = nil)
        /// `---` on a line of its own.
        case thematicBreak

        /// Text, with entities and backslashes resolved.
        case text(String)
        /// A line end within a paragraph.
        case softBreak
        /// A line end that is kept: after two blanks or a backslash.
        case lineBreak
        /// Code between backticks.
        case code(String)
        /// An HTML tag or comment among text, as it is.
        case htmlInline(String)
        /// `*emphasis*`
        case emphasis
        /// `**strong emphasis**`
        case strong
        /// `[text](destination "title")`; the title may be empty.
        case link(destination: String, title: String)
        /// `![description](destination "title")`; the children are the description.
        case image(destination: String, title: String)

        // What we add to CommonMark.

        /// A pipe table with the alignment of each column; its children are rows, the first one the header.
        case table([Alignment])
        /// A row; its children are as many cells as the table has columns.
        case tableRow(isHeader: Bool)
        /// A cell; its children are inlines.
        case tableCell(Alignment, isHeader: Bool)
        /// A formula: TeX without its dollars, in a line or displayed.
        case formula(String, isDisplay: Bool)
        /// A quoted note without its marker; its children are blocks.
        case note(NoteKind)
        /// HTML that a presenter puts around the node's children, as it is.
        case custom(before: String, after: String, isBlock: Bool)
    }

    /// How a list is numbered and spaced.
    public struct ListStyle: Hashable, Sendable {
        /// The first number of an ordered list; nil for a bullet list.
        public var start: Int?
        /// Whether an ordered list's numbers end in `)` rather than `.`.
        public var hasParentheses = false
        /// A tight list's paragraphs are shown without their own spacing.
        public var isTight: Bool

        /// A list that begins with number `start`, or a bullet list.
        public init(start: Int? = nil, hasParentheses: Bool = false, isTight: Bool) {
            self.start = start
            self.hasParentheses = hasParentheses
            self.isTight = isTight
        }
    }

    /// How a table's column is set: `---`, `:---`, `:---:`, `---:`.
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
    ///
    ///     tree.mapped { $0.kind == .emphasis ? Node(.strong, $0.children, range: $0.range) : $0 }
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

    /// The text without any markup; line breaks become spaces, HTML is left out, a formula is its TeX.
    ///
    ///     Node(markdown: "**Loss** of `fit`").plainText  // "Loss of fit"
    public var plainText: String {
        switch kind {
        case .text(let text), .code(let text): text
        case .codeBlock(_, let literal): literal
        case .softBreak, .lineBreak: " "
        case .formula(let source, _): source
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
