// How the learning rate changes while training goes on: large steps at first, small ones near the goal.

/// The factor by which the learning rate is multiplied at each step, counted from 0.
public enum LearningRateSchedule: Codable, Equatable, Sendable {
    /// Always 1.
    case constant
    /// 1 / (1 + rate · step): the argument `decay` of Keras 2's optimizers.
    ///
    ///     SGD(learningRate: 0.01, schedule: .inverseTimeDecay(rate: 1e-6))
    case inverseTimeDecay(rate: Double)
    /// rate to the power of step / steps; in whole `steps` only when it is a staircase.
    case exponentialDecay(rate: Double, steps: Int, staircase: Bool = false)
    /// ½ · (1 + cos(π · step / steps)), and 0 after so many steps. Loshchilov and Hutter, 2016.
    case cosineDecay(steps: Int)
    /// The first factor up to and including the first boundary, the next up to the next, the last one for ever.
    case piecewiseConstant(boundaries: [Int], factors: [Double])

    /// The factor at `step`, counted from 0.
    ///
    ///     LearningRateSchedule.inverseTimeDecay(rate: 0.5).factor(step: 2)    // 0.5
    public func factor(step: Int) -> Double {
        switch self {
        case .constant: return 1
        case .inverseTimeDecay(let rate): return 1 / (1 + rate * Double(step))
        case .exponentialDecay(let rate, let steps, let staircase):
            let power = Double(step) / Double(steps)
            return pow(rate, staircase ? power.rounded(.down) : power)
        case .cosineDecay(let steps):
            return (1 + cos(Double.pi * Double(min(step, steps)) / Double(steps))) / 2
        case .piecewiseConstant(let boundaries, let factors):
            return factors[boundaries.firstIndex { step <= $0 } ?? boundaries.count]
        }
    }

    /// What is wrong with the values, as a sentence; nil when they are possible.
    var fault: String? {
        switch self {
        case .constant: nil
        case .inverseTimeDecay(let rate):
            rate >= 0 ? nil : "inverseTimeDecay needs a rate of at least 0, but it is \(rate)"
        case .exponentialDecay(let rate, let steps, _):
            rate > 0 && steps > 0
                ? nil : "exponentialDecay needs a rate and steps above 0, but they are \(rate) and \(steps)"
        case .cosineDecay(let steps):
            steps > 0 ? nil : "cosineDecay needs at least 1 step, but \(steps) are asked"
        case .piecewiseConstant(let boundaries, let factors):
            factors.count == boundaries.count + 1
                ? nil
                : "piecewiseConstant needs one factor more than boundaries, but there are "
                    + "\(boundaries.count) boundaries and \(factors.count) factors"
        }
    }
}
