// Colours that can be seen: on light and dark, in grey, with colour blindness.

import Glibc
import Testing

@testable import Figures

@Suite struct PaletteTests {
    // White and the darkest page; and the workbook's own papers.
    private let lights: [UInt32] = [0xffffff, 0xfffefb, 0xf6f4ed]
    private let darks: [UInt32] = [0x111418, 0x16181b, 0x1f2226]

    @Test func `marks reach contrast 3 with every background`() {
        for entry in Palette.series + [Palette.positive, Palette.negative] {
            for light in lights { #expect(RGB(entry.light).contrast(with: RGB(light)) >= 3, "\(entry.name)") }
            for dark in darks { #expect(RGB(entry.dark).contrast(with: RGB(dark)) >= 3, "\(entry.name)") }
        }
    }

    @Test func `text reaches contrast 7`() {
        for entry in [Palette.ink, Palette.quiet] {
            for light in lights { #expect(RGB(entry.light).contrast(with: RGB(light)) >= 7) }
            for dark in darks { #expect(RGB(entry.dark).contrast(with: RGB(dark)) >= 7) }
        }
    }

    @Test func `contrast is WCAG's`() {
        #expect(RGB(0xffffff).contrast(with: RGB(0)) == 21)
        // #767676 is the lightest grey with 4.5 on white.
        #expect(RGB(0x767676).contrast(with: RGB(0xffffff)) >= 4.5)
        #expect(RGB(0x777777).contrast(with: RGB(0xffffff)) < 4.5)
    }

    @Test(arguments: [Ramp.sequential, .diverging, .grey])
    func `a ramp grows lighter all the way`(_ ramp: Ramp) {
        let luminances = (0...100).map { ramp.colour(Double($0) / 100).luminance }
        #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 < $1 })
        #expect(ramp.colour(-1) == ramp.colour(0) && ramp.colour(9) == ramp.colour(1))
    }

    @Test(arguments: [Ramp.sequential, .diverging, .grey])
    func `numbers on a ramp reach contrast 4.5`(_ ramp: Ramp) {
        let range = ValueRange([], ramp: ramp, limits: 0...1)
        for step in 0...100 {
            let value = Double(step) / 100
            guard case .ramp(.grey, let grey) = range.ink(on: value) else {
                Issue.record("no black or white")
                continue
            }
            #expect(ramp.colour(value).contrast(with: RGB(grey == 1 ? 0xffffff : 0)) >= 4.5)
        }
    }

    /// Sight without the red or the green cones: Machado, Oliveira and Fernandes (2009), severity 1, on linear
    /// parts.
    private static let blindness: [(String, [[Double]])] = [
        (
            "protanopia",
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        ),
        (
            "deuteranopia",
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        ),
    ]

    @Test(arguments: [0, 1])
    func `the signs of weights differ for colour-blind readers`(_ index: Int) {
        let matrix = PaletteTests.blindness[index].1
        for colours in [
            (Palette.positive.light, Palette.negative.light), (Palette.positive.dark, Palette.negative.dark),
        ] {
            let (a, b) = (seen(RGB(colours.0), matrix), seen(RGB(colours.1), matrix))
            let distance = zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
            #expect(distance > 0.3)
        }
    }

    private func seen(_ colour: RGB, _ matrix: [[Double]]) -> [Double] {
        func linear(_ part: Double) -> Double { pow((part + 0.055) / 1.055, 2.4) }
        return matrix.map {
            $0[0] * linear(colour.red) + $0[1] * linear(colour.green) + $0[2] * linear(colour.blue)
        }
    }

    @Test func `series differ in dash and marker, not in colour alone`() {
        #expect(Set((0..<6).map { Stroke.series($0).dash }).count == 6)
        #expect(Set((0..<6).map { Marker.series($0) }).count == 6)
    }

    @Test func `the stylesheet gives every colour for light and dark`() {
        for entry in Palette.series + [Palette.positive, Palette.negative] {
            #expect(Palette.stylesheet.contains("--\(entry.name): \(RGB(entry.light).hex);"))
            #expect(Palette.stylesheet.contains("--\(entry.name): \(RGB(entry.dark).hex);"))
        }
    }
}

@Suite struct TerminalColourTests {
    @Test func `the dark blue of the page is a blue in a terminal`() {
        let map = HeatMap("M", [[-1, 1]], ramp: .diverging, showsNumbers: false)
        // 25 is 005faf; 23, which is as near by red, green and blue, is a teal.
        #expect(map.text(style: .colour).contains("38;5;25;48;5;25m"))
    }

    @Test(arguments: [0.0, 0.2, 0.5, 0.8, 1])
    func `greys stay grey`(_ value: Double) throws {
        let image = ImageGrid("I", [GreyImage(rows: 1, columns: 1, pixels: [value])], limits: 0...1)
        let text = image.text(style: .colour)
        let code = try #require(
            text.split(separator: "38;5;").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) })
        #expect(code >= 232 || [16, 59, 102, 145, 188, 231].contains(code))
    }
}
