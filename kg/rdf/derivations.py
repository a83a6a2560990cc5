"""What names and vocabularies tell → triples: broader things, matches, and their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.literals import decimal_literal
from kg.rdf.records import derivation_id
from kg.rdf.terms import KG, RDF, RDFS, SKOS, Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.graph.node import Match, Node

__all__ = ["derivations", "match_property"]


def match_property(match: Match) -> Iri:
    """Give the property that a match is in RDF.

    Parameters
    ----------
    match : Match
        The match.

    Returns
    -------
    Iri
        ``skos:exactMatch`` or ``skos:closeMatch``.
    """
    return SKOS.exactMatch if match.exact else SKOS.closeMatch


def derivations(
    nodes: Iterable[Node], iri: Callable[[str], Iri], base_iri: str
) -> Iterator[Triple]:
    """Give the records that say why nodes have broader things and matches.

    Parameters
    ----------
    nodes : iterable of Node
        The nodes.
    iri : callable
        Id → IRI.
    base_iri : str
        What stands before every id.

    Yields
    ------
    Triple
        Grouped by record; records by id.
    """
    found: dict[str, list[Triple]] = {}
    for node in nodes:
        subject = iri(node.id)
        for one in node.broader:
            about = (subject, SKOS.broader, iri(one.node))
            found |= _record(about, one.rule, iri, base_iri)
        for match in node.matches:
            about = (subject, match_property(match), Iri(match.iri))
            more = (
                (RDFS.label, Literal(match.label)),
                (KG.confidence, decimal_literal(match.score)),
            )
            found |= _record(about, match.rule, iri, base_iri, *more)
    for local in sorted(found):
        yield from found[local]


def _record(
    about: tuple[Iri, Iri, Iri],
    rule: str,
    iri: Callable[[str], Iri],
    base_iri: str,
    *more: tuple[Iri, Literal],
) -> dict[str, list[Triple]]:
    subject, name, value = about
    head, tail = subject.removeprefix(base_iri), value.removeprefix(base_iri)
    local = derivation_id(head, name, tail, rule, *(literal.text for _, literal in more))
    me = iri(local)
    said: list[tuple[Iri, Iri | Literal]] = [
        (RDF.type, KG.Derivation),
        (RDF.subject, subject),
        (RDF.predicate, name),
        (RDF.object, value),
        (KG.rule, Literal(rule)),
        *more,
    ]
    return {local: [(me, one, other) for one, other in said]}
