// digits FOLDER [dense|simple|larger] [epochs] [seed] [kept]: trains the textbook's nets on the MNIST training files in a
// folder.
//
// The last of the 60,000 pictures, 10,000 unless told otherwise, are kept for validation; the test files are not touched.

import Foundation
import Nets
import NeuralCore
import NeuralFiles

let arguments = Array(CommandLine.arguments.dropFirst())
guard let folder = arguments.first else {
    FileHandle.standardError.write(
        Data(
            "digits needs the folder with train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz\n".utf8))
    exit(2)
}
let names = arguments.count > 1 ? [arguments[1]] : ["dense", "simple", "larger"]
let epochs = number(2) ?? 10
let seed = UInt32(number(3) ?? 7)
let kept = number(4) ?? 10_000

let images = try IDX.read("\(folder)/train-images-idx3-ubyte.gz", as: Float.self) / 255
let labels = try IDX.labels("\(folder)/train-labels-idx1-ubyte.gz")
let targets = Tensor<Float>(shape: [labels.count, 1], elements: labels.map(Float.init))
let trainCount = labels.count - kept

for name in names {
    let model: Sequential<Float>
    switch name {
    case "dense": model = denseNet(seed: seed)
    case "simple": model = simpleCNN(seed: seed)
    case "larger": model = largerCNN(seed: seed)
    default:
        FileHandle.standardError.write(
            Data("there is no net called \(name); known are dense, simple, larger\n".utf8))
        exit(2)
    }
    let x = name == "dense" ? images.reshaped(labels.count, 784) : images.reshaped(labels.count, 28, 28, 1)
    model.compile(
        optimizer: Adam(), loss: .sparseCategoricalCrossentropy(), metrics: [.accuracy])
    print("\(name): \(model.parameterCount) parameters, \(trainCount) pictures, seed \(seed)")
    let start = ContinuousClock.now
    model.fit(
        x.rows(0..<trainCount), targets.rows(0..<trainCount), batchSize: 200, epochs: epochs,
        validationData: (x.rows(trainCount..<labels.count), targets.rows(trainCount..<labels.count))
    ) { report in
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let accuracy = report.measures["val_accuracy"]
        print(
            String(
                format: "%@ epoch %2d  loss %.4f  validation error %.2f %%  %4.0f s", name, report.epoch,
                report.measures.loss, 100 * (1 - accuracy), seconds))
        fflush(nil)
    }
}

/// A whole number of the command line; nil where there is none.
func number(_ place: Int) -> Int? { arguments.count > place ? Int(arguments[place]) : nil }
