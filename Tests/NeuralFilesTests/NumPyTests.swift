// Files of NumPy, read; and files of ours, read by NumPy.

import Foundation
import NeuralCore
import NeuralFiles
import Testing

@Suite struct NumPyTests {
    @Test func readsWhatNumPyWrote() throws {
        #expect(try NPY.read(fixture("float64.npy")) == values)
        #expect(try NPY.read(fixture("version2.npy")) == values)
        #expect(try NPY.read(fixture("fortran.npy")) == values.reshaped(2, 3, 2))
        let single = Tensor<Float>(shape: [2, 3, 2], elements: values.elements.map { Float($0) })
        #expect(try NPY.read(fixture("float32.npy")) == single)
        let half = values.map { Double(Float16($0)) }
        #expect(try NPY.read(fixture("float16.npy")) == half)
        #expect(try NPY.read(fixture("big_endian.npy")) == [[-3, -2, -1], [0, 1, 2]] as Matrix)
        #expect(try NPY.read(fixture("int64.npy")) == [-1_099_511_627_776, 0, 7] as Matrix)
        #expect(try NPY.read(fixture("bool.npy")) == [1, 0, 1] as Matrix)
        #expect(try NPY.read(fixture("number.npy")) == Matrix(shape: [], elements: [2.5]))
        #expect(try NPY.read(fixture("empty.npy")) == Matrix.zeros(0, 3))
        expectFailure("cannot be read; store numbers") {
            try NPY.read(fixture("records.npy"), as: Double.self)
        }
    }

    @Test(arguments: ["stored.npz", "deflated.npz"]) func readsArchivesOfNumPy(name: String) throws {
        let weights = try NPZ.read(fixture(name), as: Double.self)
        #expect(weights == ["dense.kernel": values, "dense.bias": [1, -2, 3]])
    }

    @Test func ofAnArchiveOnlyWhatIsWantedIsUnpacked() throws {
        let archive = try ZipArchive(path: fixture("deflated.npz")) { $0 == "dense.bias.npy" }
        #expect(archive.entries.map(\.name) == ["dense.bias.npy"])
    }

    @Test func writesTheBytesThatNumPyWrites() throws {
        try withFolder { folder in
            let path = "\(folder)/mine.npy"
            func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }
            try NPY.write(values, to: path)
            #expect(try bytes(path) == bytes(fixture("float64.npy")))
            try NPY.write(
                Tensor<Float>(shape: [2, 3, 2], elements: values.elements.map { Float($0) }), to: path)
            #expect(try bytes(path) == bytes(fixture("float32.npy")))
            try NPY.write(Matrix(shape: [], elements: [2.5]), to: path)
            #expect(try bytes(path) == bytes(fixture("number.npy")))
            try NPY.write(Matrix.zeros(0, 3), to: path)
            #expect(try bytes(path) == bytes(fixture("empty.npy")))
        }
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        try withFolder { folder in
            let path = "\(folder)/weights.npz"
            let weights = [
                "b": values, "a": Matrix([.infinity, -0.0, .leastNonzeroMagnitude]),
                "zeros": Matrix.zeros(0, 2),
            ]
            try NPZ.write(weights, to: path)
            #expect(try NPZ.read(path) == weights)
            let first = try Data(contentsOf: URL(filePath: path))
            try NPZ.write(weights, to: path)
            #expect(try Data(contentsOf: URL(filePath: path)) == first)
            try NPZ.write([String: Matrix](), to: path)
            #expect(try NPZ.read(path, as: Double.self) == [:])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["weights.npz"])
        }
    }

    @Test(.enabled(if: pythonHasNumPy)) func numPyReadsOurArchives() throws {
        try withFolder { folder in
            let path = "\(folder)/weights.npz"
            try NPZ.write(["dense.kernel": values, "dense.bias": [1, -2, 3]], to: path)
            let program = """
                import sys, numpy, zipfile
                assert zipfile.ZipFile(sys.argv[1]).testzip() is None
                ours, theirs = numpy.load(sys.argv[1]), numpy.load(sys.argv[2])
                assert ours.files == ["dense.bias", "dense.kernel"]
                for name in theirs.files:
                    assert (ours[name] == theirs[name]).all() and ours[name].shape == theirs[name].shape
                print(ours["dense.kernel"].dtype)
                """
            #expect(try python(program, arguments: [path, fixture("stored.npz")]) == "float64\n")
            try NPZ.write(["x": Tensor<Float>([0.1])], to: path)
            let text = try python(
                "import sys, numpy; print(repr(numpy.load(sys.argv[1])['x']))", arguments: [path])
            #expect(text == "array([0.1], dtype=float32)\n")
        }
    }

    @Test func damagedArraysFail() throws {
        try expectSturdy("float64.npy") { _ = try NPY.read($0, as: Double.self) }
        try expectSturdy("fortran.npy") { _ = try NPY.read($0, as: Float.self) }
    }

    /// Lengths that can only not be counted because one of them is 0.
    @Test(arguments: ["(0, 2147483647, 2147483647, 2147483647)", "(2147483647, 2147483647, 2147483647, 0)"])
    func shapesBeyondCountingFail(shape: String) throws {
        try withFolder { folder in
            let header = "{'descr': '<f8', 'fortran_order': True, 'shape': \(shape), }\n"
            let path = "\(folder)/huge.npy"
            try Data([0x93] + "NUMPY".utf8 + [1, 0, UInt8(header.utf8.count), 0] + header.utf8)
                .write(to: URL(filePath: path))
            expectFailure("the array has the impossible shape") { try NPY.read(path, as: Double.self) }
        }
    }

    @Test func damagedArchivesFail() throws {
        // The bytes of the first array, which are under a checksum.
        try expectSturdy("stored.npz", detectsChangesIn: 66..<290) { _ = try NPZ.read($0, as: Double.self) }
        try expectSturdy("deflated.npz") { _ = try NPZ.read($0, as: Double.self) }
    }

    @Test func sentencesSayWhatIsWrong() throws {
        expectFailure("nowhere.npy: there is no such file") { try NPY.read("nowhere.npy", as: Double.self) }
        expectFailure("this is not a .npy file") { try NPY.read(fixture("stored.npz"), as: Double.self) }
        expectFailure("this is not a zip archive, or its end is missing") {
            try NPZ.read(fixture("float64.npy"), as: Double.self)
        }
        expectFailure("the folder to write the file into does not exist") {
            try NPY.write(values, to: "/nowhere/at/all.npy")
        }
        try withFolder { folder in
            expectFailure("\(folder): this is a folder, not a file") {
                try NPY.read(folder, as: Double.self)
            }
            expectFailure("\(folder): this is a folder, not a file") { try NPY.write(values, to: folder) }
            expectFailure("a file needs a name, but it is empty") { try NPY.read("", as: Double.self) }
            expectFailure("a file needs a name, but it is empty") { try NPY.write(values, to: "") }
            let path = "\(folder)/short.npy"
            try Data(contentsOf: URL(filePath: fixture("float64.npy"))).dropLast(8).write(
                to: URL(filePath: path))
            expectFailure("the array of shape (3, 4) should have 96 bytes, but only 88 are left") {
                try NPY.read(path, as: Double.self)
            }
        }
    }
}
