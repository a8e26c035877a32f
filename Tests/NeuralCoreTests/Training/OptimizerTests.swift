import Foundation
import NeuralCore
import Testing

/// The start and the gradients of all the optimizer fixtures.
private struct OptimizerInput: Decodable {
    var w0: GoldenTensor
    var gradients: GoldenTensor

    /// The weights after each step of a net whose gradients are given.
    func weights(by optimizer: any Optimizer) -> Matrix {
        let parameter = Parameter("w", w0.tensor)
        let updates = ParameterUpdates(of: [parameter], by: optimizer)
        return Matrix(
            rows: (0..<gradients.shape[0]).map { step in
                parameter.gradient = gradients.tensor.row(step)
                updates.step()
                return Array(parameter.value.elements)
            })
    }
}

private struct GoldenSteps: Decodable {
    enum CodingKeys: String, CodingKey { case weights = "weights_after_each_step" }
    var weights: GoldenTensor
}

/// A number as TensorFlow keeps it in single precision, whatever the precision of the rest.
private func single(_ x: Double) -> Double { Double(Float(x)) }

/// By what the rounding of the powers of β to single precision in Keras changes the steps of the Adam family.
///
/// - Parameter correction: the factor with which a rule corrects step t, for β₁ and β₂.
func roundedCorrections(
    steps: Int, _ correction: (_ beta1: Double, _ beta2: Double, _ t: Double) -> Double
) -> LearningRateSchedule {
    let factors = (1...steps).map {
        correction(single(0.9), single(0.999), Double($0)) / correction(0.9, 0.999, Double($0))
    }
    return .piecewiseConstant(boundaries: Array(0..<(steps - 1)), factors: factors)
}

/// The factor with which Adam corrects its means.
func adamCorrection(_ beta1: Double, _ beta2: Double, _ t: Double) -> Double {
    (1 - pow(beta2, t)).squareRoot() / (1 - pow(beta1, t))
}

@Suite struct OptimizerTests {
    /// Hyperparameters that TensorFlow rounds to single precision are rounded here.
    static var golden: [(String, any Optimizer)] {
        let adam = roundedCorrections(steps: 5, adamCorrection)
        let adamax = roundedCorrections(steps: 5) { beta1, _, t in 1 / (1 - pow(beta1, t)) }
        let decay = (0..<5).map { Double(0.01 as Float / (1 + 0.1 * Float($0))) / 0.01 }
        return [
            ("sgd", SGD()), ("sgd_0.1", SGD(learningRate: 0.1)),
            ("sgd_0.1_momentum_0.9", SGD(learningRate: 0.1, momentum: single(0.9))),
            ("sgd_0.1_nesterov_0.9", SGD(learningRate: 0.1, momentum: single(0.9), nesterov: true)),
            (
                "sgd_0.01_decay_0.1_nesterov_0.9",
                SGD(
                    momentum: single(0.9), nesterov: true,
                    schedule: .piecewiseConstant(boundaries: [0, 1, 2, 3], factors: decay))
            ),
            ("rmsprop", RMSprop()), ("rmsprop_0.0001", RMSprop(learningRate: 0.0001)),
            ("rmsprop_momentum_centered", RMSprop(momentum: 0.9, centered: true)),
            ("adagrad", Adagrad(initialAccumulatorValue: single(0.1))),
            ("adadelta", Adadelta()), ("adadelta_1.0", Adadelta(learningRate: 1)),
            ("adam", Adam(schedule: adam)), ("adam_0.1", Adam(learningRate: 0.1, schedule: adam)),
            ("adam_amsgrad", Adam(amsgrad: true, schedule: adam)), ("adamax", Adamax(schedule: adamax)),
            ("ftrl", Ftrl(initialAccumulatorValue: single(0.1))),
            ("sgd_0.1_clipnorm_1", SGD(learningRate: 0.1, clipNorm: 1)),
            ("sgd_0.1_clipvalue_0.25", SGD(learningRate: 0.1, clipValue: 0.25)),
        ]
    }

