// The Swift toolchain that compiles lessons, and the prebuilt library that they are linked with.

import Foundation
import Synchronization

/// The programs of one installed Swift toolchain.
public struct Toolchain: Sendable {
    /// The folder that holds `bin` and `lib`.
    public var root: URL

    public init(root: URL) { self.root = root }

    var frontend: URL { program("swift-frontend") }
    var driver: URL { program("swiftc") }
    var linker: URL { program("ld.lld") }
    var symbolizer: URL { program("llvm-symbolizer") }
    public var sourceKit: URL { root.appending(path: "lib/libsourcekitdInProc.so") }
    var runtimeLibraries: URL { root.appending(path: "lib/swift/linux") }
    var runtimeStart: URL { runtimeLibraries.appending(path: "\(Self.architecture)/swiftrt.o") }

    static let architecture: String = {
        #if arch(x86_64)
            "x86_64"
        #elseif arch(arm64)
            "aarch64"
        #endif
    }()

    private func program(_ name: String) -> URL { root.appending(path: "bin/\(name)") }

    /// What distinguishes this toolchain's compiler from another, without starting it: its file's identity.
    public var identity: String {
        var status = stat()
        guard stat(frontend.path, &status) == 0 else { return driver.path }
        return "\(frontend.path) \(status.st_size) \(status.st_mtim.tv_sec)"
    }

    /// The language's name and version as readers know it, `Swift 6.3`; nil when the compiler does not tell.
    ///
    /// The third number is left out: such releases mend the compiler and print the same.
    public func version(cache: Cache?) async -> String? {
        let key = Digest(of: "version\n\(identity)").description
        if let known = cache?.text(for: key) { return String(decoding: known, as: UTF8.self) }
        let said = await runTool(frontend, ["-version"], in: root)
        guard said.succeeded, let match = said.output.firstMatch(of: /Swift version (\d+\.\d+)/) else {
            return nil
        }
        let version = "Swift \(match.output.1)"
        cache?.store(Data(version.utf8), forText: key)
        return version
    }

    /// The toolchain of the `swiftc` on the search path, or of `WORKBOOK_TOOLCHAIN`.
    public static func find(in environment: [String: String] = ProcessInfo.processInfo.environment) throws
        -> Toolchain
    {
        if let chosen = environment["WORKBOOK_TOOLCHAIN"] { return Toolchain(root: URL(filePath: chosen)) }
        if let swiftc = programOnSearchPath("swiftc", environment) {
            let real = swiftc.resolvingSymlinksInPath()
            return Toolchain(root: real.deletingLastPathComponent().deletingLastPathComponent())
        }
        throw Diagnostics(
            "swiftc",
            "there is no Swift compiler on the search path; install Swift from swift.org, or name its folder in WORKBOOK_TOOLCHAIN"
        )
    }
}

/// Where the library that lessons import was built or installed.
public struct LessonLibrary: Sendable {
    /// Holds `LessonKit.swiftmodule` and those of the modules that it re-exports.
    public var modules: URL
    /// `libLessonKit.so`.
    public var sharedObject: URL
    /// The process that a lesson runs in.
    public var host: URL

    /// Of `libLessonKit.so`, which has many megabytes; it is read again when it has been built anew.
    var digest: Digest? {
        let stamps = FileStamps(of: [sharedObject])
        return Self.digests.withLock { known in
            if known[stamps] == nil { known[stamps] = Digest(ofFile: sharedObject) }
            return known[stamps]
        }
    }

    private static let digests = Mutex<[FileStamps: Digest]>([:])

    /// Writes an empty module in zlib's place: the compiler asks for every module that Archives imports, though a
    /// lesson sees nothing of them, and students need no headers of zlib.
    static func writeStandIns(in folder: URL) throws {
        try Data("module CZlib {}\n".utf8).write(to: folder.appending(path: "module.modulemap"))
    }

    /// Beside the running program: in the package's build folder, or installed under `PREFIX/lib/workbook`.
    public static func find(beside executable: URL) throws -> LessonLibrary {
        let folder = executable.resolvingSymlinksInPath().deletingLastPathComponent()
        let installed = folder.deletingLastPathComponent().appending(path: "lib/workbook")
        for place in [installed, folder] {
            let library = LessonLibrary(
                modules: place.appending(path: "Modules"),
                sharedObject: place.appending(path: "libLessonKit.so"),
                host: place.appending(path: "LessonHost"))
            let files = [library.modules, library.sharedObject, library.host]
            if files.allSatisfy({ FileManager.default.fileExists(atPath: $0.path) }) { return library }
        }
        throw Diagnostics(
            executable.path,
            "the library that lessons import is not beside this program; run `make` in the workbook's folder, or `make install` again"
        )
    }
}
