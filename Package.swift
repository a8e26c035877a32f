// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "workbook",
    products: [
        .executable(name: "workbook", targets: ["workbook"]),
        // A lesson is linked against this one shared object; it re-exports NeuralCore.
        .library(name: "LessonKit", type: .dynamic, targets: ["LessonKit", "NeuralFiles"]),
        // The library by itself, for programs that are no lessons.
        .library(name: "NeuralCore", targets: ["NeuralCore"]),
        .library(name: "NeuralFiles", targets: ["NeuralFiles"]),
        .library(name: "Figures", targets: ["Figures"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // What lessons are made of.
        .target(name: "NeuralCore"),
        .target(
            name: "NeuralFiles",
            dependencies: ["NeuralCore", "Archives", .product(name: "SwiftCSV", package: "SwiftCSV")]),
        .target(name: "Archives", dependencies: ["CZlib"]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Explanations", dependencies: ["NeuralCore"]),
        .target(name: "Figures"),
        .target(name: "Exhibits"),
        .target(
            name: "LessonKit",
            dependencies: ["NeuralCore", "Explanations", "Figures", "Math", "Exhibits", "CLesson"]),
        .target(name: "CLesson"),
        .executableTarget(name: "LessonHost", linkerSettings: [.linkedLibrary("dl")]),

        // What reads, runs and presents them.
        .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
        .target(name: "Markdown", dependencies: ["CCmark"]),
        .target(name: "Math"),
        .target(name: "MathFont", exclude: ["README.md", "subset"], resources: [.embedInCode("Files")]),
        .target(
            name: "WorkbookEngine",
            dependencies: [
                "Markdown", "Math", "MathFont", "Exhibits", "Figures", "Archives", "CXXHash",
                .product(name: "Yams", package: "Yams"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ],
            resources: [.embedInCode("Site/Templates"), .embedInCode("Preview/Templates")]),
        .executableTarget(
            name: "workbook",
            dependencies: [
                "WorkbookEngine",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .testTarget(name: "ExplanationsTests", dependencies: ["Explanations", "Math"]),
        .testTarget(name: "FiguresTests", dependencies: ["Figures"]),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown"], exclude: ["Fixtures"]),
        .testTarget(name: "MathTests", dependencies: ["Math"], exclude: ["Fixtures"]),
        .testTarget(name: "NeuralCoreTests", dependencies: ["NeuralCore"], exclude: ["Fixtures"]),
        .testTarget(name: "NeuralFilesTests", dependencies: ["NeuralFiles"], exclude: ["Fixtures"]),
        .testTarget(
            name: "SessionTests", dependencies: ["workbook", "LessonHost", "LessonKit"], exclude: ["Sessions"]
        ),
        .testTarget(name: "WorkbookEngineTests", dependencies: ["WorkbookEngine", "Exhibits"]),
    ],
    swiftLanguageModes: [.v6]
)
