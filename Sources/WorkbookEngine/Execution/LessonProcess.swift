// Starts the process that a lesson runs in and sees it to its end.

import Exhibits
import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

struct LessonProcess: Sendable {
    var host: URL
    var lesson: URL
    var folder: URL
    var limits: Limits
    /// Where `fullData` finds the files of full cells.
    var fullData: URL?

    /// Runs the program's steps. `onEvent` is called on another thread, one call at a time.
    func run(
        _ steps: [Program.Step], onStart: @escaping @Sendable (Int) -> Void,
        onOutput: @escaping @Sendable (Int, [UInt8]) -> Void,
        onExhibit: @escaping @Sendable (Int, Exhibit) -> Void,
        onValue: @escaping @Sendable (Int, String) -> Void,
        onEnd: @escaping @Sendable (Int, StepResult) -> Void
    ) async throws -> [StepResult] {
        let token = String(UInt64.random(in: .min ... .max), radix: 16)
        let control = try socketPair()
        let output = try FileDescriptor.pipe()
        let errors = try FileDescriptor.pipe()
        let ours = [control.ours, output.readEnd, errors.readEnd]
        defer { for descriptor in ours { try? descriptor.close() } }
        for descriptor in ours { _ = fcntl(descriptor.rawValue, F_SETFD, FD_CLOEXEC) }
        for descriptor in [output.readEnd, errors.readEnd] {
            _ = fcntl(descriptor.rawValue, F_SETFL, O_NONBLOCK)
        }

        let environment = Environment.inherit.updating([
            "SWIFT_BACKTRACE": "enable=no", "OPENBLAS_NUM_THREADS": "1", "WORKBOOK_DATA": fullData?.path,
        ])
        var options = PlatformOptions()
        options.processGroupID = 0
        let result = try await Subprocess.run(
            .path(FilePath(host.path)),
            arguments: [lesson.path, token, String(limits.memoryBytes), String(limits.fileBytes)],
            environment: environment,
            workingDirectory: FilePath(folder.path),
            platformOptions: options,
            // The control socket comes in the place of standard input: all higher descriptors are closed.
            input: .fileDescriptor(control.theirs, closeAfterSpawningProcess: true),
            output: .fileDescriptor(output.writeEnd, closeAfterSpawningProcess: true),
            error: .fileDescriptor(errors.writeEnd, closeAfterSpawningProcess: true)
        ) { execution in
            let process = execution.processIdentifier.value
            return await onOwnThread {
                var conversation = Conversation(
                    process: process, control: control.ours.rawValue, output: output.readEnd.rawValue,
                    errors: errors.readEnd.rawValue, token: token, steps: steps, limits: limits,
                    onStart: onStart, onOutput: onOutput, onExhibit: onExhibit, onValue: onValue, onEnd: onEnd
                )
                return conversation.listen()
            }
        }
        return result.closureResult
    }
}

/// A pair of connected sockets that keep packets apart.
private func socketPair() throws -> (ours: FileDescriptor, theirs: FileDescriptor) {
    var pair: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0
    else {
        throw Errno(rawValue: errno)
    }
    return (FileDescriptor(rawValue: pair[0]), FileDescriptor(rawValue: pair[1]))
}

/// Runs blocking `work` without holding up a thread that Swift's concurrency needs.
private func onOwnThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: work()) }
    }
}
