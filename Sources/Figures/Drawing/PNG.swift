// Small pictures as PNG: each cell of a raster is one pixel. Without compression proper, which the web server does
// better for the page as a whole.

/// A picture of at most 256 colours as the bytes of a PNG file. W3C, "Portable Network Graphics Specification", 2003.
struct PNG {
    let bytes: [UInt8]

    /// - Parameters:
    ///   - pixels: row by row, each the place of its colour in the palette.
    ///   - palette: the colours.
    init(width: Int, height: Int, pixels: [UInt8], palette: [RGB]) {
        var rows: [UInt8] = []
        // Each row begins with the number of its filter: none.
        for row in 0..<height { rows += [0] + pixels[(row * width)..<((row + 1) * width)] }
        bytes =
            [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
            + Self.chunk("IHDR", Self.word(width) + Self.word(height) + [8, 3, 0, 0, 0])
            + Self.chunk("PLTE", palette.flatMap(\.bytes).map { UInt8($0) })
            + Self.chunk("IDAT", Self.stored(rows)) + Self.chunk("IEND", [])
    }

    /// The file as an address that a page can hold.
    var dataAddress: String { "data:image/png;base64," + base64(bytes) }

    private static func word(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return word(data.count) + body + word(Int(crc(body)))
    }

    /// The bytes as a zlib stream of blocks that are stored as they are.
    private static func stored(_ data: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        let most = 65_535
        for start in stride(from: 0, to: max(1, data.count), by: most) {
            let block = data[start..<min(start + most, data.count)]
            let (low, high) = (UInt8(block.count & 0xff), UInt8(block.count >> 8))
            stream += [start + most >= data.count ? 1 : 0, low, high, ~low, ~high] + block
        }
        return stream + word(Int(adler(data)))
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest >> 1 ^ (rest & 1 == 1 ? 0xedb8_8320 : 0) }
        }
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }
}

/// Bytes as text of 64 signs, three bytes in four.
private func base64(_ bytes: [UInt8]) -> String {
    let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
        let bits = three[0] << 16 | three[1] << 8 | three[2]
        let count = min(3, bytes.count - start) + 1
        text += (0..<4).map { $0 < count ? signs[bits >> (18 - 6 * $0) & 63] : UInt8(ascii: "=") }
    }
    return String(decoding: text, as: UTF8.self)
}
