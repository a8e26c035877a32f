// OpenBLAS, which multiplies large matrices.
//
// It is loaded when the first large product comes, and not with the program: loading it takes longer than the whole
// training of a small net. Where it is not installed, the plain loops do its work. Its own threads are not
// used: they watch and wait between two products and are in the way of ours, which share out everything else as well.

import Glibc

extension Double {
    @inline(never)
    public static func largeProduct(
        _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, transposing side: Side,
        into c: UnsafeMutablePointer<Double>, rows: Int, inner: Int, columns: Int, accumulates: Bool
    ) -> Bool {
        guard let multiply = OpenBLAS.dgemm else { return false }
        OpenBLAS.shareOut(rows: rows, inner: inner, columns: columns) { someRows, someColumns in
            multiply(
                OpenBLAS.rowMajor, OpenBLAS.form(side == .left), OpenBLAS.form(side == .right),
                Int32(someRows.count), Int32(someColumns.count), Int32(inner), 1,
                a + someRows.lowerBound * (side == .left ? 1 : inner), Int32(side == .left ? rows : inner),
                b + someColumns.lowerBound * (side == .right ? inner : 1),
                Int32(side == .right ? inner : columns), accumulates ? 1 : 0,
                c + someRows.lowerBound * columns + someColumns.lowerBound, Int32(columns))
        }
        return true
    }
}

extension Float {
    @inline(never)
    public static func largeProduct(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, transposing side: Side,
        into c: UnsafeMutablePointer<Float>, rows: Int, inner: Int, columns: Int, accumulates: Bool
    ) -> Bool {
        guard let multiply = OpenBLAS.sgemm else { return false }
        OpenBLAS.shareOut(rows: rows, inner: inner, columns: columns) { someRows, someColumns in
            multiply(
                OpenBLAS.rowMajor, OpenBLAS.form(side == .left), OpenBLAS.form(side == .right),
                Int32(someRows.count), Int32(someColumns.count), Int32(inner), 1,
                a + someRows.lowerBound * (side == .left ? 1 : inner), Int32(side == .left ? rows : inner),
                b + someColumns.lowerBound * (side == .right ? inner : 1),
                Int32(side == .right ? inner : columns), accumulates ? 1 : 0,
                c + someRows.lowerBound * columns + someColumns.lowerBound, Int32(columns))
        }
        return true
    }
}

/// The two functions of CBLAS that are used: c = α·a·b + β·c, in double and in single precision.
private enum OpenBLAS {
    typealias DoubleProduct =
        @convention(c) (
            _ order: Int32, _ formOfA: Int32, _ formOfB: Int32, _ m: Int32, _ n: Int32, _ k: Int32,
            _ alpha: Double, _ a: UnsafePointer<Double>, _ strideOfA: Int32,
            _ b: UnsafePointer<Double>, _ strideOfB: Int32,
            _ beta: Double, _ c: UnsafeMutablePointer<Double>, _ strideOfC: Int32
        ) -> Void
    typealias FloatProduct =
        @convention(c) (
            _ order: Int32, _ formOfA: Int32, _ formOfB: Int32, _ m: Int32, _ n: Int32, _ k: Int32,
            _ alpha: Float, _ a: UnsafePointer<Float>, _ strideOfA: Int32,
            _ b: UnsafePointer<Float>, _ strideOfB: Int32,
            _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ strideOfC: Int32
        ) -> Void

    static let dgemm = function("cblas_dgemm", as: DoubleProduct.self)
    static let sgemm = function("cblas_sgemm", as: FloatProduct.self)

    static let rowMajor: Int32 = 101
    static func form(_ isTransposed: Bool) -> Int32 { isTransposed ? 112 : 111 }

    /// Calls `body` for parts of a product: some of its rows, or of its columns if there are more of them.
    @inline(__always)
    static func shareOut(
        rows: Int, inner: Int, columns: Int, _ body: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void
    ) {
        // A product is done quickly for its many multiplications.
        let operations = rows * inner * columns / 16
        if rows >= columns {
            inParallel(rows, operations: operations) { body($0, 0..<columns) }
        } else {
            inParallel(columns, operations: operations) { body(0..<rows, $0) }
        }
    }

    // A handle that is only ever read.
    private nonisolated(unsafe) static let library: UnsafeMutableRawPointer? = {
        let setting = "OPENBLAS_NUM_THREADS"
        let isOthers = getenv(setting) != nil
        if !isOthers { setenv(setting, "1", 1) }
        defer { if !isOthers { unsetenv(setting) } }
        return dlopen("libopenblas.so.0", RTLD_NOW)
    }()

    private static func function<Function>(_ name: String, as type: Function.Type) -> Function? {
        guard let library, let address = dlsym(library, name) else { return nil }
        return unsafeBitCast(address, to: type)
    }
}
