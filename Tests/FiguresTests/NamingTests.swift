// Names are found where readers look for them: none is dropped without a word, each belongs to one mark.

import Testing

@testable import Figures

private let surfaces: [Surface] = [
    .page(width: Surface.wide), .page(width: Surface.narrow), .terminal(columns: 80), .terminal(columns: 40),
]

@Suite struct NamingTests {
    /// The words that a drawing writes.
    private func words(_ figure: some Figure, on surface: Surface) -> [String] {
        labels(figure.drawing(on: surface).marks).map(\.string)
    }

    // MARK: Points

    @Test(arguments: surfaces, [0.01, 0.2, 1])
    func `every point has its label, or the figure says how many have none`(
        _ surface: Surface, _ spread: Double
    ) {
        // A crowd in one corner, as words of one meaning are, and one point far from it.
        let places = (0..<30).map { Double($0 * 7 % 30) / 30 }
        let names = (10..<40).map { "word\($0)" }
        let plot = ScatterPlot(
            "Words", x: places.map { $0 * spread } + [2], y: places.map { $0 * $0 * spread } + [2],
            labels: names + ["far"])
        let text = words(plot, on: surface).joined(separator: " ")
        let missing = names.count { !text.contains($0) }
        #expect(text.contains("far"))
        #expect(missing == text.firstMatch(of: /no room for: .* and (\d+) more/).flatMap { Int($0.1) } ?? 0)
    }

    @Test func `the label of a surrounded point stands farther away, with a line to it`() throws {
        // Nine points so near to each other that beside the middle one its label would cover a neighbour.
        let places = (0..<9).map { Point(Double($0 % 3) * 0.035, Double($0 / 3) * 0.035) }
        let plot = ScatterPlot(
            "Words", x: places.map { 0.4 + $0.x } + [0, 1], y: places.map { 0.4 + $0.y } + [0, 1],
            labels: (0..<11).map { $0 == 4 ? "middle" : "" })
        let marks = plot.drawing(on: .page(width: 640)).marks
        let points = marks.compactMap { if case .marker(_, let at, _, _) = $0 { at } else { nil } }
        let lines = marks.compactMap { mark -> [Point]? in
            guard case .path(let path, _, let stroke?) = mark, stroke.width == 0.75 else { return nil }
            return path.polylines[0]
        }
        #expect(lines.count == 1 && lines.first?.first == points[4])
        let label = try #require(labels(marks).first { $0.string == "middle" })
        let end = try #require(lines.first?.last)
        let box = Rectangle(x: label.at.x, y: label.at.y - 7, width: 45, height: 14)
        #expect(box.inset(by: -4).contains(end) && (end - points[4]).length >= 18)
        #expect(!points.contains(where: box.contains))
    }

    // MARK: Columns

    @Test(arguments: surfaces)
    func `a heat map names every column`(_ surface: Surface) {
        let names = ["now", "I", "have", "had", "a", "good", "and", "cheerful", "day", "today"]
        let map = HeatMap(
            "Units", (0..<8).map { row in names.indices.map { Double($0 * row) } },
            rowNames: (0..<8).map { "unit \($0)" }, columnNames: names, showsNumbers: false)
        let written = words(map, on: surface)
        for name in names { #expect(written.contains(name), "\(name)") }
        #expect(map.text(width: 40).contains("cheerful") && map.text(width: 80).contains("cheerful"))
    }

    @Test func `a heat map says which of too many columns it names`() {
        let names = (0..<100).map { "category \($0)" }
        let map = HeatMap("Many", [names.indices.map(Double.init)], columnNames: names, showsNumbers: false)
        #expect(words(map, on: .page(width: 640)).contains { $0.hasPrefix("named: every ") })
        // Numbers in order need no word.
        let numbered = HeatMap("Many", map.values, showsNumbers: false, columnAxis: "pixel")
        #expect(!words(numbered, on: .page(width: 640)).contains { $0.hasPrefix("named: ") })
    }

    // MARK: Years

    @Test(arguments: [Surface.wide, Surface.narrow])
    func `a line leads from each dot to its own year`(_ width: Double) {
        let events = [
            (1943, "a"), (1974, "b"), (1982, "c"), (1982, "d"), (1982, "e"), (1986, "f"), (2017, "g"),
        ]
        let marks = Timeline("History", events).drawing(on: .page(width: width)).marks
        var (dots, lines): ([Point], [[Point]]) = ([], [])
        for mark in marks {
            if case .marker(_, let at, _, _) = mark { dots.append(at) }
            if case .path(let path, _, _?) = mark { lines += path.polylines }
        }
        let years = labels(marks).filter { Int($0.string) != nil }
        let texts = labels(marks).filter { $0.string.count == 1 }
        #expect(years.map(\.string) == events.map { String($0.0) })
        for (index, year) in years.enumerated() {
            #expect(lines[index].first == dots[index] && lines[index].last?.y == year.at.y)
            // Nothing stands left of the dots that could be taken for their years.
            #expect(
                year.at.x > dots[index].x && year.at.x < texts[index].at.x && year.at.y == texts[index].at.y)
        }
        // Equal years have one dot; later ones lie lower.
        #expect(dots[2] == dots[3] && dots[3] == dots[4] && dots[1].y < dots[2].y && dots[4].y < dots[5].y)
    }

    // MARK: Edges, boxes and borders

