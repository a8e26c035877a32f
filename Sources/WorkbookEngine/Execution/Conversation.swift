// The runner's side of a running lesson: takes what it prints, answers it at each boundary, and ends it when
// it takes too much. Blocks the thread that it is called on.

import Exhibits
import Foundation

/// What one step of a lesson's program did.
struct StepResult: Sendable {
    /// How a step came to its end.
    enum Ending: Hashable, Sendable {
        /// The program went on to the next step.
        case completed
        /// A signal stopped it: a trap, a failed precondition, a full stack.
        case stopped(signal: Int32, stackIsFull: Bool)
        /// The program ended by itself.
        case exited(Int32)
        case timedOut(seconds: Double)
        case printedTooMuch(bytes: Int)
        case closedOutput
        case closedControl
        case wroteToControl
    }

    /// How a step that runs in a child process came to its end.
    enum ChildEnding: Hashable, Sendable {
        case finished
        case rejected
        case stopped(signal: Int32)
        case exited(Int32)
        case unavailable
    }

    var output: [UInt8] = []
    /// What the step showed, each with the place in the output of the line that stands for it.
    var exhibits: [(offset: Int, exhibit: Exhibit)] = []
    var errors: [UInt8] = []
    var seconds = 0.0
    var ending = Ending.completed
    var child: ChildEnding?
    /// Addresses in the lesson's shared object of the calls that were under way when it stopped, innermost first.
    /// For a step that took too long: where it was each time that it was asked.
    var frames: [UInt64] = []
}

struct Conversation {
    /// How often a lesson that takes too long is asked where it is.
    private static let mostPlaces = 8
    /// The exit code of a lesson that finds the control socket closed.
    private static let lostStatus: Int32 = 91

    let process: pid_t
    let control: Int32
    let output: Int32
    let errors: Int32
    let token: String
    let steps: [Program.Step]
    let limits: Limits
    /// Called with the step's number as soon as it starts.
    var onStart: (Int) -> Void
    var onOutput: (Int, [UInt8]) -> Void
    var onExhibit: (Int, Exhibit) -> Void
    var onValue: (Int, String) -> Void
    var onEnd: (Int, StepResult) -> Void

    private var results: [StepResult] = []
    private var current = StepResult()
    private var step = -1
    private var started = Date()
    private var outputIsOpen = true
    private var errorsAreOpen = true
    private var stoppedBy: StepResult.Ending?
    private var askedAt: Date?
    private var placesTold = 0
    /// The bytes that have come of what the lesson is showing, and how many there will be.
    private var arriving: (bytes: [UInt8], count: Int)?

    init(
        process: pid_t, control: Int32, output: Int32, errors: Int32, token: String, steps: [Program.Step],
        limits: Limits, onStart: @escaping (Int) -> Void, onOutput: @escaping (Int, [UInt8]) -> Void,
        onExhibit: @escaping (Int, Exhibit) -> Void, onValue: @escaping (Int, String) -> Void,
        onEnd: @escaping (Int, StepResult) -> Void
    ) {
        (self.process, self.control, self.output, self.errors) = (process, control, output, errors)
        (self.token, self.steps, self.limits) = (token, steps, limits)
        (self.onStart, self.onOutput, self.onExhibit) = (onStart, onOutput, onExhibit)
        (self.onValue, self.onEnd) = (onValue, onEnd)
    }

    /// Listens until the lesson has ended or been ended. The results are those of the steps that began.
    mutating func listen() -> [StepResult] {
        defer { kill(-process, SIGKILL) }
        while true {
            var waiting = [
                pollfd(fd: outputIsOpen ? output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errorsAreOpen ? errors : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: control, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&waiting, 3, Int32(max(0, remainingSeconds() * 1000).rounded(.up)))
            if ready < 0 && errno != EINTR { return finish(.closedControl) }
            if waiting[0].revents != 0 { takeOutput(all: false) }
            if waiting[1].revents != 0 { takeErrors(all: false) }
            if current.output.count + current.errors.count > limits.outputBytes {
                return finish(.printedTooMuch(bytes: limits.outputBytes))
            }
            if waiting[2].revents != 0, let ending = takeMessage() { return finish(ending) }
            if remainingSeconds() <= 0, let ending = takeTimeout() { return finish(ending) }
        }
    }

    // MARK: Time

    private var allowedSeconds: Double {
        steps.indices.contains(step) ? steps[step].timeout ?? limits.cellSeconds : limits.cellSeconds
    }

    private func remainingSeconds() -> Double {
        if let askedAt { return 0.5 + askedAt.timeIntervalSinceNow }
        return allowedSeconds + started.timeIntervalSinceNow
    }

    /// First asks the lesson where it is, several times since not every instruction has a line of its own, then
    /// gives it a moment to say so.
    private mutating func takeTimeout() -> StepResult.Ending? {
        if askedAt == nil {
            askedAt = Date()
            current.frames = []
            kill(-process, SIGQUIT)
            return nil
        }
        return .timedOut(seconds: allowedSeconds)
    }

    // MARK: Output

    private mutating func takeOutput(all: Bool) {
        outputIsOpen = read(from: output, all: all) { $1.print($0) }
    }

    private mutating func print(_ bytes: [UInt8]) {
        current.output += bytes
        if step >= 0 { onOutput(step, bytes) }
    }

    private mutating func takeErrors(all: Bool) {
        errorsAreOpen = read(from: errors, all: all) { bytes, conversation in
            conversation.current.errors += bytes
        }
    }

    /// False at the end of the file. Without `all`, reads once, so that neither stream can keep the other waiting.
    private mutating func read(
        from descriptor: Int32, all: Bool, _ take: ([UInt8], inout Conversation) -> Void
    ) -> Bool {
        while true {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, size in
                count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                size = max(0, count)
            }
            if count < 0 { return errno == EAGAIN || errno == EINTR }
            if count == 0 { return false }
            take(bytes, &self)
            if !all || current.output.count + current.errors.count > limits.outputBytes { return true }
        }
    }

