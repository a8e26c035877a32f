// Drawings as SVG and as characters.

import Testing

@testable import Figures

@Suite struct SVGWriterTests {
    @Test func `a drawing is written mark by mark`() {
        var drawing = Drawing(Size(100, 50))
        drawing.line(Point(0, 0), Point(10, 5.04), Stroke(.quiet))
        drawing.path(Path([Point(0, 1), Point(2, 3), Point(4, 5.55)]), stroke: .series(1))
        drawing.text("a < b", Point(5, 10), .middle)
        let svg = SVGWriter().svg(of: drawing, title: "T", description: "D", id: nil, class: "figure")
        #expect(
            svg == """
                <svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" viewBox="0 0 100 50" width="100" height="50" \
                font-family="var(--sans, system-ui, sans-serif)" font-size="13" fill="none">
                <title>T</title>
                <desc>D</desc>
                <path d="M0 0L10 5" stroke="var(--quiet, #4b4842)"/>
                <path d="M0 1l2 2 2 2.6" stroke="var(--series-2, #d04a00)" stroke-width="2" stroke-dasharray="6 4" \
                stroke-linejoin="round"/>
                <text x="5" y="14.6" fill="var(--ink, #1f1d1a)" text-anchor="middle">a &lt; b</text>
                </svg>
                """)
    }

    @Test func `an image is one picture of a pixel a cell`() {
        let image = ImageGrid("One", [GreyImage(rows: 2, columns: 3, pixels: [0, 0, 0, 1, 1, 0])])
        let svg = image.svg()
        // Read by another program: 3×2 pixels, black black black, white white black.
        #expect(svg.components(of: "href=\"data:image/png;base64,iVBORw0KGgo") == 1)
        #expect(svg.contains("preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\""))
    }

    @Test func `markers of one kind are one path, and lines are written by differences`() {
        var drawing = Drawing(Size(100, 50))
        drawing.marks = [
            .marker(.circle, Point(1, 2), radius: 4, .ink), .marker(.circle, Point(3, 4), radius: 4, .ink),
            .marker(.circle, Point(5, 6), radius: 4, .quiet),
            .marker(.square, Point(7, 8), radius: 4, .quiet),
        ]
        drawing.path(
            Path([Point(0.04, 0), Point(0.08, -0.5), Point(10.08, 0)], closed: true), stroke: .series(0))
        let svg = SVGWriter().svg(of: drawing, title: "T", description: "D", id: nil, class: "figure")
        #expect(svg.contains("<path d=\"M1 2h0M3 4h0\" stroke=\"var(--ink, #1f1d1a)\" stroke-width=\"8\""))
        #expect(svg.contains("<path d=\"M5 6h0\""))
        // In a PDF the square ends of a line without length are not painted.
        #expect(svg.contains("<path d=\"M7 8h.01\""))
        #expect(svg.contains("d=\"M0 0l.1-.5 10 .5Z\""))
    }

    @Test func `a page gets one drawing or two`() {
        let narrow = MatrixView("W", [[1, 2]]).pageSVG(id: "m")
        #expect(narrow.components(of: "<svg") == 1)
        let plot = LinePlot("Loss", y: [1, 2, 3]).pageSVG(id: "p")
        #expect(plot.components(of: "<svg") == 2)
        #expect(plot.contains("id=\"p-wide-title\"") && plot.contains("id=\"p-narrow-title\""))
    }

    @Test func `a scrubber holds every moment once, behind a slider that names the last`() throws {
        let scrubber = Scrubber(
            "S & T", (0..<8).map { ("epoch <\($0)>", LinePlot("L", y: [0, Double($0)])) })
        let html = scrubber.pageHTML(id: "s")
        // An input has no end; for a reader of XML it needs one.
        try checkWellFormed(html.replacing("autocomplete=\"off\">", with: "autocomplete=\"off\"/>"))
        #expect(html.components(of: "<svg") == 8)
        #expect(html.components(of: "class=\"moment\"") == 5)
        #expect(html.components(of: "class=\"moment between\"") == 2)
        #expect(html.components(of: "class=\"moment shown\"") == 1)
        #expect(html.contains("<label for=\"s-moment\">S &amp; T</label>"))
        #expect(html.contains("max=\"7\" value=\"7\" aria-valuetext=\"epoch &lt;7&gt;\""))
    }

    @Test func `the moments of a line plot are drawn to one scale`() {
        let scrubber = Scrubber("S", [("a", LinePlot("L", y: [0, 1])), ("b", LinePlot("L", y: [0, 100]))])
        // The hundred stands at the axis of both.
        #expect(scrubber.pageHTML(id: "s").components(of: ">100</text>") == 2)
        #expect(scrubber.svg().components(of: ">100</text>") == 2)
    }

    @Test func `one moment needs no slider`() {
        #expect(
            Scrubber("S", [("a", LinePlot("L", y: [0, 1]))]).pageHTML(id: "s").components(of: "<input") == 0)
    }
}

@Suite struct TerminalWriterTests {
    @Test func `axes join, curves are braille`() {
        let text = LinePlot("A line", y: [0, 1, 2], xAxis: "x", yAxis: "y").text(width: 24, height: 9)
        #expect(
            text == """
                A line
                y
                2 ┐               ⣀⡠⠤⠒⠉
                  │          ⣀⡠⠔⠒⠉
                1 ┤     ⣀⠤⠔⠊⠉
                0 ┤⣀⠤⠒⠊⠉
                  └┬─────────┬────────┬╴
                   0         1        2
                             x
                """)
    }

    @Test func `plain text is ASCII`() {
        let text = LinePlot("A line", y: [0, 1, 2], xAxis: "x").text(width: 24, height: 8, style: .plain)
        #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(text.contains("o"))
    }

    @Test func `colours only where they are wanted`() {
        let plot = LinePlot("A line", y: [0, 1, 2])
        #expect(!plot.text().contains("\u{1B}"))
        #expect(plot.text(style: .colour).contains("\u{1B}[38;5;32m"))
        // Every line ends in the terminal's own colours.
        for line in plot.text(style: .colour).split(separator: "\n") where line.contains("\u{1B}") {
            #expect(line.split(separator: "\u{1B}[").last!.hasPrefix("0m"))
        }
    }

    @Test func `bars are drawn in eighths`() {
        let bars = BarChart("B", names: ["a", "b"], values: [2, 1]).text(width: 24)
        #expect(
            bars == """
                B
                 a ███████████████████ 2
                 b █████████▌ 1
                """)
    }

    @Test func `an image is shaded`() {
        let image = ImageGrid("I", [GreyImage(rows: 1, columns: 3, pixels: [0, 0.5, 1])])
        #expect(image.text(width: 20) == "I\n  ▒▒██")
        #expect(image.text(width: 20, style: .plain) == "I\n  ++@@")
    }

    @Test func `a label cannot steer the terminal`() {
        let text = BarChart("B\u{1B}[2J", names: ["x\u{7}\n"], values: [1]).text()
        #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"))
    }

    @Test func `wide characters take two columns`() {
        #expect(terminalWidth(of: "日本") == 4)
        #expect(terminalWidth(of: "пёс") == 3)
        let table = Table("T", columns: ["a", "b"], rows: [["日本", "x"], ["пес", "y"]]).text()
        #expect(table.split(separator: "\n").suffix(2) == ["日本  x", "пес   y"])
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
