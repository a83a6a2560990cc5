"""What takes the time of a build, and how much memory it needs.

    python benchmarks/build.py PAGE... [--runs 3]

Runs `kg build` in a process of its own, several times, and prints the median seconds of each stage
and the highest memory in use.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def build_once(pages: list[str]) -> tuple[float, dict[str, float]]:
    """Build in a fresh process; wall-clock seconds in all and by stage."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kg", "build", *pages, "--out", str(Path(folder) / "out")]
        start = time.perf_counter()
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        total = time.perf_counter() - start
    line = " ".join(told[told.index("seconds ") : told.index("open ")].split())
    stages = re.findall(r"(?:: |, )([A-Za-z][\w. ]*?) (\d+\.\d)", line)
    return total, {name: float(seconds) for name, seconds in stages}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    runs = [build_once(options.pages) for _ in range(options.runs)]
    print(f"median of {options.runs} runs, seconds")
    print(f"{'whole process':24}{statistics.median(total for total, _ in runs):8.1f}")
    for stage in runs[0][1]:
        print(f"  {stage:22}{statistics.median(stages[stage] for _, stages in runs):8.1f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'peak memory, MB':24}{peak:8.0f}")


if __name__ == "__main__":
    main()
