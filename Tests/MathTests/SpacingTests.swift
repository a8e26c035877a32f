import Testing

@testable import Math

@Suite("Space between atoms is TeX's")
struct SpacingTests {
    /// The table of The TeXbook, page 170: 0 none, 1 thin, 2 medium, 3 thick; in parentheses where scripts
    /// have none; * where a binary operator has become an ordinary atom.
    private static let table = """
             ord   op   bin   rel   open  close punct inner
        ord   0     1   (2)   (3)   0     0     0     (1)
        op    1     1    *    (3)   0     0     0     (1)
        bin  (2)   (2)   *     *   (2)    *     *     (2)
        rel  (3)   (3)   *     0   (3)    0     0     (3)
        open  0     0    *     0    0     0     0     0
        close 0     1   (2)   (3)   0     0     0     (1)
        punct (1)  (1)   *    (1)  (1)   (1)   (1)   (1)
        inner (1)   1   (2)   (3)  (1)    0    (1)   (1)
        """

    private static let classes: [String: AtomClass] = [
        "ord": .ordinary, "op": .largeOperator, "bin": .binary, "rel": .relation, "open": .opening,
        "close": .closing, "punct": .punctuation, "inner": .inner,
    ]

    @Test func table() {
        let lines = Self.table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let widths = ["0": 0, "1": 3, "2": 4, "3": 5]
        for line in lines.dropFirst() {
            for (right, entry) in zip(lines[0], line.dropFirst()) where entry != "*" {
                let (a, b) = (Self.classes[line[0]]!, Self.classes[right]!)
                let isParenthesised = entry.hasPrefix("(")
                let width = widths[entry.trimmingParentheses]!
                #expect(Gap.between(a, b, inScript: false) == width, "\(line[0]) \(right)")
                #expect(
                    Gap.between(a, b, inScript: true) == (isParenthesised ? 0 : width), "\(line[0]) \(right)")
            }
        }
    }

    @Test(
        "A binary operator with nothing to join is a sign",
        arguments: [
            ([AtomClass.binary, .ordinary], [AtomClass.ordinary, .ordinary]),
            ([.ordinary, .relation, .binary, .ordinary], [.ordinary, .relation, .ordinary, .ordinary]),
            ([.opening, .binary, .ordinary], [.opening, .ordinary, .ordinary]),
            ([.ordinary, .binary, .binary, .ordinary], [.ordinary, .binary, .ordinary, .ordinary]),
            ([.ordinary, .binary, .closing], [.ordinary, .ordinary, .closing]),
            ([.ordinary, .binary], [.ordinary, .ordinary]),
        ])
    func signs(classes: [AtomClass], settled: [AtomClass]) { #expect(settledClasses(classes) == settled) }

    @Test(
        "Operators carry the space, and terms without one have it between them",
        arguments: [
            ("a+b", #"<mi>a</mi><mo lspace="0.2222em" rspace="0.2222em">+</mo><mi>b</mi>"#),
            (
                "a=-b",
                #"<mo lspace="0.2778em" rspace="0.2778em">=</mo><mo lspace="0" rspace="0">−</mo><mi>b</mi>"#
            ),
            ("f(x,y)", #"<mo lspace="0" rspace="0.1667em">,</mo><mi>y</mi>"#),
            (
                #"2\log x"#,
                #"<mn>2</mn><mspace width="0.1667em"></mspace><mi>log</mi>"#
                    + "<mo lspace=\"0.1667em\" rspace=\"0\">\u{2061}</mo><mi>x</mi>"
            ),
            (
                #"\log(x)"#,
                "<mi>log</mi><mo lspace=\"0\" rspace=\"0\">\u{2061}</mo><mo stretchy=\"false\" lspace=\"0\""
            ),
            (#"x^{a=b}"#, #"<mo lspace="0" rspace="0">=</mo>"#),
            (#"f\colon A\to B"#, #"<mo lspace="0" rspace="0.1667em">:</mo><mi>A</mi>"#),
            (
                #"a\,b\quad c"#,
                #"a</mi><mspace width="0.1667em"></mspace><mi>b</mi><mspace width="1em"></mspace><mi>c"#
            ),
            (#"a\!b"#, #"<mspace style="margin-left:-0.1667em"></mspace>"#),
            (
                #"\begin{aligned}a&=b\end{aligned}"#,
                #"<mo lspace="0.2778em" rspace="0.2778em">=</mo><mi>b</mi>"#
            ),
            ("1{,}000", #"<mn>1</mn><mo lspace="0" rspace="0">,</mo><mn>000</mn>"#),
        ])
    func written(source: String, part: String) throws {
        let mathML = try Formula(source).mathML
        #expect(mathML.contains(part), "\(mathML)")
    }

    /// Such a row is itself an operator to browsers, which put the space of the one in it around the whole.
    @Test func anOperatorAmongWordsHasElementsForItsSpace() throws {
        let row = try Formula(#"\frac{\text{a} + \text{b}}{2}"#, .display).mathML
        #expect(
            row.contains(
                "<mtext>a</mtext><mspace width=\"0.2222em\"></mspace><mo lspace=\"0\" rspace=\"0\">+</mo>"))
        #expect(try Formula(#"\frac{\text{a} + b}{2}"#, .display).mathML.contains("<mo lspace=\"0.2222em\""))
    }
}

extension String {
    fileprivate var trimmingParentheses: String { filter { $0 != "(" && $0 != ")" } }
}
