// The sum that a gate or a unit of a recurrent layer makes, in symbols and in numbers side by side.

/// x₁·w + … + h₁′·u + … + b, where a prime marks the state one step before.
struct WorkedSum {
    typealias Expression = Explanation.Expression
    typealias Symbol = Explanation.Symbol

    /// The gate whose sum it is; empty where a layer has one sum only.
    let gate: String
    let unit: Int
    private var terms: [(name: Expression, number: Expression)] = []

    init(of gate: String = "", unit: Int) { (self.gate, self.unit) = (gate, unit) }

    var names: Expression { .sum(terms.map(\.name)) }
    var numbers: Expression { .sum(terms.map(\.number)) }

    mutating func add(input place: Int, _ value: Double, _ weight: Double) {
        add(.init("x", "\(place + 1)"), value, "w", place, weight)
    }

    mutating func add(state place: Int, _ value: Double, _ weight: Double) {
        add(.init("h", "\(place + 1)", isPrimed: true), value, "u", place, weight)
    }

    /// A value times the weight that leads to the unit from `place`.
    mutating func add(_ symbol: Symbol, _ value: Double, _ weightName: String, _ place: Int, _ weight: Double)
    {
        add(
            .product([.symbol(symbol), .symbol(index(weightName, "\(place + 1)"))]),
            .product([.number(value), .number(weight)]))
    }

    /// - Parameter name: what tells two biases apart.
    mutating func add(bias: Double, _ name: String = "b") { add(.symbol(index(name)), .number(bias)) }

    mutating func add(_ name: Expression, _ number: Expression) { terms.append((name, number)) }

    private func index(_ name: String, _ place: String? = nil) -> Symbol {
        Symbol(name, indices: (gate.isEmpty ? [] : [gate]) + (place.map { [$0] } ?? []) + ["\(unit + 1)"])
    }
}
