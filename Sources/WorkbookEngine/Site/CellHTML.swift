// A cell as HTML: its code with caption and marks, and what it printed.

import Markdown

/// Writes the cells of one lesson with what came of running them.
struct CellHTML {
    let lesson: Lesson
    let run: Run
    let colourist: Colourist?

    // MARK: Code

    /// The cell's code; empty for a cell that pages do not show.
    func code(of cell: Cell) -> String {
        guard cell.isOnPage else { return "" }
        let code = cell.shownCode.withoutFinalLineEnds
        guard !code.isEmpty else { return "" }
        let coloured = colouredHTML(code, colourist?.tokens(of: code) ?? [])
        let block = "<pre tabindex=\"0\"><code class=\"language-swift\">\(coloured)\n</code></pre>"
        var html = "<figure class=\"\((["cell"] + cell.classes).joined(separator: " "))\" id=\"\(cell.anchor)\">\n"
        if let label = cell.label { html += "<p class=\"label\" lang=\"en\">\(label.escapedForHTML)</p>\n" }
        if let summary = cell.summary {
            html += "<details>\n<summary\(summary.isOurs ? " lang=\"en\"" : "")>\(summary.text.escapedForHTML)</summary>\n"
            html += "\(block)\n</details>\n"
        } else {
            html += "\(block)\n"
        }
        // A closed cell's caption is what it is opened with.
        if let caption = cell.caption, cell.summary?.text != caption {
            html += "<figcaption>\(caption.escapedForHTML)</figcaption>\n"
        }
        return html + "</figure>"
    }

    // MARK: Results

    /// What the cell printed, or was stopped with. Empty when there is nothing to show.
    func result(_ kind: Recording.Kind, ofCell index: Int) -> String {
        let cell = lesson.cells[index]
        let recording = lesson.recording(kind, ofCell: index)
        guard let text = text(of: kind, cell: index, recording), !text.withoutFinalLineEnds.isEmpty else { return "" }
        let label: String? =
            switch (kind, cell.role) {
            case (.error, .traps): "Stops the program, as intended"
            case (.error, _): "What the compiler says, as intended"
            case (.output, _): recording?.isUnchecked == true ? "From one run; differs from run to run" : nil
            }
        return box(text, isError: kind == .error, label: label)
    }

    /// The results of a cell that the lesson has no fences for.
    func unrecordedResults(ofCell index: Int) -> String {
        var parts = [Recording.Kind.output, .error]
            .filter { lesson.recording($0, ofCell: index) == nil }
            .map { result($0, ofCell: index) }
        if let failure = run.cells[index].failure {
            let line = failure.position.map { "line \($0.line): " } ?? ""
            parts.append(box(line + failure.message, isError: true, label: "This cell is not as it should be"))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The run's own text, except where the lesson says that the text is not the whole of it, or changes.
    private func text(of kind: Recording.Kind, cell index: Int, _ recording: Recording?) -> String? {
        let outcome = run.cells[index]
        guard outcome.hasRun || outcome.error != nil || !outcome.output.isEmpty else { return nil }
        if let recording, recording.isElided || recording.isUnchecked { return recording.content }
        return kind == .output ? outcome.output : outcome.error
    }

    private func box(_ text: String, isError: Bool, label: String?) -> String {
        let name = isError ? "Message" : "Output"
        var html = "<div class=\"result\(isError ? " error" : "")\">\n"
        if let label { html += "<p class=\"label\" lang=\"en\">\(label)</p>\n" }
        let shown = text.replacing("\r\n", with: "\n").withoutFinalLineEnds.escapedForHTML
        html += "<pre class=\"output\" role=\"group\" aria-label=\"\(name)\" tabindex=\"0\"><samp>\(shown)\n</samp></pre>\n"
        return html + "</div>"
    }
}

extension Recording {
    /// Whether a line `...` stands for lines that are left out.
    fileprivate var isElided: Bool {
        content.split(separator: "\n").contains { $0.filter { $0 != " " && $0 != "\t" && $0 != "\r" } == "..." }
    }
}

extension Cell {
    /// The cell's id in its page. No heading's anchor has a dot in it.
    var anchor: String { "cell.\(id ?? String(index + 1))" }

    fileprivate var isOnPage: Bool {
        if case .wrong = role { return false }
        return visibility != .hidden
    }

    fileprivate var classes: [String] {
        switch role {
        case .run: []
        case .sketch: ["sketch"]
        case .fails: ["fails"]
        case .traps: ["traps"]
        case .starter: ["exercise"]
        case .solution: ["solution"]
        case .test: ["tests"]
        case .wrong: ["wrong"]
        }
    }

    /// What must be said before the code is read.
    fileprivate var label: String? {
        switch role {
        case .run, .solution, .test, .wrong: nil
        case .sketch: "A sketch: shown, not run"
        case .fails: "Does not compile, on purpose"
        case .traps: "Stops the program, on purpose"
        case .starter: "Exercise"
        }
    }

    /// What a closed cell is opened with; nil for an open one.
    fileprivate var summary: (text: String, isOurs: Bool)? {
        switch role {
        case .solution: ("Solution", true)
        case .test: ("Tests", true)
        default:
            if visibility == .folded { caption.map { ($0, false) } ?? ("Code", true) } else { nil }
        }
    }
}
