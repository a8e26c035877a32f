// Reading a lesson's Markdown takes longer than most of what is done with it: it is done once.

import Markdown
import Synchronization

/// A tree that is read when it is first asked for, and then kept.
final class TreeReadOnce: Sendable {
    private let tree = Mutex<Node?>(nil)

    /// The tree; `read` makes it, unless that has been done.
    func value(_ read: () -> Node) -> Node {
        tree.withLock { tree in
            if let tree { return tree }
            let new = read()
            tree = new
            return new
        }
    }
}
