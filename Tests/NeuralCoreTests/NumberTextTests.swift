// Numbers as text: golden texts of Python 3 and NumPy 2.4.6.

import Testing

@testable import NeuralCore

@Suite struct NumberTextTests {
    private struct DoubleCase: Decodable { let number, python, twelveDigits, fourDecimals: String }
    private struct FloatCase: Decodable { let number, text: String }

    @Test func doublesReadAsInPythonAndC() throws {
        for golden in try Fixture.load("printing.json", as: Members.self).value(
            "doubles", as: [DoubleCase].self)
        {
            let number = try #require(Double(golden.number))
            #expect(number.pythonText == golden.python)
            #expect(number.formatted(significantDigits: 12) == golden.twelveDigits)
            #expect(number.formatted(decimals: 4) == golden.fourDecimals)
        }
    }

    @Test func floatsReadAsInNumPy() throws {
        for golden in try Fixture.load("printing.json", as: Members.self).value(
            "floats", as: [FloatCase].self)
        {
            let number = Float(try #require(Double(golden.number)))
            #expect(number.pythonText == golden.text)
        }
    }

    @Test func floatsAreRoundedFromTheirExactValue() {
        #expect(Float(0.1).formatted(significantDigits: 12) == "0.10000000149")
        #expect(Float(0.99667).formatted(decimals: 4) == "0.9967")
        #expect(Float(3).formatted(significantDigits: 12) == "3.0")
    }

    @Test func aNegativeNotANumberHasNoSign() {
        #expect((-Double.nan).pythonText == "nan")
        #expect((-Double.nan).formatted(significantDigits: 12) == "nan")
        #expect((-Double.nan).formatted(decimals: 4) == "nan")
    }
}
