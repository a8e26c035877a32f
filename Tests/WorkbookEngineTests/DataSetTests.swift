// Promises about data that do not ship with the lessons: nothing comes into the store but the known bytes.

import Foundation
import Testing

@testable import WorkbookEngine

/// A folder of its own for a test, removed afterwards.
private func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "data-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
}

private func write(_ texts: [String: String], in folder: URL) throws {
    for (name, text) in texts {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}

private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}

/// "one\n" and "two\n"; the checksums are those of `sha256sum`.
private let pair = DataSet(
    name: "pair", title: "Two words", licence: "none", package: "two-words==1.0", folder: "words/data",
    files: [
        .init(
            name: "one.txt", bytes: 4,
            sha256: "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806"),
        .init(
            name: "two.txt", bytes: 4,
            sha256: "27dd8ed44a83ff94d557f9fd0412ed5a8cbca69ea04922d88c01184a07300a5a"),
    ])

@Suite struct DataSetTests {
    @Test(arguments: ["", "words/data/"]) func filesComeFromAFolder(within: String) async throws {
        try await withFolder { folder in
            let store = DataStore(folder: folder.appending(path: "store"))
            #expect(try await store.state(of: pair) == .missing)
            let source = folder.appending(path: "source")
            try write(
                ["\(within)one.txt": "one\n", "\(within)two.txt": "two\n", "\(within)three.txt": "three\n"],
                in: source)
            try await store.take(pair, from: [source])
            #expect(try await store.state(of: pair) == .present)
            #expect(try names(in: store.folder) == ["pair"])
            #expect(try names(in: store.place(of: pair)) == ["one.txt", "two.txt"])
        }
    }

    @Test func otherBytesLeaveTheStoreAsItWas() async throws {
        try await withFolder { folder in
            let store = DataStore(folder: folder.appending(path: "store"))
            let source = folder.appending(path: "source")
            try write(["one.txt": "one\n", "two.txt": "two\n"], in: source)
            try await store.take(pair, from: [source])
            try write(["two.txt": "zwei\n"], in: source)
            let fault = await #expect(throws: Diagnostics.self) { try await store.take(pair, from: [source]) }
            #expect(fault?.description.contains("two.txt has other bytes than the known one") == true)
            #expect(try await store.state(of: pair) == .present)
            #expect(try names(in: store.folder) == ["pair"])
        }
    }

    @Test func aSetIsThereAsAWholeOrNotAtAll() async throws {
        try await withFolder { folder in
            let store = DataStore(folder: folder.appending(path: "store"))
            try write(["one.txt": "one\n"], in: folder)
            let fault = await #expect(throws: Diagnostics.self) {
                try await store.take(pair, from: [folder.appending(path: "one.txt")])
            }
            #expect(fault?.description == "\(folder.path)/one.txt: there is no two.txt in it")
            #expect(try names(in: store.folder) == [])
            #expect(try await store.state(of: pair) == .missing)
        }
    }

    @Test func damageIsToldFileByFile() async throws {
        try await withFolder { folder in
            let store = DataStore(folder: folder)
            try write(["pair/two.txt": "zwei\n"], in: folder)
            guard case .damaged(let faults) = try await store.state(of: pair) else {
                Issue.record("the damage is not seen")
                return
            }
            #expect(faults.count == 2)
            #expect(faults.first == "one.txt is not there")
            #expect(faults.last?.hasSuffix("should begin with 27dd8ed44a83") == true)
        }
    }

    @Test(arguments: [
        ("two_words-1.0-py3-none-any.whl", true), ("Two-Words-1.0-py3-none-any.whl", true),
        ("two_words-1.0.1-py3-none-any.whl", false), ("two_words-1.0.tar.gz", false),
        ("two-1.0-py3-none-any.whl", false),
    ]) func aPackageIsKnownByItsName(file: String, isPackage: Bool) {
        #expect(pair.isPackage(file) == isPackage)
    }

    @Test func theLessonsOwnCatalogueIsWhole() throws {
        let lessons = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../lessons")
        let catalogue = try DataCatalogue(ofLessonsIn: lessons, shownAs: "lessons/")
        #expect(catalogue.sets.map(\.name).contains("mnist"))
        // The test files are nobody's to look at before the choosing is done.
        #expect(!catalogue.sets.flatMap(\.files).contains { $0.name.contains("t10k") })
    }

    @Test(arguments: [
        ("a: b", "sets.yml:1:1: a data set has a name of letters, digits, - and _, and below it its title"),
        ("- a", "sets.yml:1:1: the file maps the name of each data set to what it is"),
        ("../a:\n  title: b", "sets.yml:1:1: a data set has a name"),
        ("a:\n  titel: b", "sets.yml:2:3: unknown key \"titel\" of a data set; did you mean \"title\"?"),
        ("a:\n  title: b\n  licence: c", "sets.yml:1:1: the data set \"a\" has no files"),
        ("a:\n  files:\n    ../b: {}", "sets.yml:3:5: a file of a data set has a name of letters"),
        ("a:\n  files:\n    b: {bytes: 1, sha256: 12}", "sets.yml:3:5: the file \"b\" needs its length"),
        (
            "a:\n  convert:\n    pyton: pass",
            "sets.yml:3:5: unknown key \"pyton\" of a conversion; did you mean \"python\"?"
        ),
        (
            "a:\n  convert:\n    python: pass",
            "sets.yml:2:3: \"convert\" takes `files:`, what is read, and `python:`, the program that reads it"
        ),
        ("a: [", "sets.yml:2:1: this is not valid YAML"),
    ]) func faultsOfACatalogueAreTold(text: String, sentence: String) async throws {
        try await withFolder { folder in
            try write(["data/sets.yml": text], in: folder)
            let faults = #expect(throws: Diagnostics.self) {
                try DataCatalogue(ofLessonsIn: folder, shownAs: "")
            }
            #expect(faults?.description.hasPrefix("data/" + sentence) == true, "\(faults?.description ?? "")")
        }
    }
}
