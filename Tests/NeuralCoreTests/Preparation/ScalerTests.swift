// Scalers against scikit-learn 1.9.1.

import NeuralCore
import Testing

@Suite struct ScalerTests {
    private struct Golden: Decodable {
        let data, transformed, new, new_transformed, inverse: GoldenTensor
        let mean_, var_, scale_, data_min_, data_max_, min_: GoldenTensor?
    }

    @Test(arguments: [("scaler_standard", true), ("scaler_standard_without_std", false)])
    func standardScaler(name: String, withStandardDeviation: Bool) throws {
        let golden = try OperationGoldens.named(name, as: Golden.self)
        let scaler = StandardScaler(
            fitting: golden.data.tensor, withStandardDeviation: withStandardDeviation)
        expectClose(scaler.mean, try #require(golden.mean_).tensor, "mean")
        if let variance = golden.var_ { expectClose(scaler.variance, variance.tensor, "variance") }
        if let scale = golden.scale_ { expectClose(scaler.scale, scale.tensor, "scale") }
        expectClose(scaler.transform(golden.data.tensor), golden.transformed.tensor, "transformed")
        expectClose(scaler.transform(golden.new.tensor), golden.new_transformed.tensor, "new data")
        let back = scaler.inverseTransform(golden.transformed.tensor)
        expectClose(back, golden.inverse.tensor, "inverse")
    }

    @Test(arguments: [("scaler_minmax", 0.0...1.0), ("scaler_minmax_-1_1", -1...1)])
    func minMaxScaler(name: String, range: ClosedRange<Double>) throws {
        let golden = try OperationGoldens.named(name, as: Golden.self)
        let scaler = MinMaxScaler(fitting: golden.data.tensor, featureRange: range)
        expectClose(scaler.dataMin, try #require(golden.data_min_).tensor, "min")
        expectClose(scaler.dataMax, try #require(golden.data_max_).tensor, "max")
        expectClose(scaler.scale, try #require(golden.scale_).tensor, "scale")
        expectClose(scaler.shift, try #require(golden.min_).tensor, "shift")
        expectClose(scaler.transform(golden.data.tensor), golden.transformed.tensor, "transformed")
        expectClose(scaler.transform(golden.new.tensor), golden.new_transformed.tensor, "new data")
        let back = scaler.inverseTransform(golden.transformed.tensor)
        expectClose(back, golden.inverse.tensor, "inverse")
    }

    @Test func scaledColumnsHaveMeanZeroAndDeviationOne() {
        var random = RandomState(seed: 4)
        let data = random.gaussians(50, 3) * [1, 100, 0.01] + [5, -7, 1000]
        let scaled = StandardScaler(fitting: data).transform(data)
        expectClose(scaled.mean(axis: 0), Matrix.zeros(3), tolerance: 1e-10)
        expectClose(scaled.standardDeviation(axis: 0), Matrix.ones(3), tolerance: 1e-10)
    }

    @Test func aColumnOfOneValueIsNotDividedByRounding() {
        // The mean of 0.1 thirteen times is not quite 0.1, so that the variance is not 0.
        let data = Matrix(repeating: 0.1, shape: [13, 1])
        #expect(StandardScaler(fitting: data).variance[0] > 0)
        #expect(StandardScaler(fitting: data).scale == [1])
        #expect(MinMaxScaler(fitting: data).transform(data) == Matrix.zeros(13, 1))
    }

    @Test func wrongDataStop() async {
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = StandardScaler(fitting: Matrix([1, 2, 3]))
        }
        expectStop(
            "StandardScaler takes data of shape (samples, features) with at least one sample, but the shape is (3,)",
            result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = MinMaxScaler(fitting: Matrix.ones(2, 3)).transform(Matrix.ones(2, 4))
        }
        expectStop("MinMaxScaler was fitted to 3 features, but the data has the shape (2, 4)", result)
    }
}
