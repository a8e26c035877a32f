import NeuralCore
import Testing

/// Facts about the activations that have no other test than Keras's numbers.
@Suite struct ActivationFactTests {
    /// Φ(1) = 0.8413447460685429 is the share of normal numbers below 1.
    @Test func geluWeighsByTheNormalDistribution() {
        #expect(abs(gelu(1.0) - 0.8413447460685429) < 1e-15)
        #expect(gelu(0.0) == 0)
        // Far below 0, 1 + erf(x / √2) would have no digit left: Φ(−10) = 7.619853024160527e-24.
        #expect(abs(gelu(-10.0) / -7.619853024160527e-23 - 1) < 1e-12)
    }

    @Test func softplusNeitherOverflowsNorVanishes() {
        #expect(softplus(1000.0) == 1000)
        #expect(abs(softplus(-40.0) / 4.248354255291589e-18 - 1) < 1e-12)
        #expect(abs(softplus(0.0) - 0.6931471805599453) < 1e-15)
    }

    /// With normal inputs, selu's outputs have mean 0 and variance 1 again: that is what its constants are
    /// for.
    @Test func seluKeepsMeanAndVariance() {
        // The integral over the normal density by the trapezoidal rule, which is exact to all digits here
        // except at the corner of selu at 0, where its error is of the order of the squared step.
        let step = 1e-3
        let x = Matrix((-12_000..<12_001).map { Double($0) * step })
        let density = exp(square(x) * -0.5) * (step / (2 * Double.pi).squareRoot())
        let y = selu(x)
        #expect(abs((y * density).sum()) < 1e-6)
        #expect(abs((y * y * density).sum() - 1) < 1e-6)
    }

    @Test func hardSigmoidIsCutOff() {
        #expect(hardSigmoid(Matrix([-4, -3, 0, 1.5, 3, 4])) == Matrix([0, 0, 0.5, 0.75, 1, 1]))
    }

    @Test func scalarsAndTensorsAgree() {
        let x = 0.3
        #expect(silu(Matrix([x])).item == silu(x))
        #expect(softsign(Matrix([x])).item == softsign(x))
        #expect(seluSlope(atOutput: Matrix([selu(x)])).item == seluSlope(atOutput: selu(x)))
    }
}
