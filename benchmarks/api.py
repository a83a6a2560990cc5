"""How long the Python API takes: import, load, first and later questions.

    python benchmarks/api.py DIR [--runs 5]

DIR is what `kg build` wrote. Each question is asked once in a fresh index (which builds the indexes
that it needs), then again several times. Beside the wall-clock time stands the CPU time, which a
busy machine does not change; the limit of 10 ms is for a question asked again.
"""

from __future__ import annotations

import argparse
import contextlib
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import kg

ASKS = (
    "g[M]",
    'g.methods[M].papers(role="uses")',
    'g[M].neighbors(direction="both")',
    "g.evidence(M)",
    "g.datasets.top(10)",
    "g.leaderboard(D)",
    'g.path(M, D, via="papers")',
    "g.similar_papers(P)",
    "g.trends(M, kinds=True)",
    "g.communities()",
    "g.compare(M, N)",
    "g.subgraph(M, depth=1)",
    'g.query("SELECT ?m WHERE { ?m a kg:Method } LIMIT 100")',
    'g.named("methods-on-dataset", dataset=D)',
    "missing(g)",
)


def missing(g: kg.Graph) -> None:
    """Ask for a name that is not there, and be told what is near."""
    with contextlib.suppress(kg.NotFoundError):
        g["Transfomrer netwrok"]


def ask(text: str, space: dict[str, object], runs: int) -> tuple[float, list[float], list[float]]:
    """CPU seconds of the first time, then wall-clock and CPU seconds of later ones."""
    code = compile(text, "ask", "eval")
    start = time.process_time()
    eval(code, space)
    first = time.process_time() - start
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        eval(code, space)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return first, walls, cpus


def import_seconds(runs: int) -> tuple[float, float]:
    """CPU seconds of an empty Python, and of `import kg` beyond them: medians, side by side."""

    def once(code: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    pairs = [(once("pass"), once("import kg")) for _ in range(runs)]
    alone = statistics.median(one for one, _ in pairs)
    return alone, statistics.median(other - one for one, other in pairs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    alone, more = import_seconds(options.runs)
    print(f"python -c pass {alone * 1e3:.0f} ms of CPU; import kg {more * 1e3:.0f} ms more")
    start = time.process_time()
    g = kg.load(options.folder)
    took = time.process_time() - start
    print(f"load {len(g.papers)} papers, {len(g.things)} things: {took:.2f} s of CPU")
    methods = g.methods.top(2)
    space = {
        "g": g,
        "missing": missing,
        "M": methods[0].name,
        "N": methods[1].name,
        "D": g.datasets[0].name,
        "P": g.papers[0].title,
    }
    print(f"median of {options.runs}, ms {'first CPU':>40}{'again CPU':>11}{'again wall':>12}")
    for text in ASKS:
        first, walls, cpus = ask(text, space, options.runs)
        wall, cpu = statistics.median(walls), statistics.median(cpus)
        print(f"{text:54}{first * 1e3:9.1f}{cpu * 1e3:11.2f}{wall * 1e3:12.2f}")


if __name__ == "__main__":
    main()
