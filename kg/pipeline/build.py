"""Pages → one export folder: reads, extracts, links, builds and writes, in that order."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.graph import build_graph
from kg.link import link
from kg.link.curate import leave_out_rejected
from kg.link.curation import read_decisions
from kg.pipeline.collector import collector_at_rest
from kg.pipeline.decisions import DECISIONS
from kg.pipeline.export import EXPORT_FILES, write_export
from kg.pipeline.folder import replace_folder
from kg.pipeline.history import now, read_log, write_log
from kg.pipeline.inputs import read_pages
from kg.pipeline.project import Project, add_pages, read_page
from kg.pipeline.reading import extract_with
from kg.pipeline.reuse import extract_new, known_extractions
from kg.pipeline.state import STATE_FOLDER, State, read_state, write_state
from kg.pipeline.store import STORE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.config import Config
    from kg.graph.value import KnowledgeGraph
    from kg.model import Dropped, Extraction
    from kg.pipeline.inputs import Page, ReadPages

__all__ = ["BuildReport", "build_export", "build_value", "change_export", "extract_pages"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes
    ----------
    graph : KnowledgeGraph
        The graph that was written.
    n_entries : tuple of (str, int)
        Pages and how many entries each holds.
    dropped : Mapping of str to int
        ``"stage.reason"`` → how many; sorted.
    seconds : Mapping of str to float
        Stage → wall-clock seconds.
    without_effect : tuple of str
        Decisions of a curator that no longer apply, each with its line.
    """

    graph: KnowledgeGraph
    n_entries: tuple[tuple[str, int], ...]
    dropped: Mapping[str, int]
    seconds: Mapping[str, float]
    without_effect: tuple[str, ...] = ()


def extract_pages(
    pages: Sequence[Page], config: Config, *, progress: Callable[[str, int, int], None]
) -> tuple[ReadPages, tuple[Extraction, ...]]:
    """Read pages and extract what their papers say.

    Parameters
    ----------
    pages : sequence of Page
        In any order.
    config : Config
        Settings.
    progress : callable
        Told of every paper.

    Returns
    -------
    ReadPages
        What the pages hold.
    tuple of Extraction
        One a paper, by the paper's id.

    Raises
    ------
    InputError
        If a page cannot be read, or no page holds a paper.
    """
    progress("read", 0, len(pages))
    read = read_pages(pages)
    if not read.papers:
        raise InputError("kg", "the pages hold no paper")
    return read, tuple(_extract(read, config, progress))


def _extract(
    read: ReadPages, config: Config, progress: Callable[[str, int, int], None]
) -> Iterator[Extraction]:
    n_papers = len(read.papers)
    progress("extract", 0, n_papers)
    for n_done, extraction in enumerate(extract_with(read.papers, config), start=1):
        progress("extract", n_done, n_papers)
        yield extraction


def build_value(
    pages: Sequence[Page], config: Config, *, progress: Callable[[str, int, int], None]
) -> KnowledgeGraph:
    """Build a graph and write nothing.

    Parameters
    ----------
    pages : sequence of Page
        In any order.
    config : Config
        Settings.
    progress : callable
        Told of stages and papers.

    Returns
    -------
    KnowledgeGraph
        What ``build_export`` would write.

    Raises
    ------
    InputError
        If a page cannot be read, or no page holds a paper.
    """
    _, extractions = extract_pages(pages, config, progress=progress)
    progress("link", 0, 1)
    return _join(extractions, config)[0]


def _join(
    extractions: Sequence[Extraction], config: Config
) -> tuple[KnowledgeGraph, tuple[Dropped, ...]]:
    """Make one node a thing; also give what was left out on the way."""
    linking = link(extractions, read_decisions(config.decisions, DECISIONS))
    graph, dropped = build_graph(leave_out_rejected(extractions, linking), linking)
    return graph, (*linking.dropped, *dropped)


