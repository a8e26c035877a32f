// From a tree to HTML: the tree is handed back to libcmark, which writes it, so that a document without our
// additions comes out byte for byte as `cmark --unsafe` writes it.

import CCmark

extension Node {
    /// The tree as an HTML fragment.
    ///
    ///     Node(markdown: "# Sums").withHeadingAnchors().html()  // "<h1 id=\"sums\">Sums</h1>\n"
    public func html() -> String {
        let root = cmarkNode()
        defer { cmark_node_free(root) }
        return takingText(cmark_render_html(root, CMARK_OPT_UNSAFE))
    }

    /// The node and all inside it as libcmark's own.
    ///
    /// Trees can be deep and stacks small, so what happens at one node is done in functions that have returned before
    /// its children come.
    private func cmarkNode() -> OpaquePointer {
        let (node, holder) = childlessCmarkNode()
        for child in kind.isTable ? groupedRows : children {
            Self.append(child.cmarkNode(), of: child, to: holder, of: self)
        }
        return node
    }

    /// The node as libcmark's own without its children, and the node that takes them.
    @inline(never)
    private func childlessCmarkNode() -> (node: OpaquePointer, holder: OpaquePointer) {
        let node = newCmarkNode(kind.cmarkType)
        var holder = node
        switch kind {
        case .text(let text), .code(let text), .htmlInline(let text), .htmlBlock(let text):
            cmark_node_set_literal(node, text)
        case .codeBlock(let info, let literal):
            cmark_node_set_fence_info(node, info)
            cmark_node_set_literal(node, literal)
        case .list(let style):
            cmark_node_set_list_type(node, style.start == nil ? CMARK_BULLET_LIST : CMARK_ORDERED_LIST)
            cmark_node_set_list_start(node, Int32(clamping: style.start ?? 0))
            cmark_node_set_list_delim(node, style.hasParentheses ? CMARK_PAREN_DELIM : CMARK_PERIOD_DELIM)
            cmark_node_set_list_tight(node, style.isTight ? 1 : 0)
        case .heading(let level, nil): cmark_node_set_heading_level(node, Int32(clamping: level))
        case .link(let destination, let title), .image(let destination, let title):
            cmark_node_set_url(node, destination)
            cmark_node_set_title(node, title)
        default:
            guard let tags = kind.tags else { break }
            if kind.isOneLine {
                holder = newCmarkNode(CMARK_NODE_CUSTOM_INLINE)
                cmark_node_append_child(node, holder)
            }
            cmark_node_set_on_enter(holder, tags.before)
            cmark_node_set_on_exit(holder, tags.after)
        }
        return (node, holder)
    }

    @inline(never)
    private static func append(
        _ node: OpaquePointer, of child: Node, to parent: OpaquePointer, of whole: Node
    ) {
        guard cmark_node_append_child(parent, node) == 0 else { return }
        // A presenter may put a block where CommonMark has inlines, or the reverse: that stands there as HTML.
        let html = takingText(cmark_render_html(node, CMARK_OPT_UNSAFE))
        cmark_node_free(node)
        for type in [CMARK_NODE_CUSTOM_INLINE, CMARK_NODE_CUSTOM_BLOCK] {
            let custom = newCmarkNode(type)
            cmark_node_set_on_enter(custom, html)
            if cmark_node_append_child(parent, custom) != 0 { return }
            cmark_node_free(custom)
        }
        fatalError("no \(child.kind) can stand in a Markdown \(whole.kind)")
    }

    /// A table's rows as HTML groups them: the header row in `thead`, the others in `tbody`.
    private var groupedRows: [Node] {
        [("thead", children.prefix(1)), ("tbody", children.dropFirst())].filter { !$0.1.isEmpty }.map {
            name, rows in
            Node(.custom(before: "<\(name)>", after: "</\(name)>", isBlock: true), Array(rows))
        }
    }
}

extension Node.Kind {
    fileprivate var isTable: Bool { if case .table = self { true } else { false } }

    /// Whether a block's tags stand on one line with its text; libcmark puts those of a custom block on their own.
    fileprivate var isOneLine: Bool {
        switch self {
        case .heading, .tableCell: true
        default: false
        }
    }

    fileprivate var cmarkType: cmark_node_type {
        switch self {
        case .document: CMARK_NODE_DOCUMENT
        case .blockQuote: CMARK_NODE_BLOCK_QUOTE
        case .list: CMARK_NODE_LIST
        case .item: CMARK_NODE_ITEM
        case .codeBlock: CMARK_NODE_CODE_BLOCK
        case .htmlBlock: CMARK_NODE_HTML_BLOCK
        case .paragraph: CMARK_NODE_PARAGRAPH
        case .heading(_, nil): CMARK_NODE_HEADING
        case .thematicBreak: CMARK_NODE_THEMATIC_BREAK
        case .text: CMARK_NODE_TEXT
        case .softBreak: CMARK_NODE_SOFTBREAK
        case .lineBreak: CMARK_NODE_LINEBREAK
        case .code: CMARK_NODE_CODE
        case .htmlInline: CMARK_NODE_HTML_INLINE
        case .emphasis: CMARK_NODE_EMPH
        case .strong: CMARK_NODE_STRONG
        case .link: CMARK_NODE_LINK
        case .image: CMARK_NODE_IMAGE
        case .heading, .table, .tableRow, .tableCell, .note: CMARK_NODE_CUSTOM_BLOCK
        case .formula: CMARK_NODE_CUSTOM_INLINE
        case .custom(_, _, let isBlock): isBlock ? CMARK_NODE_CUSTOM_BLOCK : CMARK_NODE_CUSTOM_INLINE
        }
    }

    /// What stands before and after the children of a node that CommonMark does not know.
    fileprivate var tags: (before: String, after: String)? {
        switch self {
        case .heading(let level, let anchor?): ("<h\(level) id=\"\(anchor.escapedForHTML)\">", "</h\(level)>")
        case .table: ("<table>", "</table>")
        case .tableRow: ("<tr>", "</tr>")
        case .tableCell(let alignment, let isHeader):
            (alignment.openingTag(isHeader ? "th" : "td"), isHeader ? "</th>" : "</td>")
        case .note(let kind):
            (
                "<div class=\"note note-\(kind.rawValue)\" role=\"note\">\n<p class=\"note-title\">\(kind.title)</p>",
                "</div>"
            )
        // What does not know TeX shows it as it stands.
        case .formula(let source, let isDisplay):
            (
                "<code class=\"\(isDisplay ? "display formula" : "formula")\">\(source.escapedForHTML)</code>",
                ""
            )
        case .custom(let before, let after, _): (before, after)
        default: nil
        }
    }
}

extension Node.Alignment {
    fileprivate func openingTag(_ name: String) -> String {
        self == .none ? "<\(name)>" : "<\(name) style=\"text-align: \(rawValue)\">"
    }
}

extension String {
    fileprivate var escapedForHTML: String {
        reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            default: text.append(character)
            }
        }
    }
}

private func newCmarkNode(_ type: cmark_node_type) -> OpaquePointer {
    guard let node = cmark_node_new(type) else { fatalError("libcmark has no node of type \(type)") }
    return node
}
