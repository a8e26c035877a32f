// Random numbers that are the same everywhere: NumPy's legacy generator, `numpy.random.RandomState`, bit for bit.
// A published program that calls `numpy.random.seed(0)` can be followed here number by number.

import Glibc

/// A source of pseudo-random numbers that gives, for a seed, the very numbers of NumPy's `RandomState`.
///
/// The words come from the Mersenne Twister MT19937; every other kind of number is made of those words as NumPy's
/// legacy generator makes it. It is a value: a copy continues on its own, from the same place.
///
///     var random = RandomState(seed: 0)
///     random.random(count: 3)     // [0.5488135039273248, 0.7151893663724195, 0.6027633760716439]
public struct RandomState: Sendable {
    private static let size = 624
    private static let offset = 397

    private(set) var state: [UInt32]
    private var position = RandomState.size
    /// The second number of the last pair the polar method made, not yet given out.
    private var spareGaussian: Double?

    /// Starts the generator as `numpy.random.seed(seed)` does, for a seed that is one whole number.
    public init(seed: UInt32) {
        state = [seed]
        state.reserveCapacity(Self.size)
        for index in 1..<Self.size {
            let previous = state[index - 1]
            state.append(1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(index))
        }
    }

    /// The next 32 random bits.
    public mutating func nextWord() -> UInt32 {
        if position == Self.size { twist() }
        defer { position += 1 }
        return Self.tempered(state[position])
    }

    /// Calls `body` with each of the next `count` words and its place among them: quicker than asking for each.
    @inline(__always)
    mutating func nextWords(_ count: Int, _ body: (Int, UInt32) -> Void) {
        var done = 0
        while done < count {
            if position == Self.size { twist() }
            let some = min(Self.size - position, count - done)
            state.withUnsafeBufferPointer { words in
                let (words, first) = (words.baseAddress! + position, done)
                for index in 0..<some { body(first + index, Self.tempered(words[index])) }
            }
            position += some
            done += some
        }
    }

    /// A word of the state as it is given out.
    @inline(__always)
    private static func tempered(_ word: UInt32) -> UInt32 {
        var word = word
        word ^= word >> 11
        word ^= (word << 7) & 0x9d2c_5680
        word ^= (word << 15) & 0xefc6_0000
        return word ^ (word >> 18)
    }

    /// The next 64 random bits, of two words, the first one high.
    private mutating func nextDoubleWord() -> UInt64 {
        let high = UInt64(nextWord())
        return high << 32 | UInt64(nextWord())
    }

    /// Makes the next 624 words of state from the present ones.
    private mutating func twist() {
        let (size, offset) = (Self.size, Self.offset)
        state.withUnsafeMutableBufferPointer { words in
            let words = words.baseAddress!
            @inline(__always) func make(_ index: Int, next: Int, other: Int) {
                let joined = (words[index] & 0x8000_0000) | (words[next] & 0x7fff_ffff)
                words[index] = words[other] ^ (joined >> 1) ^ ((0 &- (joined & 1)) & 0x9908_b0df)
            }
            // Three stretches, in which no index wraps around, become vector instructions.
            for index in 0..<(size - offset) { make(index, next: index + 1, other: index + offset) }
            for index in (size - offset)..<(size - 1) {
                make(index, next: index + 1, other: index + offset - size)
            }
            make(size - 1, next: 0, other: offset - 1)
        }
        position = 0
    }
}

// MARK: - Real numbers

extension RandomState {
    /// A number from 0 up to but not including 1, with 53 random bits: NumPy's `random_sample()`.
    ///
    ///     var random = RandomState(seed: 1)
    ///     random.random()             // 0.417022004702574
    public mutating func random() -> Double {
        let high = Double(nextWord() >> 5)
        let low = Double(nextWord() >> 6)
        return (high * 67_108_864 + low) / 9_007_199_254_740_992
    }

    /// As many numbers from 0 up to but not including 1: NumPy's `random_sample(count)` and `rand(count)`.
    public mutating func random(count: Int, file: StaticString = #file, line: UInt = #line) -> [Double] {
        draw(count, file: file, line: line) { $0.random() }
    }

