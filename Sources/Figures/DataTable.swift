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
        let limit = DataTable.rowLimit
        guard count > limit else {
            self.init(columns: columns, rows: (0..<count).map(row))
            return
        }
        let chosen = (0..<limit).map { $0 * (count - 1) / (limit - 1) }
        self.init(columns: columns, rows: chosen.map(row), note: "\(limit) of \(count) rows")
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
