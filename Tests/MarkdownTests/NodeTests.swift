import Foundation
import Markdown
import Testing

@Suite("A tree is a value: compared, walked, changed")
struct NodeTests {
    @Test("mapped changes children before the node that holds them")
    func mapped() {
        var order: [String] = []
        let changed = Node(commonMark: "*a* b").mapped { node in
            if case .text(let text) = node.kind {
                order.append(text)
                return Node(.text(text.uppercased()))
            }
            if node.kind == .emphasis {
                order.append("emphasis of \(node.plainText)")
                return Node(.strong, node.children)
            }
            return node
        }
        #expect(order == ["a", "emphasis of A", " b"])
        #expect(changed.html() == "<p><strong>A</strong> B</p>\n")
    }

    @Test("walk visits a node before its children, in the order of the text")
    func walk() {
        var texts: [String] = []
        Node(commonMark: "# a\n\n- *b* c\n").walk { if case .text(let text) = $0.kind { texts.append(text) } }
        #expect(texts == ["a", "b", " c"])
    }

    @Test("plainText is what a reader reads, without markup")
    func plainText() {
        #expect(Node(commonMark: "*a* `b` [c](/d) ![e](f)<i>\ng\\\nh").plainText == "a b c e g h")
    }

    @Test("Equal documents are equal trees")
    func equality() {
        #expect(Node(markdown: "*a* b") == Node(markdown: "*a* b"))
        #expect(Node(markdown: "*a* b") != Node(markdown: "_a_  b"))
    }

    @Test(
        "Trees of documents nested without limit fit a stack of 512 kB: read, copied, compared, rendered, released"
    )
    func smallStack() async {
        let documents = [
            String(repeating: ">", count: 10_000) + " a\n",
            String(repeating: "- ", count: 1_000) + "a\n",
            String(repeating: "*a **b ", count: 5_000) + "c" + String(repeating: "** d*", count: 5_000),
            String(repeating: ">", count: 90) + "| " + String(repeating: "*a **b ", count: 1_000) + "c"
                + String(repeating: "** d*", count: 1_000) + " |\n" + String(repeating: ">", count: 90)
                + "|---|\n",
        ]
        for document in documents {
            let isSame = await onThread(stackSize: 512 << 10) {
                let tree = Node(markdown: document).withHeadingAnchors()
                var copy = tree.mapped { $0 }
                copy.children.append(Node(.thematicBreak))
                return tree.hashValue != copy.hashValue && tree != copy
                    && tree.html() + "<hr />\n" == copy.html()
            }
            #expect(isSame)
        }
    }

    private func onThread(stackSize: Int, _ work: @escaping @Sendable () -> Bool) async -> Bool {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: work()) }
            thread.stackSize = stackSize
            thread.start()
        }
    }
}
