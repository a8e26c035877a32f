// From addresses in a lesson's shared object to its lines, through the toolchain's llvm-symbolizer.

import Foundation
import Markdown
import Synchronization

/// A call under way when a lesson stopped.
struct Call: Sendable {
    /// The function's name as the debug information has it. The compiler names its own traps this way:
    /// `Swift runtime failure: arithmetic overflow`.
    var function: String
    /// Where in the lesson; nil for code that the compiler has made.
    var position: SourceLocation?
}

struct Symbolizer: Sendable {
    var toolchain: Toolchain
    var lesson: Lesson
    var object: URL

    /// The calls at `addresses` of the lesson's shared object, innermost first.
    /// Blocks, and so must not be called on a thread of Swift's concurrency.
    func calls(at addresses: [UInt64]) -> [Call] {
        guard let innermost = addresses.first else { return [] }
        let calls = read(symbolized(addresses))
        if calls.contains(where: { $0.position != nil }) { return calls }
        // The jump at a loop's end has no line of its own: look a little before it.
        return read(symbolized((1...48).map { innermost - $0 })).filter { $0.position != nil }.prefix(1)
            + calls
    }

    private func symbolized(_ addresses: [UInt64]) -> String {
        let arguments =
            ["--obj=\(object.path)", "--inlines", "--relativenames"]
            + addresses.map { "0x" + String($0, radix: 16) }
        let result = Mutex("")
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            let text = await runTool(toolchain.symbolizer, arguments, in: object.deletingLastPathComponent())
                .output
            result.withLock { $0 = text }
            done.signal()
        }
        done.wait()
        return result.withLock { $0 }
    }

    /// Pairs of lines: a function's name, and `path:line:column`.
    private func read(_ text: String) -> [Call] {
        let lines = text.split(separator: "\n").map(String.init)
        return stride(from: 0, to: lines.count - 1, by: 2).map { index in
            let place = lines[index + 1].split(separator: ":")
            guard place.count >= 3, lines[index + 1].hasPrefix(lesson.path + ":"),
                let line = Int(place[place.count - 2]), let column = Int(place[place.count - 1]), line > 0
            else { return Call(function: lines[index], position: nil) }
            return Call(function: lines[index], position: SourceLocation(line: line, column: max(1, column)))
        }
    }
}
