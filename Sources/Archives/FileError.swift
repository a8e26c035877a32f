// What can be wrong with a file, said in one sentence.

/// Why a file cannot be read or written. The text begins with the file, and with the line where there is one.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// For example `weights.npz: the archive ends in the middle of "kernel.npy"`.
    public let description: String

    package init(_ file: String, line: Int? = nil, _ sentence: String) {
        description = "\(file)\(line.map { ":\($0)" } ?? ""): \(sentence)"
    }
}
