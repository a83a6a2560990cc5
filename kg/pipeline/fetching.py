"""A source's batches → a file of JSON lines, in the end as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.fetch.batch import paper_line, resume
from kg.pipeline.folder import replace_file
from kg.pipeline.lock import hold_lock
from kg.sources import merge_papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.fetch.batch import Fetch
    from kg.paper import Paper

__all__ = ["FetchReport", "fetch_file"]


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What was fetched.

    Attributes
    ----------
    n_papers : int
        Papers in the file.
    passed_over : tuple of str
        What could not be taken, and why.
    """

    n_papers: int
    passed_over: tuple[str, ...]


def fetch_file(
    out: Path,
    question: str,
    fetch: Fetch,
    *,
    most: int | None = None,
    progress: Callable[[str, int, int], None],
) -> FetchReport:
    """Fetch papers into a file.

    Parameters
    ----------
    out : Path
        The file, written at the end as a whole. Until then what came stands in ``OUT.part``, and
        the same question goes on from there.
    question : str
        What is asked.
    fetch : Fetch
        The source.
    most : int, optional
        Papers after which it ends.
    progress : callable
        Told how many papers came.

    Returns
    -------
    FetchReport
        What came.

    Raises
    ------
    InputError
        If the source gives no paper, or gives up: then the part stays.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f"{out.name}.part")
    papers: list[Paper] = []
    passed_over: list[str] = []
    with hold_lock(out.with_name(f".{out.name}.lock"), what=str(out)):
        for batch in resume(part, question, fetch, most=most):
            papers += batch.papers
            passed_over += batch.passed_over
            progress("fetch", len(papers), len(papers))
        if not papers:
            part.unlink(missing_ok=True)
            raise InputError(
                question, "the source has no such paper", hint="ask for something else"
            )
        found = merge_papers(papers[:most])
        with replace_file(out) as staging:
            text = "".join(map(paper_line, found))
            staging.write_text(text, encoding="utf-8", newline="\n")
        part.unlink(missing_ok=True)
    return FetchReport(len(found), tuple(passed_over))
