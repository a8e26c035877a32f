// A cell as HTML: its code with caption and marks, and what it printed.

import Exhibits
import Markdown

/// Writes the cells of one lesson with what came of running them.
struct CellHTML {
    let lesson: Lesson
    let run: Run
    let colourist: Colourist?
    /// The types that the code leaves out, by the cell's place in the lesson.
    let types: [Int: [InferredType]]
    /// How many figures stand before each cell.
    private let figuresBefore: [Int]

    /// The cells in a fold that the author has made: they need none of their own.
    private let inAuthorsFold: Set<Int>

    init(lesson: Lesson, run: Run, colourist: Colourist?, types: [Int: [InferredType]]) {
        (self.lesson, self.run, self.colourist, self.types) = (lesson, run, colourist, types)
        inAuthorsFold = lesson.cellsInFolds
        var count = 0
        figuresBefore = run.cells.map { outcome in
            defer { count += outcome.figures.count }
            return count
        }
    }

    /// Whether code stays plain, judged by the first that the page shows: any code has some token.
    var isPlain: Bool {
        let shown = lesson.cells.lazy.filter(\.isOnPage).map(\.shownCode)
        guard let code = shown.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return false }
        return colourist?.tokens(of: code.withoutFinalLineEnds).isEmpty ?? true
    }

    /// The cell with its code, the results that stand right below it, and its caption. Empty for a cell that pages
    /// do not show and that left nothing to show.
    ///
    /// - Parameter recordings: the kinds of result that the lesson records right below the cell. Those that it
    ///   does not record at all are shown there too.
    func figure(of cell: Cell, with recordings: [Recording.Kind]) -> String {
        let kinds = [Recording.Kind.output, .error].filter {
            recordings.contains($0) || lesson.recording($0, ofCell: cell.index) == nil
        }
        let parts =
            [code(of: cell)] + kinds.map { result($0, ofCell: cell.index) } + [failure(ofCell: cell.index)]
        let content = parts.filter { !$0.isEmpty }
        guard !content.isEmpty else { return "" }
        var html =
            "<figure class=\"\((["cell"] + cell.classes).joined(separator: " "))\" id=\"\(cell.anchor)\""
        if case .starter(let exercise) = cell.role { html += " data-exercise=\"\(exercise.escapedForHTML)\"" }
        html += ">\n"
        html += content.joined(separator: "\n")
        // A closed cell's caption is what it is opened with.
        if let caption = cell.caption, summary(of: cell)?.text != caption {
            html += "\n<figcaption>\(typeset(caption).escapedForHTML)</figcaption>"
        }
        return html + "\n</figure>"
    }

    private func code(of cell: Cell) -> String {
        guard cell.isOnPage || cell.isWrongAnswer && inAuthorsFold.contains(cell.index) else { return "" }
        let code = cell.shownCode.withoutFinalLineEnds
        guard !code.isEmpty else { return "" }
        let label = cell.label.map { "<p class=\"label\" lang=\"en\">\($0)</p>\n" } ?? ""
        let coloured = colouredHTML(code, colourist?.tokens(of: code) ?? [], types: shownTypes(of: cell))
        let block =
            "<div class=\"code\(code.lineCount <= Self.mostLinesOnOneSheet ? " short" : "")\"><pre role=\"group\" aria-label=\"Code\" tabindex=\"0\"><code class=\"language-swift\">\(coloured)\n</code></pre></div>"
        guard let summary = summary(of: cell) else { return label + block }
        let language = summary.isOurs ? " lang=\"en\"" : ""
        return
            "\(label)<details>\n<summary\(language)>\(typeset(summary.text).escapedForHTML)</summary>\n\(way(toRun: cell))\(block)\n</details>"
    }

    private func typeset(_ caption: String) -> String {
        lesson.frontMatter.isEnglish ? caption.typeset : caption
    }

    private func summary(of cell: Cell) -> (text: String, isOurs: Bool)? {
        switch cell.role {
        case .solution, .test, .wrong: inAuthorsFold.contains(cell.index) ? nil : cell.summary
        default: cell.summary
        }
    }

    /// How a reader runs a full cell.
    private func way(toRun cell: Cell) -> String {
        guard let set = cell.role.dataSet else { return "" }
        let commands = ["workbook data get \(set)", "workbook run \(lesson.number ?? lesson.name) --full"]
        return "<p class=\"label\" lang=\"en\">To run it: "
            + commands.map { "<code>\($0.escapedForHTML)</code>" }.joined(separator: ", then ") + "</p>\n"
    }

    /// The types of the names that readers see, where they see them.
    private func shownTypes(of cell: Cell) -> [InferredType] {
        let found = types[cell.index] ?? []
        return zip(cell.placesInShownCode(of: found.map(\.range)), found).compactMap { place, found in
            place.map { InferredType(range: $0, type: found.type) }
        }
    }

    /// What the cell printed, or was stopped with. Empty when there is nothing to show.
    func result(_ kind: Recording.Kind, ofCell index: Int) -> String {
        let cell = lesson.cells[index]
        let recording = lesson.recording(kind, ofCell: index)
        guard let text = text(of: kind, cell: index, recording), !text.withoutFinalLineEnds.isEmpty else {
            return ""
        }
        let label: String? =
            switch (kind, cell.role) {
            case (.error, .traps): "The message it stops with"
            case (.error, _): "The compiler’s message"
            case (.output, .full):
                "Computed by its author with the full data, not by this build"
            case (.output, _): recording?.isUnchecked == true ? "From one run; differs from run to run" : nil
            }
        guard kind == .output, !run.cells[index].exhibits.isEmpty else {
            return box(text, of: cell, isError: kind == .error, label: label)
        }
        let outcome = run.cells[index]
        let pieces = text == outcome.output ? outcome.pieces : outcome.pieces(of: text)
        var number = figuresBefore[index]
        return pieces.map { piece in
            switch piece {
            case .text(let text):
                return text.withoutFinalLineEnds.isEmpty
                    ? "" : box(text, of: cell, isError: false, label: label)
            case .exhibit(let exhibit):
                if exhibit.kind == .figure { number += 1 }
                return html(of: exhibit, number: number)
            }
        }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// - Parameter number: of the figure among those of the page.
    private func html(of exhibit: Exhibit, number: Int) -> String {
        if exhibit.kind == .variables {
            return
                "<details class=\"variables\">\n<summary lang=\"en\">Variables after this cell</summary>\n"
                + "<div class=\"scroll\" role=\"group\" aria-label=\"Variables\" tabindex=\"0\">\(exhibit.html)</div>\n</details>"
        }
        let caption =
            exhibit.caption.isEmpty
            ? "" : "\n<figcaption>\(typeset(exhibit.caption).escapedForHTML)</figcaption>"
        // A caption is the last thing in a figure: the numbers follow it.
        let data =
            exhibit.dataHTML.isEmpty
            ? ""
            : "\n<details class=\"data\">\n<summary lang=\"en\">The numbers</summary>\n\(exhibit.dataHTML)\n</details>"
        let id = exhibit.kind == .figure ? " id=\"\(Self.figureAnchor(number))\"" : ""
        return
            "<figure class=\"exhibit \(exhibit.kind.rawValue)\"\(id)>\n\(picture(exhibit))\(caption)\n</figure>\(data)"
    }

    /// A figure as its cell drew it, its words set as the text around it; the numbers below stay as they are.
    private func picture(_ exhibit: Exhibit) -> String {
        exhibit.kind == .figure && lesson.frontMatter.isEnglish
            ? exhibit.html.withTypesetText : exhibit.html
    }

    private func failure(ofCell index: Int) -> String {
        guard let failure = run.cells[index].failure else { return "" }
        let line = failure.position.map { "line \($0.line): " } ?? ""
        return box(
            line + failure.message, of: lesson.cells[index], isError: true,
            label: "This cell is not as it should be")
    }

    /// The run's own text, except where the lesson says that the text is not the whole of it, or changes.
    private func text(of kind: Recording.Kind, cell index: Int, _ recording: Recording?) -> String? {
        if lesson.cells[index].role.dataSet != nil { return recording?.content }
        let outcome = run.cells[index]
        guard outcome.hasRun || outcome.error != nil || !outcome.output.isEmpty else { return nil }
        if let recording, recording.isElided || recording.isUnchecked { return recording.content }
        return kind == .output ? outcome.output : outcome.error
    }

    /// The text in a box; a long one is bounded, and a mark below opens it whole, by style alone.
    private func box(_ text: String, of cell: Cell, isError: Bool, label: String?) -> String {
        let shown = text.replacing("\r\n", with: "\n").withoutFinalLineEnds
        let lines = shown.lineCount
        let isLong = lines > Self.mostLines
        let size = isLong ? " long" : lines <= Self.mostLinesOnOneSheet ? " short" : ""
        var html = "<div class=\"result\(isError ? " error" : "")\(size)\">\n"
        if let label { html += "<p class=\"label\" lang=\"en\">\(label)</p>\n" }
        let name = isError ? "Message" : "Output"
        let role =
            isLong
            ? "role=\"region\" aria-label=\"\(name) of \(cell.title.escapedForHTML)\""
            : "role=\"group\" aria-label=\"\(name)\""
        html +=
            "<pre class=\"output\" \(role) tabindex=\"0\"><samp>\(shown.escapedForHTML)\n</samp></pre>\n"
        if isLong {
            html +=
                "<label class=\"whole\" lang=\"en\"><input type=\"checkbox\"> Show all \(lines) lines</label>\n"
        }
        return html + "</div>"
    }

    /// An output with more lines stands in a box of bounded height.
    private static let mostLines = 24
    /// Code or an output with more lines may go on overleaf on paper.
    private static let mostLinesOnOneSheet = 12
}

