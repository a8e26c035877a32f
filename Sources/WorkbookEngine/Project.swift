// A folder of lessons, and how a lesson in it is named.

import Foundation

/// The folder that holds `lessons/`.
public struct Project: Sendable {
    public var root: URL

    /// The project that `folder` lies in: the nearest folder upwards with a `lessons` folder of Markdown files.
    public static func containing(_ folder: URL) -> Project? {
        var place = folder.standardizedFileURL
        while true {
            if !lessonFiles(in: place.appending(path: "lessons")).isEmpty { return Project(root: place) }
            if place.path == "/" { return nil }
            place = place.deletingLastPathComponent()
        }
    }

    public var lessonsFolder: URL { root.appending(path: "lessons") }

    /// Every lesson, in the order of the names.
    public var lessons: [URL] { Self.lessonFiles(in: lessonsFolder) }

    private static func lessonFiles(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted().map {
            folder.appending(path: $0)
        }
    }
}

/// A lesson's file and the path that messages name it by.
public struct LessonFile: Sendable {
    public var url: URL
    public var path: String

    /// The file named `name`: a path, a file's name, or what names it in the project: `lesson03.md`, `lesson03`, `3`.
    public static func find(_ name: String, from folder: URL, in project: Project?) throws -> LessonFile {
        let direct = (name.hasPrefix("/") ? URL(filePath: name) : folder.appending(path: name))
            .standardizedFileURL
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: direct.path, isDirectory: &isFolder), !isFolder.boolValue {
            return LessonFile(direct, in: project, from: folder)
        }
        guard let project else {
            throw UsageError(
                "\(name): there is no such file, and no folder `lessons` here or above; name a lesson by its path"
            )
        }
        let names = project.lessons.filter { matches(name, $0.lastPathComponent) }
        if names.count == 1 { return LessonFile(names[0], in: project, from: folder) }
        if names.count > 1 {
            let list = names.map(\.lastPathComponent).joined(separator: " and ")
            throw UsageError("\(name): this names more than one lesson: \(list); use the whole name")
        }
        throw UsageError(
            "\(name): there is no such lesson\(nearest(to: name, in: project)); `workbook list` shows them all"
        )
    }

    public init(_ url: URL, in project: Project?, from folder: URL) {
        self.url = url
        let roots = [project?.root, folder].compactMap { $0?.standardizedFileURL.path }
        let full = url.standardizedFileURL.path
        path = roots.first { full.hasPrefix($0 + "/") }.map { String(full.dropFirst($0.count + 1)) } ?? full
    }

    /// Reads and parses the file.
    public func read() throws -> Lesson {
        try Lesson(parsing: bytes(), path: path)
    }

    public func bytes() throws -> Data {
        do {
            return try Data(contentsOf: url)
        } catch {
            throw UsageError("\(path): this file cannot be read; it is a folder, or you may not open it")
        }
    }

    /// `3`, `03`, `lesson03`, `lesson03.md` and `lesson03-xor` all mean `lesson03-xor.md`.
    private static func matches(_ name: String, _ file: String) -> Bool {
        let stem = String(file.dropLast(3))
        let wanted = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
        if wanted.lowercased() == stem.lowercased() { return true }
        let short = stem.prefix { $0 != "-" }
        if wanted.lowercased() == short.lowercased() { return true }
        guard let number = Int(wanted), let own = Int(short.drop { !$0.isNumber }) else { return false }
        return number == own
    }

    private static func nearest(to name: String, in project: Project) -> String {
        let wanted = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
        let known = project.lessons.map { String($0.lastPathComponent.dropLast(3)) }
        let candidates =
            known + known.map { String($0.prefix { $0 != "-" }) }
            + known.flatMap { $0.split(separator: "-").map(String.init) }
        guard let near = nearestWord(to: wanted, in: candidates),
            let stem = known.first(where: { $0.contains(near) })
        else { return "" }
        return "; did you mean \"\(stem)\"?"
    }
}
