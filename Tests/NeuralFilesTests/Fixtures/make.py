"""Makes the files beside it with NumPy and safetensors: python3 make.py"""

import gzip
import struct

import numpy
from safetensors.numpy import save_file

values = numpy.arange(12.0).reshape(3, 4) / 7
numpy.save("float64.npy", values)
numpy.save("float32.npy", values.astype("<f4").reshape(2, 3, 2))
numpy.save("float16.npy", values.astype("<f2"))
numpy.save("fortran.npy", numpy.asfortranarray(values.reshape(2, 3, 2)))
numpy.save("big_endian.npy", (numpy.arange(6) - 3).astype(">i2").reshape(2, 3))
numpy.save("int64.npy", numpy.array([-(2**40), 0, 7]))
numpy.save("bool.npy", numpy.array([True, False, True]))
numpy.save("number.npy", numpy.float64(2.5))
numpy.save("empty.npy", numpy.zeros((0, 3)))
numpy.save("records.npy", numpy.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]))
with open("version2.npy", "wb") as file:
    numpy.lib.format.write_array(file, values, version=(2, 0))

weights = {"dense.kernel": values, "dense.bias": numpy.array([1, -2, 3])}
numpy.savez("stored.npz", **weights)
numpy.savez_compressed("deflated.npz", **weights)

pixels = bytes(range(0, 240, 10))
images = struct.pack(">HBB3I", 0, 8, 3, 2, 3, 4) + pixels
with open("images.idx", "wb") as file:
    file.write(images)
with open("images.idx.gz", "wb") as file:
    file.write(gzip.compress(images[:20], mtime=0) + gzip.compress(images[20:], mtime=0))
with open("labels.idx", "wb") as file:
    file.write(struct.pack(">HBBI", 0, 8, 1, 3) + bytes([5, 0, 9]))
with open("numbers.idx", "wb") as file:
    file.write(struct.pack(">HBB2I4f", 0, 13, 2, 2, 2, 1, -2.5, 3, 0.25))

save_file(
    {
        "dense.kernel": values.astype("f4"),
        "half": values.astype("f2"),
        "labels": numpy.array([3, -1], dtype="i8"),
        "mask": numpy.array([True, False]),
        "number": numpy.array(2.5),
        "nothing": numpy.zeros((0, 2), dtype="f4"),
    },
    "weights.safetensors",
    metadata={"format": "np", "trained on": "digits"},
)
