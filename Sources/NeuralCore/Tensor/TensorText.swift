// Arrays as NumPy prints them, so that a lesson prints what the program it follows prints.

/// How an array is printed; the defaults are NumPy's.
public struct PrintOptions: Sendable, Equatable {
    /// The most digits after the point.
    public var precision = 8
    /// Whether numbers too small for the precision are printed as zero, instead of all as powers of ten.
    public var suppressSmall = false
    /// The most characters in a line.
    public var lineWidth = 75
    /// The most elements that are printed in full.
    public var threshold = 1000
    /// How many elements stand at either end of an axis that is not printed in full.
    public var edgeItems = 3
    /// Whether to print as NumPy up to 1.13 does, with a blank in the place of the sign: `[ 0.5 -1. ]`.
    public var legacy = false

    /// Options as named, the others as NumPy has them.
    public init(
        precision: Int = 8, suppressSmall: Bool = false, lineWidth: Int = 75, threshold: Int = 1000,
        edgeItems: Int = 3, legacy: Bool = false
    ) {
        self.precision = precision
        self.suppressSmall = suppressSmall
        self.lineWidth = lineWidth
        self.threshold = threshold
        self.edgeItems = edgeItems
        self.legacy = legacy
    }
}

/// The text that NumPy's `print` gives an array of real numbers.
///
///     arrayText(shape: [2, 2], elements: [0.5, -1, 1.25, 3])
///     // [[ 0.5  -1.  ]
///     //  [ 1.25  3.  ]]
func arrayText<Number: ShortestDescribed>(
    shape: [Int], elements: [Number], options: PrintOptions = .init()
) -> String {
    if shape.isEmpty, let number = elements.first {
        if let single = number as? Float, !options.legacy { return single.pythonText }
        return Double(number).pythonText
    }
    let layout = ArrayLayout(shape: shape, options: options)
    let format = RealFormat(of: layout.shownIndices.map { elements[$0] }, options: options)
    return layout.text { format.text(of: elements[$0]) }
}

/// The text that NumPy's `print` gives an array of whole numbers: all as wide as the widest.
///
///     arrayText(shape: [3], elements: [1, 20, -3])        // [ 1 20 -3]
func arrayText<Number: BinaryInteger>(
    shape: [Int], elements: [Number], options: PrintOptions = .init()
) -> String {
    if shape.isEmpty, let number = elements.first { return String(number) }
    let layout = ArrayLayout(shape: shape, options: options)
    let width = layout.shownIndices.map { String(elements[$0]).utf8.count }.max() ?? 0
    return layout.text { String(elements[$0]).padded(to: width) }
}

/// The text that NumPy's `print` gives an array of truth values.
///
///     arrayText(shape: [2], elements: [true, false])      // [ True False]
func arrayText(shape: [Int], elements: [Bool], options: PrintOptions = .init()) -> String {
    if shape.isEmpty, let value = elements.first { return value ? "True" : "False" }
    return ArrayLayout(shape: shape, options: options).text { elements[$0] ? " True" : "False" }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - utf8.count)) + self
    }

    fileprivate var withoutTrailingBlanks: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}

// MARK: - One format for all numbers of an array

/// How wide the real numbers of an array are, and whether they are written as powers of ten.
private struct RealFormat<Number: ShortestDescribed> {
    private let options: PrintOptions
    private let writesPowers: Bool
    /// The digits of the exponents, when powers are written.
    private var exponentDigits = 0
    /// How many digits after the point are written, when powers are.
    private var decimals = 0
    /// The characters before and after the point, blanks included.
    private var widthBefore = 0
    private var widthAfter = 0

    init(of numbers: [Number], options: PrintOptions) {
        self.options = options
        let finite = numbers.filter(\.isFinite)
        writesPowers = Self.needPowers(finite, options)
        if writesPowers { measurePowers(finite) } else { measurePositions(finite) }
        if finite.count < numbers.count {
            let marksSign = options.legacy || numbers.contains { $0.isInfinite && $0 < 0 }
            widthBefore = max(widthBefore, 3 + (marksSign ? 1 : 0) - widthAfter - 1)
        }
    }

