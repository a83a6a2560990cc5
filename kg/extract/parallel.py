"""Papers → extractions in several processes; the outcome is that of one."""

from __future__ import annotations

import itertools
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.config import DEFAULT_EXTRACTOR
from kg.extract.pipeline import extract_papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.extract.lexicon_table import LexiconEntry
    from kg.model import Extraction, Paper

__all__ = ["choose_processes", "extract_in_processes"]

#: Papers that a process is given at once: few enough to be told of progress.
_CHUNK: Final = 16

#: What tells numpy's libraries how many threads to use; read when a process begins.
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

#: A process needs two seconds to start, in which one alone reads about this many papers.
_WORTH_A_PROCESS: Final = 64


def choose_processes(n_papers: int) -> int:
    """Say how many processes are worth their start.

    Parameters
    ----------
    n_papers : int
        How many papers there are to read.

    Returns
    -------
    int
        At least 1, at most the processor's cores that this process may use.
    """
    affinity = getattr(os, "sched_getaffinity", None)
    n_cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, min(n_cores, n_papers // _WORTH_A_PROCESS))


@dataclass(frozen=True, slots=True)
class _Job:
    """How a process reads its papers."""

    extractor: str
    min_confidence: float
    extra_names: tuple[LexiconEntry, ...]

    def __call__(self, papers: Sequence[Paper]) -> list[Extraction]:
        return list(
            extract_papers(
                papers,
                extractor=self.extractor,
                min_confidence=self.min_confidence,
                extra_names=self.extra_names,
            )
        )


def extract_in_processes(
    papers: Iterable[Paper],
    *,
    n_processes: int = 0,
    extractor: str = DEFAULT_EXTRACTOR,
    min_confidence: float = 0.0,
    extra_names: Iterable[LexiconEntry] = (),
) -> Iterator[Extraction]:
    """Extract from papers, in several processes where that is worth it.

    Parameters
    ----------
    papers : iterable of Paper
        In any order.
    n_processes : int, optional
        How many; 0 for as many as are worth their start.
    extractor : str, optional
        Name of who reads them.
    min_confidence : float, optional
        As of :func:`kg.extract.pipeline.extract_papers`.
    extra_names : iterable of LexiconEntry, optional
        As above.

    Yields
    ------
    Extraction
        One a paper, in the order given.
    """
    listed, names = tuple(papers), tuple(extra_names)
    if ":" in extractor:
        n_processes = 1  # a model of the user's is one, or stands behind one address
    n_processes = n_processes or choose_processes(len(listed))
    if n_processes == 1:
        yield from extract_papers(
            listed, extractor=extractor, min_confidence=min_confidence, extra_names=names
        )
        return
    job = _Job(extractor, min_confidence, names)
    chunks = [listed[at : at + _CHUNK] for at in range(0, len(listed), _CHUNK)]
    # "spawn": a fork would copy the threads' locks of the libraries as they stand.
    context = multiprocessing.get_context("spawn")
    with _one_thread_each(), ProcessPoolExecutor(n_processes, mp_context=context) as pool:
        yield from itertools.chain.from_iterable(pool.map(job, chunks))


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that begin now use one thread each for their matrices: they share the cores."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
