// Fits: Gauss–Newton and Levenberg–Marquardt.

import NeuralCore
import Testing

/// A problem of the Statistical Reference Datasets of the National Institute of Standards and Technology, nonlinear
/// regression: the parameters and the sum of the squares are certified to eleven digits.
struct CertifiedFit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let x, y: Matrix
    let model: @Sendable (_ parameters: Matrix, _ x: Matrix) -> Matrix
    let slopes: @Sendable (_ parameters: Matrix, _ x: Matrix) -> [Matrix]
    let starts: [Matrix]
    let parameters: Matrix
    let sumOfSquares: Double

    var objective: Objective {
        Objective(
            residuals: { b in model(b, x) - y }, jacobian: { b in stack(slopes(b, x), axis: 1) })
    }

    /// Misra, Dental research monomolecular adsorption study, 1978.
    static let misra1a = CertifiedFit(
        testDescription: "Misra1a",
        x: [
            77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
        ],
        y: [
            10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
        ],
        model: { b, x in b[0] * (1 - exp(-b[1] * x)) },
        slopes: { b, x in [1 - exp(-b[1] * x), b[0] * x * exp(-b[1] * x)] },
        starts: [[500, 0.0001], [250, 0.0005]], parameters: [238.94212918, 5.5015643181e-4],
        sumOfSquares: 0.12455138894)

    /// Daniel and Wood, Fitting Equations to Data, 1980: the energy radiated from a carbon filament lamp.
    static let danielWood = CertifiedFit(
        testDescription: "DanWood", x: [1.309, 1.471, 1.490, 1.565, 1.611, 1.680],
        y: [2.138, 3.421, 3.597, 4.340, 4.882, 5.660],
        model: { b, x in b[0] * pow(x, b[1]) },
        slopes: { b, x in [pow(x, b[1]), b[0] * pow(x, b[1]) * log(x)] },
        starts: [[1, 5], [0.7, 4]], parameters: [0.76886226176, 3.8604055871],
        sumOfSquares: 4.3173084083e-3)
}

@Suite struct LeastSquaresTests {
    @Test(arguments: [CertifiedFit.misra1a, .danielWood]) func agreesWithTheCertifiedValues(fit: CertifiedFit)
    {
        for start in fit.starts {
            let minimisers: [any Minimiser] = [
                LevenbergMarquardt(gradientTolerance: 1e-13),
                GaussNewton(lineSearch: FixedStep(1), gradientTolerance: 1e-13),
            ]
            for minimiser in minimisers {
                let found = minimiser.minimise(fit.objective, from: start)
                #expect(found.converged, "\(minimiser) from \(start): \(found)")
                expectClose(found.point / fit.parameters, [1, 1], "\(minimiser)", tolerance: 1e-10)
                #expect(abs(2 * found.value / fit.sumOfSquares - 1) < 1e-10)
                #expect(found.hessianCalls == 0)
            }
        }
    }

    /// A search that compares values sees no change below rounding, which is the square of what a step changes.
    @Test(arguments: [CertifiedFit.misra1a, .danielWood]) func aSearchThatComparesValuesFindsEightDigits(
        fit: CertifiedFit
    ) {
        for start in fit.starts {
            let found = GaussNewton(gradientTolerance: 1e-13).minimise(fit.objective, from: start)
            expectClose(found.point / fit.parameters, [1, 1], tolerance: 1e-8)
        }
    }

    @Test func differencesServeForTheJacobian() {
        let fit = CertifiedFit.misra1a
        let bare = Objective(residuals: { b in fit.model(b, fit.x) - fit.y })
        let found = LevenbergMarquardt(stepTolerance: 1e-9).minimise(bare, from: fit.starts[0])
        #expect(found.converged, "\(found)")
        expectClose(found.point / fit.parameters, [1, 1], tolerance: 1e-7)
        #expect(found.gradientCalls == 0)
    }

    @Test func rosenbrocksValley() {
        for minimiser in [LevenbergMarquardt(), GaussNewton(), Newton(), BFGS()] as [any Minimiser] {
            let found = minimiser.minimise(Landscape.rosenbrockResiduals, from: Landscape.start)
            #expect(found.converged, "\(found)")
            expectClose(found.point, [1, 1], tolerance: 1e-7)
        }
        // Both residuals become 0 when each is solved in turn: two full steps of Gauss and Newton.
        let full = GaussNewton(lineSearch: FixedStep(1))
            .minimise(Landscape.rosenbrockResiduals, from: Landscape.start)
        #expect(full.path.count == 3)
        expectClose(full.path[1], [1, -3.84], tolerance: 1e-12)
        expectClose(full.point, [1, 1], tolerance: 1e-12)
    }

    @Test func aStraightLineNeedsOneStep() {
        let line = Objective(residuals: { b in Matrix([0, 1, 2, 3]) * b[0] + b[1] - [1, 3, 5, 8] })
        let points: Matrix = [[0, 1], [1, 1], [2, 1], [3, 1]]
        let found = GaussNewton().minimise(line, from: [0, 0])
        expectClose(found.path[1], points.leastSquares([1, 3, 5, 8]), tolerance: 1e-9)
    }

    /// x + y = 1 has no single solution: Gauss and Newton's step is not determined, the damped one is.
    @Test func dampingDeterminesWhatTheResidualsLeaveOpen() {
        let open = Objective(residuals: { x in Matrix([1, 2]) * (x[0] + x[1] - 1) })
        let bare = GaussNewton().minimise(open, from: [3, 1])
        #expect(bare.stop == .singular(matrix: "Jacobian"))
        #expect("\(bare.stop)" == "the Jacobian has no inverse")
        let single = Objective(residuals: { x in Matrix([1]) * (x[0] + x[1] - 1) })
        #expect(
            "\(GaussNewton().minimise(single, from: [3, 1]).stop)"
                == "the Jacobian, with fewer residuals than variables, has no inverse")
        let damped = LevenbergMarquardt().minimise(open, from: [3, 1])
        #expect(damped.converged)
        // Of all solutions that which is nearest to the start.
        expectClose(damped.point, [1.5, -0.5], tolerance: 1e-7)
    }
}
