// Numbers of successes in many trials: the binomial distribution, drawn as NumPy's legacy generator draws it.

import Glibc

extension RandomState {
    /// How many of `trials` succeed, as many times as `count` says: NumPy's `binomial(trials, probability, count)`.
    ///
    ///     var random = RandomState(seed: 0)
    ///     random.binomial(trials: 1, probability: 0.8, count: 10)     // [1, 1, 1, 1, 1, 1, 1, 0, 0, 1]
    public mutating func binomial(
        trials: Int, probability: Double, count: Int, file: StaticString = #file, line: UInt = #line
    ) -> [Int] {
        if trials < 0 {
            fatalError("There cannot be fewer than zero trials; \(trials) was given.", file: file, line: line)
        }
        if !(0...1).contains(probability) {
            fatalError("\(probability) is no probability: it is not from 0 to 1.", file: file, line: line)
        }
        if trials == 0 || probability == 0 { return draw(count, file: file, line: line) { _ in 0 } }
        let rarer = probability <= 0.5 ? probability : 1 - probability
        let draws: [Int]
        if rarer * Double(trials) <= 30 {
            let inversion = BinomialInversion(trials: trials, probability: rarer)
            draws = draw(count, file: file, line: line) { inversion.draw(&$0) }
        } else {
            let rejection = BinomialRejection(trials: trials, probability: rarer)
            draws = draw(count, file: file, line: line) { rejection.draw(&$0) }
        }
        return probability <= 0.5 ? draws : draws.map { trials - $0 }
    }
}

/// Few expected successes: walk up the distribution until it has used up one random number.
private struct BinomialInversion {
    let trials: Int
    let success: Double
    let failure: Double
    let noSuccess: Double
    let bound: Int

    init(trials: Int, probability: Double) {
        self.trials = trials
        success = probability
        failure = 1 - probability
        noSuccess = exp(Double(trials) * log1p(-probability))
        let mean = Double(trials) * probability
        bound = Int(min(Double(trials), mean + 10 * (mean * failure + 1).squareRoot()))
    }

    func draw(_ random: inout RandomState) -> Int {
        var successes = 0
        var share = noSuccess
        var left = random.random()
        while left > share {
            successes += 1
            if successes > bound {
                successes = 0
                share = noSuccess
                left = random.random()
            } else {
                left -= share
                share = (Double(trials - successes + 1) * success * share) / (Double(successes) * failure)
            }
        }
        return successes
    }
}

/// Many expected successes: draw under a hat of a triangle, two parallelograms and two exponential tails, and reject
/// what lies above the distribution (Kachitvichyanukul and Schmeiser, "Binomial random variate generation", 1988).
private struct BinomialRejection {
    let trials: Int
    let success: Double
    let failure: Double
    let mode: Int
    let variance: Double
    /// The middle, the left and the right end of the triangle.
    let middle: Double
    let left: Double
    let right: Double
    let height: Double
    let leftRate: Double
    let rightRate: Double
    /// The areas of the hat up to the end of the triangle, the parallelograms, the left and the right tail.
    let areas: (Double, Double, Double, Double)

    init(trials: Int, probability: Double) {
        let count = Double(trials)
        self.trials = trials
        success = min(probability, 1 - probability)
        failure = 1 - success
        variance = count * success * failure
        let peak = count * success + success
        mode = Int(peak)
        let half = floor(2.195 * variance.squareRoot() - 4.6 * failure) + 0.5
        middle = Double(mode) + 0.5
        left = middle - half
        right = middle + half
        height = 0.134 + 20.5 / (15.3 + Double(mode))
        let leftSlope = (peak - left) / (peak - left * success)
        leftRate = leftSlope * (1 + leftSlope / 2)
        let rightSlope = (right - peak) / (right * failure)
        rightRate = rightSlope * (1 + rightSlope / 2)
        let boxes = half * (1 + 2 * height)
        let leftTail = boxes + height / leftRate
        areas = (half, boxes, leftTail, leftTail + height / rightRate)
    }

    func draw(_ random: inout RandomState) -> Int {
        while true {
            let area = random.random() * areas.3
            var level = random.random()
            let successes: Int
            if area <= areas.0 {
                return Int(floor(middle - areas.0 * level + area))
            } else if area <= areas.1 {
                let place = left + (area - areas.0) / height
                level = level * height + 1 - abs(Double(mode) - place + 0.5) / areas.0
                if level > 1 { continue }
                successes = Int(floor(place))
            } else if area <= areas.2 {
                if level == 0 { continue }
                successes = Int(floor(left + log(level) / leftRate))
                if successes < 0 { continue }
                level = level * (area - areas.1) * leftRate
            } else {
                if level == 0 { continue }
                successes = Int(floor(right - log(level) / rightRate))
                if successes > trials { continue }
                level = level * (area - areas.2) * rightRate
            }
            if accepts(successes, at: level) { return successes }
        }
    }

    /// Whether a level under the hat lies under the distribution too.
    private func accepts(_ successes: Int, at level: Double) -> Bool {
        let distance = Double(abs(successes - mode))
        if distance <= 20 || distance >= variance / 2 - 1 {
            return level <= shareOfPeak(successes)
        }
        let bend = distance * (distance / 3 + 0.625) + 0.16666666666666666
        let margin = (distance / variance) * (bend / variance + 0.5)
        let bell = -distance * distance / (2 * variance)
        let logarithm = log(level)
        if logarithm < bell - margin { return true }
        if logarithm > bell + margin { return false }
        return logarithm <= logarithmOfShare(successes)
    }

    /// The probability of so many successes divided by that of the most likely number, factor by factor.
    private func shareOfPeak(_ successes: Int) -> Double {
        let odds = success / failure
        let factor = odds * Double(trials + 1)
        var share = 1.0
        if mode < successes {
            for number in (mode + 1)...successes { share *= factor / Double(number) - odds }
        } else if mode > successes {
            for number in (successes + 1)...mode { share /= factor / Double(number) - odds }
        }
        return share
    }

    /// The logarithm of the same, by Stirling's formula.
    private func logarithmOfShare(_ successes: Int) -> Double {
        let x = Double(successes + 1)
        let f = Double(mode + 1)
        let z = Double(trials + 1 - mode)
        let w = Double(trials - successes + 1)
        var sum = middle * log(f / x)
        sum += (Double(trials - mode) + 0.5) * log(z / w)
        sum += Double(successes - mode) * log(w * success / (x * failure))
        for number in [f, z, x, w] { sum += Self.stirlingCorrection(number) }
        return sum
    }

    private static func stirlingCorrection(_ number: Double) -> Double {
        let square = number * number
        return (13680 - (462 - (132 - (99 - 140 / square) / square) / square) / square) / number / 166320
    }
}