    /// A bound is no number for what is none: the weight of a net that has diverged becomes NaN, as in Keras.
    @Test func clippingKeepsNaN() {
        let parameter = Parameter<Double>("w", Matrix([1, 1]))
        parameter.gradient = Matrix([.nan, 2])
        ParameterUpdates(of: [parameter], by: SGD(learningRate: 0.1, clipValue: 0.5)).step()
        #expect(parameter.value[0].isNaN)
        #expect(parameter.value[1] == 0.95)
    }

    @Test(arguments: golden.indices) func agreesWithKeras(index: Int) throws {
        let (name, optimizer) = Self.golden[index]
        let keras = try Fixture.load("keras.json", as: Members.self)
        let expected: GoldenSteps = try keras.value("optimizer_" + name)
        let input: OptimizerInput = try keras.value("optimizer_input")
        expectClose(input.weights(by: optimizer), expected.weights.tensor, name)
    }

    /// Those missing above, adamw and nadam, have tests of their own.
    @Test func everyGoldenOptimizerIsTested() throws {
        let others = ["input", "decay_note", "adamw", "nadam"]
        let tested = Set((Self.golden.map(\.0) + others).map { "optimizer_" + $0 })
        let names = try Fixture.load("keras.json", as: Members.self).names
        #expect(tested == names.filter { $0.hasPrefix("optimizer_") })
    }

    /// Here Keras rounds β only for the steps, but not for the decay of the weights, which goes by the same
    /// learning rate: the factor of the schedule is taken out of the decay again, step by step.
    @Test func adamWAgreesWithKeras() throws {
        let keras = try Fixture.load("keras.json", as: Members.self)
        let input: OptimizerInput = try keras.value("optimizer_input")
        let expected: GoldenSteps = try keras.value("optimizer_adamw")
        let schedule = roundedCorrections(steps: 5, adamCorrection)
        let parameter = Parameter("w", input.w0.tensor)
        let updates = ParameterUpdates(of: [parameter], by: AdamW(schedule: schedule))
        for step in 0..<5 {
            updates.optimizer = AdamW(
                weightDecay: single(0.004) / schedule.factor(step: step), schedule: schedule)
            parameter.gradient = input.gradients.tensor.row(step)
            updates.step()
            expectClose(parameter.value, expected.weights.tensor.row(step), "adamw, step \(step)")
        }
    }

    /// Keras rounds β₁, β₂ and 0.96, but in the product of all μ it does not: so the rule is written down here a
    /// second time, with these numbers open. Rounded as Keras rounds, it gives what Keras gives; unrounded, it gives
    /// what the library gives.
    @Test func nadamAgreesWithKeras() throws {
        let keras = try Fixture.load("keras.json", as: Members.self)
        let input: OptimizerInput = try keras.value("optimizer_input")
        let expected: GoldenSteps = try keras.value("optimizer_nadam")

        func weights(beta1: Double, beta2: Double, growth: Double) -> Matrix {
            func momentum(_ t: Double) -> Double { beta1 * (1 - 0.5 * pow(growth, t)) }
            var (w, m, v) = (input.w0.tensor, Matrix.zeros(4), Matrix.zeros(4))
            var product = 1.0
            var rows: [[Double]] = []
            for step in 0..<5 {
                let (g, t) = (input.gradients.tensor.row(step), Double(step + 1))
                product *= 0.9 * (1 - 0.5 * pow(0.96, t))
                m = beta1 * m + (1 - beta1) * g
                v = beta2 * v + (1 - beta2) * g * g
                let ahead = momentum(t + 1) * m / (1 - product * momentum(t + 1))
                let mean = ahead + (1 - momentum(t)) * g / (1 - product)
                w -= 0.001 * mean / (sqrt(v / (1 - pow(beta2, t))) + 1e-7)
                rows.append(Array(w.elements))
            }
            return Matrix(rows: rows)
        }

        let rounded = weights(beta1: single(0.9), beta2: single(0.999), growth: single(0.96))
        expectClose(rounded, expected.weights.tensor, "nadam as Keras rounds")
        expectClose(
            input.weights(by: Nadam()), weights(beta1: 0.9, beta2: 0.999, growth: 0.96), "nadam")
    }

