// What looks on while a model is trained, and may end it.

/// Is told of every epoch of a training.
public protocol Callback: AnyObject {
    /// Is called before the first epoch. Unless a callback says otherwise, nothing happens.
    func trainingBegins<Scalar>(_ model: Model<Scalar>)
    /// May set ``Model/stopTraining``, or change the optimizer's learning rate.
    func epochEnded<Scalar>(_ report: EpochReport, _ model: Model<Scalar>)
    /// Is called after the last epoch, also where training was ended early. Unless a callback says otherwise,
    /// nothing happens.
    func trainingEnded<Scalar>(_ model: Model<Scalar>)
}

extension Callback {
    public func trainingBegins<Scalar>(_ model: Model<Scalar>) {}
    public func trainingEnded<Scalar>(_ model: Model<Scalar>) {}
}

/// Ends training when it does no more good.
///
///     model.fit(x, y, epochs: 500, validationSplit: 0.2, callbacks: [EarlyStopping(patience: 5)])
public final class EarlyStopping: Callback {
    /// What is watched. Of a name with `accuracy` more is better, of any other less.
    public let monitor: String
    /// How much better counts as better.
    public let minDelta: Double
    /// After how many epochs without gain training ends.
    public let patience: Int
    /// Whether the model gets the parameters of the best epoch back.
    public let restoreBestWeights: Bool
    /// The epoch after which training ended, counted from 1; nil when it was not ended.
    public private(set) var stoppedEpoch: Int?

    private let (file, line): (StaticString, UInt)
    private var best: Double?
    private var epochsWithoutGain = 0
    private var bestWeights: [any Sendable] = []

    /// Keras's defaults. `val_loss` is there only if `fit` is given `validationSplit` or `validationData`;
    /// with a patience of 0 the first epoch without gain is the last.
    public init(
        monitor: String = "val_loss", minDelta: Double = 0, patience: Int = 0,
        restoreBestWeights: Bool = false, file: StaticString = #file, line: UInt = #line
    ) {
        if patience < 0 || !(minDelta >= 0) {
            fatalError(
                "EarlyStopping needs a patience and a minDelta of at least 0, but they are \(patience) and \(minDelta)",
                file: file, line: line)
        }
        (self.file, self.line) = (file, line)
        (self.monitor, self.minDelta, self.patience) = (monitor, minDelta, patience)
        self.restoreBestWeights = restoreBestWeights
    }

    public func trainingBegins<Scalar>(_ model: Model<Scalar>) {
        (best, epochsWithoutGain, bestWeights, stoppedEpoch) = (nil, 0, [], nil)
    }

    public func epochEnded<Scalar>(_ report: EpochReport, _ model: Model<Scalar>) {
        guard let value = report.measures.value(monitor) else {
            fatalError(
                "EarlyStopping watches \"\(monitor)\", which is not measured"
                    + suggestion(for: monitor, from: report.measures.names), file: file, line: line)
        }
        let gain = monitor.lowercased().contains("accuracy") ? 1.0 : -1.0
        if best.map({ (value - $0) * gain > minDelta }) ?? true {
            best = value
            epochsWithoutGain = 0
            if restoreBestWeights { bestWeights = model.getWeights() }
            return
        }
        epochsWithoutGain += 1
        if epochsWithoutGain >= patience {
            stoppedEpoch = report.epoch
            model.stopTraining = true
        }
    }

    public func trainingEnded<Scalar>(_ model: Model<Scalar>) {
        if restoreBestWeights, let weights = bestWeights as? [Tensor<Scalar>], !weights.isEmpty {
            model.setWeights(weights)
        }
    }
}
