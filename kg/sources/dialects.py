"""Records of other people's dumps and APIs, as JSON gives them → ``Paper``. One function a source.

Each is told by fields that only it has (``DIALECTS``), so a dump can be read as it was downloaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.sources.record import make_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.paper import Paper

__all__ = ["DIALECTS", "find_dialect", "from_arxiv", "from_csl", "from_openalex", "from_s2"]

_Record = dict[str, Any]


def from_arxiv(record: _Record, where: str, source: str) -> Paper:
    """Read a record of arXiv's metadata snapshot.

    Parameters
    ----------
    record : dict
        One line of ``arxiv-metadata-oai-snapshot.json``.
    where, source : str
        As in ``make_paper``.

    Returns
    -------
    Paper
        Dated by its first version, where the record lists versions.

    Notes
    -----
    Fields: https://www.kaggle.com/datasets/Cornell-University/arxiv
    """
    name = _text(record, "id", where)
    parsed = record.get("authors_parsed") or []
    authors = [
        " ".join(part for part in (one[1], one[0]) if part) for one in parsed if len(one) > 1
    ]
    versions = record.get("versions") or [{}]
    return make_paper(
        _text(record, "title", where),
        record.get("abstract"),
        where=where,
        source=source,
        ids=(name, record.get("doi")),
        date=_mail_date(versions[0].get("created")) or record.get("update_date"),
        authors=authors,
        url=f"https://arxiv.org/abs/{name}",
    )


def from_openalex(record: _Record, where: str, source: str) -> Paper:
    """Read an OpenAlex work.

    Parameters
    ----------
    record : dict
        A work; its abstract is an inverted index, word → places.
    where, source : str
        As in ``make_paper``.

    Returns
    -------
    Paper
        Known by arXiv id or DOI where the work has one.

    Notes
    -----
    Fields: https://docs.openalex.org/api-entities/works/work-object
    """
    places = [record.get("primary_location"), *(record.get("locations") or ())]
    pages = [one.get("landing_page_url") for one in places if one]
    named = (one.get("author") or {} for one in record.get("authorships") or ())
    work = _text(record, "id", where).rpartition("/")[2]
    index = record.get("abstract_inverted_index")
    return make_paper(
        _text(record, "title", where, "display_name"),
        None if index is None else _uninvert(index),
        where=where,
        source=source,
        ids=(record.get("doi"), *pages),
        others=(f"openalex:{work}",),
        date=record.get("publication_date"),
        authors=[one.get("display_name") or "" for one in named],
        url=record.get("doi") or next((page for page in pages if page), None),
    )


def _uninvert(index: Mapping[str, Iterable[int]]) -> str:
    at = {place: word for word, places in index.items() for place in places}
    return " ".join(at[place] for place in sorted(at))


def from_s2(record: _Record, where: str, source: str) -> Paper:
    """Read a Semantic Scholar record, of the API or of the datasets.

    Parameters
    ----------
    record : dict
        With ``paperId`` or ``corpusid``, ``title``, ``abstract``, ``externalIds``.
    where, source : str
        As in ``make_paper``.

    Returns
    -------
    Paper
        Known by arXiv id or DOI where the record has one.

    Notes
    -----
    Fields: https://api.semanticscholar.org/api-docs/graph
    """
    named = record.get("externalIds") or record.get("externalids") or {}
    mine = record.get("paperId") or f"CorpusID:{record.get('corpusid')}"
    date = record.get("publicationDate") or record.get("publicationdate") or record.get("year")
    return make_paper(
        _text(record, "title", where),
        record.get("abstract"),
        where=where,
        source=source,
        ids=(named.get("ArXiv"), named.get("DOI")),
        others=(f"s2:{mine}",),
        date=None if date is None else str(date),
        authors=[one.get("name") or "" for one in record.get("authors") or ()],
        url=record.get("url"),
    )


def from_csl(record: _Record, where: str, source: str) -> Paper:
    """Read an item of CSL JSON: what Zotero exports and its API gives.

    Parameters
    ----------
    record : dict
        The item.
    where, source : str
        As in ``make_paper``.

    Returns
    -------
    Paper
        Its citation key is no id: it is unique in one file alone.

    Notes
    -----
    Fields: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
    """
    issued = (record.get("issued") or {}).get("date-parts") or [[]]
    date = "-".join(f"{int(part):02}" for part in issued[0] if part) if issued[0] else None
    names = [
        one.get("literal") or " ".join(filter(None, (one.get("given"), one.get("family"))))
        for one in record.get("author") or ()
    ]
    return make_paper(
        _text(record, "title", where),
        record.get("abstract"),
        where=where,
        source=source,
        ids=(record.get("DOI"), record.get("number"), record.get("archive_location")),
        date=date,
        authors=names,
        url=record.get("URL"),
    )


#: Reader by a set of fields that a record of its kind has.
DIALECTS: Final[Mapping[frozenset[str], Callable[[_Record, str, str], Paper]]] = {
    frozenset({"abstract_inverted_index"}): from_openalex,
    frozenset({"paperId"}): from_s2,
    frozenset({"corpusid"}): from_s2,
    frozenset({"authors_parsed"}): from_arxiv,
    frozenset({"id", "type", "title", "issued"}): from_csl,
    frozenset({"id", "type", "title", "DOI"}): from_csl,
}


def find_dialect(record: Mapping[str, object]) -> Callable[[_Record, str, str], Paper] | None:
    """Tell which source a record is of.

    Parameters
    ----------
    record : mapping
        A JSON object.

    Returns
    -------
    callable or None
        Its reader; None if it is none of those known.
    """
    return next((read for fields, read in DIALECTS.items() if fields <= record.keys()), None)


def _text(record: _Record, field: str, where: str, other: str | None = None) -> str:
    value = record.get(field) or (record.get(other) if other else None)
    if not isinstance(value, str):
        raise InputError(where, f"field {field!r} is missing or no text")
    return value


def _mail_date(text: str | None) -> str | None:
    # "Mon, 2 Apr 2007 19:18:42 GMT", as in mail
    from email.utils import parsedate_to_datetime

    try:
        return None if text is None else parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        return None
