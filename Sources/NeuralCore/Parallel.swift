// Work shared out among the processors.

internal import Dispatch
import Glibc

/// How many processors this program may use.
private let processors: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

/// Calls `body` with parts of `0..<count` that together are all of it, at the same time where that pays.
///
/// Each part must write to places of its own. Then the result is the same for any number of processors.
///
/// - Parameters:
///   - operations: about how many multiplications the whole is. Waking another processor takes some ten
///     microseconds, so little work is not shared.
func inParallel(_ count: Int, operations: Int, _ body: (Range<Int>) -> Void) {
    let parts = min(processors, count, operations >> 17)
    guard parts > 1 else {
        if count > 0 { body(0..<count) }
        return
    }
    withoutActuallyEscaping(body) { body in
        // What the parts write to is theirs alone, as the caller promises.
        nonisolated(unsafe) let body = body
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            body((count * part / parts)..<(count * (part + 1) / parts))
        }
    }
}
