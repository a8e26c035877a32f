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

    /// A name that stands for a value, and the type that the compiler found for it.
    struct Variable: Hashable, Sendable {
        var type: String
        /// Whether the code itself says the type.
        var isExplicit: Bool
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
        ask(library) { $0.syntaxMap(of: code) }
    }

    /// The types of the variables in the program in `file`, which is compiled with `arguments`; nil when the service
    /// cannot be loaded, does not know the question, or finds a fault in the program.
    static func variableTypes(in file: URL, arguments: [String], library: URL) -> [Variable]? {
        ask(library) { $0.variableTypes(in: file.path, arguments: arguments) }
    }

    private static func ask<Answer>(_ library: URL, _ question: (Service) -> Answer?) -> Answer? {
        services.withLock { services in
            let state = services[library.path] ?? Service(library: library).map(State.loaded) ?? .failed
            services[library.path] = state
            guard case .loaded(let service) = state else { return nil }
            return question(service)
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
    private let setValue: @convention(c) (Object, Name, Object) -> Void
    private let makeArray: @convention(c) (OpaquePointer?, Int) -> Object?
    private let setTextAt: @convention(c) (Object, Int, UnsafePointer<CChar>) -> Void
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
            let setValue: @convention(c) (Object, Name, Object) -> Void =
                function("request_dictionary_set_value"),
            let makeArray: @convention(c) (OpaquePointer?, Int) -> Object? = function("request_array_create"),
            let setTextAt: @convention(c) (Object, Int, UnsafePointer<CChar>) -> Void =
                function("request_array_set_string"),
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
        self.setValue = setValue
        self.makeArray = makeArray
        self.setTextAt = setTextAt
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
        case texts([String])
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

    func variableTypes(in file: String, arguments: [String]) -> [SourceKit.Variable]? {
        let answer = answer(to: [
            ("key.request", .name("source.request.variable.type")), ("key.sourcefile", .text(file)),
            ("key.compilerargs", .texts(arguments)),
        ])
        return answer.map(variables)
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
            case .texts(let texts):
                guard let array = makeArray(nil, 0) else { return nil }
                defer { release(array) }
                // A place of -1 is that behind the last.
                for text in texts { setTextAt(array, -1, text) }
                setValue(dictionary, key, array)
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

    /// The entries of `key.variable_type_list`: each is an offset, a length, a type, and whether it is written there.
    private func variables(in description: String) -> [SourceKit.Variable] {
        var variables: [SourceKit.Variable] = []
        var variable = SourceKit.Variable(type: "", isExplicit: false, offset: 0, length: 0)
        for line in description.split(separator: "\n") {
            guard let colon = line.firstRange(of: ": ") else { continue }
            var value = line[colon.upperBound...]
            if value.last == "," { value.removeLast() }
            switch line[..<colon.lowerBound].drop(while: { $0 == " " }) {
            case "key.variable_offset": variable.offset = Int(value) ?? 0
            case "key.variable_length": variable.length = Int(value) ?? 0
            case "key.variable_type": variable.type = value.filter { $0 != "\"" && $0 != "\\" }
            case "key.variable_type_explicit":
                variable.isExplicit = value == "1"
                variables.append(variable)
            default: break
            }
        }
        return variables
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
