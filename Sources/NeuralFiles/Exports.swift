// A file that cannot be read is a FileError, whether its archive is at fault or the tensor in it.

@_exported import Archives
