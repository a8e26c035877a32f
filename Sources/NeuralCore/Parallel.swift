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
        let perform: @Sendable (Int) -> Void = { part in
            body((count * part / parts)..<(count * (part + 1) / parts))
        }
        if getpid() == dispatchProcess {
            DispatchQueue.concurrentPerform(iterations: parts, execute: perform)
        } else {
            performOnOwnThreads(parts, perform)
        }
    }
}

/// The process whose threads Dispatch has. One that is forked off it, as a lesson does for some of its cells, has none
/// of them, and Dispatch makes no others there.
private let dispatchProcess = getpid()

/// Calls `work` with each number of `0..<parts`, on a thread of its own but for the first.
private func performOnOwnThreads(_ parts: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let threads = (1..<parts).compactMap { number -> pthread_t? in
        let part = Unmanaged.passRetained(Part(number: number, work: work))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { part in
                Unmanaged<Part>.fromOpaque(part!).takeRetainedValue().perform()
                return nil
            }, part.toOpaque())
        if status == 0 { return thread }
        part.takeRetainedValue().perform()
        return nil
    }
    work(0)
    for thread in threads { pthread_join(thread, nil) }
}

/// One thread's part of the work.
private final class Part: Sendable {
    let number: Int
    let work: @Sendable (Int) -> Void

    init(number: Int, work: @escaping @Sendable (Int) -> Void) { (self.number, self.work) = (number, work) }

    func perform() { work(number) }
}
