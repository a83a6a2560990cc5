"""The bytes of a source → its papers, in the order in which they stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.sources.bibliographies import (
    is_ris,
    read_bibtex,
    read_csv,
    read_json_array,
    read_ris,
)
from kg.sources.decode import decode
from kg.sources.json_lines import read_json_lines
from kg.sources.listing import read_listing

if TYPE_CHECKING:
    from kg.model import Paper

__all__ = ["read_source"]


def read_source(data: bytes, name: str) -> tuple[Paper, ...]:
    r"""Read the papers of one listing page, JSON-lines file, dump or bibliography.

    Parameters
    ----------
    data : bytes
        The whole file: UTF-8, UTF-8 with a byte order mark, or UTF-16 with one.
    name : str
        What to call it in errors and in ``Paper.sources``.

    Returns
    -------
    tuple of Paper
        In the order of the file; never empty. A paper that stands there twice is there twice:
        ``merge_papers`` joins the two.

    Raises
    ------
    InputError
        If the file is empty, in another encoding, in no known layout, or breaks its own layout;
        it names the line where reading stopped making sense. Nothing is half-read.

    Examples
    --------
    >>> page = "Subscribe\n\nDeep Sets\n\nWe study sets.\n\n  • 6 authors\n·\nMar 10, 2017"
    >>> (paper,) = read_source(page.encode(), "page.txt")
    >>> paper.title, paper.date, paper.n_authors, paper.sources
    ('Deep Sets', '2017-03-10', 6, ('page.txt',))
    >>> read_source(b"<!doctype html><title>Daily Papers</title>", "page.html")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: page.html:1: this is HTML or XML; save the page as plain text
    """
    text = decode(data, name)
    start = text.lstrip()
    line = text[: len(text) - len(start)].count("\n") + 1
    match start[:1]:
        case "":
            raise InputError(name, "the file is empty", hint="give one that holds papers")
        case "{":
            return read_json_lines(text, name)
        case "[":
            return read_json_array(text, name)
        case "@" | "%":
            return read_bibtex(text, name)
        case "T" if is_ris(start):
            return read_ris(start, name)
        case _ if name.lower().endswith((".csv", ".tsv")):
            return read_csv(start, name)
        case "<":
            raise InputError(
                f"{name}:{line}", "this is HTML or XML", hint="save the page as plain text"
            )
        case _:
            return read_listing(text, name)
