// The same figure at several moments of training: a slider where a script runs, small multiples elsewhere.

/// A figure that changes with time.
public struct Scrubber: Figure {
    public var title: String
    /// What each moment is called, for example `epoch 100`, and the figure at it.
    public var moments: [(name: String, figure: any Figure)]

    public init(_ title: String, _ moments: [(name: String, figure: any Figure)]) {
        (self.title, self.moments) = (title, moments)
    }

    /// At most six moments, evenly chosen, with the first and the last.
    private var chosen: [(name: String, figure: any Figure)] {
        guard moments.count > 6 else { return moments }
        return (0..<6).map { moments[$0 * (moments.count - 1) / 5] }
    }

    private var still: SmallMultiples {
        SmallMultiples(title, chosen.map { Renamed(title: $0.name, figure: $0.figure) })
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

    public func layout(on surface: Surface) -> Drawing { still.layout(on: surface) }

    /// The small multiples, and hidden beside them every moment for ``script`` to show one at a time.
    public func pageHTML(id: String) -> String {
        let frames = moments.enumerated().map { index, moment in
            "<div class=\"moment\" data-name=\"\(escaped(moment.name))\" hidden>\n"
                + moment.figure.pageSVG(id: "\(id)-\(index)") + "\n</div>"
        }
        return """
            <div class="scrubber" data-title="\(escaped(title))">
            <div class="still">
            \(pageSVG(id: id))
            </div>
            \(frames.joined(separator: "\n"))
            </div>
            """
    }

    /// What turns every scrubber of a page from small multiples into a slider. On paper they stay.
    public static let script = """
        document.querySelectorAll(".scrubber").forEach(function (scrubber) {
          var moments = scrubber.querySelectorAll(".moment");
          if (moments.length < 2) return;
          var label = document.createElement("label");
          var slider = document.createElement("input");
          var name = document.createElement("output");
          slider.type = "range";
          slider.min = 0;
          slider.max = moments.length - 1;
          slider.value = slider.max;
          slider.setAttribute("aria-label", scrubber.dataset.title);
          label.append(slider, name);
          function show() {
            moments.forEach(function (moment, index) { moment.hidden = index !== Number(slider.value); });
            name.textContent = moments[slider.value].dataset.name;
            slider.setAttribute("aria-valuetext", name.textContent);
          }
          slider.addEventListener("input", show);
          scrubber.prepend(label);
          scrubber.classList.add("live");
          show();
        });
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
