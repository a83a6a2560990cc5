"""What the user names (files, folders, globs, ``-``) → pages → papers."""

from __future__ import annotations

import glob
import hashlib
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.sources import merge_papers, read_source
from kg.surrogates import SURROGATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Paper

__all__ = ["Page", "ReadPages", "find_pages", "read_entries", "read_pages"]

#: Files of a folder that are read; others are left alone.
PAGE_SUFFIXES: Final = frozenset(
    {".txt", ".jsonl", ".ndjson", ".md", ".bib", ".ris", ".csv", ".tsv", ".json"}
)

_STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Page:
    """One file as it was found.

    Attributes
    ----------
    name : str
        What it is called in the graph and in messages: its file name, or as much of its path as
        tells it from the other pages. Never an absolute path, so that a graph does not depend on
        where it was built.
    data : bytes
        Its content.
    place : str
        Where it was found, as the user wrote it, for messages; the name where nothing is known.
    """

    name: str
    data: bytes
    place: str = field(default="", compare=False)

    @property
    def sha256(self) -> str:
        """Hash of the content."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadPages:
    """What was read from all pages.

    Attributes
    ----------
    papers : tuple of Paper
        Each paper once, by id.
    n_entries : tuple of (str, int)
        Name of each page and how many entries it holds, in the order of the pages.
    """

    papers: tuple[Paper, ...]
    n_entries: tuple[tuple[str, int], ...]


def find_pages(arguments: Sequence[str]) -> tuple[Page, ...]:
    """Open what the user named.

    Parameters
    ----------
    arguments : sequence of str
        Files, folders (their text and JSON-lines files, not deeper), globs, ``-`` for standard
        input.

    Returns
    -------
    tuple of Page
        By name; a file that is named twice is read once.

    Raises
    ------
    InputError
        If nothing is named, a file is not there, cannot be opened or has a name that is no text,
        or a folder or a glob holds no page.
    """
    if not arguments:
        raise InputError("kg", "no page is named", hint="name files, folders or globs, or '-'")
    paths: dict[Path, None] = {}
    pages = []
    for argument in arguments:
        if argument == _STDIN:
            pages.append(Page("stdin", sys.stdin.buffer.read()))
        else:
            paths.update(dict.fromkeys(_paths_of(argument)))
    for path in paths:
        if SURROGATE.search(path.name):
            where = str(path).encode("utf-8", "backslashreplace").decode()
            raise InputError(where, "the name is not UTF-8", hint="rename the file")
    names = _short_names([path.resolve() for path in paths])
    for path in paths:
        data = _read(path)
        page = Page(names[path.resolve()], data, str(path))
        if not path.is_file():
            # The system names a pipe by a number of its own; what came through it has one name.
            page = replace(page, name=f"piped-{page.sha256[:12]}")
        pages.append(page)
    unique = {(page.name, page.data): page for page in pages}
    return tuple(unique[key] for key in sorted(unique))


def read_pages(pages: Iterable[Page]) -> ReadPages:
    """Read every page; the same paper on two pages is one paper that knows both.

    Parameters
    ----------
    pages : iterable of Page
        In any order.

    Returns
    -------
    ReadPages
        The same whatever the order of the pages.

    Raises
    ------
    InputError
        If a page cannot be read whole; nothing is half-read.
    """
    papers: list[Paper] = []
    counts = []
    for page in sorted(pages, key=lambda page: (page.name, page.data)):
        found = read_entries(page)
        counts.append((page.name, len(found)))
        papers.extend(found)
    return ReadPages(merge_papers(papers), tuple(counts))


def read_entries(page: Page) -> tuple[Paper, ...]:
    """Read what a page says.

    Parameters
    ----------
    page : Page
        Name and bytes.

    Returns
    -------
    tuple of Paper
        One an entry; each knows the page by its name.

    Raises
    ------
    InputError
        If it cannot be read whole; it tells where the page lies.
    """
    try:
        return read_source(page.data, page.name)
    except InputError as error:
        if not page.place or not error.where.startswith(page.name):
            raise
        place = page.place + error.where.removeprefix(page.name)
        raise InputError(place, error.what, hint=error.hint) from error


def _paths_of(argument: str) -> list[Path]:
    """List the files that one argument stands for, sorted."""
    path = Path(argument)
    if path.is_dir():
        found = sorted(p for p in path.iterdir() if p.suffix in PAGE_SUFFIXES and p.is_file())
        if not found:
            kinds = ", ".join(sorted(PAGE_SUFFIXES))
            raise InputError(argument, "the folder holds no page", hint=f"pages end in {kinds}")
        return found
    if path.exists():
        return [path]
    if glob.has_magic(argument):
        found = sorted(p for p in map(Path, _glob(argument)) if p.is_file())
        if not found:
            raise InputError(argument, "no file fits", hint="name files that are there")
        return found
    raise InputError(argument, "there is no such file", hint="name a file, a folder, a glob or '-'")


def _glob(pattern: str) -> list[str]:
    # `Path.glob` refuses patterns that are absolute or go upwards, which users do write.
    return glob.glob(pattern, recursive=True)  # noqa: PTH207


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})") from error


def _short_names(paths: Sequence[Path]) -> dict[Path, str]:
    """Name each path by its last parts: as many as set it apart from all others."""
    names = {}
    for path in paths:
        others = {other for other in paths if other != path and other.name == path.name}
        depth = 1
        while any(other.parts[-depth:] == path.parts[-depth:] for other in others):
            depth += 1
        names[path] = "/".join(path.parts[-depth:])
    return names
