"""What is known of a node → what its page shows, in the order that people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.rdf.query import PREFIXES
from kg.rdf.terms import DCTERMS, KG, RDF, RDFS, SKOS
from kg.vocabulary import RELATIONS, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.serve.look import Row

__all__ = ["node_values", "short", "word"]

_NAMES: Final = frozenset({RDFS.label, DCTERMS.title})
#: Properties that have a place of their own on the page, or stand in the table of results.
_ELSEWHERE: Final = frozenset(
    {RDF.type, *_NAMES, SKOS.altLabel, DCTERMS.abstract, KG.reportsResult}
)
#: How a node came to be: of interest to few, so at the end.
_MAKING: Final = frozenset({KG.join, KG.key, DCTERMS.identifier})
_TOLD: Final = frozenset(
    PREFIXES[term.iri.partition(":")[0]] + term.iri.partition(":")[2]
    for table in (ROLES, RELATIONS)
    for term in table.values()
)


def node_values(iri: str, local: str, seen: Mapping[str, list[Row]]) -> dict[str, Any]:
    """Order what is known of a node for people.

    Parameters
    ----------
    iri : str
        The node.
    local : str
        What follows the base in its IRI: its name where it has no other.
    seen : mapping of str to list of dict
        See ``look_at``.

    Returns
    -------
    dict
        Values for the template ``node.html.j2``.
    """
    said: dict[str, list[str]] = {}
    for row in seen["out"]:
        said.setdefault(row["p"], []).append(row["x"])
    names = [name for one in _NAMES for name in said.get(one, ())]
    if not names and any(row["result"] == iri for row in seen["results"]):
        names = [_result_name(next(row for row in seen["results"] if row["result"] == iri))]
    out = [row for row in seen["out"] if row["p"] not in _ELSEWHERE]
    return {
        "label": min(names, default=local),
        "kinds": [short(kind).removeprefix("kg:") for kind in said.get(RDF.type, ())],
        "is_paper": KG.Paper in said.get(RDF.type, ()),
        "others": sorted(said.get(SKOS.altLabel, ())),
        "abstract": " ".join(said.get(DCTERMS.abstract, ())),
        "out": _by_property(row for row in out if row["p"] not in _MAKING),
        "back": _by_property(row for row in seen["in"] if row["p"] in _TOLD),
        "making": _by_property(row for row in out if row["p"] in _MAKING),
        "results": seen["results"],
        "said": _by_sentence(seen["said"]),
        "n_facts": len(seen["said"]),
    }


def _result_name(row: Row) -> str:
    """Say a result in a line.

    Parameters
    ----------
    row : dict
        A row of results.

    Returns
    -------
    str
        Such as "BERT: 93.2 F1 on SQuAD".
    """
    metric = f" {row['metricLabel']}" if "metricLabel" in row else ""
    dataset = f" on {row['datasetLabel']}" if "datasetLabel" in row else ""
    return f"{row['methodLabel']}: {row['value']}{metric}{dataset}"


def _by_property(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (word(row["p"]), row.get("label", row["x"]))):
        grouped.setdefault(row["p"], []).append(row)
    return grouped


def _by_sentence(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Put together what one sentence says; the order of the rows decides."""
    grouped: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        one = grouped.setdefault(
            (row["paper"], row["sentence"]),
            {"paper": row["paper"], "title": row["title"], "text": row["sentence"], "facts": []},
        )
        one["facts"].append(row)
    return list(grouped.values())


def short(iri: str) -> str:
    """Write an IRI with a prefix.

    Parameters
    ----------
    iri : str
        Any.

    Returns
    -------
    str
        The same where no prefix fits.

    Examples
    --------
    >>> short("https://w3id.org/kg/ns#Method"), short("urn:x")
    ('kg:Method', 'urn:x')
    """
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def word(iri: str) -> str:
    """Say a property in words.

    Parameters
    ----------
    iri : str
        The property.

    Returns
    -------
    str
        Its local name, its words apart.

    Examples
    --------
    >>> word("https://w3id.org/kg/ns#evaluatedOn")
    'evaluated on'
    """
    local = short(iri).partition(":")[2] or iri
    return "".join(f" {char.lower()}" if char.isupper() else char for char in local)
