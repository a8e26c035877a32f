// Ramps of colour for heat maps and images. Each grows lighter from end to end, so that it also reads in grey.

/// A way from value to colour.
public enum Ramp: String, Equatable, Sendable {
    /// From nothing to much: dark blue to yellow, told apart with any colour blindness (cividis).
    case sequential
    /// From negative to positive: dark blue over grey to light orange; 0.5 is zero.
    case diverging
    /// From black to white, for images.
    case grey

    /// The colours at equal distances, as 0xRRGGBB.
    private var stops: [UInt32] {
        switch self {
        // Nuñez, Anderton and Renslow (2018), at nine points.
        case .sequential:
            [
                0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55,
                0xfee838,
            ]
        case .diverging: [0x08306b, 0x2f63a8, 0x6f93bd, 0xa9a9a9, 0xd9ab6b, 0xf5c77e, 0xfff0cc]
        case .grey: [0x000000, 0xffffff]
        }
    }

    /// The colour of a value; values outside 0...1 take the nearest end, and what is no number is red-brown.
    func colour(_ value: Double) -> RGB {
        guard !value.isNaN else { return RGB(0x7a2d10) }
        let stops = self.stops
        let position = min(max(value, 0), 1) * Double(stops.count - 1)
        let index = min(Int(position), stops.count - 2)
        return RGB(stops[index]).mixed(with: RGB(stops[index + 1]), position - Double(index))
    }
}

/// A colour in sRGB, each part from 0 to 1.
struct RGB: Equatable, Sendable {
    var red, green, blue: Double

    init(red: Double, green: Double, blue: Double) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    init(_ hex: UInt32) {
        self.init(
            red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255,
            blue: Double(hex & 255) / 255)
    }

    func mixed(with other: RGB, _ share: Double) -> RGB {
        RGB(
            red: red + (other.red - red) * share, green: green + (other.green - green) * share,
            blue: blue + (other.blue - blue) * share)
    }

    /// The three parts from 0 to 255.
    var bytes: [Int] { [red, green, blue].map { Int(($0 * 255).rounded()) } }

    var hex: String {
        "#" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Relative luminance as WCAG 2 defines it.
    var luminance: Double { 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) }

    private func linear(_ part: Double) -> Double {
        part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055, 2.4)
    }

    /// The colour in CIELAB, where equal distances look about equally far.
    var lab: SIMD3<Double> {
        func root(_ part: Double) -> Double {
            part > 0.008856 ? power(part, 1.0 / 3) : 7.787 * part + 16.0 / 116
        }
        let (r, g, b) = (linear(red), linear(green), linear(blue))
        let x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
        let y = root(luminance)
        let z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
        return SIMD3(116 * y - 16, 500 * (x - y), 200 * (y - z))
    }

    /// Contrast as WCAG 2 defines it, from 1 to 21.
    func contrast(with other: RGB) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}
