// IDX files, plain and gzipped.

import Foundation
import NeuralCore
import NeuralFiles
import Testing

@Suite struct IDXTests {
    static let pixels = (0..<24).map { UInt8($0 * 10) }

    /// The gzipped one consists of two compressed parts, one after the other.
    @Test(arguments: ["images.idx", "images.idx.gz"]) func imagesArePixels(name: String) throws {
        let images = try IDX.read(fixture(name), as: Float.self, dividedBy: 255)
        #expect(images == Tensor<Float>(bytes: Self.pixels, shape: [2, 3, 4], dividedBy: 255))
        #expect(try IDX.read(fixture(name)) == Matrix(bytes: Self.pixels, shape: [2, 3, 4]))
    }

    @Test func labelsAreWholeNumbers() throws {
        #expect(try IDX.labels(fixture("labels.idx")) == [5, 0, 9])
        expectFailure("labels are whole numbers along one axis, but the shape is (2, 3, 4)") {
            try IDX.labels(fixture("images.idx"))
        }
        expectFailure("labels are whole numbers, but the file holds float32 numbers") {
            try IDX.labels(fixture("numbers.idx"))
        }
    }

    @Test func otherNumbersHaveTheHighestByteFirst() throws {
        #expect(try IDX.read(fixture("numbers.idx")) == [[1, -2.5], [3, 0.25]] as Matrix)
        #expect(
            try IDX.read(fixture("numbers.idx"), dividedBy: 2) == [[0.5, -1.25], [1.5, 0.125]] as Matrix)
    }

    @Test func damagedFilesFail() throws {
        for name in ["images.idx", "labels.idx", "images.idx.gz"] {
            try expectSturdy(name) { _ = try IDX.read($0, as: Double.self) }
        }
        expectFailure("this is not an IDX file: it begins with the bytes [147, 78, 85, 77]") {
            try IDX.read(fixture("float64.npy"), as: Double.self)
        }
    }
}
