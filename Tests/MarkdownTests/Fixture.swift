// Documents with the HTML that another program made of them, for the tests to compare with.

import Foundation

enum Fixture {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Fixtures")

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
}

/// An example of the CommonMark specification.
struct SpecificationExample: Decodable {
    let example: Int
    let section: String
    let markdown: String
    let html: String

    static func all() throws -> [SpecificationExample] {
        let file = Fixture.folder.appendingPathComponent("commonmark-0.30.json")
        return try JSONDecoder().decode([SpecificationExample].self, from: Data(contentsOf: file))
    }
}

/// The `cmark` program, which the Debian package of that name installs.
enum CmarkProgram {
    static let path = "/usr/bin/cmark"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// What `cmark --unsafe` writes for a document.
    static func html(_ markdown: String) throws -> String {
        let input = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).md")
        try Data(markdown.utf8).write(to: input)
        defer { try? FileManager.default.removeItem(at: input) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["--unsafe", input.path]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
