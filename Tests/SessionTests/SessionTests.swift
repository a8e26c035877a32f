// What a user types and sees: each folder under Sessions/ holds lessons and a session.txt, a record of commands and
// what they print. A session runs in a copy of its folder, with a cache of its own.
//
//     $ workbook check 1
//     ok     lessons/lesson01.md, 1 cell
//     [1]
//
// A line `[1]` is an exit code that is not 0. A line that ends in ` (re)` is a regular expression.
// `RECORD_SESSIONS=1 swift test --filter SessionTests` writes what is printed now into the records.

import Foundation
import Testing

@Suite struct SessionTests {
    @Test(arguments: Session.all) func commandsPrintWhatIsRecorded(session: Session) throws {
        let folder = try session.copyToTemporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        var record: [String] = []
        for step in try session.steps() {
            let printed = try session.run(step.command, in: folder)
            if !Session.isRecording {
                #expect(
                    step.agrees(with: printed),
                    "\(session.name): $ \(step.command)\nprinted:\n\(printed.joined(separator: "\n"))")
            }
            record += ["$ \(step.command)"] + (step.agrees(with: printed) ? step.expected : printed)
        }
        if Session.isRecording {
            try Data(record.map { $0 + "\n" }.joined().utf8).write(to: session.record, options: .atomic)
        }
    }
}

struct Session: CustomTestStringConvertible {
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_SESSIONS"] == "1"
    private static let sessions = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Sessions")

    static let all: [Session] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: sessions.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { Session(name: $0) }
    }()

    var name: String
    var testDescription: String { name }
    private var folder: URL { Self.sessions.appending(path: name) }
    var record: URL { folder.appending(path: "session.txt") }

    struct Step {
        var command: String
        var expected: [String]

        func agrees(with printed: [String]) -> Bool {
            printed.count == expected.count
                && zip(expected, printed).allSatisfy { expected, printed in
                    guard expected.hasSuffix(" (re)") else { return expected == printed }
                    let pattern = "^(?:\(expected.dropLast(5)))$"
                    return printed.range(of: pattern, options: .regularExpression) != nil
                }
        }
    }

    func steps() throws -> [Step] {
        var steps: [Step] = []
        for line in try String(contentsOf: record, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2)), expected: []))
            } else if !steps.isEmpty {
                steps[steps.count - 1].expected.append(String(line))
            }
        }
        // The text ends in a line end, not in an empty line.
        if steps.last?.expected.last == "" { steps[steps.count - 1].expected.removeLast() }
        return steps
    }

    func copyToTemporaryFolder() throws -> URL {
        let copy = FileManager.default.temporaryDirectory.appending(path: "session-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: folder, to: copy)
        try FileManager.default.removeItem(at: copy.appending(path: "session.txt"))
        return copy
    }

    /// Runs one line of shell. Both streams come together, and the exit code last.
    func run(_ command: String, in folder: URL) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec 2>&1; \(command)"]
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        // The programs that this test run was built with lie beside the test program.
        let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        environment["PATH"] = "\(programs.path):\(environment["PATH"] ?? "")"
        environment["XDG_CACHE_HOME"] = folder.appending(path: ".cache").path
        environment["COLUMNS"] = "80"
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        var lines = text.replacing(folder.path, with: "FOLDER").split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .map(String.init)
        if lines.last == "" { lines.removeLast() }
        if process.terminationStatus != 0 { lines.append("[\(process.terminationStatus)]") }
        return lines
    }
}
