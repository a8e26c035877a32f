// OpenBLAS, which multiplies large matrices.
//
// It is loaded when the first large product comes, and not with the program: starting its threads takes longer than
// the whole training of a small net. Where it is not installed, the plain loops do its work.

import Glibc

extension Double {
    public static func largeProduct(
        _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, transposing side: Side,
        into c: UnsafeMutablePointer<Double>, rows: Int, inner: Int, columns: Int, accumulates: Bool
    ) -> Bool {
        guard let multiply = OpenBLAS.dgemm else { return false }
        multiply(
            OpenBLAS.rowMajor, OpenBLAS.form(side == .left), OpenBLAS.form(side == .right),
            Int32(rows), Int32(columns), Int32(inner), 1, a, Int32(side == .left ? rows : inner),
            b, Int32(side == .right ? inner : columns), accumulates ? 1 : 0, c, Int32(columns))
        return true
    }
}

extension Float {
    public static func largeProduct(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, transposing side: Side,
        into c: UnsafeMutablePointer<Float>, rows: Int, inner: Int, columns: Int, accumulates: Bool
    ) -> Bool {
        guard let multiply = OpenBLAS.sgemm else { return false }
        multiply(
            OpenBLAS.rowMajor, OpenBLAS.form(side == .left), OpenBLAS.form(side == .right),
            Int32(rows), Int32(columns), Int32(inner), 1, a, Int32(side == .left ? rows : inner),
            b, Int32(side == .right ? inner : columns), accumulates ? 1 : 0, c, Int32(columns))
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

    private static func function<Function>(_ name: String, as type: Function.Type) -> Function? {
        guard let library = dlopen("libopenblas.so.0", RTLD_NOW), let address = dlsym(library, name) else {
            return nil
        }
        return unsafeBitCast(address, to: type)
    }
}
