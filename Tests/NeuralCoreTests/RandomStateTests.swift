// Every number that NumPy 2.4.6's `numpy.random.RandomState` gave for five seeds comes out here, to the last bit.

import Testing

@testable import NeuralCore

@Suite struct RandomStateTests {
    static let seeds: [UInt32] = [0, 1, 7, 42, 123_456_789]

    private func golden(_ seed: UInt32) throws -> Members {
        try Fixture.load("mt19937.json", as: Members.self).value("seed_\(seed)")
    }

    /// Compares what a new generator draws with the named member of `fresh`.
    private final class Comparison {
        let seed: UInt32
        let fresh: Members
        var compared: Set<String> = []

        init(seed: UInt32, fresh: Members) {
            self.seed = seed
            self.fresh = fresh
        }

        func callAsFunction<Value: Decodable & Equatable>(
            _ name: String, sourceLocation: SourceLocation = #_sourceLocation,
            _ draw: (inout RandomState) -> Value
        ) throws {
            var random = RandomState(seed: seed)
            #expect(try draw(&random) == fresh.value(name), "\(name)", sourceLocation: sourceLocation)
            compared.insert(name)
        }
    }

    @Test(arguments: seeds) func freshGeneratorsAgreeWithNumPy(seed: UInt32) throws {
        let same = Comparison(seed: seed, fresh: try golden(seed).value("fresh"))
        try words(same)
        try realNumbers(same)
        try wholeNumbers(same)
        try orders(same)
        try choices(same)
        #expect(same.compared == same.fresh.names)
    }

    private func words(_ same: Comparison) throws {
        try same("state_key_0_4") { Array($0.state.prefix(5)) }
        try same("uint32_10") { random in (0..<10).map { _ in random.nextWord() } }
        try same("uint32_1245_to_1254") { random in
            Array((1...1254).map { _ in random.nextWord() }.suffix(10))
        }
        try same("tomaxint_5") { $0.tomaxint(count: 5) }
    }

    private func realNumbers(_ same: Comparison) throws {
        try same("random_sample_10") { $0.random(count: 10) }
        try same("random_sample_311_to_315") { Array($0.random(count: 315).suffix(5)) }
        try same("random_sample_10001_to_10005") { Array($0.random(count: 10005).suffix(5)) }
        try same("randn_10") { $0.gaussians(count: 10) }
        try same("uniform_-1_1_10") { $0.uniform(low: -1, high: 1, count: 10) }
        try same("normal_0_0.05_10") { $0.normal(mean: 0, deviation: 0.05, count: 10) }
        try same("exponential_5") { $0.exponential(count: 5) }
    }

    private func wholeNumbers(_ same: Comparison) throws {
        try same("randint_0_100_10") { $0.integers(0..<100, count: 10) }
        try same("randint_10_10") { $0.integers(below: 10, count: 10) }
        try same("randint_2_20") { $0.integers(below: 2, count: 20) }
        try same("randint_-5_5_10") { $0.integers(-5..<5, count: 10) }
        try same("randint_0_2**40_5") { $0.integers(0..<(1 << 40), count: 5) }
        try same("randint_0_100_10_int32") { $0.integers(0..<100, count: 10, as: Int32.self) }
        try same("randint_0_100_10_uint8") { $0.integers(0..<100, count: 10, as: UInt8.self) }
        try same("binomial_1_0.8_10") { $0.binomial(trials: 1, probability: 0.8, count: 10) }
    }

    private func orders(_ same: Comparison) throws {
        try same("permutation_1") { $0.permutation(1) }
        try same("permutation_10") { $0.permutation(10) }
        try same("permutation_100") { $0.permutation(100) }
        try same("permutation_of_list") { $0.permutation(of: [10, 20, 30, 40, 50]) }
        try same("shuffle_range_10") { random in
            var order = Array(0..<10)
            random.shuffle(&order)
            return order
        }
        try same("shuffle_rows_of_arange_12_as_6x2") { random in
            var rows = (0..<6).map { [2 * $0, 2 * $0 + 1] }
            random.shuffle(&rows)
            return rows
        }
    }