    /// A number of the normal distribution with mean 0 and deviation 1: NumPy's `randn()`.
    ///
    /// The polar method finds a point inside the unit circle and makes two numbers of it. The one made of the second
    /// coordinate is given out first; the other waits for the next call.
    ///
    ///     var random = RandomState(seed: 0)
    ///     random.gaussian()           // 1.764052345967664
    public mutating func gaussian() -> Double {
        if let spare = spareGaussian {
            spareGaussian = nil
            return spare
        }
        while true {
            let x = 2 * random() - 1
            let y = 2 * random() - 1
            let squaredRadius = x * x + y * y
            guard squaredRadius < 1, squaredRadius != 0 else { continue }
            let factor = (-2 * log(squaredRadius) / squaredRadius).squareRoot()
            spareGaussian = factor * x
            return factor * y
        }
    }

    /// As many numbers of the normal distribution with mean 0 and deviation 1: NumPy's `randn(count)`.
    public mutating func gaussians(count: Int, file: StaticString = #file, line: UInt = #line) -> [Double] {
        draw(count, file: file, line: line) { $0.gaussian() }
    }

    /// As many numbers spread evenly from `low` up to `high`: NumPy's `uniform(low, high, count)`.
    ///
    ///     var random = RandomState(seed: 0)
    ///     random.uniform(low: -1, high: 1, count: 2)      // [0.0976270078546495, 0.43037873274483895]
    public mutating func uniform(
        low: Double = 0, high: Double = 1, count: Int, file: StaticString = #file, line: UInt = #line
    ) -> [Double] {
        let range = high - low
        return draw(count, file: file, line: line) { low + range * $0.random() }
    }

    /// As many numbers of the normal distribution: NumPy's `normal(mean, deviation, count)`.
    public mutating func normal(
        mean: Double = 0, deviation: Double = 1, count: Int, file: StaticString = #file, line: UInt = #line
    ) -> [Double] {
        if !(deviation >= 0) {
            fatalError("A deviation cannot be below zero; \(deviation) was given.", file: file, line: line)
        }
        return draw(count, file: file, line: line) { mean + deviation * $0.gaussian() }
    }

    /// As many waiting times with the mean `scale`: NumPy's `exponential(scale, count)`.
    public mutating func exponential(
        scale: Double = 1, count: Int, file: StaticString = #file, line: UInt = #line
    ) -> [Double] {
        if !(scale >= 0) {
            fatalError(
                "The scale of waiting times cannot be below zero; \(scale) was given.", file: file, line: line
            )
        }
        return draw(count, file: file, line: line) { scale * -log(1 - $0.random()) }
    }

    mutating func draw<Element>(
        _ count: Int,
        file: StaticString, line: UInt, _ next: (inout RandomState) -> Element
    ) -> [Element] {
        if count < 0 {
            fatalError(
                "A count of random numbers cannot be below zero; \(count) was given.", file: file, line: line)
        }
        return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<count { buffer.initializeElement(at: index, to: next(&self)) }
            initialized = count
        }
    }
}

// MARK: - Whole numbers

extension RandomState {
    /// A whole number from 0 to the largest `Int`: NumPy's `tomaxint()`.
    public mutating func tomaxint() -> Int {
        Int(nextDoubleWord() >> 1)
    }

    /// As many whole numbers from 0 to the largest `Int`: NumPy's `tomaxint(count)`.
    public mutating func tomaxint(count: Int, file: StaticString = #file, line: UInt = #line) -> [Int] {
        draw(count, file: file, line: line) { $0.tomaxint() }
    }

