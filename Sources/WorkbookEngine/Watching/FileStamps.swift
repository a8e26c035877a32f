// What files looked like at one moment, by which a later look tells what has been saved.

import Foundation

/// The stamps of a set of files. Two are equal when no file was written, replaced, added or removed in between.
///
/// Looking at a few dozen files takes less than a millisecond, works on every file system, and does not care how an
/// editor saves: in place, or under another name that is then renamed.
public struct FileStamps: Hashable, Sendable {
    private struct Stamp: Hashable, Sendable {
        var device: UInt64
        var file: UInt64
        var bytes: Int64
        var seconds: Int
        var nanoseconds: Int
    }

    /// By the file's path; nil for one that is not there.
    private var stamps: [String: Stamp?] = [:]

    public init() {}

    /// Looks at `files` now.
    public init(of files: [URL]) {
        for file in files { stamps.updateValue(Self.stamp(of: file.path), forKey: file.path) }
    }

    /// The stamps with those of `files` that were not among them, as they look now.
    public func including(_ files: [URL]) -> FileStamps {
        var all = self
        for file in files where stamps[file.path] == nil {
            all.stamps.updateValue(Self.stamp(of: file.path), forKey: file.path)
        }
        return all
    }

    /// The paths of the files that are new, gone, or not as they were, sorted.
    public func changes(since old: FileStamps) -> [String] {
        Set(stamps.keys).union(old.stamps.keys).filter { (stamps[$0] ?? nil) != (old.stamps[$0] ?? nil) }
            .sorted()
    }

    private static func stamp(of path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Stamp(
            device: UInt64(status.st_dev), file: UInt64(status.st_ino), bytes: Int64(status.st_size),
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }
}

extension FileStamps {
    /// Waits until the files are not as these stamps say, and have then stayed as they are for two looks: a save may
    /// empty a file before it fills it, or take it away before the new one comes.
    ///
    /// - Parameters:
    ///   - interval: the time between two looks.
    ///   - files: names the files at each look.
    /// - Returns: the stamps of the files after the change.
    public func next(
        every interval: Duration = .milliseconds(100), of files: @Sendable () -> [URL]
    ) async throws -> FileStamps {
        var last = self
        while true {
            try await Task.sleep(for: interval)
            let now = FileStamps(of: files())
            if now == last, !now.changes(since: self).isEmpty { return now }
            last = now
        }
    }
}
