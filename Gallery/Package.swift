// swift-tools-version: 6.2
// Every figure on one page, to be looked at. A package of its own, as only those need it who work on the figures.
import PackageDescription

let package = Package(
    name: "Gallery",
    dependencies: [.package(name: "workbook", path: "..")],
    targets: [
        .executableTarget(name: "gallery", dependencies: [.product(name: "Figures", package: "workbook")])
    ],
    swiftLanguageModes: [.v6]
)
