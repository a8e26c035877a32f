// The calls that the runner puts between the cells of a lesson. A lesson never writes them itself.

import NeuralCore

// Declared by name rather than imported: a lesson would otherwise have to load the C module as well.
@_silgen_name("lesson_begin_step") private func lessonBeginStep(_ step: Int32)
@_silgen_name("lesson_enter_child") private func lessonEnterChild(_ step: Int32) -> Int32
@_silgen_name("lesson_leave_child") private func lessonLeaveChild() -> Never
@_silgen_name("lesson_reject") private func lessonReject()

@_silgen_name("lesson_tell_value") private func lessonTellValue(_ number: Int32, _ text: UnsafePointer<CChar>)

public enum _Workbook {
    /// Tells the value of an expression in the lesson's prose.
    public static func value(_ number: Int, _ value: some Any) {
        let item: Any =
            switch value {
            case let tensor as Tensor<Double> where tensor.count == 1: tensor.item
            case let tensor as Tensor<Float> where tensor.count == 1: tensor.item
            default: value
            }
        lessonTellValue(Int32(number), "\(item)")
    }

    /// The boundary before step `number`: what was printed so far belongs to the steps before it.
    public static func begin(_ number: Int) { lessonBeginStep(Int32(number)) }

    /// True in a child process made for step `number`, false in the lesson after that child has ended.
    public static func isChild(for number: Int) -> Bool { lessonEnterChild(Int32(number)) == 1 }

    /// True in a child process made for the full cell of step `number`, which computes with `set`.
    public static func isChild(for number: Int, with set: String) -> Bool {
        guard isChild(for: number) else { return false }
        FullData.set = set
        return true
    }

    /// True in no run: the full cells that a run leaves out are compiled all the same.
    public static var leavesOut: Bool { false }

    /// The child has run its step to the end.
    public static func leaveChild() -> Never { lessonLeaveChild() }

    /// Ends a child whose expectation failed. Returns in the lesson's own process.
    static func reject() { lessonReject() }
}
