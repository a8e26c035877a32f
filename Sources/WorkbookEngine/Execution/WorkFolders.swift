// The folders that a program interrupted by Control-C must still remove.

import Foundation
import Synchronization

public enum WorkFolders {
    private static let current = Mutex<Set<String>>([])

    /// A new folder, which is the caller's to discard.
    static func make() throws -> URL {
        let parent = FileManager.default.temporaryDirectory
        return try make(parent.appending(path: "workbook-\(getpid())-\(UInt32.random(in: .min ... .max))"))
    }

    /// The same at a place of the caller's choice.
    @discardableResult
    static func make(_ folder: URL) throws -> URL {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        current.withLock { _ = $0.insert(folder.path) }
        return folder
    }

    static func discard(_ folder: URL) {
        try? FileManager.default.removeItem(at: folder)
        current.withLock { _ = $0.remove(folder.path) }
    }

    /// Removes what is in use now: for the end of a program that does not come back.
    public static func removeAll() {
        for path in current.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// A folder of its own for the files of `body`, removed afterwards.
func withWorkFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = try WorkFolders.make()
    defer { WorkFolders.discard(folder) }
    return try body(folder)
}
