"""How fast papers are read, and how much of that is the network alone.

python benchmarks/extract.py [PAGE...] [--extractor NAME] [--papers 100] [--rounds 3]

Rounds take turns, so that a machine that slows down slows all of them; medians are printed. "Bare
passes" are the very calls of ONNX Runtime that the reading made, made again with the same arrays
and nothing around them. Processes are warm before the clock starts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from kg.config import DEFAULT_EXTRACTOR
from kg.extract import extract_papers
from kg.pipeline.inputs import find_pages, read_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.paper import Paper

DEFAULT_PAGE = "examples/landmarks.txt"
START = (
    "from kg.extract import extract_papers; from kg.paper import Paper; "
    "list(extract_papers([Paper('p', 'Deep sets', 'We study sets.')], extractor={!r}))"
)


def read(papers: Sequence[Paper], extractor: str) -> int:
    """Read papers; give how many things were found."""
    return sum(len(one.entities) for one in extract_papers(papers, extractor=extractor))


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Time some work."""
    begun = clock()
    work()
    return clock() - begun


def seconds_of_both(work: Callable[[], object]) -> tuple[float, float]:
    """Time some work on the wall and on this process's processor."""
    processor = 0.0

    def timed() -> None:
        nonlocal processor
        processor = seconds(work, time.process_time)

    return seconds(timed), processor


def record_passes(papers: Sequence[Paper], extractor: str) -> list[Callable[[], object]]:
    """Read papers once and keep each call of ONNX Runtime, to be made again."""
    try:
        from onnxruntime import InferenceSession
    except ImportError:
        return []
    calls: list[Callable[[], object]] = []
    run = InferenceSession.run

    def kept(session: Any, *arguments: Any, **options: Any) -> Any:
        calls.append(lambda: run(session, *arguments, **options))
        return run(session, *arguments, **options)

    InferenceSession.run = kept
    try:
        read(papers, extractor)
    finally:
        InferenceSession.run = run
    return calls


def start_up(code: str) -> float:
    """Time a fresh Python that runs some code."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True))


def median(times: Sequence[float]) -> float:
    """Give the median, in seconds."""
    return statistics.median(times)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", default=[DEFAULT_PAGE])
    parser.add_argument("--extractor", default=DEFAULT_EXTRACTOR)
    parser.add_argument("--papers", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    extractor = options.extractor
    papers = read_pages(find_pages(options.pages)).papers[: options.papers]
    halves = papers[::2], papers[1::2]
    passes = record_passes(papers, extractor)  # warms this process up, too
    read(papers, extractor)
    names = ("whole", "bare", "two", "whole, processor", "bare, processor")
    times: dict[str, list[float]] = {name: [] for name in names}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:

        def in_two() -> None:
            list(pool.map(read, halves, [extractor] * 2))

        in_two()
        for _ in range(options.rounds):
            for name, work in (
                ("whole", lambda: read(papers, extractor)),
                ("bare", lambda: [call() for call in passes]),
            ):
                wall, processor = seconds_of_both(work)
                times[name].append(wall)
                times[f"{name}, processor"].append(processor)
            times["two"].append(seconds(in_two))
    whole, bare, two, whole_cpu, bare_cpu = (median(times[name]) for name in names)
    starts = [start_up(START.format(extractor)) for _ in range(options.rounds)]
    pythons = [start_up("pass") for _ in range(options.rounds)]
    load = os.getloadavg()[0]
    print(f"{len(papers)} papers, extractor {extractor}, {options.rounds} rounds")
    print(f"{os.cpu_count()} cores, load of the machine {load:.1f}")
    print(f"one process     {whole:7.2f} s  {len(papers) / whole:6.1f} abstracts/s")
    print(
        f"two processes   {two:7.2f} s  {len(papers) / two:6.1f} abstracts/s  x {whole / two:.2f}"
    )
    if passes:
        print(f"bare passes     {bare:7.2f} s  {len(passes)} calls of ONNX Runtime")
        print(f"whole / bare    {whole / bare:7.2f}")
        print(
            f"in processor time: {1000 * whole_cpu / len(papers):.1f} ms a paper, of which passes "
            f"{1000 * bare_cpu / len(papers):.1f}; whole / bare {whole_cpu / bare_cpu:.2f}"
        )
    else:
        print("bare passes     none: this extractor has no network")
    print(f"start-up        {median(starts):7.2f} s  of which Python {median(pythons):.2f} s")


if __name__ == "__main__":
    main()
