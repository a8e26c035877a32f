// What an axis shows: its name, whether equal steps or equal factors are equally far, and from where to where.

/// An axis of a plot. A plain string is a linear axis of that name.
public struct Axis: Equatable, Sendable, ExpressibleByStringLiteral {
    /// How numbers are laid along the axis.
    public enum Scale: Equatable, Sendable {
        /// Equal differences are equally far apart.
        case linear
        /// Equal factors are equally far apart. What is not above 0 cannot be shown.
        case log
    }

    /// What is measured, with its unit: `error`, `time, months`.
    public var name: String
    /// How numbers are laid along the axis; linear unless said otherwise.
    public var scale: Scale
    /// Where the axis begins and ends; without limits, around the data.
    public var limits: ClosedRange<Double>?

    /// An axis of a name, which may be empty, around the data unless limits are given.
    public init(_ name: String = "", scale: Scale = .linear, limits: ClosedRange<Double>? = nil) {
        (self.name, self.scale, self.limits) = (name, scale, limits)
    }

    /// A linear axis around the data: `xAxis: "epoch"`.
    public init(stringLiteral name: String) { self.init(name) }

    /// A logarithmic axis, on which a steady rate of decay is a straight line.
    public static func log(_ name: String = "", limits: ClosedRange<Double>? = nil) -> Axis {
        Axis(name, scale: .log, limits: limits)
    }

    /// Whether a number has a place on the axis.
    func canShow(_ x: Double) -> Bool { x.isFinite && abs(x) < 1e300 && (scale == .linear || x > 0) }
}
