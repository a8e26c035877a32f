// What a minimiser is: a way from a starting point down to a minimum.

/// A method that looks for the point at which an objective is smallest.
///
/// The rule of each is its ``run(_:)``, a loop of few lines over a ``Walk``, which calls the objective, counts the calls
/// and keeps the path. All take the same call, so that a lesson can compare them:
///
///     let minimisers: [any Minimiser] = [SteepestDescent(), ConjugateGradients(), BFGS()]
///     for minimiser in minimisers { print(minimiser.minimise(bowl, from: [3, 1])) }
public protocol Minimiser: Sendable {
    /// How many steps are allowed.
    var maximumIterations: Int { get }

    /// What is wrong with the settings of this method, as a sentence; nil when they are possible.
    var fault: String? { get }

    /// What of the objective the method needs and is not there, as a sentence; nil when nothing lacks.
    func fault(of objective: Objective) -> String?

    /// Moves the walk until it ends.
    func run(_ walk: Walk)
}

extension Minimiser {
    public func fault(of objective: Objective) -> String? { nil }

    /// Looks for a minimum.
    ///
    /// - Parameters:
    ///   - objective: what is to become small.
    ///   - start: where the search begins, `(n,)`.
    public func minimise(
        _ objective: Objective, from start: Matrix, file: StaticString = #file, line: UInt = #line
    ) -> Minimisation {
        let name = "\(Self.self)"
        if maximumIterations < 0 {
            fatalError(
                "\(name) needs at least 0 maximumIterations, but they are \(maximumIterations)", file: file,
                line: line)
        }
        if start.rank != 1 || start.count == 0 {
            fatalError(
                "\(name) starts from a vector of at least one number, but the shape is \(start.shape)",
                file: file, line: line)
        }
        if let fault = fault ?? fault(of: objective) { fatalError(fault, file: file, line: line) }
        let walk = Walk(of: objective, from: start, maximumIterations: maximumIterations)
        if !walk.value.isFinite {
            fatalError(
                "\(name) needs a start at which the objective is a number, but there it is \(walk.value)",
                file: file, line: line)
        }
        run(walk)
        return walk.result
    }

    /// A sentence for the first setting that is not above 0.
    func faultUnlessPositive(_ settings: (name: String, value: Double)...) -> String? {
        settings.first { !($0.value > 0 && $0.value.isFinite) }.map {
            "\(Self.self) needs a \($0.name) above 0, but it is \($0.value)"
        }
    }
}
