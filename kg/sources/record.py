"""What a source says of a paper, in whatever form → ``Paper``: the one place where that is done."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.ids import paper_id
from kg.model import Paper
from kg.sources.decode import check_characters
from kg.sources.identifiers import known_ids
from kg.sources.limits import check_length

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["clean_date", "make_paper"]

_URL: Final = re.compile(r"https?://[^\s<>\"]+")
_DATE: Final = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T /].*)?")


def make_paper(
    title: str,
    abstract: str | None,
    *,
    where: str,
    source: str,
    ids: Iterable[str | None] = (),
    others: Iterable[str] = (),
    date: str | None = None,
    authors: Iterable[str] = (),
    url: str | None = None,
) -> Paper:
    """Make a paper of what a source says.

    Parameters
    ----------
    title : str
        Its title.
    abstract : str or None
        Its abstract; None where the source has none.
    where : str
        File and line or address, for errors.
    source : str
        What the source is called in ``Paper.sources``.
    ids : iterable of str or None
        Whatever may be an arXiv id or a DOI, addresses too; what is neither is passed over.
    others : iterable of str
        Identifiers of other kinds, with their kind: ``"openalex:W2741809807"``.
    date : str or None
        ISO 8601 or the like; a time is cut off, what is no date is left out.
    authors : iterable of str
        Names.
    url : str or None
        Left out if it is no http address.

    Returns
    -------
    Paper
        Its id is the arXiv id, else the DOI, else the first other identifier, else made from the
        title: never a citation key, which is unique in its file alone.

    Raises
    ------
    InputError
        If there is no title, something is too long, or holds what no format can hold.
    """
    title, abstract = " ".join(title.split()), (abstract or "").strip()
    if not title:
        raise InputError(where, "an entry has no title", hint="give one, or remove the entry")
    check_length(title, abstract, where)
    names = tuple(" ".join(name.split()) for name in authors if name.strip())
    for text in (title, abstract, *names):
        check_characters(text, where)
    url = None if url is None or not _URL.fullmatch(url.strip()) else url.strip()
    known = known_ids(*ids, url)
    found = (*known, *sorted(set(others)))
    chosen = found[0] if found else None
    plain = chosen.partition(":")[2] if chosen in known and chosen is not None else chosen
    return Paper(
        id=plain or paper_id(title),
        title=title,
        abstract=abstract,
        date=clean_date(date),
        n_authors=len(names) or None,
        authors=names,
        url=url,
        sources=(source,),
        ids=tuple(sorted(found)),
    )


def clean_date(text: str | None) -> str | None:
    """Read the date that a text begins with.

    Parameters
    ----------
    text : str or None
        ``2024-05-06T10:00:00Z``, ``2024/5/6``, ``2024-05``, ``2024``.

    Returns
    -------
    str or None
        As exact as it is given; None if it is none or there is no such day.

    Examples
    --------
    >>> [clean_date(one) for one in ("2024-05-06T10:00:00Z", "2024/5", "2024-02-31", "in press")]
    ['2024-05-06', '2024-05', None, None]
    """
    match = None if text is None else _DATE.fullmatch(text.strip())
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part is not None]
    try:
        datetime.date(*(*parts, 1, 1)[:3])
    except ValueError:
        return None
    return "-".join(f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False))