    static let keras2: [(String, any Optimizer)] = [
        ("sgd_0.01", SGD()),
        (
            "sgd_0.01_decay_1e-6_nesterov_0.9",
            SGD(momentum: 0.9, nesterov: true, schedule: .inverseTimeDecay(rate: 1e-6))
        ),
        ("rmsprop", RMSprop(epsilonPlace: .outsideRoot)),
        (
            "rmsprop_0.0001_decay_1e-6",
            RMSprop(
                learningRate: 0.0001, epsilonPlace: .outsideRoot, schedule: .inverseTimeDecay(rate: 1e-6))
        ),
        ("adam", Adam()),
        (
            "adagrad_0.01",
            Adagrad(learningRate: 0.01, initialAccumulatorValue: 0, epsilonPlace: .outsideRoot)
        ),
        ("adadelta_1.0", Adadelta(learningRate: 1)),
    ]

    @Test(arguments: keras2.indices) func agreesWithKeras2(index: Int) throws {
        let (name, optimizer) = Self.keras2[index]
        let operations = try Fixture.load("ops.json", as: Members.self)
        let golden: Members = try operations.value("keras_2_1_optimizers")
        let input = try OptimizerInput(
            w0: golden.value("w0"), gradients: golden.value("gradients"))
        let expected: GoldenTensor = try golden.value(name)
        expectClose(input.weights(by: optimizer), expected.tensor, name)
        #expect(
            golden.names == Set(Self.keras2.map(\.0)).union(["w0", "gradients", "note"]))
    }

    @Test(arguments: golden.indices) func findsTheBottomOfABowl(index: Int) {
        // f(w) = ½ w², whose gradient is w: every rule must go downhill from 1.
        let parameter = Parameter("w", Matrix([1]))
        var optimizer = Self.golden[index].1
        optimizer.learningRate = 0.05
        let updates = ParameterUpdates(of: [parameter], by: optimizer)
        for _ in 0..<100 {
            parameter.gradient = parameter.value
            updates.step()
        }
        #expect(abs(parameter.value[0]) < 0.999)
        #expect(updates.stepCount == 100)
    }

    @Test func whatIsNotTrainableStays() {
        let parameter = Parameter("w", Matrix([1]))
        parameter.isTrainable = false
        parameter.gradient = Matrix([1])
        ParameterUpdates(of: [parameter], by: SGD()).step()
        #expect(parameter.value == Matrix([1]))
    }

    @Test func anotherRuleBeginsAnew() {
        let parameter = Parameter("w", Matrix([1]))
        let updates = ParameterUpdates(of: [parameter], by: SGD())
        parameter.gradient = Matrix([1])
        updates.step()
        updates.optimizer.learningRate = 0.5
        #expect(updates.stepCount == 1)
        updates.step()
        #expect(parameter.value == Matrix([1 - 0.01 - 0.5]))
        updates.optimizer = Adam(learningRate: 0.25)
        updates.step()
        #expect(updates.stepCount == 1)
        expectClose(parameter.value, Matrix([0.49 - 0.25]), tolerance: 1e-5)
    }

    @Test func schedules() {
        #expect(LearningRateSchedule.inverseTimeDecay(rate: 0.5).factor(step: 2) == 0.5)
        #expect(LearningRateSchedule.exponentialDecay(rate: 0.25, steps: 10).factor(step: 5) == 0.5)
        let stairs = LearningRateSchedule.exponentialDecay(rate: 0.25, steps: 10, staircase: true)
        #expect([0, 9, 10, 25].map(stairs.factor) == [1, 1, 0.25, 0.0625])
        #expect([0, 5, 10, 11].map(LearningRateSchedule.cosineDecay(steps: 10).factor) == [1, 0.5, 0, 0])
        let steps = LearningRateSchedule.piecewiseConstant(boundaries: [1, 3], factors: [1, 0.5, 0.1])
        #expect((0..<6).map(steps.factor) == [1, 1, 0.5, 0.5, 0.1, 0.1])
    }

    @Test func valuesThatCannotBe() async {
        #expect(Adam(beta1: 1).fault == "Adam needs a beta1 from 0 up to but not including 1, but it is 1.0")
        #expect(SGD(clipNorm: 0).fault == "SGD needs a clipNorm above 0, but it is 0.0")
        #expect(Adagrad().fault == nil)
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ParameterUpdates<Double>(of: [], by: SGD(learningRate: -0.1))
        }
        expect("SGD needs a learning rate of at least 0, but it is -0.1", from: result)
    }
}
