// The bytes of whole files.

internal import FoundationEssentials
internal import Glibc

/// The bytes of the file at `path`.
package func readBytes(_ path: String) throws -> [UInt8] {
    try checkName(path)
    do {
        return try [UInt8](Data(contentsOf: URL(filePath: path)))
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
        throw FileError(path, "there is no such file")
    } catch let error as CocoaError where error.code == .fileReadNoPermission {
        throw FileError(path, "the file may not be read")
    } catch {
        throw FileError(path, fault(error) ?? "the file cannot be read (\(error))")
    }
}

/// Puts a file with these bytes at `path`: written beside it and then renamed, so that nobody ever finds half a file.
package func writeBytes(_ bytes: [UInt8], _ path: String) throws {
    try checkName(path)
    do {
        try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch let error as CocoaError where error.code == .fileNoSuchFile {
        throw FileError(path, "the folder to write the file into does not exist")
    } catch let error as CocoaError where error.code == .fileWriteNoPermission {
        throw FileError(path, "the file may not be written")
    } catch {
        throw FileError(path, fault(error) ?? "the file cannot be written (\(error))")
    }
}

/// An empty name would be the folder where the program runs.
private func checkName(_ path: String) throws {
    if path.isEmpty { throw FileError("\"\"", "a file needs a name, but it is empty") }
}

/// What the system says of a failure; nil where it says nothing.
private func fault(_ error: any Error) -> String? {
    guard let reason = (error as? CocoaError)?.underlying as? POSIXError else { return nil }
    if reason.code == .EISDIR { return "this is a folder, not a file" }
    return "the system says: \(String(cString: strerror(reason.code.rawValue)))"
}
