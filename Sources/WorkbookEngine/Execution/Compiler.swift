// Compiles and links a lesson's program. The compiler and the linker are started directly, which takes a third
// of the time that the `swiftc` driver needs for the same; the driver is the fallback.

import Foundation

struct Compiler: Sendable {
    var toolchain: Toolchain
    var library: LessonLibrary

    /// What the compiler said about one program.
    struct Report: Sendable {
        var succeeded: Bool
        var diagnostics: [Diagnostic]
        /// The raw text, for the case that it holds no diagnostic.
        var text: String

        var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
    }

    /// Compiles `source` to a shared object named `name` in `folder`.
    func build(_ source: String, named name: String, in folder: URL) async throws -> (
        Report, sharedObject: URL
    ) {
        let file = folder.appending(path: "\(name).swift")
        let object = folder.appending(path: "\(name).o")
        let shared = folder.appending(path: "\(name).so")
        try write(source, to: file)
        let slow = ["-Xfrontend", "-warn-long-expression-type-checking=200"]

        var result = await runTool(
            toolchain.frontend,
            [
                "-frontend", "-c", "-primary-file", file.lastPathComponent, "-o", object.lastPathComponent,
                slow[1],
            ]
                + compileArguments + [
                    "-file-compilation-dir", ".", "-entry-point-function-name", "lesson_main",
                ],
            in: folder)
        let report = self.report(result)
        if !report.errors.isEmpty { return (report, shared) }
        if result.succeeded {
            result = await runTool(
                toolchain.linker,
                linkArguments(object: object.lastPathComponent, shared: shared.lastPathComponent),
                in: folder)
            if result.succeeded { return (report, shared) }
        }

        result = await runTool(
            toolchain.driver,
            ["-emit-library", file.lastPathComponent, "-o", shared.lastPathComponent]
                + driverArguments(compileArguments) + slow
                + ["-Xfrontend", "-entry-point-function-name", "-Xfrontend", "lesson_main"]
                + ["-L", library.sharedObject.deletingLastPathComponent().path, "-lLessonKit"]
                + ["-Xlinker", "-rpath", "-Xlinker", library.sharedObject.deletingLastPathComponent().path],
            in: folder)
        return (self.report(result), shared)
    }

    /// Compiles `source` as far as its diagnostics need, and keeps nothing.
    func check(_ source: String, named name: String, in folder: URL) async throws -> Report {
        let file = folder.appending(path: "\(name).swift")
        try write(source, to: file)
        return report(
            await runTool(
                toolchain.frontend,
                // Past type checking: what is used before it is set, or never returned, is found in SIL.
                ["-frontend", "-emit-sil", "-primary-file", file.lastPathComponent, "-o", "/dev/null"]
                    + compileArguments,
                in: folder))
    }

    /// Reads the brackets, quotes and statements of `source` only.
    func parse(_ source: String, named name: String, in folder: URL) async throws -> Report {
        let file = folder.appending(path: "\(name).swift")
        try write(source, to: file)
        return report(
            await runTool(
                toolchain.frontend,
                ["-frontend", "-parse", "-primary-file", file.lastPathComponent] + compileArguments,
                in: folder))
    }

    /// What a service that only reads the program in `file` must be told to read it as ``build(_:named:in:)`` does.
    func readingArguments(for file: URL) -> [String] {
        let folder = file.deletingLastPathComponent().path
        return driverArguments(compileArguments).filter { !$0.contains("diagnostic") && $0 != "llvm" }
            + ["-I", folder, file.path]
    }

    /// Writes the program, and what it needs beside it.
    private func write(_ source: String, to file: URL) throws {
        try Data(source.utf8).write(to: file)
        try LessonLibrary.writeStandIns(in: file.deletingLastPathComponent())
    }

    /// Swift 5 language mode: the top-level variables of a lesson are no actor's.
    private var compileArguments: [String] {
        [
            "-target", "\(Toolchain.architecture)-unknown-linux-gnu", "-disable-objc-interop",
            "-module-name", "lesson", "-swift-version", "5", "-Onone", "-g",
            "-I", library.modules.path, "-I", ".", "-diagnostic-style", "llvm", "-no-color-diagnostics",
        ]
    }

    /// The same for the driver, which has its own way with a few of them.
    private func driverArguments(_ arguments: [String]) -> [String] {
        arguments.filter { $0 != "-disable-objc-interop" }
    }

    private func linkArguments(object: String, shared: String) -> [String] {
        let own = library.sharedObject.deletingLastPathComponent().path
        let runtime = toolchain.runtimeLibraries.path
        return [
            "-shared", "--eh-frame-hdr", "-o", shared, object, toolchain.runtimeStart.path,
            "-L", own, "-L", runtime, "-rpath", own, "-rpath", runtime,
            "-lLessonKit", "-lswiftCore", "-lswiftSwiftOnoneSupport", "-lswift_Concurrency",
            "-lswift_StringProcessing",
        ]
            + ["--as-needed", "-lFoundation", "-lFoundationEssentials", "-ldispatch", "-lBlocksRuntime"]
            .filter {
                !$0.hasPrefix("-l") || runtimeHas($0)
            }
    }

    private func runtimeHas(_ option: String) -> Bool {
        FileManager.default.fileExists(
            atPath: toolchain.runtimeLibraries.appending(path: "lib\(option.dropFirst(2)).so").path)
    }

    private func report(_ result: ToolResult) -> Report {
        Report(
            succeeded: result.succeeded, diagnostics: compilerDiagnostics(in: result.errors),
            text: result.errors)
    }
}
