// The colours of light and dark pages: Okabe and Ito's hues, which colour-blind readers tell apart, made lighter or
// darker until each reaches contrast 3 with the background.

/// The values behind the names of ``Paint``.
public enum Palette {
    struct Entry {
        var name: String
        var light: UInt32
        var dark: UInt32
        /// The nearest of a terminal's 256 colours that shows on light and dark.
        var terminal: Int
    }

    /// Blue, vermilion, green, purple, orange and sky blue.
    static let series = [
        Entry(name: "series-1", light: 0x0072b2, dark: 0x56b4e9, terminal: 32),
        Entry(name: "series-2", light: 0xd04a00, dark: 0xff8a4c, terminal: 166),
        Entry(name: "series-3", light: 0x008561, dark: 0x2fc49a, terminal: 36),
        Entry(name: "series-4", light: 0xa8508a, dark: 0xe09cc4, terminal: 133),
        Entry(name: "series-5", light: 0x946200, dark: 0xe6b022, terminal: 136),
        Entry(name: "series-6", light: 0x4a55b8, dark: 0xa9b4ff, terminal: 69),
    ]
    static let positive = Entry(name: "positive", light: 0x0072b2, dark: 0x56b4e9, terminal: 32)
    static let negative = Entry(name: "negative", light: 0xd04a00, dark: 0xff8a4c, terminal: 166)
    // Names that the pages already give values to.
    static let ink = Entry(name: "ink", light: 0x1f1d1a, dark: 0xe7e4dd, terminal: -1)
    static let quiet = Entry(name: "quiet", light: 0x4b4842, dark: 0xb8b4ab, terminal: 245)
    static let faint = Entry(name: "rule", light: 0xd9d4c7, dark: 0x3a3d42, terminal: 245)
    static let paper = Entry(name: "paper", light: 0xfffefb, dark: 0x16181b, terminal: -1)
    static let panel = Entry(name: "panel", light: 0xf6f4ed, dark: 0x1f2226, terminal: -1)

    static func entry(_ paint: Paint) -> Entry? {
        switch paint {
        case .ink: ink
        case .quiet: quiet
        case .faint: faint
        case .paper: paper
        case .panel: panel
        case .series(let index): series[index % series.count]
        case .positive: positive
        case .negative: negative
        case .ramp: nil
        }
    }

    /// The paint as a value of CSS, with the light colour where the page does not say.
    static func css(_ paint: Paint) -> String {
        if case .ramp(let ramp, let value) = paint { return ramp.colour(value).hex }
        let entry = entry(paint)!
        return "var(--\(entry.name), \(RGB(entry.light).hex))"
    }

    /// The style that a page with figures needs.
    ///
    /// It gives the series their colours by light and dark, and shows the drawing that fits the screen.
    public static let stylesheet: String = {
        let own = series + [positive, negative]
        func values(_ colour: (Entry) -> UInt32) -> String {
            own.map { "    --\($0.name): \(RGB(colour($0)).hex);" }.joined(separator: "\n")
        }
        let (light, dark) = (values(\.light), values(\.dark))
        return """
            :root {
            \(light)
            }
            @media (prefers-color-scheme: dark) {
            :root:not([data-theme="light"]) {
            \(dark)
            }
            }
            :root[data-theme="dark"] {
            \(dark)
            }
            svg.figure { display: block; max-width: 100%; height: auto; }
            svg.figure text { white-space: pre; }
            svg.figure.narrow { display: none; }
            @media (max-width: 42rem) {
            svg.figure.wide { display: none; }
            svg.figure.narrow { display: block; }
            }
            \(Scrubber.stylesheet)
            @media print {
            svg.figure.wide { display: block; }
            svg.figure.narrow { display: none; }
            }
            """
    }()
}