    private func choices(_ same: Comparison) throws {
        try same("choice_10_without_replacement") { $0.choice(from: 10, count: 10, replacing: false) }
        try same("choice_10_take_4_without_replacement") { $0.choice(from: 10, count: 4, replacing: false) }
        try same("choice_5_take_8_with_replacement") { $0.choice(from: 5, count: 8) }
        try same("choice_p_0.1_0.2_0.7_take_8") {
            $0.choice(from: 3, count: 8, probabilities: [0.1, 0.2, 0.7])
        }
    }

    /// One entry of `sequence`: a call as NumPy spells it and what it gave.
    private struct Step: Decodable {
        let call: String
        let numbers: [Double]

        init(from decoder: Decoder) throws {
            var container = try decoder.unkeyedContainer()
            call = try container.decode(String.self)
            numbers = try container.decode([Double].self)
        }
    }

    @Test(arguments: seeds) func oneGeneratorThroughManyCallsAgreesWithNumPy(seed: UInt32) throws {
        var random = RandomState(seed: seed)
        for step in try golden(seed).value("sequence", as: [Step].self) {
            let numbers: [Double]
            switch step.call {
            case "random_sample(3)": numbers = random.random(count: 3)
            case "random_sample(2)": numbers = random.random(count: 2)
            case "randn(3)": numbers = random.gaussians(count: 3)
            case "randn(2)": numbers = random.gaussians(count: 2)
            case "randn(1)": numbers = [random.gaussian()]
            case "permutation(5)": numbers = random.permutation(5).map(Double.init)
            case "randint(0,100,3)": numbers = random.integers(0..<100, count: 3).map(Double.init)
            case "seed again, then randn(2)":
                random = RandomState(seed: seed)
                numbers = random.gaussians(count: 2)
            default:
                Issue.record("the test knows no call \(step.call)")
                continue
            }
            #expect(numbers == step.numbers, "\(step.call)")
        }
    }

    @Test func aCopyContinuesOnItsOwn() {
        var random = RandomState(seed: 3)
        _ = random.gaussian()
        var copy = random
        #expect(random.gaussians(count: 5) == copy.gaussians(count: 5))
        _ = random.random()
        #expect(random.random() != copy.random())
    }

    @Test func whatHasOneOutcomeDrawsNothing() {
        var random = RandomState(seed: 5)
        #expect(random.integers(7..<8, count: 3) == [7, 7, 7])
        #expect(random.permutation(1) == [0])
        #expect(random.permutation(0) == [])
        #expect(random.binomial(trials: 9, probability: 0, count: 2) == [0, 0])
        #expect(random.random(count: 0) == [])
        var untouched = RandomState(seed: 5)
        #expect(random.nextWord() == untouched.nextWord())
    }

    /// `numpy.random.seed(0)`, then `binomial(100, 0.4, 8)` and `binomial(1000, 0.7, 8)`: NumPy 2.4.6.
    @Test func manyTrialsAgreeWithNumPy() {
        var random = RandomState(seed: 0)
        #expect(random.binomial(trials: 100, probability: 0.4, count: 8) == [46, 41, 34, 37, 36, 37, 39, 36])
        #expect(
            random.binomial(trials: 1000, probability: 0.7, count: 8) == [
                691, 731, 697, 722, 728, 695, 697, 688,
            ])
    }

    /// `numpy.random.seed(0)`, then `choice(6, 4, False, p)`: NumPy 2.4.6.
    @Test func unequalChoicesWithoutReplacingAgreeWithNumPy() {
        var random = RandomState(seed: 0)
        let probabilities = [0.5, 0.25, 0.125, 0.0625, 0.0625, 0]
        let chosen = random.choice(from: 6, count: 4, replacing: false, probabilities: probabilities)
        #expect(chosen == [1, 0, 4, 2])
    }
}
