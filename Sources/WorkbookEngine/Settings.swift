// What a book says of itself in `workbook.yml`, beside its folder of lessons. The file may be missing.

import Foundation
import Markdown
import Yams

/// The settings of a book.
public struct BookSettings: Hashable, Sendable {
    /// The book's title, as its pages show it.
    public var title = "The workbook"
    /// One sentence on what the book is about, for those who link to it.
    public var description: String?
    /// Where the site will stand, with a slash at its end. Without it, pages name no address of their own.
    public var baseURL: URL?

    public init() {}

    public static let fileName = "workbook.yml"
    static let keys = ["title", "description", "base-url"]

    /// The address for what a person has written: http or https, a host, nothing behind the path.
    public static func baseURL(_ text: String) -> URL? {
        guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme),
            parts.host?.isEmpty == false, parts.query == nil, parts.fragment == nil
        else { return nil }
        return URL(string: text.hasSuffix("/") ? text : text + "/")
    }

    /// Reads what the file says; `path` names it in messages. Throws ``Diagnostics``.
    public init(parsing text: String, path: String = fileName) throws {
        var reader = SettingsReader(path: path)
        self = reader.read(text)
        guard reader.faults.isEmpty else { throw Diagnostics(reader.faults) }
    }
}

extension Project {
    /// What `workbook.yml` says; what holds without one, when there is none.
    public func settings() throws -> BookSettings {
        let file = root.appending(path: BookSettings.fileName)
        guard FileManager.default.fileExists(atPath: file.path) else { return BookSettings() }
        guard let data = try? Data(contentsOf: file) else {
            throw UsageError("\(BookSettings.fileName): this file cannot be read; you may not open it")
        }
        return try BookSettings(parsing: String(decoding: data, as: UTF8.self))
    }
}

/// Reads the mapping and collects every fault in it.
private struct SettingsReader {
    let path: String
    private(set) var faults: [Diagnostic] = []

    init(path: String) { self.path = path }

    mutating func read(_ text: String) -> BookSettings {
        var settings = BookSettings()
        do {
            guard let root = try Yams.compose(yaml: text) else { return settings }
            guard case .mapping(let mapping) = root else {
                report(root, "the settings are lines `name: value`; known are \(known)")
                return settings
            }
            for (key, value) in mapping { read(key, value, into: &settings) }
        } catch let error as YamlError {
            let place = error.place
            faults.append(
                Diagnostic(
                    .error, path, SourceLocation(line: place.line, column: place.column),
                    "this is not YAML: \(place.problem)"))
        } catch {
            faults.append(Diagnostic(.error, path, nil, "this is not YAML: \(error)"))
        }
        return settings
    }

    private mutating func read(_ key: Yams.Node, _ value: Yams.Node, into settings: inout BookSettings) {
        let name = key.string ?? ""
        guard BookSettings.keys.contains(name) else {
            return report(
                key, "unknown setting \"\(name)\"" + suggestion(for: name, from: BookSettings.keys))
        }
        guard let text = value.scalar?.string, !text.isEmpty else {
            return report(value, "\"\(name)\" takes one line of text")
        }
        switch name {
        case "title": settings.title = text
        case "description": settings.description = text
        default:
            settings.baseURL = BookSettings.baseURL(text)
            if settings.baseURL == nil {
                report(value, "\"base-url\" takes the address of the site, such as https://example.org/book/")
            }
        }
    }

    private var known: String { BookSettings.keys.joined(separator: ", ") }

    private mutating func report(_ node: Yams.Node, _ message: String) {
        let mark = node.mark
        faults.append(
            Diagnostic(
                .error, path, SourceLocation(line: mark?.line ?? 1, column: mark?.column ?? 1), message))
    }
}
