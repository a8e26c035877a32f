// How much a lesson may take before the runner ends it.

public struct Limits: Hashable, Sendable {
    /// Seconds that one cell may take, unless its fence says otherwise.
    public var cellSeconds = 30.0
    /// Bytes that one cell may print.
    public var outputBytes = 1 << 20
    /// Bytes of one figure.
    public var exhibitBytes = 16 << 20
    /// Bytes of address space, OpenBLAS's buffers for its threads included.
    public var memoryBytes = 4 << 30
    /// Bytes of one file that a cell writes.
    public var fileBytes = 256 << 20

    public init() {}
}
