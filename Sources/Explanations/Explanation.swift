// Worked arithmetic: what a network computes, step by step, with the numbers that it really has.

import NeuralCore

/// A computation in numbered steps, made from a live network by one of the functions `explain`.
///
///     let explanation = explain(model, input: [1, 0], target: [1], learningRate: 0.5)
///     print(explanation)                          // for the terminal
///     explanation.sections[0].steps[0].tex        // for a page
public struct Explanation: Equatable, Sendable, CustomStringConvertible {
    /// Some steps that belong together, such as all sums and outputs of one layer.
    public struct Section: Equatable, Sendable {
        /// What the steps have in common, as a heading: `Unit 1`.
        public let title: String
        /// The lines of arithmetic, in the order in which they are computed.
        public let steps: [Step]

        /// A heading with its steps.
        public init(_ title: String, _ steps: [Step]) { (self.title, self.steps) = (title, steps) }
    }

    /// What is explained, as a heading.
    public let title: String
    /// The steps, in sections of which none is empty.
    public let sections: [Section]
    /// What happens and what comes out, in one sentence: for screen readers, and as the recorded output of a lesson.
    public let summary: String

    /// Sections without steps are left out.
    public init(title: String, sections: [Section], summary: String) {
        (self.title, self.summary) = (title, summary)
        self.sections = sections.filter { !$0.steps.isEmpty }
    }

    /// All steps in their order; the first is number 1.
    public var steps: [Step] { sections.flatMap(\.steps) }

    /// The step that computes the quantity of this name, as the text writes it: `"net₅"`.
    public subscript(symbol: String, file: StaticString = #file, line: UInt = #line) -> Step {
        guard let step = steps.first(where: { $0.symbol.text == symbol }) else {
            let known = steps.map(\.symbol.text).joined(separator: ", ")
            fatalError(
                "\"\(title)\" has no step that computes \(symbol), only \(known)", file: file, line: line)
        }
        return step
    }

    /// The steps for a terminal of 80 columns.
    public var description: String { text(width: 80) }
}

extension Explanation {
    /// The explanation as a page needs it: an ordered list of formulas that opens step by step.
    public struct Outline: Codable, Equatable, Sendable {
        /// One section of the page.
        public struct Section: Codable, Equatable, Sendable {
            /// The heading above the formulas.
            public let title: String
            /// The formulas in their order.
            public let items: [Item]
        }

        /// One formula of the list, that of a ``Step``.
        public struct Item: Codable, Equatable, Sendable {
            /// Counted from 1 through all sections.
            public let number: Int
            /// In TeX, without dollar signs.
            public let tex: String
            /// The same in a line of Unicode, for those to whom a page is read.
            public let text: String
        }

        /// The heading of the whole.
        public let title: String
        /// What happens and what comes out, for screen readers.
        public let summary: String
        /// The formulas, as the explanation has them in sections.
        public let sections: [Section]
    }

    /// The explanation for a page.
    public var outline: Outline {
        var number = 0
        let sections = sections.map { section in
            Outline.Section(
                title: section.title,
                items: section.steps.map { step in
                    number += 1
                    return Outline.Item(number: number, tex: step.tex, text: step.text)
                })
        }
        return Outline(title: title, summary: summary, sections: sections)
    }
}
