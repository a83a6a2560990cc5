"""OAI-PMH 2.0: arXiv's own records, and Dublin Core of any other repository.

Written here since Sickle, the library for it, has had no release since 2020.
https://www.openarchives.org/OAI/openarchivesprotocol.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.fetch.batch import Batch, take
from kg.sources.record import make_paper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from kg.fetch.batch import Fetch
    from kg.fetch.web import Web
    from kg.paper import Paper

__all__ = ["ARXIV_OAI", "fetch_oai"]

#: https://info.arxiv.org/help/oa/index.html
ARXIV_OAI: Final = "https://oaipmh.arxiv.org/oai"

_OAI: Final = "{http://www.openarchives.org/OAI/2.0/}"
_ARXIV: Final = "{http://arxiv.org/OAI/arXiv/}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"


def fetch_oai(
    web: Web,
    *,
    address: str = ARXIV_OAI,
    prefix: str = "arXiv",
    set_name: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Fetch:
    """Ask a repository for its records.

    Parameters
    ----------
    web : Web
        The client.
    address : str
        Base URL of the repository.
    prefix : str
        ``"arXiv"``, or ``"oai_dc"``, which every repository has.
    set_name : str, optional
        Only this set: ``"cs"``.
    since, until : str, optional
        Days on which records were made or changed.

    Returns
    -------
    Fetch
        In the repository's order; the place is its resumption token.
    """
    asked = {"metadataPrefix": prefix, "set": set_name, "from": since, "until": until}
    first = {key: value for key, value in asked.items() if value is not None}

    def fetch(place: str | None) -> Iterator[Batch]:
        while True:
            params = first if place is None else {"resumptionToken": place}
            root = web.get_xml(address, {"verb": "ListRecords", **params})
            _check(root, address)
            place = (root.findtext(f".//{_OAI}resumptionToken") or "").strip() or None
            yield take(root.iter(f"{_OAI}record"), _to_paper, after=place)
            if place is None:
                return

    return fetch


def _check(root: Element, address: str) -> None:
    for error in root.iter(f"{_OAI}error"):
        code = error.get("code", "error")
        if code == "noRecordsMatch":
            return
        hint = "remove the .part file and fetch again" if code == "badResumptionToken" else None
        raise InputError(address, f"refused ({code}: {(error.text or '').strip()})", hint=hint)


def _to_paper(record: Element) -> Paper:
    header = record.find(f"{_OAI}header")
    name = "a record" if header is None else header.findtext(f"{_OAI}identifier") or "a record"
    if header is not None and header.get("status") == "deleted":
        raise InputError(name, "was deleted")
    arxiv = record.find(f".//{_ARXIV}arXiv")
    return _from_dublin_core(record, name) if arxiv is None else _from_arxiv(arxiv, name)


def _from_arxiv(record: Element, name: str) -> Paper:
    def text(tag: str) -> str | None:
        return record.findtext(f"{_ARXIV}{tag}")

    authors = [
        " ".join(
            filter(None, (one.findtext(f"{_ARXIV}forenames"), one.findtext(f"{_ARXIV}keyname")))
        )
        for one in record.iter(f"{_ARXIV}author")
    ]
    return make_paper(
        text("title") or "",
        " ".join((text("abstract") or "").split()),
        where=name,
        source="OAI-PMH",
        ids=(text("id"), text("doi")),
        date=text("created"),
        authors=authors,
        url=f"https://arxiv.org/abs/{text('id')}",
    )


def _from_dublin_core(record: Element, name: str) -> Paper:
    def texts(tag: str) -> list[str]:
        return [one.text for one in record.iter(f"{_DC}{tag}") if one.text]

    identifiers = [*texts("identifier"), *texts("relation")]
    return make_paper(
        next(iter(texts("title")), ""),
        max(texts("description"), key=len, default=""),
        where=name,
        source="OAI-PMH",
        ids=identifiers,
        date=min(texts("date"), default=None),
        authors=texts("creator"),
        url=next((one for one in identifiers if one.startswith("http")), None),
    )
