# What the peers' programs have in common.
import sys
import time

LONG = 5
"""Seconds. What takes longer is done once: warming up is nothing beside it."""


def main(works):
    """Does the work that the command line names a few times; prints the seconds of each time, but the first."""
    make = works.get(sys.argv[1])
    if make is None:
        return
    run = make()
    first = seconds(run)
    times = [first] if first > LONG else [seconds(run) for _ in range(3)]
    print(*times, sep="\n")


def seconds(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
