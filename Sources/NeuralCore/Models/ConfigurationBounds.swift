// Sizes and factors that no configuration can mean: refused before anything is computed from them.

/// The bounds of what a configuration may ask.
enum ConfigurationBounds {
    /// The largest whole number among hyperparameters: units, filters, windows. Products of two of them, and four times
    /// one, can be computed and be the length of an axis.
    static let largestNumber = 100_000_000
    /// The most numbers in one sample.
    static let largestSample = Int(Int32.max)

    /// The fault of hyperparameters with a whole number out of all bounds, or an impossible regularizer.
    static func fault(of config: any LayerConfiguration) -> String? { fault(in: Mirror(reflecting: config)) }

    private static func fault(in mirror: Mirror, named outer: String? = nil) -> String? {
        for (label, value) in mirror.children {
            let name = outer ?? label ?? ""
            if let number = value as? Int {
                guard !(-largestNumber...largestNumber).contains(number) else { continue }
                return "\(name) cannot be \(number): no number beyond \(largestNumber) is possible"
            }
            if let regularizer = value as? Regularizer, let fault = regularizer.fault { return fault }
            let inside = Mirror(reflecting: value)
            // The elements of a list have no names of their own.
            if let fault = fault(in: inside, named: inside.displayStyle == .struct ? nil : name) {
                return fault
            }
        }
        return nil
    }

    /// The fault of samples that would have too many numbers or axes, with the batch in front.
    static func fault(ofSample lengths: [Int]) -> String? {
        var count = 1
        for length in lengths {
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            count = overflow || product > largestSample ? largestSample + 1 : product
        }
        if count <= largestSample, lengths.count < Shape.mostAxes { return nil }
        return "samples of shape \(Shape.text(lengths)) are too large"
    }
}
