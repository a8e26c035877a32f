import ArgumentParser
import Foundation
import WorkbookEngine

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove that every recorded output is still what the code prints.",
        discussion: """
            Runs the lessons, or all of the project, and compares what each cell prints with what its lesson records. \
            Numbers may differ by what the fence's tolerance=… allows; without one, every character counts. Nothing is \
            changed. Cells for the full data are only compiled, unless --full is given.

            EXAMPLES
              workbook check                 all lessons
              workbook check 3 4             two lessons
              workbook check 13 --full       with the full data that `workbook data get` gets
              workbook check --no-cache      in CI: run everything anew

            Ends with 0 when everything agrees, with 1 when a lesson fails.
            """)

    @Argument(help: "The lessons; all of the project without any.")
    var lessons: [String] = []

    @Flag(help: "Run the cells for the full data, too.")
    var full = false

    @OptionGroup var cacheOptions: CacheOptions

    func run() async throws {
        let workplace = Workplace()
        let files = try workplace.lessons(named: lessons)
        let runner = try workplace.runner(cacheOptions)
        let fullData = full ? cacheOptions.dataStore : nil
        let reports = await inParallel(files) { await CheckReport(of: $0, runner, fullData) }
        for report in reports { print(report.text) }
        let failed = reports.filter { !$0.passed }.count
        print(
            failed == 0
                ? "\(counted(files.count, "lesson")): every output is as recorded"
                : "\(failed) of \(counted(files.count, "lesson")) failed")
        if failed > 0 { throw ExitCode(1) }
    }
}

/// What a check of one lesson found, as text.
private struct CheckReport: Sendable {
    var passed: Bool
    var text: String

    init(of file: LessonFile, _ runner: Runner, _ fullData: DataStore?) async {
        do {
            let lesson = try file.read()
            let remarks = Remarks()
            let run = try await runner.run(
                lesson, in: file.url.deletingLastPathComponent(), fullData: fullData
            ) { event in
                if case .remark(let remark) = event { remarks.add(remark) }
            }
            let mismatches = WorkbookEngine.check(lesson, against: run)
            passed = mismatches.isEmpty
            let cells = run.cells.filter(\.hasRun).count
            let leftOut = fullData == nil ? lesson.cells.filter { $0.role.dataSet != nil }.count : 0
            let full = leftOut == 0 ? "" : "; \(leftOut) more with --full"
            var lines = ["\(passed ? "ok    " : "FAILED") \(file.path), \(counted(cells, "cell"))\(full)"]
            lines += remarks.all.map { FaultText.onOutput.text(of: $0) }
            lines += mismatches.map { FaultText.onOutput.text(of: $0) }
            text = lines.joined(separator: "\n")
        } catch {
            passed = false
            text = "FAILED \(file.path)\n\(FaultText.onOutput.text(of: error))"
        }
    }
}

/// Remarks gathered from another thread.
final class Remarks: @unchecked Sendable {
    private let lock = NSLock()
    private var found: [Diagnostic] = []
    func add(_ remark: Diagnostic) { lock.withLock { found.append(remark) } }
    var all: [Diagnostic] { lock.withLock { found } }
}

func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
