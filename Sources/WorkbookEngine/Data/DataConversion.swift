// Files that a package has in a form for other programs are made anew, by a few lines of Python in `data/sets.yml`. What
// goes in and what comes out are both known by their checksums.

import Foundation

extension DataStore {
    /// Makes the missing files of the set in `work` from what the sources have.
    func make(
        _ missing: [String], of set: DataSet, by conversion: DataSet.Conversion, from sources: [URL],
        in work: URL,
        _ announce: (String) -> Void
    ) async throws {
        let shown = sources.map(\.path).joined(separator: ", ")
        let (needed, made) = (conversion.files.map(\.name), missing.joined(separator: ", "))
        try await withWorkFolder(for: set) { folder in
            let absent = try gather(needed, of: set, from: sources, into: folder)
            guard absent.isEmpty else {
                throw Diagnostics(
                    shown,
                    "there is no \(made) in it, and no \(absent.joined(separator: ", ")), of which \(made) is made"
                )
            }
            if let fault = try await faults(of: conversion.files, in: folder).first {
                throw Diagnostics(shown, "\(fault); nothing is put in place")
            }
            announce("making \(made) from \(needed.joined(separator: ", ")) with Python")
            try await run(conversion, of: set, in: folder, announce)
            for name in missing {
                let file = folder.appending(path: name)
                // Whether the program has written them all is asked when their checksums are.
                guard FileManager.default.fileExists(atPath: file.path) else { continue }
                try FileManager.default.moveItem(at: file, to: work.appending(path: name))
            }
        }
    }

    /// Runs the program. What it imports is installed beside it for the while, if Python does not have it.
    private func run(
        _ conversion: DataSet.Conversion, of set: DataSet, in folder: URL, _ announce: (String) -> Void
    ) async throws {
        let names = conversion.files.map(\.name).joined(separator: ", ")
        let python = try Python.find(to: "converts \(names)", package: set.name)
        var errors = await python.run(conversion.program, in: folder)
        if let needs = conversion.needs, errors?.contains("ModuleNotFoundError") == true {
            announce("installing \(needs) with pip, in a folder that is removed afterwards")
            try await python.install(needs, into: folder)
            errors = await python.run(conversion.program, in: folder)
        }
        guard let errors else { return }
        let reason = errors.split(separator: "\n").last ?? "it says nothing"
        throw Diagnostics(set.name, "\(names) could not be converted (\(reason)); nothing is put in place")
    }
}
