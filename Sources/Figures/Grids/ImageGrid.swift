// Images side by side: digits, kernels, feature maps, weights of a unit.

/// An image of one channel, row by row from the top.
public struct GreyImage: Equatable, Sendable {
    /// Its height in pixels, at least 1.
    public var rows: Int
    /// Its width in pixels, at least 1.
    public var columns: Int
    /// The brightness of each pixel, row by row from the top, in any unit.
    public var pixels: [Double]
    /// What stands below it; empty for nothing.
    public var caption: String

    /// An image of as many pixels as rows times columns.
    public init(
        rows: Int, columns: Int, pixels: [Double], caption: String = "", file: StaticString = #file,
        line: UInt = #line
    ) {
        if rows <= 0 || columns <= 0 || rows * columns != pixels.count {
            fatalError(
                "An image of \(rows) by \(columns) was given \(counted(pixels.count, "pixel")); give "
                    + "\(max(0, rows * columns)), row by row, and at least one", file: file, line: line)
        }
        (self.rows, self.columns, self.pixels, self.caption) = (rows, columns, pixels, caption)
    }
}

/// Images in rows, with their captions.
///
/// Grey images run from black to white; for kernels and feature maps, which have signs, take the diverging ramp: one
/// scale serves all images, and grey is zero.
public struct ImageGrid: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// The images, from left to right and from top to bottom.
    public var images: [GreyImage]
    /// From dark to light in grey, unless numbers with signs take the diverging ramp.
    public var ramp: Ramp
    /// The brightness at the ends of the ramp, the same for all images; nil for those of the data.
    public var limits: ClosedRange<Double>?

    /// Images on one scale.
    public init(
        _ title: String, _ images: [GreyImage], ramp: Ramp = .grey, limits: ClosedRange<Double>? = nil,
        file: StaticString = #file, line: UInt = #line
    ) {
        checkReadable(
            "Image grid \"\(title)\"", images.count, "images", atMost: 500, "choose some", file: file,
            line: line)
        (self.title, self.images, self.ramp, self.limits) = (title, images, ramp, limits)
    }

    private var range: ValueRange {
        ValueRange(images.lazy.flatMap(\.pixels), ramp: ramp, limits: limits)
    }

    public var summary: String {
        guard let first = images.first else { return "\(title): no data" }
        let isUniform = images.allSatisfy { $0.rows == first.rows && $0.columns == first.columns }
        var words = "\(title), \(counted(images.count, "image"))"
        if isUniform { words += " of \(first.rows) by \(first.columns)" }
        let finite = images.lazy.flatMap(\.pixels).filter(\.isFinite)
        if let low = finite.min(), let high = finite.max() {
            words += ": from \(shortNumber(low)) to \(shortNumber(high))"
        }
        let captions = images.map(\.caption)
        if captions.contains(where: { !$0.isEmpty }), captions.count <= 12 {
            words += "; " + captions.joined(separator: ", ")
        }
        return words + leftOut(images.flatMap(\.pixels), Axis())
    }

    public var data: DataTable {
        // Of many pixels nobody reads each; what an image is like can be read.
        if images.reduce(0, { $0 + $1.pixels.count }) > 1000 {
            return DataTable(
                columns: ["image", "caption", "size", "smallest", "mean", "largest"], count: images.count
            ) { index in
                let image = images[index]
                let shown = image.pixels.filter(\.isFinite)
                let mean = shown.isEmpty ? .nan : shown.reduce(0, +) / Double(shown.count)
                return [String(index + 1), image.caption, "\(image.rows) × \(image.columns)"]
                    + [shown.min() ?? .nan, mean, shown.max() ?? .nan].map { shortNumber($0, digits: 3) }
            }
        }
        return DataTable(
            columns: ["image", "caption", "row", "values"], count: images.reduce(0) { $0 + $1.rows }
        ) {
            place in
            var (row, index) = (place, 0)
            while row >= images[index].rows {
                row -= images[index].rows
                index += 1
            }
            let image = images[index]
            let pixels = image.pixels[(row * image.columns)..<((row + 1) * image.columns)]
            return [
                String(index + 1), image.caption, String(row),
                pixels.map { shortNumber($0, digits: 3) }.joined(separator: " "),
            ]
        }
    }

    public func layout(on surface: Surface) -> Drawing {
        let line = surface.lineHeight
        let top = surface.rows(line + 7)
        let gap = surface.isTerminal ? 16.0 : 10
        let (rows, columns) = (images.map(\.rows).max() ?? 1, images.map(\.columns).max() ?? 1)
        let captionWidth = images.map { surface.width($0.caption, .small) }.max() ?? 0
        let room = roomOfEach(captionWidth, gap, surface)
        let pixel = pixelSize(rows, columns, room, surface)
        let box = Size(
            min(surface.width, surface.columns(pixel * Double(columns))), surface.rows(pixel * Double(rows)))
        let hasCaptions = images.contains { !$0.caption.isEmpty }
        let captionLimit = captionLimit(box.width, room, surface)
        let step = Size(
            surface.columns(max(box.width, min(captionWidth, captionLimit))) + gap,
            box.height + (hasCaptions ? line : 0) + (surface.isTerminal && hasCaptions ? 0 : gap))
        let fitting = max(1, Int((surface.width + gap) / step.width))
        let rowCount = (images.count + fitting - 1) / fitting
        // As many in each row, but for what is left over.
        let perRow = max(1, (images.count + rowCount - 1) / max(1, rowCount))
        let range = self.range
        let hasGaps = images.contains { $0.pixels.contains(where: \.isNaN) }
        let keyHeight = ramp != .grey || hasGaps ? range.keyHeight(on: surface) : 0
        let used = Double(min(perRow, max(1, images.count))) * step.width - gap
        var drawing = Drawing(
            Size(
                min(surface.width, max(used, surface.width(title, .title), 220)),
                top + Double(max(1, rowCount)) * step.height + keyHeight + (surface.isTerminal ? 0 : 4)))
        drawing.title(title, on: surface)
        if images.isEmpty { drawing.text("no data", Point(0, top + line / 2), paint: .quiet) }
        for (index, image) in images.enumerated() {
            let x = Double(index % perRow) * step.width
            let y = top + Double(index / perRow) * step.height
            let frame = Rectangle(
                x: x, y: y, width: min(box.width, pixel * Double(image.columns)),
                height: pixel * Double(image.rows))
            let raster = Raster(
                frame: frame, rows: image.rows, columns: image.columns, values: image.pixels.map(range.share),
                ramp: ramp)
            drawing.marks.append(.raster(raster))
            drawing.crossOut(raster, on: surface)
            drawing.rectangle(frame, stroke: Stroke(.faint))
            let caption = surface.fitted(image.caption, step.width - 4, .small)
            let middle = surface.middle(caption, at: frame.midX, within: drawing.size.width, .small)
            drawing.text(caption, Point(middle, y + box.height + line / 2 + 1), .middle, role: .small)
        }
        if keyHeight > 0 {
            let place = Point(0, drawing.size.height - keyHeight - (surface.isTerminal ? 0 : 2))
            range.drawKey(at: place, width: surface.width, hasGaps: hasGaps, on: surface, &drawing)
        }
        return drawing
    }

    /// The room for each of a few images that share the rows of a page evenly; nil where there are many, or in a terminal.
    private func roomOfEach(_ captionWidth: Double, _ gap: Double, _ surface: Surface) -> Double? {
        guard !surface.isTerminal, (2...6).contains(images.count) else { return nil }
        let least = max(min(96, surface.width * 0.3), min(captionWidth, surface.isNarrow ? 102 : 134))
        let fitting = max(1, Int((surface.width + gap) / (least + gap)))
        let rowCount = (images.count + fitting - 1) / fitting
        let perRow = Double((images.count + rowCount - 1) / rowCount)
        // A little less, for the outline of the last.
        return (surface.width - 1 - gap * (perRow - 1)) / perRow
    }

    /// How wide a caption may be; in a terminal a picture's width, if that is enough for words.
    private func captionLimit(_ width: Double, _ room: Double?, _ surface: Surface) -> Double {
        room ?? (surface.isTerminal && width >= 14 * 8 ? width : width * 1.6)
    }

    /// The side of a pixel: large enough to be seen, small enough that several images fit beside each other.
    ///
    /// - Parameter room: the width that each image may take; nil where it is not shared out.
    private func pixelSize(_ rows: Int, _ columns: Int, _ room: Double?, _ surface: Surface) -> Double {
        let side = Double(max(rows, columns))
        if surface.isTerminal {
            if columns <= 6 { return 16 }
            // Four beside each other, where each still gets a quarter of a character for a pixel of MNIST's.
            let fitting = min(4, max(1, Double(images.count)))
            let room = ((surface.width - 16 * (fitting - 1)) / fitting / 8).rounded(.down) * 8
            return min(8, min(max(room, 14 * 8), surface.width) / Double(columns))
        }
        if let room { return min(min(room, 150) / side, 24) }
        let target = images.count == 1 ? 224.0 : surface.isNarrow ? 64 : 84
        return min(max(target / side, images.count == 1 ? 4 : 2), 24, surface.width / Double(columns))
    }
}
