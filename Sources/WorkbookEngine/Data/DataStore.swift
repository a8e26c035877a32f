// The folder in which the full data lie: a folder for each set, there as a whole or not at all.

import Foundation

/// Where the data sets are kept that do not ship with the lessons.
public struct DataStore: Sendable {
    /// What is known of a set in this store.
    public enum State: Hashable, Sendable {
        /// Every file is there, with the right checksum.
        case present
        case missing
        /// What is wrong with the files, a sentence each.
        case damaged([String])
    }

    public var folder: URL
    /// What to add to a command to make it use this store: ` --cache DIR`, or nothing for the user's own.
    public var option: String

    public init(folder: URL, option: String = "") { (self.folder, self.option) = (folder, option) }

    /// Where the files of the set are looked for.
    public func place(of set: DataSet) -> URL { folder.appending(path: set.name) }

    /// Whether the set is there, its checksums verified.
    public func state(of set: DataSet) async throws -> State {
        let place = place(of: set)
        guard FileManager.default.fileExists(atPath: place.path) else { return .missing }
        let faults = try await faults(of: set.files, in: place)
        return faults.isEmpty ? .present : .damaged(faults)
    }

    /// What is wrong with the files in `folder`, a sentence each.
    func faults(of files: [DataSet.File], in folder: URL) async throws -> [String] {
        let there = files.filter {
            FileManager.default.isReadableFile(atPath: folder.appending(path: $0.name).path)
        }
        let sums = try await sha256(of: there.map(\.name), in: folder)
        return files.compactMap { file in
            guard let sum = sums[file.name] else { return "\(file.name) is not there" }
            guard sum != file.sha256 else { return nil }
            return
                "\(file.name) has other bytes than the known one: its SHA-256 begins with \(sum.prefix(12)), "
                + "and should begin with \(file.sha256.prefix(12))"
        }
    }

    /// The command that gets the set.
    public func commandToGet(_ set: DataSet) -> String {
        "workbook data get \(set.name)" + (set.package == nil ? " --from FILE" : "") + option
    }

    /// Throws ``Diagnostics`` that name each full cell whose data are not there, and the command that gets them.
    func check(_ sets: [DataSet], of lesson: Lesson) async throws {
        var faults: [Diagnostic] = []
        for set in sets {
            let what: String
            switch try await state(of: set) {
            case .present: continue
            case .missing: what = "the data set \"\(set.name)\" (\(set.bytes.asBytes)) is not there; "
            case .damaged(let sentences):
                what = "the data set \"\(set.name)\" is damaged: \(sentences[0]); "
            }
            let cell = lesson.cells.first { $0.role.dataSet == set.name }
            let position = cell?.fence.position
            faults.append(
                Diagnostic(
                    .error, lesson.path, position,
                    what + "`\(commandToGet(set))` gets it\(set.hint.map { ", \($0)" } ?? "")",
                    sourceLine: position.flatMap { lesson.line($0.line) }))
        }
        guard faults.isEmpty else { throw Diagnostics(faults) }
    }

    /// Forgets the set. False when it was not there.
    public func remove(_ set: DataSet) throws -> Bool {
        guard FileManager.default.fileExists(atPath: place(of: set).path) else { return false }
        try FileManager.default.removeItem(at: place(of: set))
        return true
    }
}

/// The SHA-256 of each of these files of `folder`, by coreutils' program for it.
private func sha256(of names: [String], in folder: URL) async throws -> [String: String] {
    guard !names.isEmpty else { return [:] }
    guard let program = programOnSearchPath("sha256sum") else {
        throw Diagnostics("sha256sum", "this program is not on the search path; install coreutils")
    }
    let result = await runTool(program, ["--"] + names, in: folder)
    guard result.succeeded else {
        throw Diagnostics(folder.path, "the files cannot be read: \(result.errors.firstLine)")
    }
    return result.output.split(separator: "\n").reduce(into: [:]) { sums, line in
        sums[String(line.dropFirst(66))] = String(line.prefix(64))
    }
}

extension String {
    var firstLine: String { split(separator: "\n").first.map(String.init) ?? self }
}
