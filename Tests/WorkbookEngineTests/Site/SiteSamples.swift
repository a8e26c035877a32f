// Lessons, runs and pages for the tests of a site.

import Foundation
import Testing
import WorkbookEngine

/// A lesson with front matter and this text, and a run in which each cell printed what is given.
func made(
    _ text: String, name: String = "lesson01-neuron", title: String = "A neuron", extra: String = "",
    outputs: [String] = [], errors: [Int: String] = [:]
) throws -> (lesson: Lesson, run: Run) {
    let file = "---\ntitle: \(title)\n\(extra)---\n\(text)"
    let lesson = try Lesson(parsing: Array(file.utf8), path: "lessons/\(name).md")
    let cells = lesson.cells.indices.map { index in
        var outcome = CellOutcome()
        outcome.output = index < outputs.count ? outputs[index] : ""
        outcome.error = errors[index]
        outcome.hasRun = true
        return outcome
    }
    return (lesson, Run(cells: cells))
}

func page(_ pages: [(lesson: Lesson, run: Run)], _ path: String = "lesson01-neuron.html") throws
    -> String
{
    let page = try #require(try SiteBuilder(lessons: pages).pages().first { $0.path == path })
    return String(decoding: page.data, as: UTF8.self)
}

func page(_ text: String, outputs: [String] = [], errors: [Int: String] = [:]) throws -> String {
    try page([made(text, outputs: outputs, errors: errors)])
}
