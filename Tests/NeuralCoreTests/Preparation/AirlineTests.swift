// The passengers of an airline, 1949 to 1960, prepared as the textbook's program prepares them.

import NeuralCore
import Testing

@Suite struct AirlineTests {
    private struct Golden: Decodable {
        let values: [Double]
        let scaled_float32: [Double]
        let train_size, test_size, train_samples_look_back_1, test_samples_look_back_1: Int
        let first_train_x: NestedNumbers
        let first_train_y: [Double]
        let persistence_rmse_train, persistence_rmse_test: Double
    }

    private func golden() throws -> Golden { try OperationGoldens.named("airline") }

    @Test func scaledToTheBitInSinglePrecision() throws {
        let golden = try golden()
        let series = Tensor<Float>(golden.values.map { Float($0) }).reshaped(-1, 1)
        let scaled = MinMaxScaler(fitting: series).transform(series)
        #expect(scaled.elements.map(Double.init) == golden.scaled_float32)
    }

    @Test func splitAndCutIntoWindows() throws {
        let golden = try golden()
        let series = Tensor<Float>(golden.values.map { Float($0) }).reshaped(-1, 1)
        let scaled = MinMaxScaler(fitting: series).transform(series).reshaped(-1)
        let split = TrainTestSplit(count: series.rowCount, testSize: 0.33)
        #expect(split.train == Array(0..<golden.train_size))
        #expect(split.test == Array(golden.train_size..<144))
        let (inputs, targets) = scaled.rows(split.train).windows(lookBack: 1)
        // The document's program leaves out the last window.
        #expect(inputs.rowCount == golden.train_samples_look_back_1 + 1)
        let test = scaled.rows(split.test).windows(lookBack: 1)
        #expect(test.inputs.rowCount == golden.test_samples_look_back_1 + 1)
        #expect(inputs.rows(0..<3).elements.map(Double.init) == golden.first_train_x.numbers)
        #expect(inputs.rows(0..<3).shape == Shape(golden.first_train_x.shape))
        #expect(targets.rows(0..<3).elements.map(Double.init) == golden.first_train_y)
    }

    @Test func foretellingThatNothingChanges() throws {
        let golden = try golden()
        let series = Matrix(golden.values)
        let parts = series.split([golden.train_size, golden.test_size])
        let expected = [golden.persistence_rmse_train, golden.persistence_rmse_test]
        let counts = [golden.train_samples_look_back_1, golden.test_samples_look_back_1]
        for ((part, count), error) in zip(zip(parts, counts), expected) {
            let (inputs, targets) = part.windows(lookBack: 1)
            let last = inputs.rows(0..<count).reshaped(-1)
            let mine = squaredDifference(last, targets.rows(0..<count)).mean().squareRoot()
            #expect(abs(mine - error) < 1e-12)
        }
    }

    @Test func windowsOfSeveralFeatures() {
        let series: Matrix = [[1, 10], [2, 20], [3, 30], [4, 40]]
        let (inputs, targets) = series.windows(lookBack: 2)
        #expect(inputs == [[[1, 10], [2, 20]], [[2, 20], [3, 30]]])
        #expect(targets == [[3, 30], [4, 40]])
        #expect(Matrix([10, 20, 30, 40]).windows(lookBack: 3).inputs == [[10, 20, 30]])
    }

    @Test func shuffledAsScikitLearnDoes() async {
        // The example in scikit-learn's documentation of train_test_split, with random_state=42.
        var random = RandomState(seed: 42)
        let split = TrainTestSplit(count: 5, testSize: 0.33, shuffledBy: &random)
        #expect(split.train == [2, 0, 3])
        #expect(split.test == [1, 4])
        for count in [2, 7, 150] {
            let split = TrainTestSplit(count: count, shuffledBy: &random)
            #expect((split.train + split.test).sorted() == Array(0..<count))
            #expect(split.test.count == (count + 3) / 4)
        }
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = TrainTestSplit(count: 1)
        }
        expectStop("a test size of 0.25 of 1 samples leaves none to train or none to test with", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix([1, 2]).windows(lookBack: 2)
        }
        expectStop("windows of 2 steps and one more do not fit into a series of shape (2,)", result)
    }
}