    /// Whether the numbers are too large, too small or too far apart to stand in one column.
    private static func needPowers(_ finite: [Number], _ options: PrintOptions) -> Bool {
        let magnitudes = finite.lazy.filter { $0 != 0 }.map(\.magnitude)
        guard let largest = magnitudes.max(), let smallest = magnitudes.min() else { return false }
        // A Float holds six digits, so NumPy turns to powers earlier.
        let limit: Number.Magnitude = Number.significandBitCount < 27 && !options.legacy ? 1e6 : 1e8
        if largest >= limit { return true }
        return !options.suppressSmall && (smallest < 0.0001 || largest / smallest > 1000)
    }

    private mutating func measurePowers(_ finite: [Number]) {
        let texts = finite.map { powerText(of: $0, precision: options.precision, isTrimmed: !options.legacy) }
        decimals = texts.map(\.decimals.utf8.count).max() ?? 0
        exponentDigits = texts.map { $0.exponent.utf8.count - 1 }.max() ?? 2
        widthBefore = options.legacy ? 3 : texts.map(\.whole.utf8.count).max() ?? 0
        widthAfter = exponentDigits + 2 + decimals
    }

    private mutating func measurePositions(_ finite: [Number]) {
        let texts = finite.map(positionalText)
        widthBefore = texts.map { $0.whole.utf8.count }.max() ?? 0
        if options.legacy {
            widthBefore =
                1 + (texts.map { $0.whole.utf8.count - ($0.whole.hasPrefix("-") ? 1 : 0) }.max() ?? 0)
        }
        widthAfter = texts.map(\.decimals.utf8.count).max() ?? 0
    }

    /// The number in the width of them all.
    func text(of number: Number) -> String {
        if !number.isFinite { return Double(number).pythonText.padded(to: widthBefore + widthAfter + 1) }
        if writesPowers {
            let text = powerText(of: number, precision: decimals, isTrimmed: false)
            let exponent = exponentText(Int(text.exponent) ?? 0, digits: exponentDigits)
            return text.whole.padded(to: widthBefore) + "." + text.decimals + "e" + exponent
        }
        let text = positionalText(of: number)
        let blanks = String(repeating: " ", count: widthAfter - text.decimals.utf8.count)
        return text.whole.padded(to: widthBefore) + "." + text.decimals + blanks
    }

    private typealias Parts = (whole: String, decimals: String)

    /// The shortest digits after the point, or as many as the precision allows.
    private func positionalText(of number: Number) -> Parts {
        let shortest = ShortestDigits(of: number)
        if shortest.decimals > 0, shortest.decimals <= options.precision {
            return Self.split(shortest.positionalText, isTrimmed: true)
        }
        // Whole numbers in full: of 16777216.0 a Float's shortest digits are only 1677722, and a zero would follow.
        let decimals = min(shortest.decimals, options.precision)
        return Self.split(Double(number).formatted(decimals: decimals), isTrimmed: true)
    }

    /// The number as a mantissa and a power of ten; its zeros at the end are left off if it is trimmed.
    private func powerText(
        of number: Number, precision: Int, isTrimmed: Bool
    ) -> (whole: String, decimals: String, exponent: String) {
        let shortest = ShortestDigits(of: number)
        if !options.legacy {
            let missing = precision + 1 - shortest.digits.count
            if missing == 0 || (missing > 0 && isTrimmed) {
                let parts = Self.split(shortest.mantissaText, isTrimmed: isTrimmed)
                return (parts.whole, parts.decimals, exponentText(shortest.exponent))
            }
        }
        let text = cText("%.*e", precision: precision, Double(number)).split(separator: "e")
        let parts = Self.split(String(text[0]), isTrimmed: isTrimmed)
        return (parts.whole, parts.decimals, String(text[1]))
    }

