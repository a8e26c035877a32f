// How much a figure may show: what takes a row, a box or a panel for each part is refused before nobody can read it.

/// Stops the program at a figure of more parts than anyone looks at.
///
/// - Parameters:
///   - figure: what it is, with its title: `Bars "Accuracy"`.
///   - parts: what it has too many of, in the plural.
///   - advice: what to do instead.
func checkReadable(
    _ figure: String, _ count: Int, _ parts: String, atMost limit: Int, _ advice: String, file: StaticString,
    line: UInt
) {
    guard count > limit else { return }
    fatalError(
        "\(figure) has \(count) \(parts), of which nobody reads more than \(limit); \(advice)", file: file,
        line: line)
}