    private mutating func drain() {
        if outputIsOpen { takeOutput(all: true) }
        if errorsAreOpen { takeErrors(all: true) }
    }

    // MARK: Messages

    /// The step's ending, if the message is the last one.
    private mutating func takeMessage() -> StepResult.Ending? {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(control, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : endOfConversation() }
        if count == 0 { return endOfConversation() }
        if arriving != nil { return takePart(buffer[..<count]) }
        let words = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ").map(String.init)
        guard words.count >= 2, words[0] == token else { return .wroteToControl }
        // Who was asked to say where it is and went on instead has used up its time all the same.
        if askedAt != nil, words[1] != "stopped" { return .timedOut(seconds: allowedSeconds) }
        switch words[1] {
        case "begin":
            drain()
            if !outputIsOpen { return .closedOutput }
            completeStep()
            step = words.count > 2 ? Int(words[2]) ?? step + 1 : step + 1
            onStart(step)
            answer()
        case "show":
            drain()
            guard words.count > 2, let size = Int(words[2]), size > 0, size <= limits.exhibitBytes else {
                return .wroteToControl
            }
            arriving = ([], size)
            answer()
        case "value":
            if words.count > 3, let number = Int(words[2]) {
                onValue(number, words[3...].joined(separator: " "))
            }
        case "end":
            drain()
            if !outputIsOpen { return .closedOutput }
            answer()
            return .completed
        case "stopped":
            takeStop(Array(words.dropFirst(3)))
            if placesTold == Self.mostPlaces { return .timedOut(seconds: allowedSeconds) }
        case "finished":
            current.child = .finished
        case "child":
            takeChildEnding(Array(words.dropFirst(3)))
        default:
            return .wroteToControl
        }
        return nil
    }

    /// A part of what the lesson is showing. Nothing else can come between.
    private mutating func takePart(_ packet: ArraySlice<UInt8>) -> StepResult.Ending? {
        let header = Array("\(token) part ".utf8)
        guard packet.starts(with: header), let (earlier, count) = arriving else { return .wroteToControl }
        let bytes = earlier + packet.dropFirst(header.count)
        arriving = (bytes, count)
        if bytes.count < count { return nil }
        arriving = nil
        guard bytes.count == count, let exhibit = Exhibit(decoding: bytes) else { return .wroteToControl }
        if let last = current.output.last, last != UInt8(ascii: "\n") { print([UInt8(ascii: "\n")]) }
        current.exhibits.append((current.output.count, exhibit))
        current.output += Array(exhibit.recorded.utf8)
        if step >= 0 { onExhibit(step, exhibit) }
        answer()
        return nil
    }

    private mutating func takeStop(_ words: [String]) {
        guard words.count >= 2, let signal = Int32(words[0]) else { return }
        let frames = words.dropFirst(2).compactMap { UInt64($0, radix: 16) }
        if signal == SIGQUIT {
            current.frames += frames.prefix(1)
            placesTold += 1
            if placesTold < Self.mostPlaces { kill(-process, SIGQUIT) }
        } else {
            current.frames = frames
            stoppedBy = .stopped(signal: signal, stackIsFull: words[1] == "1")
        }
    }

    private mutating func takeChildEnding(_ words: [String]) {
        let code = words.count > 1 ? Int32(words[1]) ?? 0 : 0
        switch words.first {
        case "signal": current.child = .stopped(signal: code)
        case "rejected": current.child = .rejected
        // An exit with 0 counts only if the child has said that its code came to its end.
        case "exit": if current.child != .finished || code != 0 { current.child = .exited(code) }
        default: current.child = .unavailable
        }
        stoppedBy = nil
    }

    /// The lesson's end of the socket is closed: it has ended, or a cell has closed what it should not.
    private mutating func endOfConversation() -> StepResult.Ending {
        for _ in 0..<200 {
            var information = siginfo_t()
            let state = waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT | WNOHANG)
            if state != 0 || information._sifields._sigchld.si_pid == process {
                if let stoppedBy { return stoppedBy }
                let status = information._sifields._sigchld.si_status
                if information.si_code == CLD_EXITED, status == Self.lostStatus { return .closedControl }
                return information.si_code == CLD_EXITED
                    ? .exited(status) : .stopped(signal: status, stackIsFull: false)
            }
            usleep(5000)
            drain()
            if current.output.count > limits.outputBytes { break }
        }
        return .closedControl
    }

    private func answer() {
        _ = send(control, "go", 2, Int32(MSG_NOSIGNAL))
    }

    private mutating func completeStep() {
        current.seconds = -started.timeIntervalSinceNow
        if step >= 0 {
            results.append(current)
            onEnd(step, current)
        }
        current = StepResult()
        started = Date()
    }

    private mutating func finish(_ ending: StepResult.Ending) -> [StepResult] {
        drain()
        current.ending = askedAt != nil && ending != .completed ? .timedOut(seconds: allowedSeconds) : ending
        completeStep()
        return results
    }
}
