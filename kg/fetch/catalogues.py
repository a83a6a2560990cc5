"""Catalogues that answer in JSON, page by page: OpenAlex, Semantic Scholar, Zotero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.fetch.batch import Batch, take
from kg.sources.dialects import from_csl, from_openalex, from_s2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.fetch.batch import Fetch
    from kg.fetch.web import Web

__all__ = ["OPENALEX", "S2", "ZOTERO", "fetch_openalex", "fetch_s2", "fetch_zotero"]

#: https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/paging
OPENALEX: Final = "https://api.openalex.org/works"
#: https://api.semanticscholar.org/api-docs/graph#tag/Paper-Data/operation/get_graph_paper_bulk_search
S2: Final = "https://api.semanticscholar.org/graph/v1/paper/search/bulk"
#: https://www.zotero.org/support/dev/web_api/v3/basics
ZOTERO: Final = "https://api.zotero.org"

_S2_FIELDS: Final = "title,abstract,externalIds,publicationDate,year,authors,url"
_ZOTERO_PAGE: Final = 100


def fetch_openalex(
    web: Web,
    *,
    query: str | None = None,
    filters: str | None = None,
    mail: str | None = None,
    address: str = OPENALEX,
) -> Fetch:
    """Ask OpenAlex for works.

    Parameters
    ----------
    web : Web
        The client.
    query : str, optional
        Words in title, abstract or full text.
    filters : str, optional
        As OpenAlex has them: ``from_publication_date:2025-01-01,type:article``.
    mail : str, optional
        Your address: OpenAlex answers those who give one sooner.
    address : str
        Of the interface.

    Returns
    -------
    Fetch
        The place is OpenAlex's cursor.

    Raises
    ------
    InputError
        If nothing is asked for.
    """
    if not query and not filters:
        hint = "give --query or --filter"
        raise InputError("kg fetch openalex", "nothing is asked for", hint=hint)
    asked = {"search": query, "filter": filters, "mailto": mail, "per-page": "200"}
    params = {key: value for key, value in asked.items() if value}

    def fetch(place: str | None) -> Iterator[Batch]:
        while True:
            answer = web.get_json(address, {**params, "cursor": place or "*"})
            works = _list(answer, "results", address)
            place = (answer.get("meta") or {}).get("next_cursor") if works else None
            yield take(
                works, lambda one: from_openalex(one, str(one["id"]), "OpenAlex"), after=place
            )
            if place is None:
                return

    return fetch


def fetch_s2(web: Web, *, query: str, year: str | None = None, address: str = S2) -> Fetch:
    """Ask Semantic Scholar.

    Parameters
    ----------
    web : Web
        The client; with the header ``x-api-key`` if you have a key.
    query : str
        Words, as its bulk search has them.
    year : str, optional
        ``2024`` or ``2020-2024``.
    address : str
        Of the interface.

    Returns
    -------
    Fetch
        The place is its token.
    """
    asked = {"query": query, "year": year, "fields": _S2_FIELDS}
    params = {key: value for key, value in asked.items() if value}

    def fetch(place: str | None) -> Iterator[Batch]:
        while True:
            more = {} if place is None else {"token": place}
            answer = web.get_json(address, {**params, **more})
            records = _list(answer, "data", address)
            place = answer.get("token") if records else None
            yield take(
                records, lambda one: from_s2(one, str(one.get("paperId")), "S2"), after=place
            )
            if place is None:
                return

    return fetch


def fetch_zotero(web: Web, *, library: str, address: str = ZOTERO) -> Fetch:
    """Ask Zotero for all items of a library.

    Parameters
    ----------
    web : Web
        The client; with the header ``Zotero-API-Key`` for a private library.
    library : str
        ``users/475425`` or ``groups/4711``, a collection behind it if you like.
    address : str
        Of the interface.

    Returns
    -------
    Fetch
        The place is the number of items before it.
    """
    url = f"{address}/{library.strip('/')}/items"
    params = {"format": "csljson", "itemType": "-attachment || note", "limit": str(_ZOTERO_PAGE)}

    def fetch(place: str | None) -> Iterator[Batch]:
        start = int(place or 0)
        while True:
            answer = web.get_json(url, {**params, "start": str(start)})
            items = _list(answer, "items", url) if isinstance(answer, dict) else answer
            start += len(items)
            after = str(start) if len(items) == _ZOTERO_PAGE else None
            yield take(items, lambda one: from_csl(one, str(one.get("id")), "Zotero"), after=after)
            if after is None:
                return

    return fetch


def _list(answer: Any, field: str, address: str) -> list[dict[str, Any]]:
    found = answer.get(field) if isinstance(answer, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InputError(address, f"answered without a list {field!r}", hint="it may have changed")
    return found