    /// As many whole numbers from 0 up to but not including `high`: NumPy's `randint(high, size=count)`.
    ///
    ///     var random = RandomState(seed: 0)
    ///     random.integers(below: 10, count: 4)            // [5, 0, 3, 3]
    public mutating func integers<Number: FixedWidthInteger>(
        below high: Int, count: Int, as type: Number.Type = Int.self,
        file: StaticString = #file, line: UInt = #line
    ) -> [Number] {
        if high <= 0 { fatalError("There is no whole number from 0 below \(high).", file: file, line: line) }
        return integers(0..<high, count: count, as: type, file: file, line: line)
    }

    /// As many whole numbers of a range: NumPy's `randint(low, high, count, dtype)`.
    ///
    /// Random bits, as few as can hold the largest number, are drawn again until they fall in the range. Numbers of 8
    /// and 16 bits share a word, so their type changes which numbers come.
    ///
    ///     var random = RandomState(seed: 0)
    ///     random.integers(0..<100, count: 4)                      // [44, 47, 64, 67]
    ///     random = RandomState(seed: 0)
    ///     random.integers(0..<100, count: 4, as: UInt8.self)      // [44, 10, 12, 47]
    public mutating func integers<Number: FixedWidthInteger>(
        _ range: Range<Int>, count: Int, as type: Number.Type = Int.self,
        file: StaticString = #file, line: UInt = #line
    ) -> [Number] {
        guard let last = range.last else {
            fatalError("There is no whole number in the empty range \(range).", file: file, line: line)
        }
        let low = range.lowerBound
        if Number(exactly: low) == nil || Number(exactly: last) == nil {
            fatalError("The numbers of \(range) do not all fit in \(Number.self).", file: file, line: line)
        }
        let largest = UInt64(bitPattern: Int64(last &- low))
        var bits = SharedWord(width: Number.bitWidth)
        return draw(count, file: file, line: line) { random in
            let above =
                Number.bitWidth <= 16 ? random.part(upTo: largest, of: &bits) : random.integer(upTo: largest)
            return Number(truncatingIfNeeded: low &+ Int(truncatingIfNeeded: above))
        }
    }

    /// A whole number from 0 to `largest`, by masking and rejecting.
    private mutating func integer(upTo largest: UInt64) -> UInt64 {
        if largest == 0 { return 0 }
        let mask = UInt64.max >> UInt64(largest.leadingZeroBitCount)
        while true {
            let value = (largest <= 0xffff_ffff ? UInt64(nextWord()) : nextDoubleWord()) & mask
            if value <= largest { return value }
        }
    }

    /// The part of a word that small numbers have not used yet.
    private struct SharedWord {
        let width: Int
        var word: UInt32 = 0
        var remaining = 0
    }

    /// A whole number from 0 to `largest`, of 8 or 16 bits at a time.
    private mutating func part(upTo largest: UInt64, of bits: inout SharedWord) -> UInt64 {
        if largest == 0 { return 0 }
        let mask = UInt32.max >> UInt32(UInt32(largest).leadingZeroBitCount)
        while true {
            if bits.remaining == 0 {
                bits.word = nextWord()
                bits.remaining = 32 / bits.width
            } else {
                bits.word >>= UInt32(bits.width)
            }
            bits.remaining -= 1
            let value = UInt64(bits.word & mask)
            if value <= largest { return value }
        }
    }
}

// MARK: - Orders and choices

