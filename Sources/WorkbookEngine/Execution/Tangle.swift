// A lesson as a program of its own: the cells without the runner's calls between them.

import Foundation

/// The lesson as Swift that compiles by itself, given the lessons' library.
public func tangled(_ lesson: Lesson) -> String {
    var text = """
        // \(lesson.frontMatter.title)
        // Made from \(lesson.name).md. To run it:
        //
        //     swiftc \(lesson.name).swift -o \(lesson.name) $(workbook tangle --flags)
        //     ./\(lesson.name)

        import LessonKit

        """
    for cell in lesson.cells {
        switch cell.role {
        case .run:
            text += "\n" + cell.code
        case .fails:
            text += "\n// This does not compile:\n" + commented(cell.code)
        case .traps:
            text += "\n// This stops the program:\n" + commented(cell.code)
        case .full(let set):
            text +=
                "\n// With the full data of \(set), which `workbook data get \(set)` gets:\n"
                + commented(cell.code)
        case .sketch:
            text += "\n// A sketch:\n" + commented(cell.code)
        case .starter(let name): text += "\n// Exercise \(name):\n" + commented(cell.code)
        case .test(let name):
            text += "\n// Its tests, which exercise \(name) must pass:\n" + commented(cell.code)
        case .solution, .wrong: break
        }
    }
    return text
}

private func commented(_ code: String) -> String {
    code.linesKeepingEnds.map { $0.trimmingLineEnd.isEmpty ? "//\n" : "// \($0)" }.joined()
}

extension LessonLibrary {
    /// What `swiftc` must be told to compile and link a tangled lesson.
    ///
    /// - Parameter cache: where to keep what it needs besides the library.
    public func compilerFlags(cache: URL) throws -> String {
        let standIns = cache.appending(path: "modules")
        try FileManager.default.createDirectory(at: standIns, withIntermediateDirectories: true)
        try Self.writeStandIns(in: standIns)
        let folder = sharedObject.deletingLastPathComponent().path
        return
            "-swift-version 5 -I '\(modules.path)' -I '\(standIns.path)' -L '\(folder)' -lLessonKit -Xlinker -rpath -Xlinker '\(folder)'"
            .replacing("'", with: "")
    }
}
