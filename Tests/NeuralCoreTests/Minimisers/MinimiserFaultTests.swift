// Wrong use of minimisers stops with one sentence.

import NeuralCore
import Testing

@Suite struct MinimiserFaultTests {
    @Test func wrongStarts() async {
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = BFGS().minimise(Objective { $0.sum() }, from: [[1, 2]])
        }
        expectStop("BFGS starts from a vector of at least one number, but the shape is (1, 2)", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = RandomSearch().minimise(Objective { 1 / $0.sum() }, from: [0, 0])
        }
        expectStop(
            "RandomSearch needs a start at which the objective is a number, but there it is inf", result)
    }

    @Test func wrongSettings() async {
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = LBFGS(memory: 0).minimise(Objective { $0.sum() }, from: [1])
        }
        expectStop("LBFGS needs a memory of at least 1 step, but it is 0", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = BFGS(lineSearch: StrongWolfe(decrease: 0.9, curvature: 0.1))
                .minimise(Objective { $0.sum() }, from: [1])
        }
        expectStop("StrongWolfe needs 0 < decrease < curvature < 1, but they are 0.9 and 0.1", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SteepestDescent(lineSearch: FixedStep(-1)).minimise(Objective { $0.sum() }, from: [1])
        }
        expectStop("FixedStep needs a learning rate above 0, but it is -1.0", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Newton(maximumIterations: -1).minimise(Objective { $0.sum() }, from: [1])
        }
        expectStop("Newton needs at least 0 maximumIterations, but they are -1", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = SimulatedAnnealing(cooling: 1).minimise(Objective { $0.sum() }, from: [1])
        }
        expectStop("SimulatedAnnealing needs a cooling between 0 and 1, but it is 1.0", result)
    }

    @Test func wrongObjectives() async {
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = LevenbergMarquardt().minimise(Objective { $0.sum() }, from: [1])
        }
        expectStop(
            "LevenbergMarquardt needs residuals, but the objective was made of a value: make it by Objective(residuals:)",
            result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let objective = Objective(value: { $0.sum() }, gradient: { _ in [1, 1, 1] })
            _ = BFGS().minimise(objective, from: [1, 2])
        }
        expectStop(
            "the gradient of an objective has the shape (2,) at a point of shape (2,), but it is (3,)", result
        )
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let objective = Objective(residuals: { $0 }, jacobian: { _ in .identity(3) })
            _ = GaussNewton().minimise(objective, from: [1, 2])
        }
        expectStop(
            "the Jacobian of an objective has the shape (residuals, 2) at a point of shape (2,), but it is (3, 3)",
            result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let objective = Objective(residuals: { _ in [1] }, jacobian: { _ in Matrix.ones(3, 1) })
            _ = GaussNewton().minimise(objective, from: [1])
        }
        expectStop(
            "the residuals of an objective are as many at all points, but they are 1 where the Jacobian has 3 rows",
            result)
    }

    @Test func wrongNetworks() async {
        var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double>(inputShape: [2]) { Dense(1) }
            _ = model.objective([[1, 2]], [[1]])
        }
        expectStop("objective needs a compiled model: call compile(optimizer:loss:) before", result)
        result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = Sequential<Double>(inputShape: [2]) { Dense(1) }
            model.setFlatWeights([1, 2])
        }
        expectStop(
            "the model \"sequential\" has 3 trainable numbers, but the shape of those given is (2,)", result)
    }
}

@Suite struct CholeskyTests {
    @Test(arguments: [1, 2, 5, 12]) func theFactorGivesTheMatrixBack(n: Int) {
        let (_, right, matrix) = Landscape.quadratic(n, seed: UInt32(n))
        let factors = CholeskyDecomposition(matrix)
        #expect(factors.isPositiveDefinite)
        expectClose(factors.factor.dot(factors.factor.transposed()), matrix, tolerance: 1e-13)
        expectClose(factors.solve(right), matrix.solve(right), tolerance: 1e-11)
    }

    @Test func onlyPositiveDefiniteMatricesHaveOne() async {
        #expect(!CholeskyDecomposition<Double>([[1, 2], [2, 1]]).isPositiveDefinite)
        #expect(!CholeskyDecomposition<Double>([[1, 1], [1, 1]]).isPositiveDefinite)
        #expect(!CholeskyDecomposition<Double>([[-1]]).isPositiveDefinite)
        #expect(CholeskyDecomposition<Float>([[4, 2], [2, 2]]).factor == [[2, 0], [1, 1]])
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = CholeskyDecomposition<Double>([[1, 2], [2, 1]]).solve([1, 1])
        }
        expectStop("the matrix of shape (2, 2) is not positive definite", result)
    }
}