extension RandomState {
    /// Puts the elements in a random order, exchanging from the last down: NumPy's `shuffle`.
    ///
    ///     var random = RandomState(seed: 0)
    ///     var order = Array(0..<10)
    ///     random.shuffle(&order)                          // [2, 8, 4, 9, 1, 6, 7, 3, 0, 5]
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for index in (1..<elements.count).reversed() {
            elements.swapAt(index, Int(integer(upTo: UInt64(index))))
        }
    }

    /// The numbers from 0 up to but not including `count`, in a random order: NumPy's `permutation(count)`.
    public mutating func permutation(_ count: Int, file: StaticString = #file, line: UInt = #line) -> [Int] {
        if count < 0 {
            fatalError(
                "A permutation cannot have fewer than zero elements; \(count) was given.", file: file,
                line: line)
        }
        return permutation(of: Array(0..<count))
    }

    /// The elements in a random order: NumPy's `permutation(elements)`.
    ///
    ///     var random = RandomState(seed: 0)
    ///     random.permutation(of: [10, 20, 30, 40, 50])    // [30, 10, 20, 40, 50]
    public mutating func permutation<Element>(of elements: [Element]) -> [Element] {
        var elements = elements
        shuffle(&elements)
        return elements
    }

    /// As many of the numbers from 0 up to but not including `population`: NumPy's `choice(population, …)`.
    ///
    ///     var random = RandomState(seed: 0)
    ///     random.choice(from: 10, count: 4, replacing: false)     // [2, 8, 4, 9]
    ///
    /// - Parameters:
    ///   - population: how many numbers there are to choose from.
    ///   - count: how many to choose.
    ///   - replacing: whether a number may be chosen again.
    ///   - probabilities: how likely each number is, summing to 1; without it, all are equally likely.
    public mutating func choice(
        from population: Int, count: Int, replacing: Bool = true, probabilities: [Double]? = nil,
        file: StaticString = #file, line: UInt = #line
    ) -> [Int] {
        if count < 0 {
            fatalError(
                "A count of random numbers cannot be below zero; \(count) was given.", file: file, line: line)
        }
        if !replacing, count > population {
            fatalError("Cannot choose \(count) different numbers of \(population).", file: file, line: line)
        }
        guard let probabilities else {
            return replacing
                ? integers(below: population, count: count, file: file, line: line)
                : Array(permutation(population, file: file, line: line).prefix(count))
        }
        check(probabilities, for: population, file: file, line: line)
        if replacing {
            let sums = Self.runningShares(probabilities)
            return random(count: count, file: file, line: line).map { Self.firstIndex(in: sums, above: $0) }
        }
        if probabilities.count(where: { $0 > 0 }) < count {
            fatalError(
                "Cannot choose \(count) different numbers: fewer have a probability above zero.", file: file,
                line: line)
        }
        return choiceWithoutReplacing(count: count, probabilities: probabilities)
    }

    /// As many of the elements: NumPy's `choice(elements, …)`.
    public mutating func choice<Element>(
        from elements: [Element], count: Int, replacing: Bool = true, probabilities: [Double]? = nil,
        file: StaticString = #file, line: UInt = #line
    ) -> [Element] {
        choice(
            from: elements.count, count: count, replacing: replacing, probabilities: probabilities,
            file: file, line: line
        )
        .map { elements[$0] }
    }

    /// Draws the missing numbers at once, keeps the first of those that are equal, and draws again for the rest.
    private mutating func choiceWithoutReplacing(count: Int, probabilities: [Double]) -> [Int] {
        var probabilities = probabilities
        var found: [Int] = []
        while found.count < count {
            let draws = random(count: count - found.count)
            for index in found { probabilities[index] = 0 }
            let sums = Self.runningShares(probabilities)
            var seen: Set<Int> = []
            found += draws.map { Self.firstIndex(in: sums, above: $0) }.filter { seen.insert($0).inserted }
        }
        return found
    }

    private func check(_ probabilities: [Double], for population: Int, file: StaticString, line: UInt) {
        if probabilities.count != population {
            fatalError(
                "\(population) numbers to choose from need as many probabilities, not \(probabilities.count).",
                file: file, line: line)
        }
        let total = probabilities.reduce(0, +)
        if probabilities.contains(where: { !($0 >= 0) }) || !(abs(total - 1) <= 1.5e-8) {
            fatalError(
                "Probabilities are zero or more and sum to 1; these sum to \(total).", file: file, line: line)
        }
    }

    /// The sum of the probabilities up to each, as a share of them all.
    private static func runningShares(_ probabilities: [Double]) -> [Double] {
        var total = 0.0
        let sums = probabilities.map { probability in
            total += probability
            return total
        }
        return sums.map { $0 / total }
    }

    /// The first index whose sum is above the value.
    private static func firstIndex(in sums: [Double], above value: Double) -> Int {
        var low = 0
        var high = sums.count
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
