// The YAML mapping at a lesson's start: what the lesson is called, asks, needs and cites.

import Markdown
import Yams

/// A lesson's description of itself.
public struct FrontMatter: Hashable, Codable, Sendable {
    public var title = ""
    /// The one question that the lesson answers.
    public var question: String?
    /// What the reader will be able to do.
    public var goals: [String] = []
    /// What the reader should have read or know.
    public var needs: [String] = []
    /// How long a first reading takes.
    public var minutes: Int?
    /// The same in words: `20 minutes`.
    var readingTime: String? { minutes.map { $0 == 1 ? "1 minute" : "\($0) minutes" } }
    public var sources: [String] = []
    /// Files that the cells read, beside the lesson; their contents are part of what a run depends on.
    public var data: [String] = []
    /// The language of the prose, as an IETF tag.
    public var language = "en"

    static let keys = ["title", "question", "goals", "needs", "minutes", "sources", "data", "language"]
}

/// Where a file's front matter ends.
///
/// Front matter is a YAML mapping between `---` lines at the very start; anything else there is Markdown.
public struct FrontMatterSplit: Sendable {
    /// The YAML between the lines, or nil when the file has no front matter.
    public var yaml: String?
    /// The front matter with its `---` lines; empty without one.
    public var header: String
    /// The Markdown after it.
    public var body: String
    /// What the YAML reader said, when the lines between look like a mapping but are not valid YAML.
    var fault: YamlError?

    public init(of text: String) {
        header = ""
        body = text
        let lines = text.linesKeepingEnds
        let marker = { (line: Substring) in line.trimmingLineEnd.trimmingTrailingBlanks == "---" }
        guard let first = lines.first, marker(first.droppingByteOrderMark),
            let end = lines.dropFirst().firstIndex(where: marker)
        else { return }
        let yaml = lines[1..<end].joined()
        do {
            guard case .mapping? = try Yams.compose(yaml: yaml) else { return }
        } catch let error as YamlError {
            if Self.looksLikeMapping(lines[1..<end]) { fault = error }
            return
        } catch { return }
        self.yaml = yaml
        header = lines[...end].joined()
        body = lines[(end + 1)...].joined()
    }

    /// Whether the first line with text starts with a word and a colon: an author meant YAML.
    private static func looksLikeMapping(_ lines: ArraySlice<Substring>) -> Bool {
        guard let line = lines.first(where: { !$0.trimmingTrailingBlanks.isEmpty && !$0.hasPrefix("#") })
        else {
            return false
        }
        guard let colon = line.firstIndex(of: ":") else { return false }
        return !line[..<colon].isEmpty && line[..<colon].allSatisfy { $0.isLetter || $0 == "_" || $0 == "-" }
    }
}

/// Reads the mapping and collects every fault in it.
struct FrontMatterReader {
    let path: String
    private(set) var faults: [Diagnostic] = []

    init(path: String) { self.path = path }

    /// `yaml` begins on line 2 of the file, after `---`.
    mutating func read(_ yaml: String) -> FrontMatter {
        var result = FrontMatter()
        guard case .mapping(let mapping)? = try? Yams.compose(yaml: yaml) else { return result }
        var seen: Set<String> = []
        for (key, value) in mapping {
            let name = key.string ?? ""
            guard seen.insert(name).inserted else {
                report(key, "\"\(name)\" stands twice in the front matter; keep one of them")
                continue
            }
            switch name {
            case "title": result.title = text(value, of: name) ?? ""
            case "question": result.question = text(value, of: name)
            case "goals": result.goals = list(value, of: name)
            case "needs": result.needs = list(value, of: name)
            case "minutes": result.minutes = minutes(value)
            case "sources": result.sources = list(value, of: name)
            case "data": result.data = list(value, of: name)
            case "language": result.language = text(value, of: name) ?? "en"
            default:
                report(
                    key,
                    "unknown key \"\(name)\" in the front matter"
                        + suggestion(for: name, from: FrontMatter.keys))
            }
        }
        if result.title.isEmpty, !seen.contains("title") {
            faults.append(
                Diagnostic(
                    .error, path, SourceLocation(line: 1, column: 1),
                    "the front matter has no title; add a line `title: …`"))
        }
        return result
    }

    private mutating func text(_ node: Yams.Node, of key: String) -> String? {
        if let scalar = node.scalar, !scalar.string.isEmpty { return scalar.string }
        report(node, "\"\(key)\" takes one line of text")
        return nil
    }

    private mutating func list(_ node: Yams.Node, of key: String) -> [String] {
        if node.scalar?.string.isEmpty == true { return [] }
        if let sequence = node.sequence {
            let texts = sequence.map { $0.scalar?.string }
            if !texts.contains(nil) { return texts.compactMap { $0 } }
        }
        report(node, "\"\(key)\" takes a list: one line `- …` for each entry")
        return []
    }

    private mutating func minutes(_ node: Yams.Node) -> Int? {
        if let minutes = node.int, minutes > 0 { return minutes }
        report(node, "\"minutes\" takes a whole number above 0")
        return nil
    }

    private mutating func report(_ node: Yams.Node, _ message: String) {
        let mark = node.mark
        let position = SourceLocation(line: (mark?.line ?? 0) + 1, column: mark?.column ?? 1)
        faults.append(Diagnostic(.error, path, position, message))
    }
}

extension YamlError {
    /// Where in the YAML and what, for one sentence.
    var place: (line: Int, column: Int, problem: String) {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, mark.column, problem)
        case .duplicatedKeysInMapping(let duplicates, _):
            (1, 1, "the key \"\(duplicates.first ?? "")\" stands twice")
        case .reader(let problem, _, _, _): (1, 1, problem)
        default: (1, 1, "\(self)")
        }
    }
}
