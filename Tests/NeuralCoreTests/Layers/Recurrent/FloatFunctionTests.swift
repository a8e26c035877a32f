import Foundation
import Testing

@testable import NeuralCore

/// The branchless functions of single precision against the C library's of double precision.
@Suite struct FloatFunctionTests {
    /// The largest distance of `function` from `exact` over numbers spread through ±`bound` and ever closer to 0, in
    /// units of the last place of the exact value.
    static func worstError(
        _ function: (Float) -> Float, _ exact: (Double) -> Double, bound: Float
    ) -> Double {
        var inputs = (-200_000...200_000).map { Float($0) / 200_000 * bound }
        var small = bound
        while small > 1e-30 {
            inputs += [small, -small]
            small *= 0.999
        }
        return inputs.map { x in
            let value = exact(Double(x))
            return abs(Double(function(x)) - value) / Double(Float(value).ulp)
        }.max()!
    }

    @Test func exponentialIsExactToTheLastPlace() {
        #expect(Self.worstError(branchlessExponential, { Foundation.exp($0) }, bound: 87) < 1.1)
    }

    @Test func sigmoidIsWithinTwoAndAHalfUnitsOfTheLastPlace() {
        #expect(Self.worstError(branchlessSigmoid, { 1 / (1 + Foundation.exp(-$0)) }, bound: 87) < 2.5)
    }

    @Test func tanhIsWithinTwoUnitsOfTheLastPlace() {
        #expect(Self.worstError(branchlessTanh, { Foundation.tanh($0) }, bound: 20) < 2)
    }

    @Test func extremesAreThoseOfTheFunctions() {
        #expect(branchlessSigmoid(1000) == 1)
        #expect(branchlessSigmoid(-1000) < 1e-37)
        #expect(branchlessSigmoid(0) == 0.5)
        #expect(branchlessTanh(1000) == 1)
        #expect(branchlessTanh(-1000) == -1)
        #expect(branchlessTanh(0) == 0)
        #expect(branchlessSigmoid(.nan).isNaN)
        #expect(branchlessTanh(.nan).isNaN)
        #expect(branchlessTanh(.infinity) == 1)
        #expect(branchlessSigmoid(-.infinity) < 1e-37)
    }

    @Test func doubleKeepsTheLibrarysDigits() {
        var numbers = (-50...50).map { Double($0) / 7 }
        let inputs = numbers
        Double.applyHyperbolicTangent(to: &numbers, count: numbers.count)
        #expect(numbers == inputs.map { Foundation.tanh($0) })
    }
}
