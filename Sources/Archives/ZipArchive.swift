// Zip archives (PKWARE's APPNOTE.TXT), as far as NumPy makes use of them: named files, stored or deflated.

/// The files of an archive in the order in which they stand in it.
package struct ZipArchive {
    /// A file by its name in the archive.
    package struct Entry {
        package var name: String
        package var bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
    }

    package var entries: [Entry]

    private static let localSignature: UInt32 = 0x0403_4b50
    private static let centralSignature: UInt32 = 0x0201_4b50
    private static let endSignature: UInt32 = 0x0605_4b50
    /// The length of the record at the end, without the comment.
    private static let endLength = 22

    package init(entries: [Entry]) { self.entries = entries }

    // MARK: - Reading

    /// Reads the files that are wanted of the archive at `path`. The others are neither decompressed nor checked.
    package init(path: String, where isWanted: (String) -> Bool) throws {
        try self.init(try readBytes(path), name: path, where: isWanted)
    }

    /// Reads an archive; `name` is the file's, for messages.
    package init(_ bytes: [UInt8], name: String, where isWanted: (String) -> Bool = { _ in true }) throws {
        entries = []
        var reader = ByteReader(bytes[...], name: name)
        var names: Set<String> = []
        let (count, start) = try Self.directory(bytes, &reader)
        try reader.move(to: start, "the list of files")
        for _ in 0..<count {
            let record = try Self.record(&reader)
            guard names.insert(record.name).inserted else {
                throw FileError(name, "the archive has two files named \"\(record.name)\"")
            }
            guard isWanted(record.name) else { continue }
            entries.append(Entry(name: record.name, bytes: try Self.content(record, bytes, name)))
        }
    }

    /// How many files there are, and where the list of them begins: the record at the very end says so.
    private static func directory(_ bytes: [UInt8], _ reader: inout ByteReader) throws -> (Int, Int) {
        // A comment of at most 65535 bytes may follow the record.
        let earliest = max(0, bytes.count - endLength - 0xffff)
        let signature = littleEndian(endSignature)
        let place = stride(from: bytes.count - endLength, through: earliest, by: -1).first { place in
            bytes[place] == signature[0] && bytes[place..<(place + 4)].elementsEqual(signature)
                && place + endLength + Int(bytes[place + 20]) + Int(bytes[place + 21]) << 8 == bytes.count
        }
        guard let place else {
            throw FileError(reader.name, "this is not a zip archive, or its end is missing")
        }
        try reader.move(to: place + 4, "the end")
        let disks = try reader.integer(UInt32.self, "the end")
        let here = try reader.integer(UInt16.self, "the end")
        let count = try reader.integer(UInt16.self, "the end")
        _ = try reader.integer(UInt32.self, "the end")
        let start = try reader.integer(UInt32.self, "the end")
        guard disks == 0, here == count, count < 0xffff, start < UInt32.max else {
            throw FileError(reader.name, "archives in several parts or beyond 4 GB cannot be read")
        }
        return (Int(count), Int(start))
    }

    private struct Record {
        var name: String
        var method: UInt16
        var checksum: UInt32
        var compressedSize, size, offset: Int
    }

    /// The next record of the list of files.
    private static func record(_ reader: inout ByteReader) throws -> Record {
        let what = "the list of files"
        guard try reader.integer(UInt32.self, what) == centralSignature else {
            throw FileError(reader.name, "the list of files in the archive is damaged")
        }
        _ = try reader.take(4, what)
        let flags = try reader.integer(UInt16.self, what)
        let method = try reader.integer(UInt16.self, what)
        _ = try reader.take(4, what)
        let checksum = try reader.integer(UInt32.self, what)
        let compressedSize = try reader.integer(UInt32.self, what)
        let size = try reader.integer(UInt32.self, what)
        let nameLength = Int(try reader.integer(UInt16.self, what))
        let rest = Int(try reader.integer(UInt16.self, what)) + Int(try reader.integer(UInt16.self, what))
        _ = try reader.take(8, what)
        let offset = try reader.integer(UInt32.self, what)
        guard let name = String(validating: try reader.take(nameLength, what), as: UTF8.self) else {
            throw FileError(reader.name, "the name of a file in the archive is not UTF-8")
        }
        _ = try reader.take(rest, what)
        guard flags & 1 == 0 else { throw FileError(reader.name, "\"\(name)\" in the archive is encrypted") }
        guard max(compressedSize, size, offset) < .max else {
            throw FileError(reader.name, "\"\(name)\" in the archive lies beyond 4 GB, which cannot be read")
        }
        return Record(
            name: name, method: method, checksum: checksum, compressedSize: Int(compressedSize),
            size: Int(size), offset: Int(offset))
    }

    /// The bytes of one file, decompressed and checked.
    private static func content(_ record: Record, _ bytes: [UInt8], _ name: String) throws -> [UInt8] {
        let what = "\"\(record.name)\" in the archive"
        var reader = ByteReader(bytes[...], name: name)
        try reader.move(to: record.offset, what)
        guard try reader.integer(UInt32.self, what) == localSignature else {
            throw FileError(name, "\(what) is not where the list of files says")
        }
        _ = try reader.take(22, what)
        let nameLength = Int(try reader.integer(UInt16.self, what))
        let extraLength = Int(try reader.integer(UInt16.self, what))
        _ = try reader.take(nameLength + extraLength, what)
        let stored = try reader.take(record.compressedSize, what)
        let content: [UInt8]
        switch record.method {
        case 0: content = Array(stored)
        case 8: content = try inflated(stored, .raw, limit: record.size, "\(name): \(what)")
        default:
            throw FileError(
                name, "\(what) is compressed by method \(record.method); only deflate can be read")
        }
        guard content.count == record.size, checksum(content[...]) == record.checksum else {
            throw FileError(name, "\(what) is damaged: its checksum does not agree")
        }
        return content
    }

    // MARK: - Writing

    /// The bytes of the archive, with the files stored as they are and the earliest date there is, so that equal files
    /// make equal archives.
    package func encoded(_ name: String) throws -> [UInt8] {
        var (files, list): ([UInt8], [UInt8]) = ([], [])
        for entry in entries {
            let entryName = Array(entry.name.utf8)
            guard entryName.count < 0xffff, entry.bytes.count < UInt32.max, files.count < UInt32.max else {
                throw FileError(name, "\"\(entry.name)\" does not fit into an archive of at most 4 GB")
            }
            let size = littleEndian(UInt32(entry.bytes.count))
            // Version 2.0, names in UTF-8, stored, 1 January 1980.
            let common: [UInt8] =
                littleEndian(UInt16(20)) + littleEndian(UInt16(0x0800)) + [0, 0, 0, 0, 0x21, 0]
                + littleEndian(checksum(entry.bytes[...])) + size + size
                + littleEndian(UInt16(entryName.count)) + [0, 0]
            list += littleEndian(Self.centralSignature) + littleEndian(UInt16(20)) + common
            list += [UInt8](repeating: 0, count: 10) + littleEndian(UInt32(files.count)) + entryName
            files += littleEndian(Self.localSignature) + common + entryName
            files += entry.bytes
        }
        guard entries.count < 0xffff, files.count < UInt32.max else {
            throw FileError(name, "the archive would have more than 65534 files or 4 GB")
        }
        let count = littleEndian(UInt16(entries.count))
        let end =
            littleEndian(Self.endSignature) + [0, 0, 0, 0] + count + count
            + littleEndian(UInt32(list.count)) + littleEndian(UInt32(files.count)) + [0, 0]
        return files + list + end
    }
}
