"""A folder that grows: add pages to it, take papers out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.api.graph import Graph
from kg.api.inputs import find_all, teller
from kg.checks import check_list, check_number, check_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kg.api.inputs import Pages

__all__ = ["add", "remove"]


def add(
    folder: str | Path,
    pages: Pages,
    *,
    replace: bool = False,
    wait: float = 0.0,
    progress: Callable[[str, int, int], None] | None = None,
) -> Graph:
    """Add pages to a graph that was built before; only papers that are new are read.

    Parameters
    ----------
    folder : str or Path
        What ``kg build`` wrote, or ``kg.build(…, out=folder)``. If anything goes wrong it stays as
        it is.
    pages : str, Path, or iterable of str, Path and mapping
        As for ``kg.build``.
    replace : bool
        Whether a page may take the place of another one of its name.
    wait : float
        Seconds to wait for another process that writes to the folder.
    progress : callable, optional
        Told of stage, done and total.

    Returns
    -------
    Graph
        That of the folder, which has the bytes of a rebuild. A graph that was loaded before stays
        what it was.

    Raises
    ------
    InputError
        If the folder is no project or another process writes there, a page cannot be read, or it
        has the name of another one.

    Examples
    --------
    >>> import kg
    >>> kg.add("no-such-folder", [{"title": "FooNet", "abstract": ""}])
    Traceback (most recent call last):
        ...
    kg.errors.InputError: no-such-folder: there is no such folder; name what kg build wrote
    """
    from kg.pipeline.grow import add_to_folder

    path = check_path(folder, "folder")
    report = add_to_folder(
        path,
        find_all(pages, own_name=True),
        progress=teller(progress),
        replacing=replace,
        wait=check_number(wait, "wait"),
    )
    return Graph(report.graph, folder=path)


def remove(
    folder: str | Path,
    names: str | Iterable[str],
    *,
    wait: float = 0.0,
    progress: Callable[[str, int, int], None] | None = None,
) -> Graph:
    """Take papers out of a graph for good, or pages until they are added again.

    Parameters
    ----------
    folder : str or Path
        What ``kg build`` wrote. If anything goes wrong it stays as it is.
    names : str or iterable of str
        Ids or titles of papers, or names of pages.
    wait : float
        Seconds to wait for another process that writes to the folder.
    progress : callable, optional
        Told of stage, done and total.

    Returns
    -------
    Graph
        That of the folder, which has the bytes of a rebuild.

    Raises
    ------
    InputError
        If the folder is no project, or another process writes there.
    NotFoundError
        If there is no such paper or page.
    """
    from kg.pipeline.grow import remove_from_folder

    path = check_path(folder, "folder")
    listed = check_list(names, "names", str, hint="give ids, titles or names of pages")
    seconds = check_number(wait, "wait")
    report = remove_from_folder(path, listed, progress=teller(progress), wait=seconds)
    return Graph(report.graph, folder=path)
