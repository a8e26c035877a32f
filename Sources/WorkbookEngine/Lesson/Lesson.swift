// A lesson as a value: the file's text cut into prose, cells and recorded outputs, so that the pieces put
// together again are the very bytes of the file.

import Markdown

/// One lesson file.
public struct Lesson: Sendable {
    /// The file's path as people see it: from the project's folder, `lessons/lesson03-xor.md`.
    public var path: String
    public var frontMatter: FrontMatter
    public var parts: [Part] { didSet { (tree, values) = (ReadOnce(), ReadOnce()) } }
    /// The Markdown of the parts.
    private(set) var tree = ReadOnce<Node>()
    /// What its numbers are bound to.
    private(set) var values = ReadOnce<[BoundValue]>()

    /// A stretch of the file. Every byte of the file belongs to exactly one part.
    public enum Part: Sendable {
        /// Front matter or Markdown that the engine shows but does not run.
        case prose(String)
        case cell(Cell)
        case recording(Recording)

        public var text: String {
            switch self {
            case .prose(let text): text
            case .cell(let cell): cell.text
            case .recording(let recording): recording.text
            }
        }
    }

    /// The file, byte for byte.
    public var text: String { parts.map(\.text).joined() }

    /// The cells in the order of the file.
    public var cells: [Cell] {
        parts.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
    }

    /// The recorded outputs and errors in the order of the file.
    public var recordings: [Recording] {
        parts.compactMap { if case .recording(let recording) = $0 { recording } else { nil } }
    }

    /// What is recorded for the cell at `index` of ``cells``.
    public func recording(_ kind: Recording.Kind, ofCell index: Int) -> Recording? {
        recordings.first { $0.cell == index && $0.kind == kind }
    }

    /// The file's name without its ending: `lesson03-xor`.
    public var name: String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    }
}

/// A fence of Swift code.
public struct Cell: Sendable {
    /// What the runner does with the code.
    public enum Role: Hashable, Sendable {
        /// Compiled and run with the cells before it.
        case run
        /// Shown only.
        case sketch
        /// Must not compile.
        case fails
        /// Must stop the program.
        case traps
        /// What a student starts from.
        case starter(exercise: String)
        case solution(exercise: String)
        case test(exercise: String)
        /// An answer that the exercise's tests must reject.
        case wrong(exercise: String)
        /// Runs where the data set is there and the full data are asked for, in a process of its own.
        case full(set: String)

        /// The exercise that the cell belongs to.
        public var exercise: String? {
            switch self {
            case .starter(let name), .solution(let name), .test(let name), .wrong(let name): name
            case .run, .sketch, .fails, .traps, .full: nil
            }
        }

        /// The data set that the cell computes with, if it is a `full` one.
        public var dataSet: String? { if case .full(let set) = self { set } else { nil } }
    }

    public enum Visibility: Hashable, Sendable { case shown, hidden, folded }

    /// The cell's place in ``Lesson/cells``.
    public var index: Int
    public var role: Role = .run
    public var visibility: Visibility = .shown
    /// The name given with `id=`.
    public var id: String?
    /// The seconds given with `timeout=`.
    public var timeout: Double?
    /// What `caption=` says, as the fence has it; see ``caption``.
    var writtenCaption: String?
    public var fence: Fence

    /// The Swift code, without the fence and without what surrounds it in a list or quote.
    public var code: String { fence.content }
    public var text: String { fence.text }

    /// How messages name the cell: by its id, or by counting.
    public var title: String { id.map { "cell \"\($0)\"" } ?? "cell \(index + 1)" }

    /// The code as readers see it: without the lines between `// snippet.hide` and `// snippet.show`.
    public var shownCode: String { lines.filter(\.isShown).map(\.text).joined(separator: "\n") }

    /// Where in ``shownCode`` each of these stretches of ``code`` stands, all counted in UTF-8; nil for one that readers
    /// do not see. A stretch lies in one line.
    func placesInShownCode(of ranges: [Range<Int>]) -> [Range<Int>?] {
        var places: [(line: Range<Int>, shift: Int?)] = []
        var (start, shownStart) = (0, 0)
        for line in lines {
            let end = start + line.text.utf8.count
            places.append((start..<end, line.isShown ? shownStart - start : nil))
            if line.isShown { shownStart += end + 1 - start }
            start = end + 1
        }
        return ranges.map { range in
            let place = places.first {
                $0.line.lowerBound <= range.lowerBound && range.upperBound <= $0.line.upperBound
            }
            return place?.shift.map { range.lowerBound + $0..<range.upperBound + $0 }
        }
    }

    private var lines: [(text: Substring, isShown: Bool)] {
        var isShown = true
        return code.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            switch line.filter({ $0 != " " && $0 != "\t" && $0 != "\r" }) {
            case "//snippet.hide": isShown = false
            case "//snippet.show":
                isShown = true
                return (line, false)
            default: break
            }
            return (line, isShown)
        }
    }
}

/// A fence that holds what the cell above it printed, or the message it stopped with.
public struct Recording: Sendable {
    public enum Kind: String, Sendable { case output, error }

    public var kind: Kind
    /// The cell's place in ``Lesson/cells``.
    public var cell: Int
    /// How far a number may be from the recorded one: |new − recorded| ≤ tolerance · max(1, |recorded|).
    public var tolerance: Double = 0
    /// Shown, never compared: it changes from run to run.
    public var isUnchecked = false
    public var fence: Fence

    public var content: String { fence.content }
    public var text: String { fence.text }
}

/// A fenced code block of the file, with all its bytes.
public struct Fence: Sendable {
    /// Where the fence's first mark stands.
    public var position: SourceLocation
    /// The opening line with its line end.
    public var opening: String
    /// What stands before each line's content: the indentation or `> ` of what the fence is in.
    public var linePrefix: String
    /// The lines between the fence's two ends, exactly as the file has them.
    public var body: String
    /// The closing line with its line end, if it has one.
    public var closing: String
    /// The lines between, as Markdown reads them: without indentation and quote marks of containers.
    public var content: String
    /// How many bytes stood before each line of `content` in the file.
    public var contentColumns: [Int]

    public var text: String { opening + body + closing }
    /// The line of the first line of `content`.
    public var firstContentLine: Int { position.line + 1 }
}
