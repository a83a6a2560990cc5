"""What a day costs: adding it to a graph against building the graph with it anew.

    python benchmarks/grow.py --papers FILE.jsonl[.xz] [--days 20] [--a-day 25] [--runs 1]

Parts the papers into days, builds all but the last, adds the last with `kg add`, and builds all of
them anew, each in a process of its own. Prints processor seconds (user and system) and wall-clock
seconds of both, their ratio, and whether the two folders hold the same bytes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

#: Not part of what must be equal: the clock's log, and the store, which is made from the rest.
APART = {"log.jsonl"}


def write_days(papers: Path, folder: Path, n_days: int, a_day: int) -> list[Path]:
    """Write one JSON-lines file a day."""
    with lzma.open(papers, "rt") if papers.suffix == ".xz" else papers.open("r") as file:
        lines = list(itertools.islice(file, n_days * a_day))
    if len(lines) < n_days * a_day:
        raise SystemExit(f"{papers}: {len(lines)} papers, {n_days * a_day} are needed")
    days = []
    for number in range(n_days):
        day = folder / f"day-{number:02}.jsonl"
        fields = [json.loads(line) for line in lines[number * a_day : (number + 1) * a_day]]
        text = (
            json.dumps({key: one[key] for key in ("id", "title", "abstract")}) for one in fields
        )
        day.write_text("\n".join(text) + "\n")
        days.append(day)
    return days


def run(*arguments: object) -> tuple[float, float, str]:
    """Run `kg`; processor seconds, wall-clock seconds, the line that tells the stages."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.perf_counter() - start
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return busy, wall, " ".join(told[told.index("seconds ") : told.index("open ")].split())


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file that must be equal."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in APART and "store" not in path.parts
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papers", type=Path, required=True)
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--a-day", type=int, default=25)
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        days = write_days(options.papers, home, options.days, options.a_day)
        run("build", *days[:-1], "--out", home / "before")
        added, anew = [], []
        for _ in range(options.runs):
            for folder in ("grown", "anew"):
                shutil.rmtree(home / folder, ignore_errors=True)
            shutil.copytree(home / "before", home / "grown")
            added.append(run("add", home / "grown", days[-1]))
            anew.append(run("build", *days, "--out", home / "anew"))
        same = read_folder(home / "grown") == read_folder(home / "anew")
    n_papers = options.days * options.a_day
    print(
        f"{options.days} days, {n_papers} papers, median of {options.runs}; {os.cpu_count()} cores"
    )
    for label, place in (("processor", 0), ("wall clock", 1)):
        add = statistics.median(one[place] for one in added)  # type: ignore[type-var]
        build = statistics.median(one[place] for one in anew)  # type: ignore[type-var]
        print(f"{label:12} add {add:7.1f} s   build {build:7.1f} s   {add / build:6.1%}")
    print(f"same bytes: {same}")
    print(f"add:   {added[-1][2]}\nbuild: {anew[-1][2]}")


if __name__ == "__main__":
    main()