def build_export(
    pages: Sequence[Page],
    out: Path,
    config: Config,
    *,
    progress: Callable[[str, int, int], None],
    title: str | None = None,
    left_out: Iterable[str] = (),
) -> BuildReport:
    """Build a graph and write every view of it to a folder.

    Parameters
    ----------
    pages : sequence of Page
        In any order: the same pages give the same bytes.
    out : Path
        The folder. An earlier export there is replaced as a whole, at the very end; if anything
        goes wrong before, it stays as it is.
    config : Config
        Settings.
    progress : callable
        Told of stages and papers.
    title : str, optional
        Heading of the page.
    left_out : iterable of str
        Keys of papers to leave out (``kg.sources.identity``).

    Returns
    -------
    BuildReport
        What was done.

    Raises
    ------
    InputError
        If a page cannot be read or the folder cannot be written to.
    """

    def start(_old: Project) -> Project:
        progress("read", 0, len(pages))
        empty = Project(config=config, title=title, left_out=tuple(sorted(left_out)))
        return add_pages(empty, map(read_page, _by_name(pages)))

    names = [page.name for page in pages]
    return _change(out, start, ("build", names), progress=progress, anew=True)


def change_export(
    folder: Path,
    change: Callable[[Project], Project],
    did: tuple[str, Sequence[str]],
    *,
    progress: Callable[[str, int, int], None],
    wait: float = 0.0,
) -> BuildReport:
    """Change what a folder is made from, and make it anew from what has not changed.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote. If anything goes wrong it stays as it is.
    change : callable
        Project → project; nobody else writes to the folder meanwhile.
    did : (str, sequence of str)
        What is done to what, for the log.
    progress : callable
        Told of stages and papers.
    wait : float
        Seconds to wait for another writer.

    Returns
    -------
    BuildReport
        What was done. The folder has the bytes that a build of the changed project would give.

    Raises
    ------
    InputError
        If the folder is no project, another process is writing there, or the change is refused.
    """
    read_state(folder)  # before anything is made beside it
    read_log(folder)
    return _change(folder, change, did, progress=progress, wait=wait)


def _change(
    folder: Path,
    change: Callable[[Project], Project],
    did: tuple[str, Sequence[str]],
    *,
    progress: Callable[[str, int, int], None],
    wait: float = 0.0,
    anew: bool = False,
) -> BuildReport:
    clock = _Clock()
    ours = EXPORT_FILES | {STATE_FOLDER, STORE_FOLDER}
    with contextlib.ExitStack() as stack:
        staging = stack.enter_context(replace_folder(folder, ours=ours, wait=wait))
        old = State(Project()) if anew else read_state(folder)
        log = read_log(folder)
        project = change(old.project)
        known = {} if anew else known_extractions(folder, old, project.config)
        extractions, lines = [], []
        found = extract_new(project.papers, known, project.config, progress=progress)
        for extraction, line in found:
            extractions.append(extraction)
            lines.append(line)
        clock.lap("read and extract")
        stack.enter_context(collector_at_rest())
        progress("link", 0, 1)
        graph, left = _join(extractions, project.config)
        clock.lap("link")
        everything = [one for extraction in extractions for one in extraction.dropped]
        dropped = _count([*everything, *left])
        write_state(staging, project)
        before = None if anew else folder
        views = write_export(staging, graph, lines, project=project, dropped=dropped, before=before)
        for n_done, view in enumerate(views, start=1):
            progress("write", n_done, len(EXPORT_FILES) + 1)
            clock.lap(view)
        write_log(staging, (*log, now(*did, graph)))
    without_effect = tuple(one.text for one in left if one.reason == "decision-does-not-apply")
    return BuildReport(graph, project.n_entries, dropped, clock.seconds, without_effect)


def _by_name(pages: Sequence[Page]) -> list[Page]:
    return sorted(pages, key=lambda page: (page.name, page.data))


def _count(dropped: Sequence[Dropped]) -> dict[str, int]:
    counts = Counter(f"{one.stage}.{one.reason}" for one in dropped)
    return dict(sorted(counts.items()))


class _Clock:
    """Wall-clock seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
        self._last = now