    @Test(arguments: [40, 80])
    func `a terminal's network says how many weights it does not draw`(_ columns: Int) {
        func net(_ units: Int, _ own: Double, _ other: Double) -> NetworkDiagram {
            NetworkDiagram(
                "Net", layers: [.init(units: units), .init(units: units)],
                weights: [(0..<units).map { from in (0..<units).map { $0 == from ? own : other } }])
        }
        #expect(net(3, 1, 0).text(width: columns).contains("not drawn: 6 of weight 0"))
        #expect(net(8, 1, 0.5).text(width: columns).contains("not drawn: 24 weaker"))
        #expect(net(7, 0, 0.5).text(width: columns).contains("not drawn: 7 of weight 0 and 2 weaker"))
        #expect(!net(3, 1, 0.5).text(width: columns).contains("not drawn"))
    }

    @Test func `results have round corners, variables have none`() {
        let graph = GraphDiagram("Sum", [.init("w"), .init("x"), .init("+", inputs: [0, 1])])
        let text = graph.text()
        #expect(text.count { $0 == "┌" } == 2 && text.count { $0 == "╭" } == 1)
        var corners: [Double] = []
        for case .rectangle(_, let corner, _, _?) in graph.drawing(on: .page(width: 640)).marks {
            corners.append(corner)
        }
        #expect(corners == [0, 0, 14])
    }

    @Test(arguments: [Surface.wide, Surface.narrow])
    func `the name of a half-plane stands clear of its teeth, which have a light rim`(_ width: Double) {
        let plane = DecisionSurface(
            "Strip", x: -0.5...1.5, y: -0.5...1.5,
            halfPlanes: [.init(-1, -1, 1.5, name: "unit 5"), .init(-1, -1, 0.5, name: "unit 6")]
        ) { x, y in x + y > 0.5 && x + y < 1.5 ? 1 : 0 }
        let surface = Surface.page(width: width)
        let marks = plane.drawing(on: surface).marks
        func lines(width: Double, _ shade: Double) -> [[Point]] {
            marks.flatMap { mark -> [[Point]] in
                guard case .path(let path, _, let stroke?) = mark, stroke.width == width,
                    stroke.paint == .ramp(.grey, shade)
                else { return [] }
                return path.polylines
            }
        }
        let black = lines(width: 1.5, 0)
        #expect(black.count > 20 && black.allSatisfy { lines(width: 4.5, 1).contains($0) })
        let names = labels(marks).filter { $0.string.hasPrefix("unit") }
        #expect(names.count == 2)
        for name in names {
            let letters = Rectangle(
                centre: name.at, width: surface.width(name.string, .small), height: 11.5 + 6)
            #expect(!black.contains { letters.clip($0[0], $0[1]) != nil }, "\(name.string)")
        }
    }

    @Test func `the rim of a name below a unit is painted before the unit`() throws {
        let graph = Digraph(
            "Pair", nodes: [.init("a", activation: 1), .init("b", activation: 0)], edges: [.init(0, 1)])
        let net = NetworkDiagram(
            "Net", layers: [.init(units: 1), .init(units: 1)], weights: [[[1]]], biases: [[0.5]],
            showsNumbers: true)
        for (figure, name) in [(graph as any Figure, "b"), (net, "b 0.5")] {
            let marks = figure.drawing(on: .page(width: 640)).marks
            let text = try #require(
                marks.firstIndex { if case .label(let label) = $0 { label.string == name } else { false } })
            let circle = try #require(
                marks.lastIndex { if case .circle = $0 { true } else { false } })
            #expect(text < circle)
        }
    }

    // MARK: Guides

    @Test func `guides lie below the data and are lighter`() throws {
        let plot = LinePlot("Weights", y: [0, 1, 1], guides: [.level(at: 1, ""), .split(at: 1, "here")])
        let marks = plot.drawing(on: .page(width: 640)).marks
        let guides = marks.indices.filter { index in
            if case .line(_, _, let stroke) = marks[index] { stroke.dash != .solid } else { false }
        }
        let data = try #require(
            marks.firstIndex { mark in
                if case .path(_, _, let stroke?) = mark { stroke.paint == .series(0) } else { false }
            })
        #expect(guides.count == 2 && guides.allSatisfy { $0 < data })
        for index in guides {
            if case .line(_, _, let stroke) = marks[index] { #expect(stroke.opacity < 0.7) }
        }
    }

    // MARK: Images

    @Test func `a few images use the room that there is`() throws {
        let image = GreyImage(
            rows: 28, columns: 28, pixels: Array(repeating: 0.5, count: 784), caption: "one")
        func frames(_ count: Int, _ width: Double) -> [Rectangle] {
            ImageGrid("Maps", Array(repeating: image, count: count)).drawing(on: .page(width: width)).marks
                .compactMap {
                    if case .raster(let raster) = $0, raster.rows > 1 { raster.frame } else { nil }
                }
        }
        #expect(frames(3, 640).allSatisfy { abs($0.width - 150) < 0.1 && $0.y == frames(3, 640)[0].y })
        #expect(frames(3, 340).allSatisfy { $0.width > 100 && $0.y == frames(3, 340)[0].y })
        for count in 2...6 {
            for width in [640.0, 340] {
                #expect(try #require(frames(count, width).map(\.maxX).max()) <= width)
                #expect(frames(count, width).allSatisfy { $0.width >= 90 })
            }
        }
    }
}
