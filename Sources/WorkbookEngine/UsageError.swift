// A wrong use of the workbook, as opposed to a wrong lesson.

/// What was asked for cannot be done, in one sentence: a lesson that is not there, words that contradict.
public struct UsageError: Error, Sendable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}
