// Digests of contents, by which the cache knows what has changed.

import CXXHash
import Foundation

/// XXH3 in 128 bits: ten gigabytes a second, and no two of a person's files alike by chance.
struct Digest: Hashable, Codable, Sendable, CustomStringConvertible {
    var description: String

    init(of bytes: some ContiguousBytes) {
        let hash = bytes.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
        let half = { (value: UInt64) in
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        description = half(hash.high64) + half(hash.low64)
    }

    init(of text: String) { self.init(of: Array(text.utf8)) }

    /// Nil when the file cannot be read.
    init?(ofFile url: URL) {
        guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else { return nil }
        self.init(of: data)
    }

    init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
