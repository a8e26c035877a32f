// Promises about watching files: every way of saving counts, and a file is taken when it has come to rest.

import Foundation
import Testing
import WorkbookEngine

/// A folder of its own, removed at the end.
private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "watching-\(UUID().uuidString)")
    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appending(path: name) }

    @discardableResult
    func write(_ text: String, to name: String, atomically: Bool = false) throws -> URL {
        try Data(text.utf8).write(to: file(name), options: atomically ? .atomic : [])
        return file(name)
    }
}

@Suite struct WatchingTests {
    @Test func filesThatNobodySavedAreTheSame() throws {
        let folder = try Folder()
        let file = try folder.write("a", to: "lesson.md")
        let files = [file, folder.file("missing.csv")]
        #expect(FileStamps(of: files) == FileStamps(of: files))
        #expect(FileStamps(of: files).changes(since: FileStamps(of: files)).isEmpty)
    }

    @Test func savingInPlaceByRenamingRemovingAndAddingAllCount() throws {
        let folder = try Folder()
        let names = ["in-place", "renamed", "removed", "added", "untouched"]
        let files = names.map(folder.file)
        for name in names where name != "added" { try folder.write("old", to: name) }
        let before = FileStamps(of: files)
        try folder.write("longer than before", to: "in-place")
        // The same bytes under the same name are a save all the same: another file is there.
        try folder.write("old", to: "renamed", atomically: true)
        try FileManager.default.removeItem(at: folder.file("removed"))
        try folder.write("new", to: "added")
        let changes = FileStamps(of: files).changes(since: before)
        #expect(changes == files.dropLast().map(\.path).sorted())
    }

    @Test func filesThatAreFirstNamedLaterAreNoChange() throws {
        let folder = try Folder()
        let lesson = try folder.write("a", to: "lesson.md")
        let data = try folder.write("1", to: "data.csv")
        let stamps = FileStamps(of: [lesson]).including([lesson, data])
        #expect(stamps == FileStamps(of: [lesson, data]))
    }

    @Test func aChangeIsTakenWhenTheFileHasComeToRest() async throws {
        let folder = try Folder()
        let file = try folder.write("old", to: "lesson.md")
        let before = FileStamps(of: [file])
        let writing = Task {
            // As an editor may save: the old file goes, an empty one comes, and is filled.
            try await Task.sleep(for: .milliseconds(50))
            try FileManager.default.removeItem(at: file)
            for text in ["", "ne", "new"] {
                try Data(text.utf8).write(to: file)
                try await Task.sleep(for: .milliseconds(5))
            }
        }
        let after = try await before.next(every: .milliseconds(100)) { [file] }
        try await writing.value
        #expect(after == FileStamps(of: [file]))
        #expect(after != before)
    }

    @Test func aFileThatComesIntoTheFolderIsAChange() async throws {
        let folder = try Folder()
        let url = folder.url
        let files = { @Sendable in
            ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).map {
                url.appending(path: $0)
            }
        }
        let before = FileStamps(of: files())
        try folder.write("new", to: "lesson02.md")
        let after = try await before.next(every: .milliseconds(5), of: files)
        #expect(after.changes(since: before) == [folder.file("lesson02.md").path])
    }

    @Test func waitingEndsWithTheTask() async throws {
        let waiting = Task { try await FileStamps().next(every: .milliseconds(5)) { [] } }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }
}
