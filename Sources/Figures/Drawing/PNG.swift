// Small pictures as PNG: each cell of a raster is one pixel.

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
            + Self.chunk("IDAT", Self.compressed(rows, width: width)) + Self.chunk("IEND", [])
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

    /// The rows as a zlib stream: RFC 1950 around one block of RFC 1951 with the fixed code.
    private static func compressed(_ rows: [UInt8], width: Int) -> [UInt8] {
        var bits = DeflateBits()
        var place = 0
        while place < rows.count {
            // What repeats is the pixel before, or the row above.
            let runs = [1, width + 1].map { (distance: $0, length: repeats(of: rows, at: place, $0)) }
            let longest = runs.max { $0.length < $1.length }!
            if longest.length >= 3 {
                bits.append(length: longest.length, distance: longest.distance)
                place += longest.length
            } else {
                bits.append(byte: rows[place])
                place += 1
            }
        }
        return [0x78, 0x01] + bits.finished() + word(Int(adler(rows)))
    }

    /// How many bytes from `place` on equal those `distance` before them; a block can say at most 258.
    private static func repeats(of bytes: [UInt8], at place: Int, _ distance: Int) -> Int {
        guard distance <= place, distance <= 24_576 else { return 0 }
        var count = 0
        while count < 258, place + count < bytes.count,
            bytes[place + count] == bytes[place + count - distance]
        {
            count += 1
        }
        return count
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

/// A block of deflate with the fixed code, written bit by bit.
private struct DeflateBits {
    private var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var count = 0

    // The last block, with the fixed code.
    init() { append(0b011, 3) }

    mutating func append(byte: UInt8) { append(symbol: Int(byte)) }

    /// The `length` bytes that stand `distance` before.
    mutating func append(length: Int, distance: Int) {
        let (code, extra, bits) = Self.code(for: length, from: 3, extraFrom: 8, step: 4)
        // 258 has a code of its own.
        append(symbol: length == 258 ? 285 : 257 + code)
        if length < 258 { append(extra, bits) }
        let (distanceCode, rest, restBits) = Self.code(for: distance, from: 1, extraFrom: 4, step: 2)
        append(reversed(distanceCode, 5), 5)
        append(rest, restBits)
    }

    mutating func finished() -> [UInt8] {
        append(symbol: 256)
        append(0, 7)
        return bytes
    }

    /// The code of a number: the codes count one by one at first, then each `step` of them have one extra bit more.
    private static func code(for number: Int, from first: Int, extraFrom: Int, step: Int) -> (Int, Int, Int) {
        let offset = number - first
        if offset < extraFrom { return (offset, 0, 0) }
        var (code, start, bits) = (extraFrom, extraFrom, 1)
        while true {
            for _ in 0..<step {
                if offset < start + 1 << bits { return (code, offset - start, bits) }
                start += 1 << bits
                code += 1
            }
            bits += 1
        }
    }

    private mutating func append(symbol: Int) {
        switch symbol {
        case ..<144: append(reversed(0x30 + symbol, 8), 8)
        case ..<256: append(reversed(0x190 + symbol - 144, 9), 9)
        case ..<280: append(reversed(symbol - 256, 7), 7)
        default: append(reversed(0xc0 + symbol - 280, 8), 8)
        }
    }

    private func reversed(_ code: Int, _ length: Int) -> Int {
        (0..<length).reduce(0) { $0 << 1 | code >> $1 & 1 }
    }

    /// The lowest bits of `value`, the lowest first.
    private mutating func append(_ value: Int, _ length: Int) {
        pending |= UInt32(value) << count
        count += length
        while count >= 8 {
            bytes.append(UInt8(pending & 0xff))
            pending >>= 8
            count -= 8
        }
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
