// Runs one program of the toolchain to its end and keeps what it said.

import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

struct ToolResult: Sendable {
    var succeeded: Bool
    var output: String
    var errors: String
}

/// Starts `program`, waits for it and collects its output. A program that cannot be started is a failed one.
func runTool(_ program: URL, _ arguments: [String], in folder: URL) async -> ToolResult {
    do {
        let result = try await Subprocess.run(
            .path(FilePath(program.path)),
            arguments: Arguments(arguments),
            workingDirectory: FilePath(folder.path),
            output: .string(limit: 16 << 20),
            error: .string(limit: 16 << 20))
        return ToolResult(
            succeeded: result.terminationStatus.isSuccess,
            output: result.standardOutput,
            errors: result.standardError)
    } catch {
        return ToolResult(succeeded: false, output: "", errors: "\(error)")
    }
}

/// The program with this name in the first folder of the search path that has it.
func programOnSearchPath(
    _ name: String, _ environment: [String: String] = ProcessInfo.processInfo.environment
) -> URL? {
    (environment["PATH"] ?? "").split(separator: ":").lazy
        .map { URL(filePath: String($0)).appending(path: name) }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
}
