// swift-tools-version: 6.2
// A package of its own, so that whoever builds the workbook need not build what measures it.
import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "workbook", path: "..")],
    targets: [
        .executableTarget(
            name: "core-bench",
            dependencies: [
                .product(name: "NeuralCore", package: "workbook"),
                .product(name: "NeuralFiles", package: "workbook"),
            ]),
        .executableTarget(
            name: "digits",
            dependencies: [
                .product(name: "NeuralCore", package: "workbook"),
                .product(name: "NeuralFiles", package: "workbook"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
