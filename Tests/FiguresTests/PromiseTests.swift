// What every figure promises, whatever its data: well-formed, stable, inside its frame, readable.

import Glibc
import Testing

@testable import Figures

@Suite struct PromiseTests {
    @Test(arguments: Samples.all)
    func `the SVG is well-formed XML that names and describes itself`(_ sample: Sample) throws {
        let svg = sample.figure.svg(id: "f1")
        try checkWellFormed(svg)
        #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
        #expect(svg.contains("role=\"img\" aria-labelledby=\"f1-title f1-desc\""))
        #expect(svg.contains("<desc id=\"f1-desc\">\(escaped(sample.figure.summary))</desc>"))
        for tag in svg.split(separator: "<").map({ $0.prefix { $0 != ">" } }) where !tag.hasPrefix("/") {
            // The letters of a picture may spell anything.
            let numbers = tag.split(separator: ";base64,")[0]
            #expect(!numbers.contains("nan") && !numbers.contains("inf"))
        }
        try checkWellFormed(sample.figure.data.html)
    }

    @Test(arguments: Samples.all)
    func `the same data give the same bytes`(_ sample: Sample) {
        #expect(sample.figure.svg() == sample.figure.svg())
        #expect(sample.figure.pageSVG(id: "a") == sample.figure.pageSVG(id: "a"))
        #expect(sample.figure.text() == sample.figure.text())
    }

    @Test(arguments: Samples.all)
    func `nothing is clipped on wide and narrow pages`(_ sample: Sample) {
        for width in [Surface.wide, Surface.narrow] {
            let surface = Surface.page(width: width)
            let drawing = sample.figure.drawing(on: surface)
            #expect(drawing.size.width <= width)
            for label in labels(drawing.marks) {
                let box = bounds(label, on: surface)
                #expect(
                    box.x >= -1 && box.maxX <= drawing.size.width + 1 && box.y >= -2
                        && box.maxY <= drawing.size.height + 2,
                    "\"\(label.string)\" at \(box) is outside \(drawing.size)")
            }
        }
    }

    @Test(arguments: Samples.all)
    func `no text covers another`(_ sample: Sample) {
        for width in [Surface.wide, Surface.narrow] {
            let surface = Surface.page(width: width)
            let boxes = labels(sample.figure.drawing(on: surface).marks).map {
                ($0.string, bounds($0, on: surface))
            }
            for (index, (text, box)) in boxes.enumerated() {
                for (other, otherBox) in boxes[(index + 1)...] {
                    // The measured width has room for wide faces; a twentieth of it may be shared.
                    let shared = overlap(box, otherBox)
                    let smaller = min(box.width * box.height, otherBox.width * otherBox.height)
                    #expect(
                        shared <= 0.05 * smaller, "\"\(text)\" and \"\(other)\" overlap at width \(width)")
                }
            }
        }
    }

    @Test(arguments: Samples.all)
    func `the text fits the window`(_ sample: Sample) {
        for columns in [40, 80, 132] {
            for line in sample.figure.text(width: columns).split(separator: "\n") {
                #expect(terminalWidth(of: String(line)) <= columns, "\(line)")
            }
        }
    }

    @Test(arguments: Samples.all)
    func `the plain text is ASCII but for letters of labels, and steers no terminal`(_ sample: Sample) {
        let text = sample.figure.text(style: .plain)
        let foreign = text.unicodeScalars.filter { !$0.isASCII }
        #expect(
            foreign.allSatisfy {
                $0.properties.isAlphabetic || (0x2080...0x2089).contains($0.value)
            })
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        let colourless = sample.figure.text()
        #expect(!colourless.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test(arguments: Samples.all)
    func `the sentence is one line that begins with the title`(_ sample: Sample) {
        let summary = sample.figure.summary
        #expect(summary.hasPrefix(sample.figure.title))
        #expect(!summary.contains("\n") && !summary.hasSuffix("."))
    }

    @Test(arguments: Samples.all)
    func `every row of the data has all columns`(_ sample: Sample) {
        let data = sample.figure.data
        #expect(data.rows.allSatisfy { $0.count == data.columns.count })
        #expect(data.rows.count <= DataTable.rowLimit || sample.name == "timeline")
    }
}

func labels(_ marks: [Mark]) -> [Label] {
    marks.flatMap { mark -> [Label] in
        switch mark {
        case .label(let label): [label]
        case .group(_, let marks): labels(marks)
        default: []
        }
    }
}

/// Where a label's letters are, without the room kept for wider faces than Helvetica.
private func bounds(_ label: Label, on surface: Surface) -> Rectangle {
    let width = surface.width(label.string, label.role) / 1.05
    let height = label.role.size * 0.9
    let x =
        switch label.anchor {
        case .start: label.at.x
        case .middle: label.at.x - width / 2
        case .end: label.at.x - width
        }
    return Rectangle(x: x, y: label.at.y - height / 2, width: width, height: height)
}
