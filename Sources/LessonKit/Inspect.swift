// The variables of a cell as a table: name, type, shape, first values.

import Exhibits
import Figures
import NeuralCore

/// Shows the variables that the cell has made: their names, types, shapes and first values.
///
///     let weights = random.random(3, 1)
///     inspect()
///
/// It stands on the last line of a cell. The page has the table closed; in the terminal it is shown by
/// `workbook run --inspect`. It is no part of the recorded output.
public func inspect(file: StaticString = #file, line: UInt = #line) {
    // Where a cell ends in it, the runner puts a call in its place that knows the names.
    guard Exhibit.isAttached else { return }
    fatalError(
        "inspect() stands alone on the last line of a cell, whose variables it shows", file: file, line: line)
}

extension _Workbook {
    /// Shows variables by name.
    public static func inspect(_ variables: [(name: String, value: Any)]) {
        guard !variables.isEmpty else { return }
        let rows = variables.map { variable in
            let facts = facts(of: variable.value)
            return [variable.name, facts.type, facts.shape, facts.values]
        }
        Exhibit(
            variables: Table("Variables", columns: ["name", "type", "shape", "first values"], rows: rows)
        ).handOver()
    }

    private static func facts(of value: Any) -> (type: String, shape: String, values: String) {
        switch value {
        case let tensor as Tensor<Double>:
            return (
                "Matrix", "\(tensor.shape)",
                firstValues(tensor.elements.lazy.map { $0.formatted(significantDigits: 6) })
            )
        case let tensor as Tensor<Float>:
            return (
                "Tensor<Float>", "\(tensor.shape)",
                firstValues(tensor.elements.lazy.map { $0.formatted(significantDigits: 6) })
            )
        case is RandomState: return ("RandomState", "", "")
        case let text as String: return ("String", "", shortened("\"\(text)\""))
        case let list as any Collection: return ("\(type(of: value))", "\(list.count)", elements(of: list))
        case let model as Model<Double>: return ("\(type(of: value))", "", parameters(model.parameterCount))
        case let model as Model<Float>: return ("\(type(of: value))", "", parameters(model.parameterCount))
        default: return (shortened("\(type(of: value))"), "", shortened("\(value)"))
        }
    }

    private static func elements(of list: some Collection) -> String {
        shortened(firstValues(list.lazy.map { "\($0)" }))
    }

    private static func parameters(_ count: Int) -> String { "\(count) parameters" }

    /// The first five values, and a sign that there are more.
    private static func firstValues(_ values: some Collection<String>) -> String {
        values.prefix(5).joined(separator: ", ") + (values.count > 5 ? ", …" : "")
    }

    private static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= 48 ? line : line.prefix(47) + "…"
    }
}
