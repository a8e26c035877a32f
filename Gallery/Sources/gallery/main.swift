// Writes the gallery: every figure for page and terminal, with its sentence and the Swift that makes it.
//
//     swift run --package-path Gallery gallery docs/gallery

import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.count == 2, arguments[0] == "--refuse", let number = Int(arguments[1]) {
    // A process of its own for what stops the program.
    _ = refused[number].figure()
}

let folder = URL(fileURLWithPath: arguments.first ?? "docs/gallery", isDirectory: true)
let rooms = [
    Room("Lines", lines), Room("Points and bars", points), Room("Grids", grids), Room("Planes", planes),
    Room("Moments", moments), Room("Networks", networks), Room("Hard cases", hardCases),
]
do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let page = Page(rooms: rooms, refusals: try refused.indices.map(refusal)).html
    try Data(page.utf8).write(to: folder.appendingPathComponent("index.html"))
    print("\(rooms.reduce(0) { $0 + $1.specimens.count }) figures in \(folder.path)/index.html")
} catch {
    FileHandle.standardError.write(Data("the gallery cannot be written: \(error)\n".utf8))
    exit(1)
}
