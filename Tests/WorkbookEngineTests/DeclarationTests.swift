// Which variables a cell leaves to the cells after it.

import Testing

@testable import WorkbookEngine

@Suite struct DeclarationTests {
    @Test(arguments: [
        ("let a = 1\nvar b: Double = 2", ["a", "b"]),
        ("let (a, _, b) = three()", ["a", "b"]),
        ("for i in 0..<3 { let a = i; print(a) }\nlet b = 1", ["b"]),
        ("if let a = b() { }\nguard let c = d() else { fatalError() }\nwhile var e = f() { }", []),
        ("let a = \"var x = \\(f(\"let y\")) \\\" let z\"; let b = 1", ["a", "b"]),
        ("let a = \"\"\"\n    let x = \"1\"\n    \"\"\"\nlet b = #\"var \\\"#", ["a", "b"]),
        ("// let a = 1\n/* var b /* let c */ = 2 */ let d = 3", ["d"]),
        ("let a = [1, 2].map { let b = $0; return b }\nstruct S { var c = 1 }", ["a"]),
        ("let `default` = 1\nlet _ = 2\nvar a = 1\nlet a = 2", ["default", "a"]),
        ("letter = 1\nvariable.let()", []),
        ("", []),
    ])
    func namesAreThoseOutsideOfAllBraces(code: String, names: [String]) {
        #expect(topLevelNames(in: code) == names)
    }
}