    private static func split(_ text: String, isTrimmed: Bool) -> Parts {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        var decimals = parts.count > 1 ? parts[1] : ""
        while isTrimmed, decimals.hasSuffix("0") { decimals.removeLast() }
        return (String(parts[0]), String(decimals))
    }
}

// MARK: - Brackets, lines and summaries

/// Which elements of an array are shown, and how brackets and line breaks stand around them.
private struct ArrayLayout {
    private let shape: [Int]
    private let options: PrintOptions
    private let isSummarized: Bool

    init(shape: [Int], options: PrintOptions) {
        self.shape = shape
        self.options = options
        isSummarized = shape.reduce(1, *) > options.threshold
    }

    /// The places in flat storage of the elements that are shown.
    var shownIndices: [Int] {
        var indices = [0]
        for length in shape {
            let shown = shownPlaces(length).leading + shownPlaces(length).trailing
            indices = indices.flatMap { start in shown.map { start * length + $0 } }
        }
        return indices
    }

    /// The places along an axis that stand before and after the dots; without dots all stand after.
    private func shownPlaces(_ length: Int) -> (leading: [Int], trailing: [Int]) {
        guard isSummarized, length > 2 * options.edgeItems else { return ([], Array(0..<length)) }
        return (Array(0..<options.edgeItems), Array((length - options.edgeItems)..<length))
    }

    /// The whole text; `element` gives that of one element, by its place in flat storage.
    func text(_ element: (Int) -> String) -> String {
        if shape.contains(0) { return "[]" }
        return block(axis: 0, start: 0, indent: " ", width: options.lineWidth, element)
    }

    private func block(
        axis: Int, start: Int, indent: String, width: Int, _ element: (Int) -> String
    ) -> String {
        let length = shape[axis]
        let places = shownPlaces(length)
        if axis == shape.count - 1 {
            func words(_ places: [Int]) -> [String] { places.map { element(start * length + $0) } }
            return row(words(places.leading), words(places.trailing), indent: indent, width: width)
        }
        func nested(_ place: Int) -> String {
            indent
                + block(
                    axis: axis + 1, start: start * length + place, indent: indent + " ",
                    width: options.legacy ? width : width - 1, element)
        }
        let lineBreak = String(repeating: "\n", count: shape.count - axis - 1)
        var text = places.leading.map { nested($0) + lineBreak }.joined()
        if !places.leading.isEmpty { text += indent + "..." + (options.legacy ? ", \n" : lineBreak) }
        text += places.trailing.map(nested).joined(separator: lineBreak)
        return "[" + text.dropFirst(indent.count) + "]"
    }

    /// The elements of the last axis, broken into lines.
    private func row(_ leading: [String], _ trailing: [String], indent: String, width: Int) -> String {
        let room = options.legacy ? width : width - 1
        var finished = ""
        var line = indent
        func extend(_ word: String) {
            let isTooLong = line.utf8.count + word.utf8.count > room
            if isTooLong, options.legacy || line.utf8.count > indent.utf8.count {
                finished += line.withoutTrailingBlanks + "\n"
                line = indent
            }
            line += word
        }
        for word in leading {
            extend(word)
            line += " "
        }
        if !leading.isEmpty {
            extend("...")
            line += options.legacy ? ", " : " "
        }
        for (index, word) in trailing.enumerated() {
            extend(word)
            if index < trailing.count - 1 { line += " " }
        }
        return "[" + (finished + line).dropFirst(indent.count) + "]"
    }
}

extension Tensor: CustomStringConvertible {
    /// As NumPy's `print` shows it.
    public var description: String { formatted(PrintOptions()) }

    /// As NumPy's `print` shows it with these options.
    ///
    ///     output.formatted(PrintOptions(precision: 3))
    public func formatted(
        _ options: PrintOptions, file: StaticString = #file, line: UInt = #line
    ) -> String {
        if options.edgeItems < 0 {
            fatalError(
                "PrintOptions needs at least 0 edgeItems, but they are \(options.edgeItems)", file: file,
                line: line)
        }
        return arrayText(shape: shape.axes, elements: Array(elements), options: options)
    }
}
