"""A progress bar on a terminal; nothing at all elsewhere."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["report_progress"]

_WORDS: Final = {
    "read": "reading pages",
    "extract": "extracting",
    "link": "joining names",
    "write": "writing",
}


@contextlib.contextmanager
def report_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that is told of stage, done and total, and shows them on a terminal.

    Yields
    ------
    callable
        ``progress(stage, n_done, n_total)``.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _stage, _done, _total: None
        return
    columns = (
        TextColumn("{task.description:>14}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        tasks = {}

        def progress(stage: str, n_done: int, n_total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_WORDS.get(stage, stage), total=n_total)
            bars.update(tasks[stage], completed=n_done, total=n_total)

        yield progress
