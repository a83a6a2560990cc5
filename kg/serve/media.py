"""What an answer can be written as, and which of it a client wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "Choice", "best_of", "choose_formats", "media_types"]

#: Kind of answer → format → its media types. The first format is what a client gets that does not
#: say what it wants; the first media type of a format is its own, others are what clients call it.
KINDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "rows": {
        "json": ("application/sparql-results+json", "application/json", "text/json"),
        "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
        "csv": ("text/csv", "application/csv"),
        "tsv": ("text/tab-separated-values",),
    },
    "boolean": {
        "json": ("application/sparql-results+json", "application/json", "text/json"),
        "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
        "csv": ("text/csv", "application/csv"),
        "tsv": ("text/tab-separated-values",),
    },
    "triples": {
        "ttl": ("text/turtle", "application/x-turtle", "application/turtle", "text/n3"),
        "nt": ("application/n-triples", "text/plain"),
        "rdf": ("application/rdf+xml", "application/xml", "text/xml"),
        "jsonld": ("application/ld+json", "application/json", "text/json"),
    },
}


class Choice(NamedTuple):
    """What one kind of answer is written as.

    Attributes
    ----------
    format : str
        Name of the format.
    media_type : str
        What the client calls it.
    """

    format: str
    media_type: str


def media_types() -> tuple[str, ...]:
    """List the media types that the formats have by their own name.

    Returns
    -------
    tuple of str
        Each once, rows first.
    """
    own = (types[0] for formats in KINDS.values() for types in formats.values())
    return tuple(dict.fromkeys(own))


def choose_formats(accept: str | None, wanted: str | None = None) -> Mapping[str, Choice] | None:
    """Choose for each kind of answer what it is written as.

    Parameters
    ----------
    accept : str or None
        The request's ``Accept`` header.
    wanted : str or None
        A format by its short name; it goes before the header, for kinds that have it.

    Returns
    -------
    mapping of str to Choice, or None
        By kind; None if no answer of any kind could be written as what the client accepts.

    Notes
    -----
    Which kind an answer is, is known only when the query is read; and clients that always ask for
    rows (rdflib's SPARQLStore does) get the default for triples, not an error.

    Examples
    --------
    >>> chosen = choose_formats("text/csv, text/turtle;q=0.5")
    >>> chosen["rows"].format, chosen["boolean"].format, chosen["triples"].format
    ('csv', 'csv', 'ttl')
    >>> choose_formats("application/sparql-results+xml")["triples"]
    Choice(format='ttl', media_type='text/turtle')
    >>> choose_formats("image/png") is None
    True
    """
    chosen: dict[str, Choice] = {}
    for kind, formats in KINDS.items():
        offers = [Choice(name, media) for name, types in formats.items() for media in types]
        if wanted is not None and wanted in formats:
            chosen[kind] = Choice(wanted, formats[wanted][0])
        elif (found := best_of(accept, [one.media_type for one in offers])) is not None:
            chosen[kind] = offers[found]
    if not chosen:
        return None
    first = {kind: next(iter(formats.items())) for kind, formats in KINDS.items()}
    default = {kind: Choice(name, types[0]) for kind, (name, types) in first.items()}
    return {**default, **chosen}


def best_of(accept: str | None, offers: list[str]) -> int | None:
    """Find the media type that a client likes best.

    Parameters
    ----------
    accept : str or None
        An ``Accept`` header; none accepts everything.
    offers : list of str
        Media types, what the server likes best first.

    Returns
    -------
    int or None
        Place in the offers; None if the client accepts none of them.

    Notes
    -----
    RFC 9110, 12.5.1: the most specific range that fits a type gives its weight. Of equal weights a
    type that is named goes before one that a range only covers.

    Examples
    --------
    >>> best_of("text/*;q=0.5, text/html, */*;q=0.1", ["text/turtle", "text/html"])
    1
    >>> best_of("text/html;q=0, */*", ["text/html", "text/turtle"])
    1
    """
    if accept is None or not accept.strip():
        return 0
    ranges = [_read_range(one) for one in accept.split(",")]
    best: tuple[float, int] = (0.0, 0)
    found = None
    for place, offer in enumerate(offers):
        kind = offer.split("/")[0]
        names = {offer: 2, f"{kind}/*": 1, "*/*": 0}
        fitting = [(names[name], weight) for name, weight in ranges if name in names]
        if not fitting:
            continue
        specific = max(rank for rank, _ in fitting)
        weight = max(weight for rank, weight in fitting if rank == specific)
        if weight > 0 and (weight, specific) > best:
            best, found = (weight, specific), place
    return found


def _read_range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                weight = 0.0
    return name, weight
