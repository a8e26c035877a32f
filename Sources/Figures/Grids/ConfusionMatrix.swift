// Which classes are taken for which.

/// Counts of samples by true class (rows) and predicted class (columns).
///
/// The colour is the share of the row, so that rare classes are seen as well as frequent ones.
public struct ConfusionMatrix: Figure {
    /// What is shown, in a few words; it stands above the drawing.
    public var title: String
    /// How many samples: a row for each true class, in it a number for each predicted one.
    public var counts: [[Int]]
    /// The names of the classes, in the order of rows and columns.
    public var classes: [String]

    /// The matrix of these counts.
    public init(
        _ title: String, counts: [[Int]], classes: [String], file: StaticString = #file, line: UInt = #line
    ) {
        (self.title, self.counts, self.classes) = (title, counts, classes)
        if counts.count != classes.count || counts.contains(where: { $0.count != classes.count }) {
            fatalError(
                "Confusion matrix \"\(title)\" has \(counts.count) rows of \(counts.map(\.count)) counts for "
                    + "\(counted(classes.count, "class", plural: "classes")); give one row and one column for each",
                file: file, line: line)
        }
    }

    /// The matrix of true and predicted classes, numbered from 0.
    public init(
        _ title: String, truth: [Int], predictions: [Int], classes: [String], file: StaticString = #file,
        line: UInt = #line
    ) {
        var counts = Array(repeating: Array(repeating: 0, count: classes.count), count: classes.count)
        if truth.count != predictions.count {
            fatalError(
                "Confusion matrix \"\(title)\" has \(truth.count) true and \(predictions.count) predicted classes; give "
                    + "one of each for each sample", file: file, line: line)
        }
        for (actual, predicted) in zip(truth, predictions) {
            guard classes.indices.contains(actual), classes.indices.contains(predicted) else {
                fatalError(
                    "Confusion matrix \"\(title)\" has \(classes.count) classes, numbered from 0, and was given class "
                        + "\(classes.indices.contains(actual) ? predicted : actual)", file: file, line: line)
            }
            counts[actual][predicted] += 1
        }
        self.init(title, counts: counts, classes: classes, file: file, line: line)
    }

    public var summary: String {
        let total = counts.reduce(0) { $0 + $1.reduce(0, +) }
        guard total > 0 else { return "\(title): no data" }
        let right = counts.indices.reduce(0) { $0 + counts[$1][$1] }
        var words =
            "\(title), \(counted(classes.count, "class", plural: "classes")), \(right) of \(total) right "
        words += "(\(fixedNumber(100 * Double(right) / Double(total), decimals: 1)) %)"
        let mistakes = counts.indices.flatMap { row in
            counts.indices.filter { $0 != row && counts[row][$0] > 0 }.map { (row, $0, counts[row][$0]) }
        }
        // The first of equal mistakes, so that the sentence is always the same.
        if let worst = mistakes.max(by: { ($0.2, -$0.0, -$0.1) < ($1.2, -$1.0, -$1.1) }) {
            words += "; most often \(classes[worst.0]) is taken for \(classes[worst.1]) (\(worst.2))"
        }
        return words
    }

    private var map: HeatMap {
        let shares = counts.map { row in
            let total = row.reduce(0, +)
            return row.map { total > 0 ? Double($0) / Double(total) : 0 }
        }
        var map = HeatMap(
            title, shares, rowNames: classes, columnNames: classes, limits: 0...1, rowAxis: "true class",
            columnAxis: "predicted class")
        map.endNames = ["none of the row", "all of it"]
        map.texts = counts.map { $0.map(String.init) }
        return map
    }

    public var data: DataTable {
        DataTable(
            corner: "true", rows: classes.count, columns: classes.count, rowName: { classes[$0] },
            columnName: { "as \(classes[$0])" }, entry: { String(counts[$0][$1]) })
    }

    public func layout(on surface: Surface) -> Drawing { map.layout(on: surface) }
}
