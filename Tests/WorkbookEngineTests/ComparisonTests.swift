import Testing

@testable import WorkbookEngine

@Suite struct ComparisonTests {
    private func agree(_ recorded: String, _ actual: String, tolerance: Double = 0) -> Bool {
        Comparison(tolerance: tolerance).matches(recorded: recorded, actual: actual)
    }

    @Test func withoutAToleranceEveryDigitCounts() {
        #expect(agree("0.5\n", "0.5"))
        #expect(!agree("0.5", "0.50"))
        #expect(!agree("a  b", "a b"))
    }

    @Test func blanksAtLineEndsAndBlankLinesAtTheEndDoNotCount() {
        #expect(agree("a\nb", "a  \nb\n\n"))
        #expect(!agree("a\nb", "a\n\nb"))
    }

    @Test func aToleranceIsAbsoluteBelowOneAndRelativeAbove() {
        #expect(agree("loss 0.1", "loss 0.1009", tolerance: 1e-3))
        #expect(!agree("loss 0.1", "loss 0.1011", tolerance: 1e-3))
        #expect(agree("1000", "1000.9", tolerance: 1e-3))
        #expect(!agree("1000", "1001.1", tolerance: 1e-3))
        #expect(agree("[ 1.  -2.5e-07]", "[ 1.0000001  0.0]", tolerance: 1e-6))
    }

    @Test func wordsAndDigitsInWordsAreNoNumbers() {
        #expect(!agree("w12 1", "w13 1", tolerance: 10))
        #expect(!agree("loss 1", "cost 1", tolerance: 10))
        #expect(!agree("1 2", "1 2 3", tolerance: 10))
        #expect(agree("nan inf -inf", "nan inf -inf", tolerance: 1))
        #expect(!agree("1", "nan", tolerance: 1))
    }

    @Test func aLineOfDotsStandsForAnyLines() {
        #expect(agree("a\n...\nd", "a\nb\nc\nd"))
        #expect(agree("a\n...\nd", "a\nd"))
        #expect(agree("...", ""))
        #expect(agree("a\n...\nc\n...\ne", "a\nb\nc\nd\ne"))
        #expect(!agree("a\n...\nc", "a\nb"))
        #expect(!agree("a\n...\nx\n...\ne", "a\nb\nc\nd\ne"))
        #expect(!agree("a\n...\na", "a"))
    }

    @Test func theNearestWordIsFewEditsAway() {
        #expect(nearestWord(to: "hiden", in: ["hidden", "folded"]) == "hidden")
        #expect(nearestWord(to: "fodled", in: ["hidden", "folded"]) == "folded")
        #expect(nearestWord(to: "python", in: ["hidden", "folded"]) == nil)
        #expect(editDistance("", "abc") == 3)
    }
}
