"""Batches of papers → a file of JSON lines that grows, and goes on where it was cut off."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from kg.errors import InputError
from kg.sources.json_lines import read_json_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from kg.paper import Paper

__all__ = ["Batch", "Fetch", "paper_line", "resume", "take"]

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Batch:
    """One page of a source's answer.

    Attributes
    ----------
    papers : tuple of Paper
        In the source's order.
    next : str or None
        From where the next one is asked for; None after the last.
    passed_over : tuple of str
        What could not be taken, and why: one line each.
    """

    papers: tuple[Paper, ...]
    next: str | None
    passed_over: tuple[str, ...] = ()


def take(
    records: Iterable[_Record], read: Callable[[_Record], Paper], *, after: str | None
) -> Batch:
    """Make a batch of records; one that cannot be read is passed over, and told.

    Parameters
    ----------
    records : iterable
        As the source gives them.
    read : callable
        Makes a paper of one, or raises ``InputError``.
    after : str or None
        From where the next batch is asked for.

    Returns
    -------
    Batch
        The papers, and what was passed over.
    """
    papers, passed_over = [], []
    for record in records:
        try:
            papers.append(read(record))
        except InputError as error:
            passed_over.append(str(error))
    return Batch(tuple(papers), after, tuple(passed_over))


#: From a place (None at the start) on, batch after batch.
Fetch: TypeAlias = "Callable[[str | None], Iterator[Batch]]"

#: Fields of a line: those that ``kg build`` knows.
_KEYS: Final = ("id", "title", "abstract", "date", "authors", "url", "ids")


def paper_line(paper: Paper) -> str:
    """Write a paper as a line that ``kg build`` reads.

    Parameters
    ----------
    paper : Paper
        From any source.

    Returns
    -------
    str
        A JSON object and a line end; what is unknown is left out.
    """
    fields: dict[str, Any] = {key: getattr(paper, key) for key in _KEYS}
    kept = {key: value for key, value in fields.items() if value or key == "abstract"}
    return json.dumps(kept, ensure_ascii=False) + "\n"


def resume(part: Path, question: str, fetch: Fetch, *, most: int | None = None) -> Iterator[Batch]:
    """Fetch into a file; what is there from an earlier try of the same question is kept.

    Parameters
    ----------
    part : Path
        The file. Its first line is the question; each batch is its papers and then the place from
        which the next one is asked for, flushed to the disk.
    question : str
        What is asked; another one begins anew.
    fetch : Fetch
        The source.
    most : int, optional
        Papers after which it ends.

    Yields
    ------
    Batch
        The batches that are kept, then new ones.

    Raises
    ------
    InputError
        If the file is not what was written.
    """
    known, place, size = _read_part(part, question)
    n_papers = sum(len(batch.papers) for batch in known)
    yield from known
    if known and place is None:
        return
    with part.open("r+b" if size else "wb") as file:
        if size:
            file.truncate(size)  # what was written of a batch that was cut off
            file.seek(size)
        else:
            file.write((json.dumps({"question": question}) + "\n").encode())
        for batch in fetch(place):
            lines = [paper_line(paper) for paper in batch.papers]
            end = json.dumps({"next": batch.next, "passed_over": batch.passed_over}) + "\n"
            file.write("".join([*lines, end]).encode("utf-8", errors="surrogatepass"))
            file.flush()
            n_papers += len(batch.papers)
            yield batch
            if most is not None and n_papers >= most:
                return


def _read_part(part: Path, question: str) -> tuple[list[Batch], str | None, int]:
    """Give whole batches, the place after them, and how many bytes of the file they take."""
    try:
        data = part.read_bytes()
    except FileNotFoundError:
        return [], None, 0
    lines = data.splitlines(keepends=True)
    try:
        if not lines or json.loads(lines[0]) != {"question": question}:
            return [], None, 0
    except ValueError:
        return [], None, 0
    batches: list[Batch] = []
    papers: list[Paper] = []
    place, size, seen = None, len(lines[0]), len(lines[0])
    for line in lines[1:]:
        seen += len(line)
        if not line.endswith(b"\n"):
            break
        try:
            if line.startswith(b'{"next"'):
                record = json.loads(line)
                place = record["next"]
                batches.append(Batch(tuple(papers), place, tuple(record["passed_over"])))
                papers, size = [], seen
            else:
                papers += read_json_lines(line.decode("utf-8"), part.name)
        except (ValueError, LookupError) as error:
            raise InputError(str(part), "is damaged", hint="remove it and fetch again") from error
    return batches, place, size
