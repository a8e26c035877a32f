// From Markdown text to a tree, through libcmark.

import CCmark

extension Node {
    /// How deep a tree read from text may be, since it is walked, compared and released by functions that call
    /// themselves. libcmark reads quotes nested a million deep: a quote, list, emphasis, link or image below this
    /// depth is kept as the HTML that libcmark makes of it, so that the document's HTML does not change.
    static let deepest = 100

    /// Reads a document as CommonMark, without any of our additions.
    ///
    ///     Node(commonMark: "*hello*").html()  // "<p><em>hello</em></p>\n"
    public init(commonMark text: String) {
        var text = text
        let root = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
            }
        }
        guard let root else { fatalError("libcmark could not read a document of \(text.utf8.count) bytes") }
        defer { cmark_node_free(root) }
        self.init(reading: root, depth: 0, isInImage: false)
    }

    /// Reads a document with all our additions: tables, notes and formulas.
    ///
    /// A document that uses none of them is the same tree as ``init(commonMark:)`` makes.
    public init(markdown text: String) {
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        self = Node(readingFormulasIn: text).withNotes(source: text)
    }

    private init(reading node: OpaquePointer, depth: Int, isInImage: Bool) {
        let isTooDeep = depth >= Self.deepest && Kind.canBeFinished(node)
        kind = isTooDeep ? Kind(finishedBy: node, isInImage: isInImage) : Kind(reading: node)
        let start = SourceLocation(
            line: Int(cmark_node_get_start_line(node)), column: Int(cmark_node_get_start_column(node)))
        let end = SourceLocation(
            line: Int(cmark_node_get_end_line(node)), column: Int(cmark_node_get_end_column(node)))
        range = start.line > 0 ? SourceRange(start: start, end: end) : nil
        children = []
        guard !isTooDeep else { return }
        let isInImage = isInImage || cmark_node_get_type(node) == CMARK_NODE_IMAGE
        var child = cmark_node_first_child(node)
        while let next = child {
            children.append(Node(reading: next, depth: depth + 1, isInImage: isInImage))
            child = cmark_node_next(next)
        }
    }
}

extension Node.Kind {
    /// Whether a node may stand as HTML in a tree. Items may not, as paragraphs in them look at the list around;
    /// what else holds nodes holds few.
    fileprivate static func canBeFinished(_ node: OpaquePointer) -> Bool {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST: true
        case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK, CMARK_NODE_IMAGE: true
        default: false
        }
    }

    /// The node and all inside it as HTML, or as text if it is part of an image's description.
    fileprivate init(finishedBy node: OpaquePointer, isInImage: Bool) {
        guard !isInImage else {
            self = .text(plainText(node))
            return
        }
        let html = takingText(cmark_render_html(node, CMARK_OPT_UNSAFE))
        let isInline = cmark_node_get_type(node).rawValue >= CMARK_NODE_FIRST_INLINE.rawValue
        self = isInline ? .htmlInline(html) : .custom(before: html, after: "", isBlock: true)
    }

    fileprivate init(reading node: OpaquePointer) {
        func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
        switch cmark_node_get_type(node) {
        case CMARK_NODE_DOCUMENT: self = .document
        case CMARK_NODE_BLOCK_QUOTE: self = .blockQuote
        case CMARK_NODE_LIST:
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            self = .list(
                Node.ListStyle(
                    start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
                    hasParentheses: cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM,
                    isTight: cmark_node_get_list_tight(node) == 1))
        case CMARK_NODE_ITEM: self = .item
        case CMARK_NODE_CODE_BLOCK:
            self = .codeBlock(
                info: text(cmark_node_get_fence_info(node)), literal: text(cmark_node_get_literal(node)))
        case CMARK_NODE_HTML_BLOCK: self = .htmlBlock(text(cmark_node_get_literal(node)))
        case CMARK_NODE_PARAGRAPH: self = .paragraph
        case CMARK_NODE_HEADING: self = .heading(level: Int(cmark_node_get_heading_level(node)))
        case CMARK_NODE_THEMATIC_BREAK: self = .thematicBreak
        case CMARK_NODE_TEXT: self = .text(text(cmark_node_get_literal(node)))
        case CMARK_NODE_SOFTBREAK: self = .softBreak
        case CMARK_NODE_LINEBREAK: self = .lineBreak
        case CMARK_NODE_CODE: self = .code(text(cmark_node_get_literal(node)))
        case CMARK_NODE_HTML_INLINE: self = .htmlInline(text(cmark_node_get_literal(node)))
        case CMARK_NODE_EMPH: self = .emphasis
        case CMARK_NODE_STRONG: self = .strong
        case CMARK_NODE_LINK:
            self = .link(destination: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)))
        case CMARK_NODE_IMAGE:
            self = .image(
                destination: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)))
        case let other:
            fatalError("libcmark has a kind of node that its version 0.30 has not: \(other)")
        }
    }
}

/// The text of a node that libcmark shows as an image's description.
private func plainText(_ node: OpaquePointer) -> String {
    let iterator = cmark_iter_new(node)
    defer { cmark_iter_free(iterator) }
    var text = ""
    while true {
        let event = cmark_iter_next(iterator)
        guard event != CMARK_EVENT_DONE else { return text }
        let node = cmark_iter_get_node(iterator)
        switch cmark_node_get_type(node) {
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
        default: if let literal = cmark_node_get_literal(node) { text += String(cString: literal) }
        }
    }
}

/// A string that libcmark made, which is freed.
func takingText(_ text: UnsafeMutablePointer<CChar>?) -> String {
    guard let text else { fatalError("libcmark has no memory for its HTML") }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return String(cString: text)
}
