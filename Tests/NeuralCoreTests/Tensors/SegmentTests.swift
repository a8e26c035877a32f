// Segments, sets and one-hot vectors, against TensorFlow 2.21.

import NeuralCore
import Testing

@Suite struct SegmentTests {
    static let ids = [0, 0, 1, 2, 2]
    static let rows: Matrix = [[2, 5, 3, -5], [0, 3, -2, 5], [4, 3, 5, 3], [6, 1, 4, 0], [6, 1, 4, 0]]
    static let numbers: Matrix = [1, 2, 3, 4, 5]

    static let functions: [(String, @Sendable (Matrix) -> Matrix)] = [
        ("sum", { $0.segmentSum(ids) }), ("prod", { $0.segmentProd(ids) }),
        ("min", { $0.segmentMin(ids) }), ("max", { $0.segmentMax(ids) }),
        // The record is of whole numbers, of which TensorFlow cuts the fraction of a mean.
        ("mean", { $0.segmentMean(ids).map { $0.rounded(.towardZero) } }),
    ]

    @Test(arguments: functions) func theTextbooksSegments(
        name: String, function: @Sendable (Matrix) -> Matrix
    ) throws {
        let golden = try OperationGoldens.named("segments", as: Members.self)
        let expected = try golden.value(name, as: [NestedNumbers].self)
        #expect(function(Self.rows) == expected[0].tensor)
        #expect(function(Self.numbers) == expected[1].tensor)
    }

    @Test func gapsAndAnyOrder() throws {
        let golden = try OperationGoldens.named("segments", as: Members.self)
        let gaps: [Double] = try golden.value("sum_with_gap_ids_0_0_2_2_4")
        #expect(Self.numbers.segmentSum([0, 0, 2, 2, 4]).elements == gaps)
        let unsorted: [Double] = try golden.value("unsorted_sum_ids_2_0_2_1_0")
        #expect(Self.numbers.unsortedSegmentSum([2, 0, 2, 1, 0], segmentCount: 3).elements == unsorted)
        #expect(Self.numbers.unsortedSegmentSum([-1, 0, -1, 3, 0], segmentCount: 5) == [7, 0, 0, 4, 0])
    }

    @Test func whatASegmentWithoutRowsHas() {
        let x: Matrix = [[-1, 2], [-3, 4]]
        #expect(x.segmentMean([0, 2]) == [[-1, 2], [0, 0], [-3, 4]])
        #expect(x.segmentMax([0, 2]) == [[-1, 2], [0, 0], [-3, 4]])
        #expect(x.segmentProd([0, 2]) == [[-1, 2], [1, 1], [-3, 4]])
        #expect(Matrix.zeros(0, 2).segmentSum([]).shape == [0, 2])
        #expect(Self.numbers.segmentMean(Self.ids) == [1.5, 3, 4.5])
    }

    @Test func setsKeepTheOrderOfAppearance() throws {
        struct Golden: Decodable {
            let unique_values, setdiff_values: [Double]
            let unique_idx, setdiff_idx, unique_of_4_1_4_2_1_9, unique_idx_of_4_1_4_2_1_9: [Int]
        }
        let golden = try OperationGoldens.named("arg_unique_setdiff", as: Golden.self)
        let list: Matrix = [1, 2, 5, 3, 7]
        let (values, indices) = unique(list.elements)
        #expect(values == golden.unique_values)
        #expect(indices == golden.unique_idx)
        let (rest, places) = setDifference(list.elements, [1, 2, 9])
        #expect(rest == golden.setdiff_values)
        #expect(places == golden.setdiff_idx)
        #expect(unique([4, 1, 4, 2, 1, 9]).values == golden.unique_of_4_1_4_2_1_9)
        #expect(unique([4, 1, 4, 2, 1, 9]).indices == golden.unique_idx_of_4_1_4_2_1_9)
    }

    @Test func oneHotAndBack() {
        let vectors = Matrix.oneHot([0, 2, 1], depth: 3)
        #expect(vectors == [[1, 0, 0], [0, 0, 1], [0, 1, 0]])
        #expect(vectors.argmax(axis: 1) == [0, 2, 1])
        #expect(Tensor<Float>.oneHot([], depth: 3).shape == [0, 3])
    }

    @Test func wrongNumbersStop() async {
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix([1, 2, 3]).segmentSum([0, 2, 1])
        }
        expectStop(
            "segmentSum needs numbers from 0 up that never decrease, but row 2 has 1 after 2", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix([1, 2, 3]).segmentMean([0, 1])
        }
        expectStop(
            "segmentSum needs a number for each row of a tensor of shape (3,), but 2 are given", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix([1]).unsortedSegmentSum([4], segmentCount: 3)
        }
        expectStop("unsortedSegmentSum is to make 3 segments, but a row has the number 4", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Matrix.oneHot([0, 3], depth: 3)
        }
        expectStop("oneHot of depth 3 needs indices from 0 to 2, but number 1 is 3", result)
    }
}
