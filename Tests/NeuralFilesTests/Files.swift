// Files for the tests: those that other programs made, and a folder for those that we make.

import Foundation
import NeuralCore
import NeuralFiles
import Testing

/// The path of a file in `Fixtures`, which `Fixtures/make.py` made with NumPy 2.4.6 and safetensors 0.8.0.
func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
}

/// Runs `body` with the path of a new folder, which is removed afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "neural-files-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}

/// Checks that `body` fails with a sentence of this content.
func expectFailure<Result>(
    _ sentence: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) {
    let error = #expect(throws: FileError.self, sourceLocation: sourceLocation) { _ = try body() }
    let text = error?.description ?? ""
    #expect(text.contains(sentence), "\(text)", sourceLocation: sourceLocation)
    #expect(!text.contains("\n"), sourceLocation: sourceLocation)
}

/// Reads every beginning of the file, and the file with bits of each byte changed: a beginning must fail with a sentence, a
/// changed file must fail with one or be read, and nothing may stop the program.
///
/// - Parameter protected: the bytes of which a change must be found, because they are under a checksum.
func expectSturdy(
    _ name: String, detectsChangesIn protected: Range<Int> = 0..<0,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ read: (String) throws -> Void
) throws {
    let bytes = try Data(contentsOf: URL(filePath: fixture(name)))
    try withFolder { folder in
        let path = "\(folder)/\(name)"
        for count in 0..<bytes.count {
            try bytes.prefix(count).write(to: URL(filePath: path))
            #expect(throws: FileError.self, "the first \(count) bytes", sourceLocation: sourceLocation) {
                try read(path)
            }
        }
        for place in 0..<bytes.count {
            for bit in [0, 3, 7] {
                var changed = bytes
                changed[place] ^= 1 << bit
                try changed.write(to: URL(filePath: path))
                do {
                    try read(path)
                    let isProtected = protected.contains(place)
                    #expect(!isProtected, "bit \(bit) of byte \(place)", sourceLocation: sourceLocation)
                } catch let error as FileError {
                    #expect(error.description.hasPrefix(path), sourceLocation: sourceLocation)
                }
            }
        }
    }
}

/// The numbers that most fixtures hold.
let values = Matrix((0..<12).map { Double($0) / 7 }).reshaped(3, 4)

/// Whether a Python with NumPy is there to read what we write.
let pythonHasNumPy = (try? python("import numpy")) != nil

/// What a Python program prints.
@discardableResult
func python(_ program: String, arguments: [String] = []) throws -> String {
    struct Failure: Error {}
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure() }
    return text
}
