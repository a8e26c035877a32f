// Promises about coloured code: it is the toolchain's own reading, it is remembered, and it may be missing.

import Foundation
import Testing
import WorkbookEngine

@Suite struct SiteColouringTests {
    @Test func kindsAreThoseOfTheToolchain() throws {
        let colourist = Colourist(toolchain: try Toolchain.find())
        let code = "let name = \"é\\(1 + 2)\" // done\nvar t = Tensor<Double>([0.5])\n"
        let tokens = colourist.tokens(of: code)
        let bytes = Array(code.utf8)
        let read = tokens.map { "\($0.kind.rawValue) \(String(decoding: bytes[$0.range], as: UTF8.self))" }
        #expect(colourist.isAvailable)
        for expected in [
            "keyword let", "identifier name", "string \"é", "number 1", "number 2", "comment // done\n",
            "keyword var",
            "type Tensor", "type Double", "number 0.5",
        ] {
            #expect(read.contains(expected), "\(read)")
        }
    }

    @Test(arguments: ["", "\n", "let", "\"", "func f( {", "🙂🙂", "/* open", "x\0y", "#if X\n"])
    func tokensOfAnyTextAreInOrderAndInside(_ code: String) throws {
        var end = 0
        for token in Colourist(toolchain: try Toolchain.find()).tokens(of: code) {
            #expect(token.range.lowerBound >= end)
            end = token.range.upperBound
        }
        #expect(end <= code.utf8.count)
    }

    @Test func whatIsCachedNeedsNoService() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "colours-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let toolchain = try Toolchain.find()
        let code = "let answer = 42\n"
        let first = Colourist(toolchain: toolchain, cache: Cache(folder: folder)).tokens(of: code)
        #expect(!first.isEmpty)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "texts").path)
        #expect(files.count == 1)
        let entry = folder.appending(path: "texts").appending(path: files[0])
        // What the cache says is taken without asking again.
        try Data("[]".utf8).write(to: entry)
        #expect(Colourist(toolchain: toolchain, cache: Cache(folder: folder)).tokens(of: code).isEmpty)
        // A damaged entry is a miss.
        try Data("[{".utf8).write(to: entry)
        #expect(Colourist(toolchain: toolchain, cache: Cache(folder: folder)).tokens(of: code) == first)
    }

    @Test func aMissingServiceLeavesCodePlain() {
        let colourist = Colourist(toolchain: Toolchain(root: URL(filePath: "/nowhere")))
        #expect(!colourist.isAvailable)
        #expect(colourist.tokens(of: "let x = 1").isEmpty)
    }

    @Test func manyMayAskAtOnce() async throws {
        let colourist = Colourist(toolchain: try Toolchain.find())
        let counts = await withTaskGroup(of: Int.self) { group in
            for number in 0..<40 {
                group.addTask { colourist.tokens(of: String(repeating: "let a = 1\n", count: number)).count }
            }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(counts == Set((0..<40).map { $0 * 3 }))
    }
}
