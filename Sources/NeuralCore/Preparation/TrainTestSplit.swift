// Which samples to learn from, and which to keep for the question whether anything was learned.

/// The rows of the data that are for training and those that are for testing.
///
///     let split = TrainTestSplit(count: 144, testSize: 0.33)
///     let (train, test) = (series.rows(split.train), series.rows(split.test))
public struct TrainTestSplit: Equatable, Sendable {
    /// The rows to learn from.
    public let train: [Int]
    /// The rows to test with.
    public let test: [Int]

    /// The rows in their order, the last ones for testing: for series, whose future must not be known in training.
    ///
    /// - Parameters:
    ///   - count: the number of samples.
    ///   - testSize: the share of the samples to test with, rounded up, as in scikit-learn.
    public init(
        count: Int, testSize: Double = 0.25, file: StaticString = #file, line: UInt = #line
    ) {
        let testCount = Self.testCount(count, testSize, file, line)
        (train, test) = (Array(0..<(count - testCount)), Array((count - testCount)..<count))
    }

    /// The rows in random order: with `RandomState(seed: n)` what scikit-learn's `train_test_split` chooses with
    /// `random_state=n`.
    ///
    ///     var random = RandomState(seed: 42)
    ///     let split = TrainTestSplit(count: 5, testSize: 0.33, shuffledBy: &random)
    ///     split.train     // [2, 0, 3]
    ///     split.test      // [1, 4]
    public init(
        count: Int, testSize: Double = 0.25, shuffledBy random: inout RandomState,
        file: StaticString = #file, line: UInt = #line
    ) {
        let testCount = Self.testCount(count, testSize, file, line)
        let order = random.permutation(count)
        (train, test) = (Array(order[testCount...]), Array(order[..<testCount]))
    }

    private static func testCount(
        _ count: Int, _ testSize: Double, _ file: StaticString, _ line: UInt
    ) -> Int {
        let testCount = testSize > 0 && testSize < 1 ? Int((testSize * Double(count)).rounded(.up)) : 0
        guard testCount > 0, testCount < count else {
            fatalError(
                "a test size of \(testSize) of \(count) samples leaves none to train or none to test with; give a share between 0 and 1",
                file: file, line: line)
        }
        return testCount
    }
}
