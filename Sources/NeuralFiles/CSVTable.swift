// Tables from text files whose cells are separated by commas, as spreadsheets and data collections offer them.

import NeuralCore
internal import SwiftCSV

/// A table of texts with named columns, which are asked for as numbers or as they are.
///
///     let table = try CSVTable("passengers.csv")
///     let series: Matrix = try table.numbers(["passengers"])      // (144, 1)
///
/// Empty lines are left out. In a table of one column, a row whose cell is empty is therefore written with quotation
/// marks: `""`.
public struct CSVTable: Sendable {
    /// The names of the columns, from left to right.
    public let columnNames: [String]
    /// The file, as messages call it.
    private let name: String
    private let rows: [Row]

    private struct Row {
        /// The line of the file on which the row begins, counted from 1.
        var line: Int
        var cells: [String]
    }

    /// Reads the file at `path`.
    ///
    /// - Parameters:
    ///   - path: a text file in UTF-8.
    ///   - delimiter: what separates cells; no quotation mark, which encloses them, and no end of a line.
    ///   - columnNames: the names of the columns, for a file whose first line holds data already.
    public init(_ path: String, delimiter: Character = ",", columnNames: [String]? = nil) throws {
        guard let text = String(validating: try readBytes(path), as: UTF8.self) else {
            throw FileError(path, "the file is not text in UTF-8")
        }
        try self.init(text: text, name: path, delimiter: delimiter, columnNames: columnNames)
    }

    /// Reads a table from `text`, which messages call `name`.
    public init(
        text: String, name: String = "text", delimiter: Character = ",", columnNames: [String]? = nil
    ) throws {
        self.name = name
        if delimiter == "\"" || delimiter.isNewline {
            throw FileError(name, "cells cannot be separated by \(String(delimiter).debugDescription)")
        }
        var rows = try Self.rows(text, name, delimiter)
        if let columnNames {
            self.columnNames = columnNames
        } else {
            guard let header = rows.first else { throw FileError(name, "the table is empty") }
            self.columnNames = header.cells
            rows.removeFirst()
        }
        var known: Set<String> = []
        if let twice = self.columnNames.first(where: { !known.insert($0).inserted }) {
            throw FileError(name, "two columns are named \"\(twice)\"")
        }
        let width = self.columnNames.count
        if let odd = rows.first(where: { $0.cells.count != width }) {
            throw FileError(
                name, line: odd.line,
                "the row has \(odd.cells.count) cells, but the table has \(width) columns")
        }
        self.rows = rows
    }

    /// The number of rows, the names not counted.
    public var rowCount: Int { rows.count }

    /// The cells of a column, from top to bottom.
    public func texts(_ column: String) throws -> [String] {
        let place = try place(of: column)
        return rows.map { $0.cells[place] }
    }

    /// The columns with these names as a matrix.
    ///
    /// - Parameters:
    ///   - columns: the names, in the order wanted; without them all columns.
    ///   - missing: what stands for a cell that is empty or says `NA`, `NaN`, `null` or `?`; without it such a cell is
    ///     an error.
    /// - Returns: `(rows, columns)`
    public func numbers<Scalar: TensorScalar & LosslessStringConvertible>(
        _ columns: [String]? = nil, missing: Scalar? = nil, as scalar: Scalar.Type = Scalar.self
    ) throws -> Tensor<Scalar> {
        let places = try columns.map { try $0.map(place(of:)) } ?? Array(columnNames.indices)
        var elements: [Scalar] = []
        elements.reserveCapacity(rows.count * places.count)
        for row in rows {
            for place in places { elements.append(try number(row, place, missing)) }
        }
        return Tensor(shape: [rows.count, places.count], elements: elements)
    }

    private static let missingTexts: Set<String> = ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "?"]

    private func number<Scalar: LosslessStringConvertible>(
        _ row: Row, _ place: Int, _ missing: Scalar?
    ) throws -> Scalar {
        let cell = trimmed(row.cells[place])
        let column = "column \"\(columnNames[place])\""
        if Self.missingTexts.contains(cell) {
            guard let missing else {
                throw FileError(
                    name, line: row.line,
                    "\(column) has no value; say with missing: what should stand for one")
            }
            return missing
        }
        guard let number = Scalar(cell) else {
            throw FileError(name, line: row.line, "\(cell.debugDescription) in \(column) is not a number")
        }
        return number
    }

    private func place(of column: String) throws -> Int {
        guard let place = columnNames.firstIndex(of: column) else {
            let names = columnNames.map { "\"\($0)\"" }.joined(separator: ", ")
            throw FileError(
                name, "there is no column \"\(column)\"; the columns are \(names)\(delimiterHint)")
        }
        return place
    }

    /// What a table of one column says whose name holds what often separates cells.
    private var delimiterHint: String {
        let likely = columnNames.count == 1 ? columnNames[0].first { ";\t|,".contains($0) } : nil
        return likely.map { "; if \(String($0).debugDescription) separates cells, say so with delimiter:" }
            ?? ""
    }

    /// The rows with the lines on which they begin. Empty lines are left out.
    private static func rows(_ text: String, _ name: String, _ delimiter: Character) throws -> [Row] {
        if !text.utf8.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) {
            let line = 1 + text[..<(text.lastIndex(of: "\"") ?? text.endIndex)].count(where: \.isNewline)
            throw FileError(name, line: line, "a quotation mark is opened and never closed")
        }
        // The reader drops an empty last cell unless its line ends.
        let whole = text.last?.isNewline == true ? text : text + "\n"
        let found = Rows(of: whole)
        do {
            let file = try EnumeratedCSV(
                string: whole, delimiter: .character(delimiter), loadColumns: false, rowLimit: 0)
            try file.enumerateAsArray(startAt: 0, rowLimit: nil) { found.append($0) }
        } catch CSVParseError.quotation(let message) {
            throw FileError(name, line: found.line, "the quotation marks do not match (\(message))")
        }
        return found.rows
    }

    /// Gathers rows and counts lines.
    private final class Rows {
        var rows: [Row] = []
        var line = 1
        private let text: String
        private lazy var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)

        init(of text: String) { self.text = text }

        func append(_ cells: [String]) {
            // The reader makes the same of an empty line and of one empty cell in quotation marks.
            if cells != [""] || lines[line - 1].contains("\"") { rows.append(Row(line: line, cells: cells)) }
            line += 1 + cells.reduce(0) { $0 + $1.count(where: \.isNewline) }
        }
    }
}

/// The text without spaces at its ends.
private func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
}
