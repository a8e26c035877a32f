// What all methods share that go down step by step: a direction, and a line search along it.

/// A minimiser that from each point chooses a direction that leads down, and then how far to go.
///
/// Methods differ in the direction, and in what they remember of the steps before.
public protocol DescentMethod: Minimiser {
    /// What is remembered from step to step.
    associatedtype Memory

    var lineSearch: LineSearch { get }
    /// The search ends when no slope is larger than this.
    var gradientTolerance: Double { get }
    /// The most steps.
    var steps: Int { get }

    /// What is remembered before the first step, and again after a direction that did not lead down.
    func freshMemory() -> Memory

    /// The direction from here.
    ///
    /// - Parameters:
    ///   - point: `(n,)`
    ///   - gradient: there, `(n,)`
    ///   - memory: of the steps before.
    ///   - hessian: gives the Hessian there, `(n, n)`, to those who ask.
    /// - Returns: `(n,)`
    func direction(
        at point: Matrix, gradient: Matrix, memory: inout Memory, hessian: () -> Matrix
    ) -> Matrix

    /// Whether directions come with a length of their own, so that a step of 1 is tried first.
    var directionsHaveLength: Bool { get }
}

extension DescentMethod {
    public var directionsHaveLength: Bool { true }

    public func minimise(_ objective: Objective, from start: Matrix) -> Minimisation {
        let objective = CountedObjective(objective)
        var here = LineSearch.Place(
            length: 0, point: start, value: objective.value(start), gradient: objective.gradient(start),
            slope: 0)
        var (memory, record) = (freshMemory(), Minimisation())
        var lastGain: Double?
        record.note(here.point, here.value, here.gradient)
        while true {
            if !here.value.isFinite || !here.gradient.elements.allSatisfy(\.isFinite) {
                record.end = .valueIsNotFinite
                break
            }
            if record.largestSlopes[record.steps] <= gradientTolerance {
                record.end = .gradientIsSmall
                break
            }
            if record.steps >= steps { break }
            var direction = direction(
                at: here.point, gradient: here.gradient, memory: &memory,
                hessian: { objective.hessian(here.point) })
            here.slope = here.gradient.dot(direction).item
            if !(here.slope < 0) {
                // What was remembered misleads: straight down, and begin anew.
                memory = freshMemory()
                direction = -here.gradient
                here.slope = here.gradient.dot(direction).item
            }
            here.length = 0
            let first = firstLength(direction, slope: here.slope, lastGain)
            guard let next = lineSearch.step(from: here, along: direction, first: first, objective) else {
                record.end = .noStepGoesDown
                break
            }
            lastGain = next.length * here.slope
            here = next
            record.note(here.point, here.value, here.gradient)
        }
        record.calls = objective.calls
        return record
    }

    /// The length to try first: 1 where directions have a length of their own. Otherwise the one that promises as much as
    /// the last step did (Nocedal and Wright, page 59), and at the start one that moves by 1 in all.
    private func firstLength(_ direction: Matrix, slope: Double, _ lastGain: Double?) -> Double {
        if directionsHaveLength { return 1 }
        let promised = lastGain.map { $0 / slope } ?? 1 / abs(direction).sum()
        return promised.isFinite && promised > 0 ? promised : 1
    }
}
