// Tables: columns by name, missing values, and cells that are no numbers.

import Foundation
import NeuralCore
import NeuralFiles
import Testing

@Suite struct CSVTests {
    private func table(_ text: String, columnNames: [String]? = nil) throws -> CSVTable {
        try CSVTable(text: text, name: "table.csv", columnNames: columnNames)
    }

    @Test func columnsAreAskedForByName() throws {
        let table = try table(
            "height,name,weight\n1.5,\"Ada, Countess\",50\n 2 ,\"the \"\"great\"\"\",-1e2\n")
        #expect(table.columnNames == ["height", "name", "weight"])
        #expect(table.rowCount == 2)
        #expect(try table.numbers(["weight", "height"]) == [[50, 1.5], [-100, 2]] as Matrix)
        #expect(try table.texts("name") == ["Ada, Countess", "the \"great\""])
        #expect(try table.numbers(["height"], as: Float.self) == Tensor<Float>([1.5, 2]).reshaped(2, 1))
        expectFailure(
            "table.csv: there is no column \"size\"; the columns are \"height\", \"name\", \"weight\""
        ) {
            try table.numbers(["size"], as: Double.self)
        }
    }

    @Test(arguments: [
        "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "\u{feff}a,b\n\n1,2\n\n3,4\n\n", "\"a\",\"b\"\n1,2\n3,4\n",
    ])
    func endsOfLinesDoNotMatter(text: String) throws {
        #expect(try table(text).numbers(["a", "b"]) == [[1, 2], [3, 4]] as Matrix)
        #expect(try table(text).numbers() == [[1, 2], [3, 4]] as Matrix)
    }

    @Test func aFileWithoutNamesIsGivenSome() throws {
        let table = try table("1,2\n3,4\n", columnNames: ["x", "y"])
        #expect(try table.numbers(["y"]) == [[2], [4]] as Matrix)
        #expect(
            try CSVTable(text: "1;2\n", delimiter: ";", columnNames: ["x", "y"]).numbers() == [[1, 2]]
                as Matrix)
    }

    @Test func missingValuesAreAskedAbout() throws {
        let table = try table("a,b\n1,\n,NA\n?,4\n")
        expectFailure("table.csv:2: column \"b\" has no value; say with missing: what should stand for one") {
            try table.numbers(as: Double.self)
        }
        #expect(try table.numbers(missing: -1) == [[1, -1], [-1, -1], [-1, 4]] as Matrix)
        let gaps: Matrix = try table.numbers(["a"], missing: .nan)
        #expect(gaps.elements.map(\.isNaN) == [false, true, true])
        // An empty last cell counts though its line does not end.
        #expect(try CSVTable(text: "a,b\n1,").numbers(missing: 0) == [[1, 0]] as Matrix)
    }

    @Test func wrongCellsAreNamedWithTheirLine() throws {
        expectFailure("table.csv:5: \"four\" in column \"b\" is not a number") {
            try CSVTable(text: "a,b\n\n1,2\n\n3,four\n", name: "table.csv").numbers(["b"], as: Double.self)
        }
        expectFailure(#"table.csv:3: "two\nlines" in column "b" is not a number"#) {
            try table("a,b\n\n1,\"two\nlines\"\n3,four\n").numbers(["b"], as: Double.self)
        }
        expectFailure(#"table.csv:4: "four" in column "b" is not a number"#) {
            try table("a,b\n\"1\n\",2\n3,four\n").numbers(["b"], as: Double.self)
        }
        expectFailure("table.csv:3: the row has 3 cells, but the table has 2 columns") {
            try table("a,b\n1,2\n1,2,3\n")
        }
        expectFailure("table.csv:2: the row has 1 cells, but the table has 2 columns") {
            try table("a,b\n1\n")
        }
        expectFailure("table.csv: two columns are named \"a\"") { try table("a,a\n1,2\n") }
        expectFailure("table.csv: the table is empty") { try table("\n") }
        expectFailure("table.csv:2: a quotation mark is opened and never closed") {
            try table("a,b\n1,\"2\n")
        }
        expectFailure("table.csv:2: the quotation marks do not match") { try table("a,b\n1,\"2\"3\n") }
    }

    @Test func anEmptyCellInQuotationMarksIsARow() throws {
        let quoted = try table("a\n1\n\"\"\n\n3\n")
        #expect(try quoted.texts("a") == ["1", "", "3"])
        #expect(try quoted.numbers(missing: 0) == [[1], [0], [3]] as Matrix)
        #expect(try table("a\n1\n\n3\n").rowCount == 2)
    }

    @Test func delimitersAreSuchAsCanBe() throws {
        for delimiter in ["\"", "\n"] as [Character] {
            expectFailure("cells cannot be separated by") {
                try CSVTable(text: "a,b\n", delimiter: delimiter)
            }
        }
        expectFailure(
            #"there is no column "a"; the columns are "a;b"; if ";" separates cells, say so with delimiter:"#
        ) { try table("a;b\n1;2\n").texts("a") }
    }

    @Test func filesAreRead() throws {
        try withFolder { folder in
            let path = "\(folder)/series.csv"
            try Data("month,passengers\n1949-01,112\n1949-02,118\n".utf8).write(to: URL(filePath: path))
            #expect(try CSVTable(path).numbers(["passengers"]) == [[112], [118]] as Matrix)
            try Data([0x61, 0xff, 0x0a]).write(to: URL(filePath: path))
            expectFailure("the file is not text in UTF-8") { try CSVTable(path) }
        }
        expectFailure("nowhere.csv: there is no such file") { try CSVTable("nowhere.csv") }
    }
}
