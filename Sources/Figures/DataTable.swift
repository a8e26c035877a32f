// The numbers behind a figure, as a reader can look them up.

/// Named columns and rows of text.
public struct DataTable: Equatable, Sendable {
    /// The names of the columns, with their units.
    public var columns: [String]
    /// The entries, one for each column, as they are read.
    public var rows: [[String]]
    /// What the reader should know of it, for example that not every row is shown.
    public var note: String

    /// A table of rows that are all shown.
    public init(columns: [String], rows: [[String]], note: String = "") {
        (self.columns, self.rows, self.note) = (columns, rows, note)
    }

    /// The most rows that a page shows.
    static let rowLimit = 50

    /// A table of `count` rows, of which only evenly spaced ones are made where there are too many.
    init(columns: [String], count: Int, row: (Int) -> [String]) {
        self.init(
            columns: columns, shown: DataTable.evenRows(count, atMost: DataTable.rowLimit), of: count,
            row: row)
    }

    /// A table of the rows that are shown of `count`.
    ///
    /// - Parameter way: how they were chosen, unless evenly.
    init(columns: [String], shown: [Int], of count: Int, way: String = "", row: (Int) -> [String]) {
        self.init(columns: columns, rows: shown.map(row))
        if shown.count < count {
            note = "\(shown.count) of \(count) rows" + (way.isEmpty ? "" : ", \(way)")
        }
    }

    /// A table of a grid: the names of the rows stand before their numbers.
    init(
        corner: String = "", rows: Int, columns: Int, rowName: (Int) -> String, columnName: (Int) -> String,
        entry: (_ row: Int, _ column: Int) -> String
    ) {
        let limit = DataTable.rowLimit
        let (across, down) = (
            DataTable.evenRows(columns, atMost: limit), DataTable.evenRows(rows, atMost: limit)
        )
        let way = across.count < columns ? "\(across.count) of \(columns) columns" : ""
        self.init(columns: [corner] + across.map(columnName), shown: down, of: rows, way: way) { row in
            [rowName(row)] + across.map { entry(row, $0) }
        }
        if note.isEmpty { note = way }
    }

    /// The places of at most so many of `count` rows, evenly spaced, with the first and the last.
    static func evenRows(_ count: Int, atMost limit: Int) -> [Int] {
        guard count > limit else { return Array(0..<count) }
        return (0..<limit).map { $0 * (count - 1) / (limit - 1) }
    }

    /// The places of at most so many numbers, spaced as on a logarithmic axis: the last lie as far apart there as the
    /// first.
    ///
    /// - Parameter x: ascending numbers; others are chosen evenly.
    static func logarithmicRows(_ x: [Double], atMost limit: Int) -> [Int] {
        guard x.count > limit, let last = x.last, last.isFinite,
            zip(x, x.dropFirst()).allSatisfy({ $0 < $1 }),
            let start = x.firstIndex(where: { $0 > 0 }), x[start] < last
        else { return evenRows(x.count, atMost: limit) }
        let (low, high) = (logarithm10(x[start]), logarithm10(last))
        // Near the start there are fewer rows than equal factors ask for: more factors are tried until enough are found.
        var rows: [Int] = []
        for steps in stride(from: limit, through: 4 * limit, by: 2) {
            var tried = [0]
            for step in 0..<steps {
                let wanted = power(10, low + (high - low) * Double(step) / Double(steps - 1))
                var next = tried.last!
                while next < x.count - 1, x[next] < wanted * 0.999999 { next += 1 }
                if next > tried.last! { tried.append(next) }
            }
            guard tried.count <= limit else { break }
            rows = tried
        }
        return rows
    }

    /// The table as an HTML element.
    public var html: String {
        // A heading without a word would be read out as an empty one.
        let head = columns.map { $0.isEmpty ? "<td></td>" : "<th scope=\"col\">\(escaped($0))</th>" }.joined()
        let body = rows.map { row in "<tr>" + row.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>" }
        let caption = note.isEmpty ? "" : "<caption>\(escaped(note))</caption>"
        return
            "<table>\(caption)<thead><tr>\(head)</tr></thead><tbody>\(body.joined(separator: "\n"))</tbody></table>"
    }
}
