// core-bench WORK: does the work a few times and prints the seconds of each time, but the first.
// core-bench: lists the works.

import Foundation
import NeuralCore

let arguments = CommandLine.arguments.dropFirst()
guard let name = arguments.first else {
    for work in works { print(work.name) }
    exit(0)
}
guard let work = works.first(where: { $0.name == name }) else {
    FileHandle.standardError.write(Data("there is no work called \(name)\n".utf8))
    exit(2)
}
let run = work.make()
run()
for _ in 0..<3 {
    let start = ContinuousClock.now
    run()
    print((ContinuousClock.now - start) / .seconds(1))
}
