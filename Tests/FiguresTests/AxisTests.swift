// Ticks, scales and what is drawn between them.

import Glibc
import Testing

@testable import Figures

@Suite struct TickTests {
    // Worked by hand from the rule of d3-array: the step is the rough one, rounded at the geometric means.
    @Test(arguments: [
        (0.0...1, 10, ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"]),
        (0...1, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (0...1, 2, ["0.0", "0.5", "1.0"]),
        (0...97, 5, ["0", "20", "40", "60", "80"]),
        (-3.2...3.2, 5, ["−3", "−2", "−1", "0", "1", "2", "3"]),
        (0...60_000, 4, ["0", "20,000", "40,000", "60,000"]),
        (0.0001...0.00034, 3, ["0.0001", "0.0002", "0.0003"]),
        (1e-9...5e-9, 2, ["2·10⁻⁹", "4·10⁻⁹"]),
        (0...3e8, 3, ["0", "1·10⁸", "2·10⁸", "3·10⁸"]),
    ])
    func `linear ticks are multiples of 1, 2 or 5`(
        _ range: ClosedRange<Double>, _ count: Int, _ texts: [String]
    ) {
        #expect(Ticks.linear(range, count: count).map(\.text) == texts)
    }

    @Test func `ticks are the numbers that they say`() {
        // 3 · 0.1 is 0.30000000000000004, the tick is not.
        #expect(Ticks.linear(0...1, count: 10).map(\.value).contains(0.3))
        #expect(Ticks.nice(0.003...0.496, count: 5) == 0...0.5)
        #expect(Ticks.nice(-1.07...4.57, count: 5) == -2...5)
    }

    @Test func `whole numbers stay whole`() {
        #expect(Ticks.linear(0...2, count: 10, wholeNumbers: true).map(\.text) == ["0", "1", "2"])
    }

    @Test(arguments: [
        (0.001...1, 6, ["0.001", "0.01", "0.1", "1"]),
        (1e-9...1, 5, ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]),
        (0.5...7, 6, ["0.5", "1", "2", "5"]),
        (1e-7...3e-6, 6, ["10⁻⁷", "2·10⁻⁷", "5·10⁻⁷", "10⁻⁶", "2·10⁻⁶"]),
        (0.02...1, 6, ["0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
        (0.02...1, 2, ["0.1", "1"]),
        (0.01...1, 6, ["0.01", "0.1", "1"]),
    ])
    func `logarithmic ticks are powers of ten, and in less than two decades 2 and 5 times them`(
        _ range: ClosedRange<Double>, _ count: Int, _ texts: [String]
    ) {
        #expect(Ticks.logarithmic(range, count: count).map(\.text) == texts)
    }

    @Test(arguments: [3.0, 7, 19, 42, 1e-7, 123_456, 1e15], [0.0, -1, 1, 1000])
    func `every range gets from two to a dozen ticks inside it`(_ width: Double, _ start: Double) {
        let range = start...(start + width)
        let ticks = Ticks.linear(range, count: 6)
        #expect((2...13).contains(ticks.count))
        let room = width * 1e-6
        #expect(ticks.allSatisfy { $0.value >= start - room && $0.value <= start + width + room })
        #expect(Set(ticks.map(\.text)).count == ticks.count || width < 1e-6)
    }
}

@Suite struct DomainTests {
    @Test func `a constant series has room above and below`() {
        let domain = Axis().domain(of: [5, 5, 5])
        #expect(domain.lowerBound < 5 && domain.upperBound > 5)
        #expect(Axis().domain(of: [0, 0]).contains(0.5))
    }

    @Test func `what is no number does not count`() {
        #expect(Axis().domain(of: [1, .nan, 3, .infinity], nice: false) == 1...3)
        #expect(Axis.log().domain(of: [-5, 0, 0.01, 1]) == 0.01...1)
        #expect(Axis().domain(of: []) == 0...1)
    }

    @Test func `zero is shown where the data come near it, and always under bars`() {
        #expect(Axis().domain(of: [0.1, 10]).lowerBound == 0)
        #expect(Axis().domain(of: [90, 100]).lowerBound == 90)
        #expect(Axis().domain(of: [90, 100], zero: true).lowerBound == 0)
    }

    @Test func `limits are kept`() {
        #expect(Axis(limits: -1...2).domain(of: [100]) == -1...2)
    }

    @Test func `a logarithmic scale puts equal factors equally far apart`() {
        let scale = AxisScale(scale: .log, domain: 0.01...100, start: 0, end: 400)
        #expect([0.01, 0.1, 1, 10, 100].map { scale($0).rounded() } == [0, 100, 200, 300, 400])
        #expect(abs(scale.value(at: 300) - 10) < 1e-9)
    }
}

@Suite struct ThinningTests {
    @Test func `a million points lose no extreme and become few`() {
        let count = 1_000_000
        let points = (0..<count).map { index -> Point in
            let x = Double(index) / Double(count) * 600
            return Point(x, index == 777_777 ? -500 : index == 123_456 ? 900 : sin(x))
        }
        let kept = thinned(points)
        #expect(kept.count <= 4 * 601)
        #expect(kept.map(\.y).min() == -500)
        #expect(kept.map(\.y).max() == 900)
        #expect(kept.first == points.first && kept.last == points.last)
        #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.x <= $1.x })
    }

    @Test func `each column keeps its own lowest and highest point`() {
        let points = (0..<20_000).map { Point(Double($0) / 100, Double(($0 &* 7919) % 1000)) }
        let kept = thinned(points)
        for column in stride(from: 0.0, to: 200, by: 1) {
            let all = points.filter { $0.x >= column && $0.x < column + 1 }.map(\.y)
            let some = kept.filter { $0.x >= column && $0.x < column + 1 }.map(\.y)
            #expect(all.min() == some.min() && all.max() == some.max())
        }
    }

    @Test func `a path that turns back keeps its shape`() {
        let points = (0..<5000).map { Point(100 * cos(Double($0) / 50), 100 * sin(Double($0) / 50)) }
        let kept = thinned(points)
        #expect(kept.last == points.last)
        for point in points {
            #expect(kept.contains { ($0 - point).length <= 0.36 })
        }
    }

    @Test func `a plot of a million points is a small file`() {
        let values = (0..<1_000_000).map { sin(Double($0) / 9e4) + ($0 == 500_000 ? 9 : 0) }
        let plot = LinePlot("Many", y: values)
        #expect(plot.svg().utf8.count < 60_000)
        #expect(plot.summary == "Many, 1000000 points: falls from 0 to -0.993, highest 8.33 at 500000")
    }
}

@Suite struct SpreadTests {
    @Test func `labels that are far apart stay`() {
        #expect(spread([10, 50, 90], gap: 16, within: 0...100) == [10, 50, 90])
    }

    @Test func `labels at one place are centred on it, in order`() {
        #expect(spread([50, 50, 50], gap: 10, within: 0...100) == [40, 50, 60])
    }

    @Test(arguments: [[0.0, 1, 2, 3], [100, 99, 100, 99], [5, 80, 81, 79, 3]])
    func `neighbours keep their distance and stay inside`(_ wanted: [Double]) {
        let places = spread(wanted, gap: 12, within: 0...100)
        let sorted = places.sorted()
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 12 - 1e-9 })
        #expect(sorted.first! >= 0 && sorted.last! <= 100)
    }
}

@Suite struct SharedAxisTests {
    @Test func `line plots beside each other have one y-axis`() throws {
        let multiples = SmallMultiples(
            "Rates", [LinePlot("a", y: [0, 1], yAxis: "loss"), LinePlot("b", y: [0, 40], yAxis: "loss")])
        let limits = try multiples.panels.map { try #require($0 as? LinePlot).yAxis.limits }
        #expect(limits == [0...40, 0...40])
    }

    @Test func `plots of different things keep their own`() throws {
        let multiples = SmallMultiples(
            "Both", [LinePlot("a", y: [0, 1], yAxis: "loss"), LinePlot("b", y: [0, 40], yAxis: "accuracy")])
        #expect(multiples.panels.allSatisfy { ($0 as? LinePlot)?.yAxis.limits == nil })
    }
}
