// Runs that need not be repeated, by the digest of everything that could change them.

import Foundation

/// A folder of finished runs. Two programs may use it at once: an entry appears whole or not at all.
public struct Cache: Sendable {
    public var folder: URL

    public init(folder: URL) { self.folder = folder }

    /// The user's own cache folder.
    public static func usersFolder(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> URL {
        if let chosen = environment["XDG_CACHE_HOME"], chosen.hasPrefix("/") {
            return URL(filePath: chosen).appending(path: "workbook")
        }
        return URL(filePath: environment["HOME"] ?? "/tmp").appending(path: ".cache/workbook")
    }

    /// The run with this key. A missing or damaged entry is a miss.
    func run(for key: String, cells: Int) -> Run? {
        guard let run = read(Run.self, from: "runs/\(key).json"), run.cells.count == cells else { return nil }
        return run
    }

    func store(_ run: Run, for key: String) { write(run, to: "runs/\(key).json") }

    /// What the newest finished run of a lesson was made of.
    func lastIngredients(of lesson: URL) -> Ingredients? {
        read(Ingredients.self, from: "lessons/\(Digest(of: lesson.path)).json")
    }

    func storeLast(_ ingredients: Ingredients, of lesson: URL) {
        write(ingredients, to: "lessons/\(Digest(of: lesson.path)).json")
    }

    /// Small texts that are costly to make, such as coloured code.
    func text(for key: String) -> Data? { try? Data(contentsOf: folder.appending(path: "texts/\(key)")) }

    func store(_ text: Data, forText key: String) { write(text, to: "texts/\(key)") }

    /// Removes every entry. Returns the number of bytes that were freed.
    public func clean() throws -> Int {
        var freed = 0
        for part in ["runs", "lessons", "texts", "work"] {
            let place = folder.appending(path: part)
            guard FileManager.default.fileExists(atPath: place.path) else { continue }
            let files = FileManager.default.enumerator(at: place, includingPropertiesForKeys: [.fileSizeKey])
            for case let file as URL in files ?? .init() {
                freed += (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
            }
            try FileManager.default.removeItem(at: place)
        }
        return freed
    }

    private func read<Value: Decodable>(_ type: Value.Type, from name: String) -> Value? {
        guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
        return try? JSONDecoder().decode(type, from: data)
    }

    private func write(_ value: some Encodable, to name: String) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        if let data = try? encoder.encode(value) { write(data, to: name) }
    }

    /// A cache that cannot be written costs time, not results.
    private func write(_ data: Data, to name: String) {
        let file = folder.appending(path: name)
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? data.write(to: file, options: .atomic)
    }
}
