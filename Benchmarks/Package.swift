// swift-tools-version: 6.2
// A package of its own, so that whoever builds the workbook need not build what measures it.
import PackageDescription

let core: [Target.Dependency] = [
    "Nets",
    .product(name: "NeuralCore", package: "workbook"),
    .product(name: "NeuralFiles", package: "workbook"),
]

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "workbook", path: "..")],
    targets: [
        .target(name: "Nets", dependencies: [.product(name: "NeuralCore", package: "workbook")]),
        .executableTarget(name: "core-bench", dependencies: core),
        .executableTarget(name: "digits", dependencies: core),
    ],
    swiftLanguageModes: [.v6]
)
