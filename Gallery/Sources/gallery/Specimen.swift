// A figure to be shown, together with the Swift that makes it, read from the source where it stands.

import Figures
import Foundation

/// A figure, and the expression in the braces behind `Specimen` as text.
struct Specimen: Sendable {
    let code: String
    let figure: @Sendable () -> any Figure

    init(
        file: String = #filePath, line: Int = #line, _ figure: @escaping @Sendable () -> any Figure
    ) {
        self.figure = figure
        code = expression(in: file, line: line)
    }
}

/// Specimens that belong together.
struct Room: Sendable {
    let title: String
    let specimens: [Specimen]

    init(_ title: String, _ specimens: [Specimen]) { (self.title, self.specimens) = (title, specimens) }
}

/// What stands between the first brace of a line and its partner, moved to the margin.
private func expression(in file: String, line: Int) -> String {
    guard let source = try? String(contentsOfFile: file, encoding: .utf8) else { return "" }
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let rest = lines[(line - 1)...].joined(separator: "\n").drop { $0 != "{" }.dropFirst()
    var depth = 1
    var (isText, wasBackslash) = (false, false)
    let code = rest.prefix { character in
        if character == "\"", !wasBackslash { isText.toggle() }
        wasBackslash = character == "\\" && !wasBackslash
        if !isText { depth += character == "{" ? 1 : character == "}" ? -1 : 0 }
        return depth > 0
    }
    return withoutMargin(String(code))
}

private func withoutMargin(_ code: String) -> String {
    let lines = code.split(separator: "\n").filter { line in line.contains { $0 != " " } }
    let margin = lines.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { $0.dropFirst(margin) }.joined(separator: "\n").trimmingCharacters(in: .whitespaces)
}

/// What the figures say before they stop the program.
func refusal(_ number: Int) throws -> (code: String, sentence: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--refuse", "\(number)"]
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // "…/HardCases.swift:12: Fatal error: what was wrong"
    let sentence =
        text.components(separatedBy: "Fatal error: ").dropFirst().first ?? "nothing: it was accepted"
    return (refused[number].code, sentence.split(separator: "\n").first.map(String.init) ?? "")
}
