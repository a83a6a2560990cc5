"""arXiv's Atom interface: by query, by ids, by category and date."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

import feedparser

from kg.errors import InputError, shown
from kg.fetch.batch import Batch, take
from kg.fetch.patience import Busy, with_patience
from kg.fetch.web import Web, parse_xml
from kg.sources.record import make_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.fetch.batch import Fetch
    from kg.paper import Paper

__all__ = ["ARXIV", "ARXIV_PAUSE", "fetch_arxiv"]

#: https://info.arxiv.org/help/api/user-manual.html
ARXIV: Final = "https://export.arxiv.org/api/query"

#: "no more than one request every three seconds": https://info.arxiv.org/help/api/tou.html
ARXIV_PAUSE: Final = 3.0

_PER_PAGE: Final = 200


def fetch_arxiv(
    web: Web,
    *,
    query: str | None = None,
    ids: Sequence[str] = (),
    category: str | None = None,
    since: str | None = None,
    until: str | None = None,
    address: str = ARXIV,
) -> Fetch:
    """Ask arXiv.

    Parameters
    ----------
    web : Web
        With ``ARXIV_PAUSE``.
    query : str, optional
        As arXiv has it: ``all:"knowledge graph" AND cat:cs.CL``; bare words are sought everywhere.
    ids : sequence of str
        Identifiers.
    category : str, optional
        ``cs.LG``.
    since, until : str, optional
        Days of submission, both in: ``2025-01-31``.
    address : str
        Of the interface.

    Returns
    -------
    Fetch
        Newest first; the place is the number of papers before it.

    Raises
    ------
    InputError
        If nothing is asked for, or a day is none.
    """
    asked = {"search_query": _search(query, category, since, until), "id_list": ",".join(ids)}
    asked = {key: value for key, value in asked.items() if value}
    if not asked:
        hint = "give --query, --ids, --category or --since"
        raise InputError("kg fetch arxiv", "nothing is asked for", hint=hint)
    order = {"sortBy": "submittedDate", "sortOrder": "descending"} if not ids else {}

    def fetch(place: str | None) -> Iterator[Batch]:
        start = int(place or 0)
        while True:
            page = {"start": str(start), "max_results": str(_PER_PAGE)}
            feed = _ask(web, address, {**asked, **order, **page}, start)
            total = int(feed.feed.get("opensearch_totalresults", 0))
            start += len(feed.entries)
            after = str(start) if feed.entries and start < total else None
            yield take(feed.entries, _to_paper, after=after)
            if after is None:
                return

    return fetch


def _ask(web: Web, address: str, params: dict[str, str], start: int) -> Any:
    def ask() -> Any:
        data = web.get(address, params).content
        parse_xml(data, "arxiv.org")  # no entities, well formed
        feed = feedparser.parse(data)
        total = int(feed.feed.get("opensearch_totalresults", 0))
        if not feed.entries and start < total:  # arXiv does so when it is busy
            raise Busy("answered with an empty page")
        return feed

    feed = with_patience(ask, where="arxiv.org", sleep=web.sleep)
    for entry in feed.entries:
        if "/api/errors" in entry.get("id", ""):
            raise InputError("arxiv.org", f"refused: {entry.get('summary', '')}")
    return feed


def _to_paper(entry: Any) -> Paper:
    name = entry.get("id", "")
    return make_paper(
        entry.get("title", ""),
        " ".join(entry.get("summary", "").split()),
        where=name,
        source="arXiv",
        ids=(name, entry.get("arxiv_doi")),
        date=entry.get("published"),
        authors=[one.get("name", "") for one in entry.get("authors", ())],
        url=name.replace("http://", "https://"),
    )


def _search(query: str | None, category: str | None, since: str | None, until: str | None) -> str:
    parts = []
    if query:
        parts.append(query if ":" in query else f'all:"{query}"')
    if category:
        parts.append(f"cat:{category}")
    if since or until:
        first = _day(since or "1991-08-14", "--since")
        last = _day(until or "2099-12-31", "--until")
        parts.append(f"submittedDate:[{first}0000 TO {last}2359]")
    return " AND ".join(f"({part})" if len(parts) > 1 else part for part in parts)


def _day(text: str, option: str) -> str:
    try:
        return datetime.date.fromisoformat(text).strftime("%Y%m%d")
    except ValueError:
        raise InputError(option, f"{shown(text)} is no day", hint="write YYYY-MM-DD") from None
