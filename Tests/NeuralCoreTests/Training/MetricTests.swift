import NeuralCore
import Testing

@Suite struct MetricTests {
    typealias M = Metric<Double>
    let classes: Matrix = [[0.7, 0.2, 0.1], [0.1, 0.2, 0.7], [0.2, 0.5, 0.3], [0.6, 0.3, 0.1]]

    @Test func accuracyKnowsItsTargets() {
        // Three of four classes are right, however the targets are written.
        #expect(M.accuracy.value(classes, targets: Matrix([0, 2, 1, 1])) == 0.75)
        #expect(M.accuracy.value(classes, targets: [[0], [2], [1], [1]]) == 0.75)
        let oneHot: Matrix = [[1, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 0]]
        #expect(M.accuracy.value(classes, targets: oneHot) == 0.75)
        #expect(M.categoricalAccuracy.value(classes, targets: oneHot) == 0.75)
        #expect(M.sparseCategoricalAccuracy.value(classes, targets: Matrix([0, 2, 1, 1])) == 0.75)
        // One output is yes or no.
        #expect(M.accuracy.value([[0.9], [0.4], [0.6]], targets: Matrix([1, 0, 0])) == 2.0 / 3)
    }

    @Test func binaryAccuracyCountsOutputs() {
        #expect(M.binaryAccuracy().value([[0.9, 0.2], [0.4, 0.6]], targets: [[1, 0], [1, 1]]) == 0.75)
        #expect(M.binaryAccuracy(threshold: 0.3).value([[0.4], [0.2]], targets: [[1], [0]]) == 1)
        // The threshold is for predictions alone, as in Keras.
        #expect(M.binaryAccuracy(threshold: 1.5).value([[2], [-3]], targets: [[1], [0]]) == 1)
    }

    @Test func balancedAccuracyGivesEachClassItsSay() {
        // Always yes finds nine of nine and none of one: accuracy 0.9, balanced ½.
        let always = Matrix.ones(10, 1)
        let targets = Matrix([1, 1, 1, 1, 1, 1, 1, 1, 1, 0])
        #expect(M.accuracy.value(always, targets: targets) == 0.9)
        #expect(M.balancedAccuracy.value(always, targets: targets) == 0.5)
    }

    @Test func errors() {
        let (p, t): (Matrix, Matrix) = ([[1], [5]], [[1], [1]])
        #expect(M.meanSquaredError.value(p, targets: t) == 8)
        #expect(M.rootMeanSquaredError.value(p, targets: t) == 8.0.squareRoot())
        #expect(M.meanAbsoluteError.value(p, targets: t) == 2)
    }

    @Test func onesOwnFunction() {
        let bias = M.custom("bias") { ($0 - $1).mean() }
        #expect(bias.name == "bias")
        #expect(bias.value([[1], [5]], targets: [[1], [1]]) == 2)
    }

    @Test func confusion() {
        #expect(
            confusionMatrix(classes, targets: Matrix([0, 2, 1, 1])) == [[1, 0, 0], [1, 1, 0], [0, 0, 1]])
        #expect(
            confusionMatrix([[0.9], [0.4], [0.6]], targets: Matrix([1, 0, 0])) == [[1, 1], [0, 1]])
    }

    @Test func classesThatDoNotExist() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = confusionMatrix(Matrix.ones(2, 3), targets: Matrix([0, 3]))
        }
        expect("confusionMatrix needs classes from 0 to 2, but target 1 is 3", from: result)
    }

    /// A table as long as the class's number would fill the memory.
    @Test func classesWithoutAnOutput() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Metric<Double>.accuracy.value([[0.3, 0.7], [0.2, 0.8]], targets: Matrix([9e8, 0]))
        }
        expect("accuracy needs classes from 0 to 1, but target 0 is 900000000", from: result)
    }

    @Test func halfAClass() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Metric<Double>.accuracy.value([[0.3, 0.7], [0.2, 0.8]], targets: Matrix([0, 0.5]))
        }
        expect("a class is a whole number from 0 on, but target 1 is 0.5", from: result)
    }

    @Test func shapesThatDoNotFit() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Metric<Double>.accuracy.value(Matrix.ones(2, 3), targets: Matrix.ones(3, 3))
        }
        expect("accuracy does not fit predictions of shape (2, 3) and targets of shape (3, 3)", from: result)
    }
}
