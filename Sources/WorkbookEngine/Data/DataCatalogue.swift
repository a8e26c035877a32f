// The file that describes the known data sets, so that whoever writes a lesson can add one.

import Foundation
import Markdown
import Yams

/// The sets of `data/sets.yml` beside the lessons.
public struct DataCatalogue: Sendable {
    public var sets: [DataSet]
    /// The file, as messages call it.
    public var path: String

    /// Reads the catalogue of the lessons in `folder`; without the file no sets are known.
    ///
    /// - Parameter shownFolder: the folder as messages call it.
    /// - Throws: ``Diagnostics`` with every fault of the file.
    public init(ofLessonsIn folder: URL, shownAs shownFolder: String) throws {
        path = shownFolder + "data/sets.yml"
        sets = []
        guard let bytes = try? Data(contentsOf: folder.appending(path: "data/sets.yml")) else { return }
        var reader = DataCatalogueReader(path: path)
        sets = try reader.read(String(decoding: bytes, as: UTF8.self))
    }

    /// The set with this name.
    public func set(named name: String) throws -> DataSet {
        if let set = sets.first(where: { $0.name == name }) { return set }
        throw UsageError(unknown(name))
    }

    private func unknown(_ name: String) -> String {
        "there is no data set \"\(name)\" in \(path)" + suggestion(for: name, from: sets.map(\.name))
    }

    /// The sets of the lesson's full cells. Throws ``Diagnostics`` that name each cell whose set is not known.
    func sets(of lesson: Lesson) throws -> [DataSet] {
        let names = Set(sets.map(\.name))
        let strangers = lesson.cells.filter { $0.role.dataSet.map { !names.contains($0) } ?? false }
        guard strangers.isEmpty else {
            throw Diagnostics(
                strangers.map {
                    Diagnostic(
                        .error, lesson.path, $0.fence.position, unknown($0.role.dataSet ?? ""),
                        sourceLine: lesson.line($0.fence.position.line))
                })
        }
        return lesson.fullDataSets.compactMap { name in sets.first { $0.name == name } }
    }
}

/// Reads the mapping of names to sets and collects every fault in it.
private struct DataCatalogueReader {
    static let keys = ["title", "licence", "package", "folder", "hint", "files", "convert"]
    static let fileKeys = ["bytes", "sha256"]
    static let conversionKeys = ["needs", "files", "python"]

    let path: String
    private var faults: [Diagnostic] = []

    init(path: String) { self.path = path }

    mutating func read(_ yaml: String) throws -> [DataSet] {
        var sets: [DataSet] = []
        do {
            switch try Yams.compose(yaml: yaml) {
            case nil: break
            case .mapping(let mapping)?: sets = mapping.compactMap { set($0.key, $0.value) }
            case let other?: report(other, "the file maps the name of each data set to what it is")
            }
        } catch let error as YamlError {
            let place = error.place
            throw Diagnostics(
                path, at: SourceLocation(line: place.line, column: place.column),
                "this is not valid YAML: \(place.problem)")
        }
        guard faults.isEmpty else { throw Diagnostics(faults) }
        return sets
    }

    private mutating func set(_ name: Yams.Node, _ node: Yams.Node) -> DataSet? {
        guard let mapping = node.mapping, let word = name.string, isFileName(word) else {
            report(
                name,
                "a data set has a name of letters, digits, - and _, and below it its title, licence and files"
            )
            return nil
        }
        var set = DataSet(name: word, title: "", licence: "", files: [])
        for (key, value) in mapping {
            switch key.string ?? "" {
            case "title": set.title = text(value, key)
            case "licence": set.licence = text(value, key)
            case "package": set.package = text(value, key)
            case "folder": set.folder = text(value, key)
            case "hint": set.hint = text(value, key)
            case "files": set.files = files(value)
            case "convert": set.conversion = conversion(key, value)
            case let other:
                report(
                    key, "unknown key \"\(other)\" of a data set" + suggestion(for: other, from: Self.keys))
            }
        }
        for (key, isMissing) in [
            ("title", set.title.isEmpty), ("licence", set.licence.isEmpty), ("files", set.files.isEmpty),
        ] where isMissing && faults.isEmpty {
            report(name, "the data set \"\(word)\" has no \(key); add `\(key):` below its name")
        }
        return set
    }

    /// What makes files of the set from others: `python`, a program in a few lines, and the `files` that it reads.
    private mutating func conversion(_ key: Yams.Node, _ node: Yams.Node) -> DataSet.Conversion? {
        var conversion = DataSet.Conversion(files: [], program: "")
        for (key, value) in node.mapping ?? [:] {
            switch key.string ?? "" {
            case "needs": conversion.needs = text(value, key)
            case "files": conversion.files = files(value)
            case "python": conversion.program = value.scalar?.string ?? ""
            case let other:
                report(
                    key,
                    "unknown key \"\(other)\" of a conversion"
                        + suggestion(for: other, from: Self.conversionKeys))
            }
        }
        if conversion.files.isEmpty || conversion.program.isEmpty, faults.isEmpty {
            report(key, "\"convert\" takes `files:`, what is read, and `python:`, the program that reads it")
        }
        return conversion
    }

    private mutating func files(_ node: Yams.Node) -> [DataSet.File] {
        node.mapping?.compactMap { file($0.key, $0.value) } ?? []
    }

    private mutating func file(_ name: Yams.Node, _ node: Yams.Node) -> DataSet.File? {
        let word = name.string ?? ""
        guard isFileName(word) else {
            report(name, "a file of a data set has a name of letters, digits, dots, - and _, without folders")
            return nil
        }
        for (key, _) in node.mapping ?? [:] where !Self.fileKeys.contains(key.string ?? "") {
            report(
                key,
                "unknown key \"\(key.string ?? "")\" of a file"
                    + suggestion(for: key.string ?? "", from: Self.fileKeys))
        }
        guard let bytes = node.mapping?["bytes"]?.int, bytes >= 0, let sum = node.mapping?["sha256"]?.string,
            sum.count == 64, sum.allSatisfy({ $0.isHexDigit && !$0.isUppercase })
        else {
            report(
                name,
                "the file \"\(word)\" needs its length and checksum: {bytes: 28881, sha256: …}, as `sha256sum` writes it"
            )
            return nil
        }
        return DataSet.File(name: word, bytes: bytes, sha256: sum)
    }

    /// Names become names of files and folders: nothing may lead out of the set's own.
    private func isFileName(_ word: String) -> Bool {
        !word.isEmpty && !word.hasPrefix(".") && !word.hasPrefix("-")
            && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }

    private mutating func text(_ node: Yams.Node, _ key: Yams.Node) -> String {
        if let text = node.scalar?.string, !text.isEmpty, !text.contains("\n") { return text }
        report(node, "\"\(key.string ?? "")\" takes one line of text")
        return ""
    }

    private mutating func report(_ node: Yams.Node, _ message: String) {
        let position = SourceLocation(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        faults.append(Diagnostic(.error, path, position, message))
    }
}
