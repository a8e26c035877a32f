"""Times our work beside the same work of others, turn by turn so that a busy machine is unfair to nobody.

    make bench                          everything
    python3 Benchmarks/run.py WORK…     some of it, such as cnn-batch

Compares with NumPy, PyTorch and Keras where they are installed for the Python that runs this.
Prints the median of our times and how many times as fast we were: the median of the rounds' ratios.
"""
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(here)
workbook = os.path.join(root, ".build/release/workbook")
core_bench = os.path.join(here, ".build/release/core-bench")
ROUNDS = 3
PEERS = {"numpy": "NumPy", "torch": "PyTorch", "keras": "Keras"}
environment = dict(os.environ, OMP_NUM_THREADS="2", TF_CPP_MIN_LOG_LEVEL="3")

TITLES = {
    "three-layers": "60,000 steps of lesson 3",
    "dense-batch": "784-784-10, ten batches of 200",
    "cnn-batch": "simple CNN, ten batches of 200",
    "lstm-batch": "LSTM(100), ten batches of 64×500×32",
    "airline-lstm": "LSTM(4), 100 epochs of 94, batch 1",
    "embedding": "Embedding(50→8), 50 epochs of 10",
    "product-64": "2,000 products 64×64",
    "product-512": "20 products 512×512",
    "product-1024": "4 products 1024×1024",
}


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=root, env=environment)
    return time.perf_counter() - start


def measured(command):
    """The median of the seconds that a program prints; nothing if it does not do the work."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=os.path.join(here, "peers"), env=environment)
    times = [float(line) for line in done.stdout.split()]
    return statistics.median(times) if times else None


def line(title, mine, ratios):
    print(f"{title:38} {mine * 1000:8.1f} ms   " + "   ".join(ratios), flush=True)


def core(work, peers):
    rounds = []
    for _ in range(ROUNDS):
        times = {"ours": measured([core_bench, work])}
        for peer in peers:
            times[peer] = measured([sys.executable, f"{peer}_peer.py", work])
        rounds.append(times)
    ratios = []
    for peer in peers:
        if rounds[0][peer] is not None:
            ratio = statistics.median(times[peer] / times["ours"] for times in rounds)
            ratios.append(f"{ratio:6.2f} × {PEERS[peer]}")
    line(TITLES[work], statistics.median(times["ours"] for times in rounds), ratios)


def lessons(has_numpy):
    with tempfile.TemporaryDirectory() as cache:
        run = [workbook, "run", "--outputs", "lesson03.md"]
        seconds(run + ["--cache", cache])
        line("lesson 3 from the cache", statistics.median(seconds(run + ["--cache", cache]) for _ in range(7)), [])
    cold = run + ["--no-cache"]
    peer = [sys.executable, os.path.join(here, "peers", "numpy_peer.py"), "lesson-3"]
    pairs = [(seconds(cold), seconds(peer) if has_numpy else None) for _ in range(ROUNDS)]
    ratios = [f"{statistics.median(b / a for a, b in pairs):6.2f} × NumPy, a program of its 60,000 steps alone"] if has_numpy else []
    line("lesson 3 cold: compile, link, run", statistics.median(a for a, _ in pairs), ratios)


def memory():
    """The most memory that training the CNN takes, of which its data are 6 MB."""
    done = subprocess.run(["/usr/bin/env", "python3", "-c", (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"), core_bench, "cnn-batch"],
        capture_output=True, text=True)
    print(f"{'memory of the CNN in training':38} {done.stdout.strip():>8} MB", flush=True)


chosen = sys.argv[1:] or list(TITLES)
unknown = [work for work in chosen if work not in TITLES]
if unknown:
    sys.exit(f"there is no work called {unknown[0]}; known are {', '.join(TITLES)}")
peers = [peer for peer in PEERS if importlib.util.find_spec(peer)]
for peer in PEERS.keys() - set(peers):
    print(f"{PEERS[peer]} is not installed: `pip install {peer}` to compare with it")
print(f"Two threads each. “2 × X” means twice as fast as X, the median of {ROUNDS} rounds.\n")
for work in chosen:
    core(work, peers)
if not sys.argv[1:]:
    memory()
    lessons("numpy" in peers)
