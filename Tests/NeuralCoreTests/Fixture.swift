// Files of numbers and texts that another program made, for the tests to compare with.

import Foundation

enum Fixture {
    /// The file of that name in `Fixtures`, decoded.
    static func load<Content: Decodable>(
        _ name: String, as type: Content.Type = Content.self
    ) throws -> Content {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Fixtures")
        return try JSONDecoder().decode(
            Content.self, from: Data(contentsOf: folder.appendingPathComponent(name)))
    }
}

/// A JSON object whose members are read by name, each as the type that the place of use wants.
struct Members: Decodable, @unchecked Sendable {
    struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private let container: KeyedDecodingContainer<Name>
    /// The containers of one file share the state of their decoder, while tests that read it run at the same time.
    private static let lock = NSRecursiveLock()

    init(from decoder: Decoder) throws { container = try decoder.container(keyedBy: Name.self) }

    var names: Set<String> { Set(container.allKeys.map(\.stringValue)) }

    func value<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        try Self.lock.withLock { try container.decode(Value.self, forKey: Name(stringValue: name)) }
    }
}
