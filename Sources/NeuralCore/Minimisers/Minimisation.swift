// What a minimiser did: the way it went, what that cost, and why it stopped.

/// A minimiser: from a starting point it seeks where an objective is smallest.
public protocol Minimiser {
    /// Goes down from `start`, `(n,)`.
    func minimise(_ objective: Objective, from start: Matrix) -> Minimisation
}

/// The record of a search for a minimum.
///
///     let search = BFGS().minimise(rosenbrock, from: [-1.2, 1])
///     search.point        // [1. 1.]
///     search.path         // all points on the way, to be drawn over contours
///     print(search)       // 33 steps, 45 values, 45 gradients: the gradient is small
public struct Minimisation: Equatable, Sendable {
    /// How often the objective was asked.
    public struct Calls: Equatable, Sendable {
        public internal(set) var values = 0
        public internal(set) var gradients = 0
        public internal(set) var hessians = 0
    }

    /// Why a search ended.
    public enum End: String, Sendable {
        case gradientIsSmall = "the gradient is small"
        case stepIsSmall = "the step is small"
        case noStepGoesDown = "no step goes down"
        case valueIsNotFinite = "the value is not finite"
        case stepsAreOver = "all steps are used up"
    }

    /// The start, and where each step led; `(n,)` each.
    public internal(set) var path: [Matrix] = []
    /// The value at each of them.
    public internal(set) var values: [Double] = []
    /// The largest slope at each of them, without its sign; empty for searches that use no gradient.
    public internal(set) var largestSlopes: [Double] = []
    public internal(set) var calls = Calls()
    public internal(set) var end = End.stepsAreOver

    /// The number of steps.
    public var steps: Int { path.count - 1 }

    /// The place in ``path`` with the smallest value, the first of several. For methods that only go down it is the last.
    public var best: Int { values.indices.min { values[$0] < values[$1] } ?? 0 }

    /// The best point.
    public var point: Matrix { path[best] }

    /// The value at the best point.
    public var value: Double { values[best] }

    mutating func note(_ point: Matrix, _ value: Double, _ gradient: Matrix? = nil) {
        path.append(point)
        values.append(value)
        if let gradient { largestSlopes.append(abs(gradient).max()) }
    }
}

extension Minimisation: CustomStringConvertible {
    public var description: String {
        let costs = [
            (steps, "steps"), (calls.values, "values"), (calls.gradients, "gradients"),
            (calls.hessians, "Hessians"),
        ]
        let text = costs.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return "\(text): \(end.rawValue)"
    }
}
