// Tells a run's events in the order of the file, though cells that are only compiled finish before the others.

import Exhibits
import Foundation
import Synchronization

final class OrderedEvents: Sendable {
    private struct State {
        var next = 0
        var startedCell = -1
        var prepared: [Int: CellOutcome] = [:]
        /// Bytes of a letter that has not been printed whole.
        var rest: [UInt8] = []
    }

    private let state = Mutex(State())
    private let cells: Int
    private let tell: @Sendable (RunEvent) -> Void

    init(cells: Int, _ tell: @escaping @Sendable (RunEvent) -> Void) {
        (self.cells, self.tell) = (cells, tell)
    }

    /// Holds the outcome of a cell that does not run until its turn comes.
    func prepare(_ outcome: CellOutcome, for cell: Int) { state.withLock { $0.prepared[cell] = outcome } }

    func remark(_ diagnostic: Diagnostic) { tell(.remark(diagnostic)) }

    func start(_ cell: Int) {
        state.withLock { state in
            passOver(upTo: cell, &state)
            state.startedCell = cell
            tell(.started(cell: cell))
        }
    }

    func print(_ bytes: [UInt8], cell: Int) {
        state.withLock { state in
            state.rest += bytes
            let whole = state.rest.count - incompleteTail(of: state.rest)
            guard whole > 0 else { return }
            tell(.printed(cell: cell, text: String(decoding: state.rest[..<whole], as: UTF8.self)))
            state.rest.removeFirst(whole)
        }
    }

    func show(_ exhibit: Exhibit, cell: Int) { state.withLock { _ in tell(.showed(cell: cell, exhibit)) } }

    func finish(_ outcome: CellOutcome, cell: Int) {
        state.withLock { state in
            guard cell >= state.next else { return }
            passOver(upTo: cell, &state)
            if state.startedCell < cell { tell(.started(cell: cell)) }
            if !state.rest.isEmpty {
                tell(.printed(cell: cell, text: String(decoding: state.rest, as: UTF8.self)))
                state.rest = []
            }
            tell(.finished(cell: cell, outcome: outcome))
            state.next = cell + 1
        }
    }

    func finishAll() { state.withLock { passOver(upTo: cells, &$0) } }

    private func passOver(upTo cell: Int, _ state: inout State) {
        while state.next < cell {
            tell(.started(cell: state.next))
            tell(.finished(cell: state.next, outcome: state.prepared[state.next] ?? CellOutcome()))
            state.next += 1
        }
    }
}

/// How many bytes at the end are the beginning of a UTF-8 sequence that is not complete.
private func incompleteTail(of bytes: [UInt8]) -> Int {
    for (index, byte) in bytes.suffix(3).reversed().enumerated() {
        if byte & 0b1100_0000 == 0b1000_0000 { continue }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
        return length > index + 1 ? index + 1 : 0
    }
    return 0
}
