// How commands tell what is wrong: fitted to the window of a terminal, in whole lines elsewhere.

import Foundation
import WorkbookEngine

extension FaultText {
    static var onErrors: FaultText { FaultText(for: STDERR_FILENO) }
    static var onOutput: FaultText { FaultText(for: STDOUT_FILENO) }

    private init(for stream: Int32) {
        self.init(style: .current(on: stream, environment: ProcessInfo.processInfo.environment))
    }

    /// What went wrong, whatever it is.
    func text(of error: any Error) -> String {
        (error as? Diagnostics).map { text(of: $0) } ?? text(of: "\(error)")
    }

    /// Where a lesson and its run disagree, and the lines in which they do.
    func text(of mismatch: Mismatch) -> String {
        ([text(of: mismatch.diagnostic)] + mismatch.difference.map { "    \($0.display)" })
            .joined(separator: "\n")
    }
}

func printError(_ message: String) { writeError(FaultText.onErrors.text(of: message)) }
func printError(_ fault: Diagnostic) { writeError(FaultText.onErrors.text(of: fault)) }
func printError(_ mismatch: Mismatch) { writeError(FaultText.onErrors.text(of: mismatch)) }
func printError(_ error: any Error) { writeError(FaultText.onErrors.text(of: error)) }

private func writeError(_ text: String) {
    FileHandle.standardError.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
}
