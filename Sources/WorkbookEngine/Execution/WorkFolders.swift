// The folders that a program interrupted by Control-C must still remove.

import Foundation
import Synchronization

public enum WorkFolders {
    private static let current = Mutex<Set<String>>([])

    static func add(_ path: String) { current.withLock { _ = $0.insert(path) } }
    static func remove(_ path: String) { current.withLock { _ = $0.remove(path) } }

    /// Removes what is in use now: for the end of a program that does not come back.
    public static func removeAll() {
        for path in current.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
}
