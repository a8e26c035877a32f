// The same figure at several moments of training: a slider where a script runs, small multiples elsewhere.

/// A figure that changes with time.
public struct Scrubber: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// What each moment is called, for example `epoch 100`, and the figure at it.
    public var moments: [(name: String, figure: any Figure)]

    /// A figure at several moments, in the order of time.
    public init(
        _ title: String, _ moments: [(name: String, figure: any Figure)], file: StaticString = #file,
        line: UInt = #line
    ) {
        checkReadable(
            "Scrubber \"\(title)\"", moments.count, "moments", atMost: 100, "choose some", file: file,
            line: line)
        (self.title, self.moments) = (title, moments)
    }

    /// The places of at most six moments, evenly chosen, with the first and the last.
    private var chosen: [Int] {
        guard moments.count > 6 else { return Array(moments.indices) }
        return (0..<6).map { $0 * (moments.count - 1) / 5 }
    }

    /// The figures under the names of their moments, with the axes of line plots in common.
    private var panels: [Renamed] {
        let figures = SmallMultiples(title, moments.map(\.figure)).panels
        return zip(moments, figures).map { Renamed(title: $0.name, figure: $1) }
    }

    public var summary: String {
        guard let first = moments.first, let last = moments.last else { return "\(title): no moments" }
        let start = sentence(of: first.figure, at: first.name)
        if moments.count == 1 { return "\(title), 1 moment; \(start)" }
        return "\(title), \(moments.count) moments; \(start); \(sentence(of: last.figure, at: last.name))"
    }

    public var data: DataTable {
        DataTable(columns: ["moment", "content"], count: moments.count) {
            [moments[$0].name, moments[$0].figure.summary]
        }
    }

    public func layout(on surface: Surface) -> Drawing {
        let panels = panels
        return SmallMultiples(title, chosen.map { panels[$0] }).layout(on: surface)
    }

    /// Every moment once: beside each other without a script and on paper, one at a time behind a slider with
    /// ``script``. The page's style is ``Palette/stylesheet``; its root has the class `scripted` where scripts run,
    /// before anything is drawn, so that nothing moves.
    public func pageHTML(id: String) -> String {
        guard moments.count > 1 else { return pageSVG(id: id) }
        let chosen = Set(chosen)
        let pictures = panels.enumerated().map { index, panel in
            var classes = ["moment"]
            if !chosen.contains(index) { classes.append("between") }
            if index == moments.count - 1 { classes.append("shown") }
            let picture = panel.svg(width: Surface.narrow, id: "\(id)-\(index)")
            return "<div class=\"\(classes.joined(separator: " "))\">\n\(picture)\n</div>"
        }
        return """
            <div class="scrubber">
            <label for="\(escaped(id))-moment">\(escaped(title))</label>
            <input id="\(escaped(id))-moment" type="range" min="0" max="\(moments.count - 1)" \
            value="\(moments.count - 1)" aria-valuetext="\(escaped(moments.last!.name))" autocomplete="off">
            <output for="\(escaped(id))-moment"></output>
            <div class="moments">
            \(pictures.joined(separator: "\n"))
            </div>
            </div>
            """
    }

    /// What makes the sliders of a page show their moments.
    public static let script = """
        // Sliders through the moments of a training. On paper, and without scripts, the moments stand beside each other.
        (function () {
            "use strict";
            document.querySelectorAll(".scrubber").forEach(function (scrubber) {
                var slider = scrubber.querySelector("input");
                var sentence = scrubber.querySelector("output");
                var moments = scrubber.querySelectorAll(".moment");
                var shown = moments[slider.value];

                slider.addEventListener("input", function () {
                    shown.classList.remove("shown");
                    shown = moments[slider.value];
                    shown.classList.add("shown");
                    slider.setAttribute("aria-valuetext", shown.querySelector("title").textContent);
                });
                // For readers who listen: the picture's sentence, once the slider rests.
                slider.addEventListener("change", function () {
                    sentence.textContent = shown.querySelector("desc").textContent;
                });
            });
        })();

        """

    /// All moments lie in one place of a grid, which is as large as the largest: the page does not move.
    static let stylesheet = """
        .scrubber { position: relative; }
        .scrubber label { display: block; font: 600 0.9rem/1.4 var(--sans, sans-serif); margin: 0 0 0.4rem; }
        .scrubber input { display: none; }
        .scrubber output { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .scrubber .moments { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); }
        .scrubber .moment { min-width: 0; break-inside: avoid; }
        .scrubber .between { display: none; }
        @media screen {
        .scripted .scrubber { max-width: 440px; }
        .scripted .scrubber input { display: block; width: 100%; height: 2.2rem; margin: 0; accent-color: var(--ink); }
        .scripted .scrubber .moments { grid-template-columns: minmax(0, 1fr); }
        .scripted .scrubber .moment { display: block; grid-area: 1 / 1; visibility: hidden; }
        .scripted .scrubber .shown { visibility: visible; }
        .scripted .scrubber svg.figure { width: 100%; }
        }
        """
}

/// What a figure says behind the name of its moment, which it may bear as its title already.
private func sentence(of figure: any Figure, at name: String) -> String {
    figure.title == name ? figure.summary : "\(name): \(figure.summary)"
}

/// A figure under another title, for a panel.
private struct Renamed: Figure {
    var title: String
    var figure: any Figure
    var summary: String { sentence(of: figure, at: title) }
    var data: DataTable { figure.data }

    func layout(on surface: Surface) -> Drawing {
        let line = surface.lineHeight
        var drawing = figure.layout(on: surface)
        // The figure's own title is the same in all panels; the moment stands in its place.
        drawing.marks.removeAll { mark in
            if case .label(let label) = mark { return label.role == .title && label.at.y < line }
            return false
        }
        drawing.title(title, on: surface)
        return drawing
    }
}
