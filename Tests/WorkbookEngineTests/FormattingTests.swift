import Foundation
import Testing

@Suite struct FormattingTests {
    /// Every source is as `swift format` with the repository's .swift-format writes it.
    @Test func everySourceIsFormatted() throws {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "swift", "format", "lint", "--strict", "--recursive", "Package.swift", "Sources", "Tests",
        ]
        process.currentDirectoryURL = root
        let output = Pipe()
        process.standardError = output
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let complaints = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(
            process.terminationStatus == 0,
            "run `swift format --in-place --recursive Package.swift Sources Tests`\n\(complaints)")
    }
}
