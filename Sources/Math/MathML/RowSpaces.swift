// Where the space between the terms of a row goes.

struct RowSpaces {
    /// The space to the left and right of an operator, in mathematical units.
    struct Sides { var left = 0, right = 0 }

    enum After { case nothing, space(Int), application(Int) }

    /// What each term's operator has at its sides; zero for terms without one.
    private(set) var around: [Sides]
    /// What follows each term that is not an operator.
    private(set) var after: [After]

    init(_ terms: [Term], inScript: Bool, isContinued: Bool = false) {
        around = Array(repeating: Sides(), count: terms.count)
        after = Array(repeating: .nothing, count: terms.count)
        // Space that the author wrote stands between atoms and is none.
        let atoms = terms.indices.filter { !terms[$0].isSpace }
        let before: [AtomClass] = isContinued ? [.ordinary] : []
        let classes = Array(
            settledClasses(before + atoms.map { terms[$0].atomClass }).dropFirst(before.count))
        if isContinued, let first = atoms.first, terms[first].isOperator {
            around[first].left = Gap.between(.ordinary, classes[0], inScript: inScript)
        }
        // Among words alone, browsers take the whole row for its operator, and put the operator's space around the row.
        let isAmongWords =
            atoms.count { terms[$0].isOperator } == 1
            && atoms.allSatisfy { terms[$0].isOperator || terms[$0].isWords }
        func takesSpace(_ index: Int) -> Bool { terms[index].isOperator && !isAmongWords }
        for (place, (index, next)) in zip(atoms, atoms.dropFirst()).enumerated() {
            let (left, right) = (classes[place], classes[place + 1])
            let gap = Gap.between(left, right, inScript: inScript)
            if case .function = terms[index].nucleus, right != .relation, right != .binary, right != .closing,
                right != .punctuation
            {
                after[index] = .application(gap)
            } else if gap == 0 {
                continue
            } else if takesSpace(next),
                right == .binary || right == .relation || !terms[index].isOperator
            {
                around[next].left = gap
            } else if takesSpace(index) {
                around[index].right = gap
            } else {
                after[index] = .space(gap)
            }
        }
    }
}

extension Term {
    fileprivate var isWords: Bool { if case .text = self { true } else { false } }

    /// Whether the term is written as an operator, or as one with scripts, whose space is the whole term's.
    fileprivate var isOperator: Bool {
        if case .symbol = nucleus { true } else { false }
    }
}
