// Fits whose minima are published, for all minimisers that use slopes.
//
// Test problems of Moré, Garbow and Hillstrom, "Testing Unconstrained Optimization Software" (1981), Himmelblau's
// function and NIST's Misra1a, with the minima that SciPy 1.17.1 found for them. All agree with the published ones.

import NeuralCore
import Testing

struct Problem: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let residuals: @Sendable (Matrix) -> [Double]

    var objective: Objective { Objective(residuals: { Matrix(residuals($0)) }) }

    struct Minimum: Decodable {
        let start: GoldenTensor
        let point: GoldenTensor
        /// Of the squares, not halved.
        let sum: Double
    }

    func minimum() throws -> Minimum {
        try Fixture.load("minima.json", as: Members.self).value("problems", as: [String: Minimum].self)[
            testDescription]!
    }
}

extension Problem {
    static let rosenbrock = Problem(testDescription: "rosenbrock") { x in
        [10 * (x[1] - x[0] * x[0]), 1 - x[0]]
    }

    static let freudensteinRoth = Problem(testDescription: "freudenstein_roth") { x in
        let y = x[1]
        return [-13 + x[0] + ((5 - y) * y - 2) * y, -29 + x[0] + ((y + 1) * y - 14) * y]
    }

    static let beale = Problem(testDescription: "beale") { x in
        let y = x[1]
        return [1.5 - x[0] * (1 - y), 2.25 - x[0] * (1 - y * y), 2.625 - x[0] * (1 - y * y * y)]
    }

    static let jennrichSampson = Problem(testDescription: "jennrich_sampson") { x in
        (1...10).map { k in
            let i = Double(k)
            return 2 + 2 * i - (exp(i * x[0]) + exp(i * x[1]))
        }
    }

    static let wood = Problem(testDescription: "wood") { x in
        let (a, b, c, d) = (x[0], x[1], x[2], x[3])
        return [
            10 * (b - a * a), 1 - a, sqrt(90.0) * (d - c * c), 1 - c, sqrt(10.0) * (b + d - 2),
            (b - d) / sqrt(10.0),
        ]
    }

    static let himmelblau = Problem(testDescription: "himmelblau") { x in
        [x[0] * x[0] + x[1] - 11, x[0] + x[1] * x[1] - 7]
    }

    static let bard = Problem(testDescription: "bard") { x in
        let y = [
            0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39,
        ]
        return y.enumerated().map { place, y in
            let u = Double(place + 1)
            let v = 16 - u
            return y - (x[0] + u / (v * x[1] + min(u, v) * x[2]))
        }
    }

    static let kowalikOsborne = Problem(testDescription: "kowalik_osborne") { x in
        let y = [
            0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246,
        ]
        let u = [4, 2, 1, 0.5, 0.25, 0.1670, 0.1250, 0.1, 0.0833, 0.0714, 0.0625]
        return zip(y, u).map { y, u in
            let above = x[0] * (u * u + u * x[1])
            return y - above / (u * u + u * x[2] + x[3])
        }
    }

    static let meyer = Problem(testDescription: "meyer") { x in
        let y: [Double] = [
            34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307,
            2872,
        ]
        return y.enumerated().map { place, y in
            let t = 45 + 5 * Double(place + 1)
            return x[0] * exp(x[1] / (t + x[2])) - y
        }
    }

    static let misra1a = Problem(testDescription: "misra1a") { x in
        let u = [
            77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
        ]
        let y = [
            10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
        ]
        return zip(u, y).map { u, y in x[0] * (1 - exp(-x[1] * u)) - y }
    }

    /// Problems in which all parameters are of the size of 1.
    static let wellScaled = [
        rosenbrock, freudensteinRoth, beale, jennrichSampson, wood, himmelblau, bard, kowalikOsborne,
    ]
    static let all = wellScaled + [meyer, misra1a]
}

@Suite struct PublishedMinimaTests {
    static let minimisers: [any Minimiser] = [
        ConjugateGradients(.polakRibiere, gradientTolerance: 1e-8, maximumIterations: 5000),
        Newton(gradientTolerance: 1e-8), BFGS(gradientTolerance: 1e-8), LBFGS(gradientTolerance: 1e-8),
    ]

    /// Further published minima, all with the sum 0, which one method or another reaches from the same start.
    static let otherMinima: [String: [Matrix]] = [
        "freudenstein_roth": [[5, 4]],
        "himmelblau": [[3.584428, -1.848127], [-2.805118, 3.131313], [-3.779310, -3.283186]],
    ]

    private func compare(_ found: Minimisation, _ problem: Problem) throws {
        let minimum = try problem.minimum()
        let others = Self.otherMinima[problem.testDescription] ?? []
        if others.contains(where: { abs(found.point - $0).max() < 1e-5 }) {
            #expect(found.value < 1e-10)
            return
        }
        #expect(abs(2 * found.value - minimum.sum) <= 1e-9 * max(1e-4, minimum.sum), "\(found)")
        expectClose(found.point / minimum.point.tensor, found.point * 0 + 1, tolerance: 1e-4)
    }

    @Test(arguments: minimisers.indices, Problem.wellScaled)
    func methodsThatKnowNothingOfSquares(place: Int, problem: Problem) throws {
        let start = try problem.minimum().start.tensor
        try compare(Self.minimisers[place].minimise(problem.objective, from: start), problem)
    }

    /// Also where parameters differ by ten orders of magnitude.
    @Test(arguments: Problem.all) func levenbergMarquardt(problem: Problem) throws {
        let start = try problem.minimum().start.tensor
        let found = LevenbergMarquardt(gradientTolerance: 1e-12, maximumIterations: 1000).minimise(
            problem.objective, from: start)
        try compare(found, problem)
        #expect(zip(found.values, found.values.dropFirst()).allSatisfy { $0 > $1 })
    }
}
