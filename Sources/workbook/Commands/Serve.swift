import ArgumentParser
import Foundation
import WorkbookEngine

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "See the pages in a browser while you write.",
        discussion: """
            Serves the pages of all lessons to browsers on this machine. When you save a lesson or one of its data files, \
            what has changed runs again, and the page shows itself anew at the place where you were. What is wrong with \
            a lesson stands above its page with file, line and column; below it the lesson stays as it was. Nothing is \
            written to site/. Control-C ends it.

            EXAMPLES
              workbook serve                 then open the address that it prints
              workbook serve --port 8000     at http://127.0.0.1:8000/
            """)

    @Option(
        help: ArgumentHelp(
            "The port to listen on; 0 for any. Without it, \(Serve.usualPort) or the next that is free.",
            valueName: "number"))
    var port: UInt16?

    @OptionGroup var cacheOptions: CacheOptions

    private static let usualPort: UInt16 = 8017

    func run() async throws {
        let workplace = Workplace()
        guard let project = workplace.project else {
            throw UsageError("there is no folder `lessons` here or above; go to the project")
        }
        let toolchain = try Toolchain.find()
        let book = PreviewBook(
            of: project, runner: try workplace.runner(cacheOptions), settings: try project.settings(),
            colourist: Colourist(toolchain: toolchain, cache: cacheOptions.cache),
            compiler: await toolchain.version(cache: cacheOptions.cache),
            onEvent: { show($0) })
        Workbook.endsByInterrupt.store(true, ordering: .relaxed)
        let ports = port.map { [$0] } ?? Array(Self.usualPort..<Self.usualPort + 20) + [0]
        for port in ports {
            do {
                return try await serve(book, port: port)
            } catch let error as PreviewServer.PortError where error.isTaken && port != ports.last {
                continue
            } catch let error as PreviewServer.PortError {
                throw UsageError(sentence(for: error, port: port))
            }
        }
    }

    private func serve(_ book: PreviewBook, port: UInt16) async throws {
        let server = try PreviewServer(of: book, port: port)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (ready, start) = AsyncStream.makeStream(of: URL.self)
            group.addTask { try await server.run { start.yield($0) } }
            group.addTask {
                // The lessons run once the port is ours.
                for await address in ready {
                    say("The pages are at \(address)   (Control-C ends)")
                    try await book.follow()
                }
            }
            for try await _ in group {}
        }
    }

    private func sentence(for error: PreviewServer.PortError, port: UInt16) -> String {
        if error.isTaken {
            return
                "port \(port) is taken by another program; choose another, or leave out --port to have a free one chosen"
        }
        if error.isForbidden {
            return "port \(port) is kept for the system; choose one above 1023, or leave out --port"
        }
        return "port \(port) cannot be opened: \(String(cString: strerror(error.errno)))"
    }
}

private func show(_ event: PreviewEvent) {
    switch event {
    case .rebuilt(let path, let seconds, let isFirst):
        // At the start, most lessons come from the cache at once.
        if !isFirst || seconds > 1 { say("\(path): up to date after \(elapsed(seconds))") }
    case .faulty(_, let faults):
        for fault in faults { printError(fault) }
    case .removed(let path): say("\(path): gone")
    case .upToDate(let lessons, let faulty):
        say(
            faulty == 0
                ? "\(counted(lessons, "lesson")) as written"
                : "\(faulty) of \(counted(lessons, "lesson")) with faults")
    }
}

private func elapsed(_ seconds: Double) -> String {
    seconds < 1 ? "\(Int((seconds * 1000).rounded(.up))) ms" : String(format: "%.1f s", seconds)
}

/// Says it at once, also where the output is a file or a pipe.
private func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
