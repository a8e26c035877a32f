// Showing figures: a cell makes one, and it stands in the page and in the terminal where the cell's text stands.

import Exhibits
import Explanations
import Figures

@_silgen_name("lesson_is_attached") private func lessonIsAttached() -> Int32
@_silgen_name("lesson_show") private func lessonShow(_ bytes: UnsafeRawPointer, _ count: Int)

/// Shows a figure below the cell, after what the cell has printed so far.
///
///     show(LinePlot("Training error", errors), caption: "It falls fast, then slowly.")
///
/// The recorded output is the figure's sentence: `[figure] Training error, 60 points: falls from 0.496 to 0.00351`.
///
/// - Parameter caption: what the reader should see in it.
public func show(_ figure: some Figure, caption: String = "") {
    Exhibition.count += 1
    Exhibit(figure, caption: caption, number: Exhibition.count).handOver()
}

/// Shows worked arithmetic below the cell, step by step.
///
///     show(explain(weights: [weights], input: [1, 0, 1]))
///
/// The recorded output is its sentence, behind `[worked]`.
public func show(_ explanation: Explanation, caption: String = "") {
    Exhibit(explanation, caption: caption).handOver()
}

private enum Exhibition {
    /// The figures shown so far, for their names on the page. Cells run one after another, on one thread.
    nonisolated(unsafe) static var count = 0
}

extension Exhibit {
    /// False in a lesson that runs on its own, as `workbook tangle` makes it.
    static var isAttached: Bool { lessonIsAttached() != 0 }

    func handOver() {
        guard Self.isAttached else { return print(recorded, terminator: "") }
        encoded.withUnsafeBytes { lessonShow($0.baseAddress!, $0.count) }
    }

    fileprivate init(_ explanation: Explanation, caption: String) {
        self.init(
            .worked, summary: explanation.summary, caption: caption, html: explanation.html,
            drawings: [false, true].flatMap { isPlain in
                Self.terminalWidths.map {
                    TerminalDrawing(
                        columns: $0, isPlain: isPlain,
                        text: isPlain ? explanation.plainText(width: $0) : explanation.text(width: $0))
                }
            })
    }

    init(variables table: Table) {
        self.init(
            .variables, summary: table.summary, caption: "", html: table.data.html,
            drawings: Self.drawings(of: table))
    }

    private static func drawings(of figure: some Figure) -> [TerminalDrawing] {
        [TextStyle.colour, .plain].flatMap { style in
            terminalWidths.map {
                TerminalDrawing(
                    columns: $0, isPlain: style.isPlain, text: figure.text(width: $0, style: style))
            }
        }
    }

    /// The widths of terminals for which figures are drawn.
    private static let terminalWidths = [38, 58, 78, 98, 118]

    fileprivate init(_ figure: some Figure, caption: String, number: Int) {
        self.init(
            .figure, summary: figure.summary, caption: caption, html: figure.pageHTML(id: "figure-\(number)"),
            dataHTML: figure.data.html, drawings: Self.drawings(of: figure))
    }
}
