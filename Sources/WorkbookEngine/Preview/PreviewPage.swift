// A page of the site as the preview serves it. What is added here is never written to the site's folder.

import Foundation

/// A page, and what the preview has to say about it.
struct PreviewPage {
    static let script = "preview/preview.js"
    static let styleSheet = "preview/preview.css"
    static let states = "preview/states"

    private let page: Data
    private let faults: PreviewFaults?

    init(_ page: Data, faults: PreviewFaults?) { (self.page, self.faults) = (page, faults) }

    /// The page with the faults on top, and with the script that refreshes it.
    ///
    /// - Parameter version: what the script compares with what it hears of the page later.
    func served(at path: String, version: String) -> Data {
        let attributes = "data-page=\"\(path.escapedForHTML)\" data-version=\"\(version)\""
        // Links and assets are relative to the site's folder, wherever the path leads.
        let base = path.contains("/") ? "<base href=\"/\">\n" : ""
        let head = """
            <link rel="stylesheet" href="/\(Self.styleSheet)">
            <script src="/\(Self.script)" \(attributes) defer></script>

            """
        return page.inserting(base, behind: "<meta charset=\"utf-8\">\n")
            .inserting(head, before: "</head>")
            .inserting(faults?.html ?? "", before: "<header class=\"book\"")
    }
}

/// Everything that is wrong with a page's lesson, as a box above the page.
struct PreviewFaults {
    private let faults: [Mismatch]
    private let isShownAsBefore: Bool

    init(_ faults: [Mismatch], isShownAsBefore: Bool) {
        (self.faults, self.isShownAsBefore) = (faults, isShownAsBefore)
    }

    var html: String {
        let count = faults.count == 1 ? "One fault" : "\(faults.count) faults"
        let rest = isShownAsBefore ? "; below is the lesson as it was before" : ""
        return """
            <aside class="preview-faults" id="preview.faults" role="alert" lang="en">
            <details open>
            <summary>\(count)\(rest)</summary>
            <ol>
            \(faults.map(item).joined(separator: "\n"))
            </ol>
            </details>
            </aside>

            """
    }

    private func item(_ fault: Mismatch) -> String {
        let diagnostic = fault.diagnostic
        let place =
            diagnostic.position.map { "\(diagnostic.path):\($0.line):\($0.column)" } ?? diagnostic.path
        let message = diagnostic.message.escapedForHTML.replacing(/`([^`]+)`/) { "<code>\($0.1)</code>" }
        var html = "<li><p><code>\(place.escapedForHTML)</code> \(message)</p>"
        let source = [diagnostic.sourceLine, diagnostic.caretLine].compactMap { $0 }
        html += block(source.map(\.escapedForHTML))
        html += block(
            fault.difference.map { "<span class=\"\($0.name)\">\($0.display.escapedForHTML)</span>" })
        return html + "</li>"
    }

    private func block(_ lines: [String]) -> String {
        lines.isEmpty ? "" : "\n<pre tabindex=\"0\"><code>\(lines.joined(separator: "\n"))\n</code></pre>"
    }
}

extension DiffLine {
    fileprivate var name: String {
        switch kind {
        case .same: "same"
        case .recorded: "recorded"
        case .actual: "actual"
        case .gap: "gap"
        }
    }
}

extension Data {
    fileprivate func inserting(_ text: String, before marker: String) -> Data {
        guard let place = firstRange(of: Data(marker.utf8)) else { return self }
        return self[..<place.lowerBound] + Data(text.utf8) + self[place.lowerBound...]
    }

    fileprivate func inserting(_ text: String, behind marker: String) -> Data {
        guard let place = firstRange(of: Data(marker.utf8)) else { return self }
        return self[..<place.upperBound] + Data(text.utf8) + self[place.upperBound...]
    }
}
