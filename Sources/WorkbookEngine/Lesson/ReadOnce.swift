// Reading a lesson's Markdown takes longer than most of what is done with it: it is done once.

import Synchronization

/// A value that is made when it is first asked for, and then kept.
final class ReadOnce<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)

    /// The value; `read` makes it, unless that has been done.
    func value(_ read: () -> Value) -> Value {
        kept.withLock { kept in
            if let kept { return kept }
            let new = read()
            kept = new
            return new
        }
    }
}
