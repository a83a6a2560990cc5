"""Add pages to a graph folder and take papers out: the same from Python and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.pipeline.build import change_export
from kg.pipeline.project import add_pages, forget, read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kg.pipeline.build import BuildReport
    from kg.pipeline.inputs import Page

__all__ = ["add_to_folder", "remove_from_folder"]


def add_to_folder(
    folder: Path,
    pages: Sequence[Page],
    *,
    progress: Callable[[str, int, int], None],
    replacing: bool = False,
    wait: float = 0.0,
) -> BuildReport:
    """Add pages to a graph; only papers that are new are read.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote. If anything goes wrong it stays as it is.
    pages : sequence of Page
        In any order; read before the folder is touched.
    progress : callable
        Told of stages and papers.
    replacing : bool
        Whether a page may take the place of another one of its name.
    wait : float
        Seconds to wait for another writer.

    Returns
    -------
    BuildReport
        What was done.

    Raises
    ------
    InputError
        If a page cannot be read or is refused, or the folder cannot be changed.
    """
    read = [read_page(page) for page in pages]
    return change_export(
        folder,
        lambda project: add_pages(project, read, replacing=replacing),
        ("add", [page.name for page in pages]),
        progress=progress,
        wait=wait,
    )


def remove_from_folder(
    folder: Path,
    names: Sequence[str],
    *,
    progress: Callable[[str, int, int], None],
    wait: float = 0.0,
) -> BuildReport:
    """Take papers out of a graph for good, or pages until they are added again.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote. If anything goes wrong it stays as it is.
    names : sequence of str
        Ids or titles of papers, or names of pages.
    progress : callable
        Told of stages and papers.
    wait : float
        Seconds to wait for another writer.

    Returns
    -------
    BuildReport
        What was done.

    Raises
    ------
    InputError
        If the folder cannot be changed.
    NotFoundError
        If there is no such paper or page.
    """
    return change_export(
        folder,
        lambda project: forget(project, names),
        ("remove", names),
        progress=progress,
        wait=wait,
    )
