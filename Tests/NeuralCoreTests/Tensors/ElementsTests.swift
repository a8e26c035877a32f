import NeuralCore
import Testing

@Suite struct ElementsTests {
    @Test func aCopyKeepsItsNumbers() {
        let original: Elements<Double> = [1, 2, 3]
        var copy = original
        copy[1] = 20
        copy.withUnsafeMutableBufferPointer { $0[2] = 30 }
        #expect(original == [1, 2, 3])
        #expect(copy == [1, 20, 30])
    }

    @Test func anExpressionLeavesItsOperandsAlone() {
        // Steps of an expression are computed in place; what a variable holds is not.
        let a: Matrix = [1, 2]
        var b: Matrix = [10, 20]
        let sums = a + b + a
        #expect(sums.elements == [12, 24])
        #expect(a.elements == [1, 2])
        #expect(b.elements == [10, 20])
        b = b * b - b
        #expect(b.elements == [90, 380])
        let same = sigmoid(a)
        #expect(sigmoid(a) == same)
        #expect(a.elements == [1, 2])
        let twice = [a, a].map { -$0 * 2 }
        #expect(twice[0] == twice[1])
        #expect(a.map { $0 + 1 }.elements == [2, 3])
        #expect(a.elements == [1, 2])
    }

    @Test func itReadsAsAnArrayDoes() {
        let numbers: Elements<Float> = [1, 2.5]
        #expect("\(numbers)" == "\([1, 2.5] as [Float])")
        #expect(Array(numbers) == [1, 2.5])
        #expect(Elements<Double>(repeating: 7, count: 0).isEmpty)
        #expect(numbers.map { $0 * 2 } == [2, 5])
    }

    @Test func aPlaceOutsideStops() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let numbers: Elements<Double> = [1, 2]
            print(numbers[2])
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("element 2 is asked of 2 elements"))
    }
}