extension CellHTML {
    /// A figure as the list of figures names it.
    struct FigureEntry {
        var anchor: String
        /// As HTML.
        var title: String
        /// What its author says one sees.
        var caption: String
    }

    /// The figures of the page, in its order.
    var figures: [FigureEntry] {
        run.cells.flatMap(\.figures).enumerated().map { place, figure in
            FigureEntry(
                anchor: Self.figureAnchor(place + 1),
                title: title(in: picture(figure)) ?? typeset(figure.summary).escapedForHTML,
                caption: typeset(figure.caption))
        }
    }

    /// What a picture calls itself to those who cannot see it, as HTML.
    private func title(in picture: String) -> String? {
        // One of several moments has their common title in its slider's label, which comes first.
        picture.firstMatch(of: /<(?:title|label)[^>]*>([^<]+)</).map { String($0.output.1) }
    }

    /// No heading's anchor has a dot in it.
    private static func figureAnchor(_ number: Int) -> String { "figure.\(number)" }
}

extension CellOutcome {
    fileprivate var figures: [Exhibit] { exhibits.map(\.exhibit).filter { $0.kind == .figure } }
}

extension Recording {
    /// Whether a line `...` stands for lines that are left out.
    fileprivate var isElided: Bool {
        content.split(separator: "\n").contains {
            $0.filter { $0 != " " && $0 != "\t" && $0 != "\r" } == "..."
        }
    }
}

extension Cell {
    /// The cell's id in its page: `cell.train` by its name, `cell:3` by counting. No heading's anchor has a dot or
    /// a colon in it.
    var anchor: String { id.map { "cell.\($0)" } ?? "cell:\(index + 1)" }

    var isOnPage: Bool {
        !isWrongAnswer && visibility != .hidden
    }

    fileprivate var isWrongAnswer: Bool { if case .wrong = role { true } else { false } }

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
        case .full: ["full"]
        }
    }

    /// What must be said before the code is read.
    fileprivate var label: String? {
        switch role {
        case .run, .solution, .test, .full: nil
        case .wrong: "An answer that the tests reject"
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
        case .full: ("With the full data", true)
        default:
            if visibility == .folded { caption.map { ($0, false) } ?? ("Code", true) } else { nil }
        }
    }
}
