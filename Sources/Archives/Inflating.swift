// Compressed bytes, decompressed by zlib.

internal import CZlib

/// The wrappings in which deflated bytes come.
package enum Deflated: Int32 {
    /// Without any: an entry of a zip archive.
    case raw = -15
    /// With header and checksum of gzip; several may follow one another.
    case gzip = 31
}

/// The bytes that `compressed` stands for, which are at most `limit`.
package func inflated(
    _ compressed: ArraySlice<UInt8>, _ wrapping: Deflated, limit: Int, _ name: String
) throws -> [UInt8] {
    var stream = z_stream()
    guard
        inflateInit2_(&stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw FileError(name, "zlib cannot be started") }
    defer { inflateEnd(&stream) }

    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var input = Array(compressed)
    var isComplete = false
    try input.withUnsafeMutableBufferPointer { input in
        var consumed = 0
        while !isComplete {
            // zlib counts in 32 bits, so that long inputs are fed in parts.
            let part = min(input.count - consumed, 1 << 30)
            stream.next_in = input.baseAddress.map { $0 + consumed }
            stream.avail_in = UInt32(part)
            let (status, produced) = chunk.withUnsafeMutableBufferPointer { chunk in
                stream.next_out = chunk.baseAddress
                stream.avail_out = UInt32(chunk.count)
                return (inflate(&stream, Z_NO_FLUSH), chunk.count - Int(stream.avail_out))
            }
            consumed += part - Int(stream.avail_in)
            guard result.count + produced <= limit else {
                throw FileError(name, "the compressed bytes hold more than the \(limit) bytes they may")
            }
            result += chunk[..<produced]
            switch status {
            case Z_STREAM_END where wrapping == .gzip && consumed < input.count: inflateReset(&stream)
            case Z_STREAM_END: isComplete = true
            case Z_OK where produced > 0 || stream.avail_in < part: break
            case Z_OK, Z_BUF_ERROR: throw FileError(name, "the compressed bytes end too early")
            default:
                let reason = stream.msg.map { String(cString: $0) } ?? "error \(status)"
                throw FileError(name, "the compressed bytes are damaged (\(reason))")
            }
        }
        if consumed < input.count {
            throw FileError(name, "\(input.count - consumed) bytes follow the compressed ones")
        }
    }
    return result
}

/// The checksum that zip archives and gzip files carry.
package func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
}
