# What the peers' programs have in common.
import sys
import time


def main(works):
    """Does the work that the command line names a few times; prints the seconds of each time, but the first."""
    make = works.get(sys.argv[1])
    if make is None:
        return
    run = make()
    run()
    for _ in range(3):
        start = time.perf_counter()
        run()
        print(time.perf_counter() - start)
