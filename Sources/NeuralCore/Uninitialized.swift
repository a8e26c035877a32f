// Arrays for results that are about to be written anyway.

import Glibc

/// An array whose elements are not yet written: each must be before it is read.
@inline(__always)
func uninitialized<Scalar: TensorScalar>(_ count: Int, of type: Scalar.Type) -> [Scalar] {
    [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
        adviseLargePages(buffer.baseAddress, bytes: count &* MemoryLayout<Scalar>.stride)
        initialized = count
    }
}

/// Asks the system to back new memory by pages of 2 MB, where it has such: handing out a hundred megabytes in pages of
/// 4 kB takes as long as the arithmetic on them.
@inline(__always)
private func adviseLargePages(_ start: UnsafeMutableRawPointer?, bytes: Int) {
    let (smallest, page) = (4 << 20, 4096)
    guard bytes >= smallest, let start else { return }
    let skipped = -Int(bitPattern: start) & (page - 1)
    madvise(start + skipped, bytes - skipped, MADV_HUGEPAGE)
}
