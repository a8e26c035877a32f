// The toolchain's reader of Swift, loaded into this process when it is first needed.

import Foundation
import Synchronization

/// The SourceKit service of one toolchain, asked one question at a time.
enum SourceKit {
    /// One entry of a syntax map: a kind such as `source.lang.swift.syntaxtype.keyword`, and bytes of the code.
    struct Entry: Hashable, Sendable {
        var kind: String
        var offset: Int
        var length: Int
    }

    private enum State {
        case loaded(Service)
        case failed
    }

    /// The services by the path of their library. A library stays loaded until the process ends.
    private static let services = Mutex<[String: State]>([:])

    /// Whether the library is there and, once it has been tried, could be loaded.
    static func isAvailable(at library: URL) -> Bool {
        services.withLock { services in
            switch services[library.path] {
            case .loaded: true
            case .failed: false
            case nil: FileManager.default.isReadableFile(atPath: library.path)
            }
        }
    }

    /// What the pieces of `code` are; nil when the service cannot be loaded or does not answer.
    static func syntaxMap(of code: String, library: URL) -> [Entry]? {
        services.withLock { services in
            let state = services[library.path] ?? Service(library: library).map(State.loaded) ?? .failed
            services[library.path] = state
            guard case .loaded(let service) = state else { return nil }
            return service.syntaxMap(of: code)
        }
    }
}

/// The C functions of `sourcekitd.h` that are used here.
private struct Service {
    private typealias Object = OpaquePointer
    private typealias Name = OpaquePointer

    private let uid: @convention(c) (UnsafePointer<CChar>) -> Name?
    private let makeDictionary: @convention(c) (OpaquePointer?, OpaquePointer?, Int) -> Object?
    private let setName: @convention(c) (Object, Name, Name) -> Void
    private let setNumber: @convention(c) (Object, Name, Int64) -> Void
    private let setText: @convention(c) (Object, Name, UnsafePointer<CChar>, Int) -> Void
    private let release: @convention(c) (Object) -> Void
    private let send: @convention(c) (Object) -> Object?
    private let isError: @convention(c) (Object) -> Bool
    private let describe: @convention(c) (Object) -> UnsafeMutablePointer<CChar>?
    private let dispose: @convention(c) (Object) -> Void

    init?(library: URL) {
        guard let handle = dlopen(library.path, RTLD_NOW | RTLD_LOCAL) else { return nil }
        func function<Function>(_ name: String) -> Function? {
            dlsym(handle, "sourcekitd_\(name)").map { unsafeBitCast($0, to: Function.self) }
        }
        let initialize: (@convention(c) () -> Void)? = function("initialize")
        guard let initialize,
            let uid: @convention(c) (UnsafePointer<CChar>) -> Name? = function("uid_get_from_cstr"),
            let makeDictionary: @convention(c) (OpaquePointer?, OpaquePointer?, Int) -> Object? =
                function("request_dictionary_create"),
            let setName: @convention(c) (Object, Name, Name) -> Void = function("request_dictionary_set_uid"),
            let setNumber: @convention(c) (Object, Name, Int64) -> Void =
                function("request_dictionary_set_int64"),
            let setText: @convention(c) (Object, Name, UnsafePointer<CChar>, Int) -> Void =
                function("request_dictionary_set_stringbuf"),
            let release: @convention(c) (Object) -> Void = function("request_release"),
            let send: @convention(c) (Object) -> Object? = function("send_request_sync"),
            let isError: @convention(c) (Object) -> Bool = function("response_is_error"),
            let describe: @convention(c) (Object) -> UnsafeMutablePointer<CChar>? =
                function("response_description_copy"),
            let dispose: @convention(c) (Object) -> Void = function("response_dispose")
        else { return nil }
        self.uid = uid
        self.makeDictionary = makeDictionary
        self.setName = setName
        self.setNumber = setNumber
        self.setText = setText
        self.release = release
        self.send = send
        self.isError = isError
        self.describe = describe
        self.dispose = dispose
        initialize()
    }

    private enum Value {
        case name(String)
        case number(Int64)
        case text(String)
    }

    func syntaxMap(of code: String) -> [SourceKit.Entry]? {
        let document = Value.text("cell.swift")
        defer {
            _ = answer(to: [("key.request", .name("source.request.editor.close")), ("key.name", document)])
        }
        let answer = answer(to: [
            ("key.request", .name("source.request.editor.open")), ("key.name", document),
            ("key.sourcetext", .text(code)), ("key.syntactic_only", .number(1)),
            ("key.enablesyntaxmap", .number(1)), ("key.enablesubstructure", .number(0)),
            ("key.enablediagnostics", .number(0)),
        ])
        return answer.map(entries)
    }

    /// The response as the service describes it: `key: value` lines.
    ///
    /// The service's own accessors pass a three-word C structure by value, which Swift can call only through a
    /// C declaration of it; the description says the same and costs a fraction of a millisecond.
    private func answer(to request: [(key: String, value: Value)]) -> String? {
        guard let dictionary = makeDictionary(nil, nil, 0) else { return nil }
        defer { release(dictionary) }
        for (key, value) in request {
            guard let key = uid(key) else { return nil }
            switch value {
            case .name(let name):
                guard let name = uid(name) else { return nil }
                setName(dictionary, key, name)
            case .number(let number): setNumber(dictionary, key, number)
            case .text(var text):
                text.withUTF8 { bytes in
                    bytes.withMemoryRebound(to: CChar.self) { characters in
                        // An empty text may have no address.
                        if let start = characters.baseAddress {
                            setText(dictionary, key, start, characters.count)
                        } else {
                            setText(dictionary, key, "", 0)
                        }
                    }
                }
            }
        }
        guard let response = send(dictionary) else { return nil }
        defer { dispose(response) }
        guard !isError(response), let description = describe(response) else { return nil }
        defer { free(description) }
        return String(cString: description)
    }

    /// The entries of `key.syntaxmap`: each is a kind, an offset and a length.
    private func entries(in description: String) -> [SourceKit.Entry] {
        guard let start = description.range(of: "key.syntaxmap: [") else { return [] }
        var entries: [SourceKit.Entry] = []
        var entry = SourceKit.Entry(kind: "", offset: 0, length: 0)
        for line in description[start.upperBound...].split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == "," || $0 == ":" }
            guard let word = words.first else { continue }
            switch word {
            case "key.kind": entry.kind = String(words.last ?? "")
            case "key.offset": entry.offset = words.last.flatMap { Int($0) } ?? 0
            case "key.length": entry.length = words.last.flatMap { Int($0) } ?? 0
            case "}":
                if !entry.kind.isEmpty { entries.append(entry) }
                entry.kind = ""
            case "]": return entries
            default: break
            }
        }
        return entries
    }
}
