// The command line of the workbook: one file a command.

import ArgumentParser
import Foundation
import Synchronization
import WorkbookEngine

@main
struct Workbook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workbook",
        abstract: "Lessons about neural networks whose Swift code runs.",
        discussion: """
            A lesson is named by its path, its file's name, or the short forms lesson03.md, lesson03 and 3, from any \
            folder of the project.

            EXAMPLES
              workbook list                  the lessons
              workbook run 3                 read and run lesson 3 in the terminal
              workbook check                 prove that no recorded number is stale
              workbook accept lesson03       record what the cells print now
              workbook build                 make the pages in site/
              workbook serve                 see the pages while you write
              workbook watch 3               run lesson 3 at every save

            EXIT CODES
              0  all is well    1  a lesson failed    2  wrong usage
            """,
        subcommands: [
            Run.self, Watch.self, Check.self, Accept.self, List.self, Build.self, Serve.self, Render.self,
            Tangle.self, Why.self, Clean.self, DataCommand.self,
        ]
    )

    static func main() async {
        handleInterrupts()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error)
        }
    }

    /// Prints what is wrong and ends with the exit code that says whose mistake it is.
    private static func leave(with error: any Error) -> Never {
        switch error {
        case let code as ExitCode: Foundation.exit(code.rawValue)
        case let faults as Diagnostics:
            printError(faults)
            Foundation.exit(1)
        case let usage as UsageError:
            printError(usage.description)
            Foundation.exit(2)
        case let fault as CocoaError:
            printError(sentence(for: fault))
            Foundation.exit(1)
        default:
            let code = exitCode(for: error)
            // Help that was asked for is no mistake.
            if code == .success { exit(withError: error) }
            printError(fullMessage(for: error))
            Foundation.exit(code == .validationFailure ? 2 : 1)
        }
    }

    /// What the file system refused, as it says it: `/proc/site: No such file or directory`.
    private static func sentence(for fault: CocoaError) -> String {
        let reason = (fault.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
        return "\(fault.filePath ?? "a file"): \(reason ?? fault.localizedDescription)"
    }

    /// Control-C leaves neither a running lesson, nor a coloured terminal, nor a folder behind.
    private static func handleInterrupts() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                WorkFolders.removeAll()
                if isatty(1) == 1 { _ = write(1, "\u{1B}[0m\n", 5) }
                _exit(Workbook.endsByInterrupt.load(ordering: .relaxed) ? 0 : 128 + number)
            }
        }
    }

    /// Whether the command has no other end than Control-C, which is then no failure.
    static let endsByInterrupt = Atomic(false)
}
