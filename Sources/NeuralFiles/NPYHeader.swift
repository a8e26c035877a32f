// The header of a `.npy` file: a Python dictionary written out, as NumPy's format document has it.
//
//     {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }

import NeuralCore

/// What a `.npy` file says of the numbers that follow.
struct NPYHeader: Equatable {
    var type: ElementType
    var bigEndian = false
    /// Whether the first axis runs fastest.
    var fortranOrder = false
    var shape: [Int]

    private static let types: [String: ElementType] = [
        "f8": .float64, "f4": .float32, "f2": .float16, "i8": .int64, "i4": .int32, "i2": .int16, "i1": .int8,
        "u8": .uint64, "u4": .uint32, "u2": .uint16, "u1": .uint8, "b1": .bool,
    ]

    init(type: ElementType, shape: [Int]) { (self.type, self.shape) = (type, shape) }

    /// The dictionary as NumPy writes it.
    var text: String {
        let code = Self.types.first { $0.value == type }!.key
        let lengths = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
        let order = fortranOrder ? "True" : "False"
        return
            "{'descr': '\(bigEndian ? ">" : "<")\(code)', 'fortran_order': \(order), 'shape': (\(lengths)), }"
    }

    /// Reads the dictionary.
    init(_ text: String, _ name: String) throws {
        var scanner = Scanner(text: text[...], name: name)
        var members: [String: Substring] = [:]
        try scanner.expect("{")
        while !scanner.skip("}") {
            let key = try scanner.quoted()
            try scanner.expect(":")
            members[key] = try scanner.value()
            if !scanner.skip(",") {
                try scanner.expect("}")
                break
            }
        }
        guard let description = members["descr"], let order = members["fortran_order"],
            let lengths = members["shape"], members.count == 3
        else { throw scanner.fault("it must have the members descr, fortran_order and shape") }

        let code = description.drop { $0 == "'" || $0 == "\"" }.dropLast()
        guard let byteOrder = code.first, "<>|=".contains(byteOrder),
            let type = Self.types[String(code.dropFirst())]
        else { throw FileError(name, "arrays of the type \(description) cannot be read; store numbers") }
        guard order == "True" || order == "False" else {
            throw scanner.fault("fortran_order must be True or False")
        }
        guard lengths.first == "(", lengths.last == ")" else {
            throw scanner.fault("the shape must be a tuple")
        }
        // Python 2 wrote a length as 3L.
        shape = try lengths.dropFirst().dropLast().split(separator: ",").compactMap { part -> Int? in
            let digits = part.drop { $0 == " " }.prefix { $0 != "L" && $0 != " " }
            if digits.isEmpty { return nil }
            guard let length = Int(digits), length >= 0 else {
                throw scanner.fault("\"\(digits)\" is no length of an axis")
            }
            return length
        }
        self.type = type
        (bigEndian, fortranOrder) = (byteOrder == ">", order == "True")
    }
}

/// Walks along a written-out dictionary.
private struct Scanner {
    var text: Substring
    let name: String

    func fault(_ sentence: String) -> FileError {
        FileError(name, "the header cannot be understood: \(sentence)")
    }

    /// Goes behind `character`, if that is the next one but for spaces.
    mutating func skip(_ character: Character) -> Bool {
        text = text.drop { $0.isWhitespace }
        guard text.first == character else { return false }
        text = text.dropFirst()
        return true
    }

    mutating func expect(_ character: Character) throws {
        guard skip(character) else {
            throw fault("\(character) was expected before \"\(text.prefix(20))\"")
        }
    }

    /// The text between quotation marks.
    mutating func quoted() throws -> String {
        let value = try value()
        guard value.first == "'" || value.first == "\"" else { throw fault("\(value) should be in quotes") }
        return String(value.dropFirst().dropLast())
    }

    /// A quoted text, a tuple, a list, or a word, as it stands.
    mutating func value() throws -> Substring {
        text = text.drop { $0.isWhitespace }
        let start = text
        let end: Substring.Index?
        switch text.first {
        case "'", "\"":
            let quote = text.removeFirst()
            end = text.firstIndex(of: quote).map { text.index(after: $0) }
        case "(": end = text.firstIndex(of: ")").map { text.index(after: $0) }
        case "[": end = text.lastIndex(of: "]").map { text.index(after: $0) }
        case let first? where first.isLetter: end = text.firstIndex { !$0.isLetter }
        default: throw fault("a value was expected before \"\(text.prefix(20))\"")
        }
        guard let end else { throw fault("it ends in the middle of \(start.prefix(20))") }
        text = text[end...]
        return start[..<end]
    }
}
