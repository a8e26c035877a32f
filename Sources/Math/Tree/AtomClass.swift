// TeX's classes of atoms and the space it sets between two of them (The TeXbook, chapter 18).

/// What an atom does in a formula; TeX sets the space between neighbours by it.
enum AtomClass: Int, Hashable, Sendable {
    case ordinary, largeOperator, binary, relation, opening, closing, punctuation, inner
}

/// A width in TeX's mathematical units: eighteen of them make an em.
enum Gap {
    static let none = 0
    static let thin = 3
    static let medium = 4
    static let thick = 5

    /// The space between neighbours of these classes.
    ///
    /// - Parameter inScript: in sub- and superscripts TeX leaves out all but the thin space around operators.
    static func between(_ left: AtomClass, _ right: AtomClass, inScript: Bool) -> Int {
        let entry = table[left.rawValue][right.rawValue]
        return entry < 0 ? (inScript ? none : -entry) : entry
    }

    /// The TeXbook's table, page 170; a negative width is left out in scripts. Pairs that cannot occur, since
    /// a binary operator there has become an ordinary atom, are zero.
    private static let table: [[Int]] = [
        //ord op bin rel open close punct inner
        [0, 3, -4, -5, 0, 0, 0, -3],  // ordinary
        [3, 3, 0, -5, 0, 0, 0, -3],  // large operator
        [-4, -4, 0, 0, -4, 0, 0, -4],  // binary
        [-5, -5, 0, 0, -5, 0, 0, -5],  // relation
        [0, 0, 0, 0, 0, 0, 0, 0],  // opening
        [0, 3, -4, -5, 0, 0, 0, -3],  // closing
        [-3, -3, 0, -3, -3, -3, -3, -3],  // punctuation
        [-3, 3, -4, -5, -3, 0, -3, -3],  // inner
    ]
}

/// The classes of a row's atoms after TeX's rule for signs: a binary operator with nothing to its left or
/// right to join is an ordinary atom. In `a = -b` the minus is a sign.
func settledClasses(_ classes: [AtomClass]) -> [AtomClass] {
    var settled = classes
    for index in settled.indices {
        let previous = index == 0 ? AtomClass.opening : settled[index - 1]
        switch settled[index] {
        case .binary:
            switch previous {
            case .binary, .largeOperator, .relation, .opening, .punctuation: settled[index] = .ordinary
            case .ordinary, .closing, .inner: break
            }
        case .relation, .closing, .punctuation:
            if previous == .binary { settled[index - 1] = .ordinary }
        case .ordinary, .largeOperator, .opening, .inner: break
        }
    }
    if settled.last == .binary { settled[settled.count - 1] = .ordinary }
    return settled
}
