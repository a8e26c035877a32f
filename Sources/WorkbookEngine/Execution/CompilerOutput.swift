// Reads the compiler's diagnostics: `file:line:column: error: message`, the source line, the caret line.

import Markdown

/// The diagnostics in the text that the compiler wrote with `-diagnostic-style llvm`.
func compilerDiagnostics(in text: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
        guard var diagnostic = compilerDiagnostic(line) else { continue }
        // The compiler shows the source between the message and the line with the caret.
        if let source = lines.first, let caret = lines.dropFirst().first, caret.contains("^"),
            caret.allSatisfy({ " \t~^".contains($0) })
        {
            diagnostic.sourceLine = String(source)
            lines = lines.dropFirst(2)
        }
        found.append(diagnostic)
    }
    return found
}

private func compilerDiagnostic(_ line: Substring) -> Diagnostic? {
    for severity in [Diagnostic.Severity.error, .warning, .note] {
        guard let marker = line.firstRange(of: ": \(severity.rawValue): ") else { continue }
        let message = String(line[marker.upperBound...])
        let place = line[..<marker.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
        guard place.count >= 3, let row = Int(place[place.count - 2]),
            let column = Int(place[place.count - 1])
        else {
            return Diagnostic(severity, String(line[..<marker.lowerBound]), nil, message)
        }
        let path = place.dropLast(2).joined(separator: ":")
        return Diagnostic(severity, path, SourceLocation(line: row, column: column), message)
    }
    return nil
}
