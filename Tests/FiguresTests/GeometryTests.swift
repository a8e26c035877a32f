// Lines of equal value, clipping, graphs in ranks.

import Glibc
import Testing

@testable import Figures

@Suite struct SimplificationTests {
    @Test func `points on a straight line go, corners stay`() {
        let points = (0...10).map { Point(Double($0), 0) } + (1...10).map { Point(10, Double($0)) }
        #expect(simplified(points) == [Point(0, 0), Point(10, 0), Point(10, 10)])
    }

    @Test func `the line stays as near to the whole one as it promises`() {
        let points = (0...1000).map { Point(Double($0) / 2, 100 * sin(Double($0) / 40)) }
        let kept = simplified(points, tolerance: 0.15)
        #expect(kept.count < 200)
        for point in points {
            let next = kept.firstIndex { $0.x >= point.x }!
            let (a, b) = (kept[max(0, next - 1)], kept[next])
            let share = b.x == a.x ? 0 : (point.x - a.x) / (b.x - a.x)
            let across = abs(a.y + (b.y - a.y) * share - point.y)
            // Measured straight down, a distance from a steep line is larger than across it.
            #expect(across <= 0.15 * (1 + 25.0).squareRoot() + 1e-9)
        }
    }

    @Test(arguments: [3, 10, 99, 100, 1000])
    func `a straight line is two points, however many there were`(_ count: Int) {
        #expect(simplified((0..<count).map { Point(Double($0), 2 * Double($0)) }).count == 2)
    }

    @Test func `a million steps of a wanderer stay a picture that a page can bear`() {
        var (x, y, seed) = ([0.0], [0.0], UInt64(1))
        for _ in 1..<1_000_000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            x.append(x.last! + (seed >> 63 == 0 ? 1 : -1))
            y.append(y.last! + (seed >> 62 & 1 == 0 ? 1 : -1))
        }
        let plot = LinePlot("Wanderer", x: x, y: y)
        #expect(plot.svg().utf8.count < 200_000)
        let points = LinePlot("Wanderer", x: x, y: y, style: .points)
        #expect(points.svg().utf8.count < 200_000)
    }

    @Test func `a closed line keeps its shape`() {
        let square = [Point(0, 0), Point(5, 0), Point(10, 0), Point(10, 10), Point(0, 10), Point(0, 0)]
        #expect(
            simplified(square) == [
                Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10), Point(0, 0),
            ])
    }
}

@Suite struct IsolineTests {
    private func grid(_ size: Int, _ function: (Double, Double) -> Double) -> [[Double]] {
        (0...size).map { row in (0...size).map { function(Double($0), Double(row)) } }
    }

    @Test func `a plane is cut in one straight line`() {
        let lines = isolines(grid(10) { x, _ in x }, level: 3.5)
        #expect(lines.count == 1)
        #expect(lines[0].count == 11)
        #expect(lines[0].allSatisfy { abs($0.x - 3.5) < 1e-12 })
    }

    @Test func `a cone is cut in one closed circle`() {
        let lines = isolines(
            grid(40) { x, y in ((x - 20) * (x - 20) + (y - 20) * (y - 20)).squareRoot() }, level: 12)
        #expect(lines.count == 1)
        #expect(lines[0].first == lines[0].last)
        for point in lines[0] { #expect(abs((point - Point(20, 20)).length - 12) < 0.02) }
    }

    @Test func `two hills are two lines`() {
        let hills = grid(40) { x, y in
            exp(-((x - 10) * (x - 10) + (y - 20) * (y - 20)) / 20)
                + exp(-((x - 30) * (x - 30) + (y - 20) * (y - 20)) / 20)
        }
        let lines = isolines(hills, level: 0.5)
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.first == $0.last })
    }

    @Test func `in a saddle the middle decides`() {
        // High corners 0 and 2; the mean is 0.5.
        let saddle = [[1.0, 0], [0, 1]]
        let joined = isolines(saddle, level: 0.4)
        let parted = isolines(saddle, level: 0.6)
        #expect(joined.count == 2 && parted.count == 2)
        // With the level below the mean the low corners are cut off, above it the high ones.
        #expect(joined.contains { line in line.allSatisfy { $0.x >= 0.5 && $0.y <= 0.5 } })
        #expect(parted.contains { line in line.allSatisfy { $0.x <= 0.5 && $0.y <= 0.5 } })
    }

    @Test func `squares with a corner that is no number are left out`() {
        #expect(isolines([[.nan, 1], [0, 1]], level: 0.5).isEmpty)
        #expect(isolines([], level: 0).isEmpty)
        #expect(isolines(grid(4) { _, _ in 1 }, level: 1).isEmpty)
    }
}

@Suite struct ClippingTests {
    private let box = Rectangle(x: 0, y: 0, width: 10, height: 10)

    @Test func `a line is cut at the border`() {
        let part = box.clip(Point(-5, 5), Point(15, 5))
        #expect(part?.0 == Point(0, 5) && part?.1 == Point(10, 5))
        #expect(box.clip(Point(-5, -5), Point(-1, 20)) == nil)
        #expect(box.clip(Point(2, 2), Point(3, 3))?.1 == Point(3, 3))
    }

    @Test func `a line that leaves and returns is two`() {
        let parts = clipped([Point(5, 5), Point(5, 20), Point(8, 20), Point(8, 5)], to: box)
        #expect(parts.count == 2)
    }
}

@Suite struct LayeringTests {
    @Test func `edges of a graph without cycles all lead on`() {
        let edges = [(0, 2), (1, 2), (2, 3), (0, 3)].map { (from: $0.0, to: $0.1) }
        let layering = Layering(nodes: 4, edges: edges)
        #expect(layering.rank == [0, 0, 1, 2])
        #expect(layering.isBack == [false, false, false, false])
    }

    @Test func `the cycles of the five-unit matrix are found`() {
        // 1 ↔ 2 and 1 → 4 → 1.
        let edges = [(0, 1), (0, 2), (0, 3), (1, 0), (1, 2), (1, 4), (2, 3), (2, 4), (3, 0), (3, 4)]
            .map { (from: $0.0, to: $0.1) }
        let layering = Layering(nodes: 5, edges: edges)
        let back = zip(edges, layering.isBack).filter(\.1).map { [$0.0.from, $0.0.to] }
        #expect(back == [[1, 0], [3, 0]])
        #expect(layering.rank == [0, 1, 2, 3, 4])
    }

    @Test func `loops and isolated nodes do no harm`() {
        let layering = Layering(nodes: 3, edges: [(from: 0, to: 0), (from: 0, to: 1)])
        #expect(layering.isBack == [true, false])
        #expect(layering.ranks == [[0, 2], [1]])
        #expect(Layering(nodes: 0, edges: []).ranks == [])
    }

    @Test func `rows are ordered so that edges do not cross`() {
        let edges = [(0, 3), (1, 2)].map { (from: $0.0, to: $0.1) }
        #expect(Layering(nodes: 4, edges: edges).ranks == [[0, 1], [3, 2]])
    }
}
