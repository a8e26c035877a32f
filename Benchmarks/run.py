# Times whole programs, in turn so that a busy machine is unfair to neither, and prints medians and ratios.
import os
import statistics
import subprocess
import sys
import tempfile
import time

workbook = os.path.abspath(sys.argv[1])
here = os.path.dirname(os.path.abspath(__file__))
cache = tempfile.mkdtemp()
RUNS = 7


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=os.path.dirname(here))
    return time.perf_counter() - start


def compare(title, ours, other_name, other):
    for command in (ours, other):
        seconds(command)
    pairs = [(seconds(ours), seconds(other)) for _ in range(RUNS)]
    mine = statistics.median(a for a, _ in pairs)
    theirs = statistics.median(b for _, b in pairs)
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"{title:44} {mine * 1000:7.0f} ms   {other_name} {theirs * 1000:7.0f} ms   {ratio:5.1f} times as fast")


def alone(title, command):
    seconds(command)
    times = [seconds(command) for _ in range(RUNS)]
    print(f"{title:44} {statistics.median(times) * 1000:7.0f} ms")


run = [workbook, "run", "--outputs"]
alone("lesson 3 from the cache", run + ["lesson03.md", "--cache", cache])
alone("lesson 3 cold", run + ["lesson03.md", "--no-cache"])
try:
    import numpy
except ImportError:
    print("NumPy is not installed: `pip install numpy` to compare with it")
else:
    numpy_steps = [sys.executable, os.path.join(here, "three_layers.py")]
    compare("lesson 3 cold, all of it", run + ["lesson03.md", "--no-cache"],
            f"its 60,000 steps in NumPy {numpy.__version__}", numpy_steps)
    compare("60,000 steps: compile, link, run", run + [os.path.join(here, "three_layers.md"), "--no-cache"],
            f"NumPy {numpy.__version__}", numpy_steps)
