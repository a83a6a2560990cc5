"""What a user names in Python (files, folders, globs, records) → pages."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.checks import check_call, check_list, check_path
from kg.errors import InputError
from kg.ids import paper_id

if TYPE_CHECKING:
    from kg.pipeline.inputs import Page

__all__ = ["Pages", "Progress", "find_all", "teller"]

#: What may be named.
Pages = str | Path | Iterable[str | Path | Mapping[str, object]]

#: Told of stage, done and total.
Progress = Callable[[str, int, int], None]

_HINT: Final = "give files, folders, globs, or papers as records"

#: Name of the page that records become.
_RECORDS: Final = "records.jsonl"


def find_all(pages: Pages, *, own_name: bool = False) -> list[Page]:
    """Open what the user named.

    Parameters
    ----------
    pages : str, Path, or iterable of str, Path and mapping
        Files, folders, globs, and papers as records.
    own_name : bool
        Whether the page of the records is named after its content, so that other records can
        stand beside it.

    Returns
    -------
    list of Page
        Files, then the records as one page.

    Raises
    ------
    InputError
        If nothing is named, a file cannot be opened or a record has no title.
    """
    from kg.pipeline.inputs import find_pages

    listed = check_list(pages, "pages", str | os.PathLike | Mapping, hint=_HINT)
    named = [str(check_path(one, "pages")) for one in listed if not isinstance(one, Mapping)]
    records = [one for one in listed if isinstance(one, Mapping)]
    found = list(find_pages(named)) if named or not records else []
    return [*found, *_as_page(records, own_name=own_name)]


def teller(progress: Progress | None) -> Progress:
    """Give who is told of progress; nobody, if nobody is named.

    Parameters
    ----------
    progress : callable, optional
        Told of stage, done and total.

    Returns
    -------
    callable
        The same, or one that does nothing.

    Raises
    ------
    ArgumentError
        If it cannot be called.
    """
    check_call(progress, "progress")
    return progress or _quiet


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody of progress."""


def _as_page(records: Iterable[Mapping[str, object]], *, own_name: bool) -> list[Page]:
    """Write records as the JSON lines that a page may be."""
    from kg.pipeline.inputs import Page

    lines = []
    for number, record in enumerate(records, start=1):
        fields = {key: None if one != one else one for key, one in record.items()}  # no NaN
        if not isinstance(fields.get("title"), str):
            raise InputError(f"{_RECORDS}:{number}", "has no title", hint="give title, abstract")
        if fields.get("id") is None:
            fields["id"] = paper_id(str(fields["title"]))
        lines.append(json.dumps(fields, default=str))
    if not lines:
        return []
    page = Page(_RECORDS, "\n".join(lines).encode())
    return [Page(f"records-{page.sha256[:12]}.jsonl", page.data) if own_name else page]
