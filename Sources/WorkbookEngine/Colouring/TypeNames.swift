// Types in the words of those who read the lesson.

/// Turns types as the compiler names them into types as the lesson would write them.
struct TypeNames {
    /// Whether the lesson calls its tensors of `Double` by their other name.
    private let saysMatrix: Bool

    init(as lesson: Lesson) {
        let codes = lesson.cells.map(\.code)
        saysMatrix =
            codes.contains { $0.contains("Matrix") } && !codes.contains { $0.contains("Tensor<Double>") }
    }

    /// Nil for a type that says more of the libraries' inside than a reader can use.
    func readable(_ type: String) -> String? {
        let type = withoutMembersOfCollections(type.replacing(" : ", with: ": "))
        // Such a name is left where it is a part of another that is not known here.
        if type.contains(/[>\])]\.(Element|Index|Indices|Iterator|SubSequence)(?!\w)/) { return nil }
        if type.contains("<<error type>>") || type == "_" { return nil }
        return saysMatrix ? type.replacing("Tensor<Double>", with: "Matrix") : type
    }

    /// The type with `Range<Int>.Element` replaced by `Int`, and the like.
    private func withoutMembersOfCollections(_ type: String) -> String {
        var type = type
        while true {
            // The innermost come first; what is left may then be such a name itself.
            let reduced =
                type
                .replacing(/\[[^\[\]<>]*\]\.Index(?!\w)|Array<[^<>]*>\.Index(?!\w)/, with: "Int")
                .replacing(
                    /(?:ArraySlice|Array|Set|Slice|ClosedRange|Range|Elements)<([^<>]*)>\.Element(?!\w)/
                ) {
                    String($0.1)
                }
                .replacing(/\[([^\[\]<>]*)\]\.Element(?!\w)/) { String($0.1) }
                .replacing(/String\.SubSequence(?!\w)/, with: "Substring")
                .replacing(/String\.Element(?!\w)/, with: "Character")
            if reduced == type { return type }
            type = reduced
        }
    }
}
