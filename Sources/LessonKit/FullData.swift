// How a cell finds data that does not ship with the lessons.

import Exhibits
import Glibc

/// The path of a file of a data set, for a cell marked `full=SET`.
///
///     let images = try IDX.read(fullData("mnist/train-images-idx3-ubyte.gz"), as: Float.self, dividedBy: 255)
///
/// - Parameter path: the set's name and the file's: `workbook data` lists the sets.
public func fullData(_ path: String, file: StaticString = #file, line: UInt = #line) -> String {
    if Exhibit.isAttached {
        let set = String(path.prefix { $0 != "/" })
        switch FullData.set {
        case set?: break
        case let other?:
            fatalError(
                "fullData(\"\(path)\") is a file of \(set), but the cell is marked full=\(other)", file: file,
                line: line)
        case nil:
            fatalError(
                "fullData(\"\(path)\") is for full cells; mark the cell `swift full=\(set)`", file: file,
                line: line)
        }
    }
    return "\(FullData.folder)/\(path)"
}

enum FullData {
    /// The set of the full cell that runs now. Cells run one after another, on one thread.
    nonisolated(unsafe) static var set: String?

    /// The runner's folder, or the user's for a lesson that runs on its own.
    static var folder: String {
        func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        if let folder = variable("WORKBOOK_DATA") { return folder }
        let cache = variable("XDG_CACHE_HOME") ?? "\(variable("HOME") ?? "/tmp")/.cache"
        return "\(cache)/workbook/data"
    }
}
