// The table of a model: its layers, what they give, and how many numbers they learn.

extension Model {
    /// Prints the table of ``summaryText(file:line:)``.
    public func summary(file: StaticString = #file, line: UInt = #line) {
        print(summaryText(file: file, line: line))
    }

    /// The model as a table, as Keras 2 prints it, without blanks at the ends of lines.
    ///
    ///     _________________________________________________________________
    ///     Layer (type)                 Output Shape              Param #
    ///     =================================================================
    ///     dense_1 (Dense)              (None, 784)               615440
    ///     _________________________________________________________________
    ///     dense_2 (Dense)              (None, 10)                7850
    ///     =================================================================
    ///     Total params: 623,290
    ///     Trainable params: 623,290
    ///     Non-trainable params: 0
    ///     _________________________________________________________________
    ///
    /// Where the layers do not stand in a row, a column says where each takes its inputs.
    public func summaryText(file: StaticString = #file, line: UInt = #line) -> String {
        guard let graph else {
            fatalError(
                "summary needs the shapes: give the model \"\(name)\" an inputShape, or fit it first",
                file: file, line: line)
        }
        let rows = graph.summaryRows
        let table = SummaryTable(isRow: graph.isRow)
        var lines = [
            table.rule("_"), table.line(["Layer (type)", "Output Shape", "Param #", "Connected to"]),
        ]
        lines.append(table.rule("="))
        for (index, row) in rows.enumerated() {
            lines += row.map(table.line)
            lines.append(table.rule(index == rows.count - 1 ? "=" : "_"))
        }
        let trainable = parameters.filter(\.isTrainable).reduce(0) { $0 + $1.value.count }
        lines.append("Total params: \(grouped(parameterCount))")
        lines.append("Trainable params: \(grouped(trainable))")
        lines.append("Non-trainable params: \(grouped(parameterCount - trainable))")
        lines.append(table.rule("_"))
        return lines.joined(separator: "\n")
    }
}

/// The columns of a summary.
private struct SummaryTable {
    /// Where the columns end.
    let ends: [Int]

    init(isRow: Bool) { ends = isRow ? [29, 55, 65] : [32, 53, 65, 98] }

    func rule(_ character: Character) -> String { String(repeating: character, count: ends[ends.count - 1]) }

    /// The fields, each cut off where its column ends.
    func line(_ fields: [String]) -> String {
        var line = ""
        for (index, (field, end)) in zip(fields, ends).enumerated() {
            if index > 0 { line = String(line.dropLast()) + " " }
            line = String((line + field).prefix(end))
            line += String(repeating: " ", count: end - line.count)
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}

extension Graph {
    /// Whether each place takes the tensor of the one before, and no layer stands in two places.
    fileprivate var isRow: Bool {
        let follow = places.indices.allSatisfy { places[$0].sources == ($0 == 0 ? [] : [$0 - 1]) }
        return follow && Set(places.map(\.name)).count == places.count
    }

    /// The lines of each layer. An input is a line where the layers do not stand in a row.
    fileprivate var summaryRows: [[[String]]] {
        var rows: [[[String]]] = []
        var rowOfName: [String: Int] = [:]
        for (index, place) in places.enumerated() where !(isRow && index == 0) {
            let origins = place.sources.map { "\(places[$0].name)[0][0]" }
            let rest = { (origins: ArraySlice<String>) in origins.map { ["", "", "", $0] } }
            // A shared layer has one entry, with the inputs of all its places.
            if let row = rowOfName[place.name] {
                rows[row] += rest(origins[...])
                continue
            }
            let shape = (["None"] + place.shape.axes.map(String.init)).joined(separator: ", ")
            let fields = [
                "\(place.name) (\(place.kind))", place.shape.rank == 0 ? "(None,)" : "(\(shape))",
                "\(place.parameterCount)", origins.first ?? "",
            ]
            rowOfName[place.name] = rows.count
            rows.append([fields] + rest(origins.dropFirst()))
        }
        return rows
    }
}

extension Graph.Place {
    fileprivate var kind: String {
        switch step {
        case .input: "InputLayer"
        case .layer(let layer): className(of: layer)
        case .merge(let merge): type(of: merge).className
        }
    }

    fileprivate var parameterCount: Int {
        guard case .layer(let layer) = step else { return 0 }
        return layer.nonTrainableParameters.reduce(layer.parameterCount) { $0 + $1.value.count }
    }
}

/// The number with a comma after each three digits.
private func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
        if place > 0, place % 3 == 0 { text = "," + text }
        text = String(digit) + text
    }
    return text
}
