// A small check that text is well-formed XML: tags match, attributes are quoted, signs are escaped.

struct NotWellFormed: Error, CustomStringConvertible {
    var description: String
}

/// Throws at the first place that is not well-formed. It knows what the figures write: elements, attributes and the
/// five named entities; no comments, sections or declarations.
func checkWellFormed(_ text: String) throws {
    var open: [Substring] = []
    var rest = Substring(text)
    while !rest.isEmpty {
        if rest.first == "<" {
            guard let end = rest.firstIndex(of: ">") else {
                throw NotWellFormed(description: "no > after \(rest.prefix(40))")
            }
            let tag = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.first == "/" {
                guard open.popLast() == tag.dropFirst() else {
                    throw NotWellFormed(description: "unexpected <\(tag)>")
                }
            } else {
                let isEmpty = tag.last == "/"
                let name = tag.prefix { $0.isLetter || $0.isNumber }
                try checkAttributes(tag.dropFirst(name.count).dropLast(isEmpty ? 1 : 0))
                if name.isEmpty { throw NotWellFormed(description: "no name in <\(tag)>") }
                if !isEmpty { open.append(name) }
            }
        } else {
            let end = rest.firstIndex(of: "<") ?? rest.endIndex
            try checkText(rest[..<end])
            rest = rest[end...]
        }
    }
    if let last = open.last { throw NotWellFormed(description: "<\(last)> is not closed") }
}

private func checkAttributes(_ attributes: Substring) throws {
    var rest = attributes.drop { $0 == " " }
    var names: Set<Substring> = []
    while !rest.isEmpty {
        guard let equals = rest.firstIndex(of: "="), rest[rest.index(after: equals)...].first == "\"" else {
            throw NotWellFormed(description: "attribute without a quoted value: \(rest.prefix(40))")
        }
        let name = rest[..<equals]
        guard names.insert(name).inserted, !name.contains(" ") else {
            throw NotWellFormed(description: "attribute \(name) is there twice or has a space")
        }
        let value = rest[rest.index(equals, offsetBy: 2)...]
        guard let end = value.firstIndex(of: "\"") else {
            throw NotWellFormed(description: "no quote after \(name)")
        }
        try checkText(value[..<end])
        rest = value[value.index(after: end)...].drop { $0 == " " }
    }
}

private func checkText(_ text: Substring) throws {
    for scalar in text.unicodeScalars where scalar.value < 0x20 && scalar != "\n" {
        throw NotWellFormed(description: "control character \(scalar.value)")
    }
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
        guard ["amp;", "lt;", "gt;", "quot;", "apos;"].contains(where: { part.hasPrefix($0) }) else {
            throw NotWellFormed(description: "& without a name before \(part.prefix(10))")
        }
    }
}
