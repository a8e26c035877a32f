// Serves a book under preview to browsers on this machine, and to nobody else.

import FlyingFox
import FlyingSocks
import Foundation

/// A server of one book's pages on 127.0.0.1.
public struct PreviewServer: Sendable {
    private let book: PreviewBook
    private let server: HTTPServer

    /// - Parameter port: the port to listen on; 0 for any that is free.
    public init(of book: PreviewBook, port: UInt16) throws {
        self.book = book
        server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled,
            handler: PreviewHandler(book: book))
    }

    /// Serves until the task is cancelled. Throws ``PortError`` when the port cannot be had.
    ///
    /// - Parameter onReady: called with the address of the front page once it can be asked for.
    public func run(onReady: @escaping @Sendable (URL) -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await server.run()
                } catch SocketError.failed(type: _, let errno, message: _) {
                    throw PortError(errno: errno)
                }
            }
            group.addTask {
                try await server.waitUntilListening()
                if case .ip4(let host, let port) = await server.listeningAddress,
                    let url = URL(string: "http://\(host):\(port)/")
                {
                    onReady(url)
                }
            }
            // Says now and then that the connection stands, and so finds out who has gone.
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(15))
                    await book.remindListeners()
                }
            }
            // The first that fails ends the others.
            for try await _ in group {}
        }
    }

    /// Why a port cannot be had.
    public struct PortError: Error, Hashable {
        public var errno: Int32
        public var isTaken: Bool { errno == EADDRINUSE }
        public var isForbidden: Bool { errno == EACCES || errno == EPERM }
    }
}

/// Answers one request after another.
struct PreviewHandler: HTTPHandler {
    let book: PreviewBook

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard request.isForThisMachine else {
            return await notice(
                .misdirectedRequest, "Not for this host",
                "The preview answers only to the names 127.0.0.1 and localhost.")
        }
        guard request.method == .GET || request.method == .HEAD else {
            var response = await notice(
                .methodNotAllowed, "Only for reading", "The preview answers only to GET and HEAD.")
            response.headers[HTTPHeader("Allow")] = "GET, HEAD"
            return response
        }
        guard let path = request.pathInSite else {
            return await notice(
                .forbidden, "Not in the book", "This address leads out of the book’s folder.")
        }
        let response = path == PreviewPage.states ? await states(request) : await file(at: path)
        return request.method == .HEAD ? await response.withoutBody : response
    }

    private func file(at path: String) async -> HTTPResponse {
        guard let data = await book.file(at: path) else {
            let page = await book.notice(
                "There is no such page", "The book has no page “\(path)”.", at: path)
            return HTTPResponse(statusCode: .notFound, type: MediaType(ofFile: "notice.html"), page)
        }
        return HTTPResponse(statusCode: .ok, type: MediaType(ofFile: path), data)
    }

    private func notice(_ status: HTTPStatusCode, _ title: String, _ sentence: String) async -> HTTPResponse {
        let page = await book.notice(title, sentence, at: "preview/notice")
        return HTTPResponse(statusCode: status, type: MediaType(ofFile: "notice.html"), page)
    }

    /// The states of a page as server-sent events.
    private func states(_ request: HTTPRequest) async -> HTTPResponse {
        let page = request.query.first { $0.name == "page" }?.value ?? "index.html"
        let events = EventSequence(states: await book.states(of: page))
        var response = HTTPResponse(statusCode: .ok, type: .events, Data())
        response.payload = .httpBody(HTTPBodySequence(from: events))
        return response
    }
}

extension HTTPRequest {
    /// Another name in `Host` is that of a page elsewhere which had its name lead here.
    fileprivate var isForThisMachine: Bool {
        let host = (headers[.host] ?? "").prefix { $0 != ":" }
        return host == "127.0.0.1" || host == "localhost"
    }

    /// The path in the site's folder; nil for one that leads out of it.
    fileprivate var pathInSite: String? {
        guard let path = target.path().removingPercentEncoding, path.hasPrefix("/"),
            !path.contains("\0"), !path.contains("\\"),
            !path.split(separator: "/").contains("..")
        else { return nil }
        let inside = String(path.dropFirst())
        return inside.isEmpty ? "index.html" : inside
    }
}

extension HTTPResponse {
    fileprivate init(statusCode: HTTPStatusCode, type: MediaType, _ body: Data) {
        self.init(
            statusCode: statusCode,
            headers: [
                .contentType: type.name, .cacheControl: "no-store",
                HTTPHeader("X-Content-Type-Options"): "nosniff",
                HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
            ],
            body: body)
    }

    /// The same headers, with the length that the body would have.
    fileprivate var withoutBody: HTTPResponse {
        get async {
            guard case .httpBody(let body) = payload, let count = body.count else { return self }
            var response = self
            response.headers[.contentLength] = String(count)
            response.payload = .httpBody(HTTPBodySequence())
            return response
        }
    }
}

/// What a file is, as HTTP names it.
private struct MediaType {
    var name: String

    static let events = MediaType(name: "text/event-stream; charset=utf-8")

    private init(name: String) { self.name = name }

    init(ofFile path: String) {
        let ending = path.split(separator: ".").last.map(String.init) ?? ""
        name = Self.names[ending] ?? "application/octet-stream"
    }

    private static let names = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "txt": "text/plain; charset=utf-8",
        "md": "text/markdown; charset=utf-8", "swift": "text/plain; charset=utf-8",
        "json": "application/json", "ipynb": "application/json", "xml": "application/xml",
        "svg": "image/svg+xml", "png": "image/png", "woff2": "font/woff2", "zip": "application/zip",
        "pdf": "application/pdf",
    ]
}

/// The states of a page as the bytes of server-sent events.
private struct EventSequence: AsyncBufferedSequence {
    typealias Element = UInt8
    let states: AsyncStream<PreviewState?>

    func makeAsyncIterator() -> Iterator { Iterator(states: states.makeAsyncIterator()) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        var states: AsyncStream<PreviewState?>.Iterator

        mutating func next() async -> UInt8? { fatalError("events are sent whole") }

        mutating func nextBuffer(suggested count: Int) async -> [UInt8]? {
            guard let state = await states.next() else { return nil }
            guard let state else { return Array(": still here\n\n".utf8) }
            let event = "{\"version\": \"\(state.version)\", \"running\": \(state.isRunning)}"
            return Array("data: \(event)\n\n".utf8)
        }
    }
}
