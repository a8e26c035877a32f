// The memory of a tensor's numbers.

import Glibc

/// The memory of the numbers: few of them lie in the object itself, so that one allocation does; more behind it.
///
/// Why not the standard library's `ManagedBuffer`? Before it is freed, it asks its types at run time how they want to be
/// destroyed, which costs more than the memory itself.
final class Storage {
    /// Where the numbers begin.
    @exclusivity(unchecked) private(set) var start: UnsafeMutableRawPointer
    /// How many there are.
    let count: Int
    private let liesOutside: Bool
    // Read and written through `start` only: the place of an object's property never moves.
    private var few: Few = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    private typealias Few = (W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W)
    private typealias W = UInt64

    /// Room for `count` numbers of so many bytes together.
    @inline(__always)
    init(count: Int, bytes: Int) {
        self.count = count
        liesOutside = bytes > MemoryLayout<Few>.size
        start = UnsafeMutableRawPointer(bitPattern: 16)!
        if liesOutside {
            start = largeMemory(bytes)
        } else {
            start = withUnsafeMutablePointer(to: &few) { UnsafeMutableRawPointer($0) }
        }
    }

    /// Calls `body` with how many numbers there are and where they begin; the memory stays until the work is done.
    @inline(__always)
    func withMemory<Result, Failure: Error>(
        _ body: (Int, UnsafeMutableRawPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(count, start)
    }

    deinit {
        if liesOutside { start.deallocate() }
    }
}

/// Memory for more numbers than an object holds.
@inline(never)
private func largeMemory(_ bytes: Int) -> UnsafeMutableRawPointer {
    if bytes > 1 << 19 { _ = keepsFreedMemory }
    let start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
    if bytes >= 4 << 20 { adviseLargePages(start, bytes) }
    return start
}

/// Asks the system to back new memory by pages of 2 MB, where it has such: handing out a hundred megabytes in pages of
/// 4 kB takes as long as the arithmetic on them.
private func adviseLargePages(_ start: UnsafeMutableRawPointer, _ bytes: Int) {
    let page = 4096
    let skipped = -Int(bitPattern: start) & (page - 1)
    madvise(start + skipped, bytes - skipped, MADV_HUGEPAGE)
}

/// Has the C library keep the memory of large tensors for the next ones. By itself it gives every block of some size back
/// to the system, which then fills the next one with zeros page by page: a third of the time of training a
/// convolutional net.
private let keepsFreedMemory: Void = {
    // Looked up by name, since Swift's module of the C library leaves it out.
    guard let address = dlsym(nil, "mallopt") else { return }
    let mallopt = unsafeBitCast(address, to: (@convention(c) (Int32, Int32) -> Int32).self)
    let (trimThreshold, mmapThreshold): (Int32, Int32) = (-1, -3)
    _ = mallopt(mmapThreshold, 32 << 20)
    _ = mallopt(trimThreshold, 512 << 20)
}()
