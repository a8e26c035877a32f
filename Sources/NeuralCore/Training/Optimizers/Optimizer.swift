// What an optimizer is: a rule by which gradients change weights.

/// A rule that moves every weight a little against its gradient.
///
/// An optimizer is a value: the hyperparameters and the rule. What it remembers of earlier steps, such as the
/// momentum of each weight, is kept by ``ParameterUpdates``.
///
///     let updates = ParameterUpdates(of: layer.parameters, by: Adam(learningRate: 0.01))
///     updates.step()      // after each backward pass
public protocol Optimizer: Codable, Equatable, Sendable {
    /// How far a step goes, before the schedule.
    var learningRate: Double { get set }
    /// How the learning rate changes from step to step.
    var schedule: LearningRateSchedule { get }
    /// The largest length of the gradient of one parameter; longer ones are shortened.
    var clipNorm: Double? { get }
    /// The largest size of one element of a gradient; larger ones are cut off.
    var clipValue: Double? { get }

    /// What the rule remembers for each weight: as many numbers as here, beginning with these.
    var initialMemory: [Double] { get }

    /// What is wrong with the hyperparameters that only this rule has, as a sentence; nil when they are possible.
    var ruleFault: String? { get }

    /// What the rule makes of the number of a step, counted from 1, for all parameters alike: ``WeightUpdate/correction``.
    func correction(step: Int) -> Double

    /// Changes the weights of one parameter.
    func update<Scalar: TensorScalar>(_ weights: WeightUpdate<Scalar>)
}

extension Optimizer {
    /// The name by which Keras knows the optimizer.
    public static var className: String { "\(Self.self)" }

    /// What is wrong with the hyperparameters, as a sentence; nil when they are possible.
    public var fault: String? {
        if !(learningRate >= 0 && learningRate.isFinite) {
            return "\(Self.className) needs a learning rate of at least 0, but it is \(learningRate)"
        }
        for (name, bound) in [("clipNorm", clipNorm), ("clipValue", clipValue)] {
            if let bound, !(bound > 0) {
                return "\(Self.className) needs a \(name) above 0, but it is \(bound)"
            }
        }
        return schedule.fault ?? ruleFault
    }

    public var ruleFault: String? { nil }

    public func correction(step: Int) -> Double { 1 }

    /// A sentence for a share that is not from 0 up to 1.
    func shareFault(_ shares: (name: String, value: Double)...) -> String? {
        shares.first { !($0.value >= 0 && $0.value < 1) }.map {
            "\(Self.className) needs a \($0.name) from 0 up to but not including 1, but it is \($0.value)"
        }
    }
}

/// One parameter in memory, during one step.
public struct WeightUpdate<Scalar: TensorScalar> {
    /// The number of weights.
    public let count: Int
    /// The weights, which the rule changes.
    public let weights: UnsafeMutablePointer<Scalar>
    /// The gradient of the loss by each weight, already clipped.
    public let gradients: UnsafePointer<Scalar>
    let memory: UnsafeMutablePointer<Scalar>
    /// How many numbers are remembered for each weight.
    let memoryCount: Int
    /// The learning rate of this step, after the schedule.
    public let learningRate: Scalar
    /// The number of this step, counted from 1.
    public let step: Int
    /// What the rule makes of that number: see ``Optimizer/correction(step:)``.
    public let correction: Double

    /// What the optimizer remembers for each weight, by the place in ``Optimizer/initialMemory``.
    public func memory(_ place: Int) -> UnsafeMutablePointer<Scalar> {
        guard place >= 0, place < memoryCount else {
            fatalError("memory(\(place)) is asked, but initialMemory has \(memoryCount) numbers")
        }
        return memory + place * count
    }
}

/// √x of a number that is not negative. The compiler must be told so: else it looks at each x whether the C library
/// has an error to report, and cannot take several roots at once.
@inline(__always)
func positiveRoot<Scalar: TensorScalar>(_ x: Scalar) -> Scalar { x.magnitude.squareRoot() }
