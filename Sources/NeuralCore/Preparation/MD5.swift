// The MD5 digest of bytes, after RFC 1321: 128 bits that any change of the bytes changes.
//
// It is no longer safe against forgery, but it is the same on every machine, which is all that the numbering of words
// asks of it.

import Glibc

/// The sixteen bytes of the MD5 digest.
///
///     md5(Array("abc".utf8))      // [144, 1, 80, 152, …], the digest 90015098… in hexadecimal
public func md5(_ message: [UInt8]) -> [UInt8] {
    // A one bit, zeros up to 8 bytes before the end of a block of 64, and the length in bits.
    var bytes = message + [0x80]
    bytes += [UInt8](repeating: 0, count: (56 - bytes.count % 64 + 64) % 64)
    let bitCount = UInt64(message.count) &* 8
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (8 * $0)) }

    var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476]
    for start in stride(from: 0, to: bytes.count, by: 64) {
        let words = (0..<16).map { word in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + 4 * word + $1]) << (8 * UInt32($1)) }
        }
        mix(words, into: &state)
    }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
}

/// ⌊2³² · |sin i|⌋ for i = 1, 2, …, 64
private let sines = (1...64).map { UInt32(4_294_967_296 * Glibc.fabs(Glibc.sin(Double($0)))) }

/// How far each step rotates: four steps of each of the four rounds in turn.
private let rotations: [[UInt32]] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]

/// The 64 steps that one block takes.
private func mix(_ words: [UInt32], into state: inout [UInt32]) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    for step in 0..<64 {
        let bits: UInt32
        let word: Int
        switch step / 16 {
        case 0: (bits, word) = ((b & c) | (~b & d), step)
        case 1: (bits, word) = ((d & b) | (~d & c), (5 * step + 1) % 16)
        case 2: (bits, word) = (b ^ c ^ d, (3 * step + 5) % 16)
        default: (bits, word) = (c ^ (b | ~d), (7 * step) % 16)
        }
        let sum = a &+ bits &+ sines[step] &+ words[word]
        let shift = rotations[step / 16][step % 4]
        (a, d, c) = (d, c, b)
        b = b &+ (sum << shift | sum >> (32 - shift))
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
}
