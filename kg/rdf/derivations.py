"""What names and vocabularies tell → blocks: broader things, matches, and their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.blocks import Block, Said
from kg.rdf.literals import decimal_literal
from kg.rdf.records import derivation_id
from kg.rdf.terms import KG, RDF, RDFS, SKOS, Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.graph.node import Broader, Match, Node
    from kg.rdf.iris import Iris

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


def derivations(nodes: Iterable[Node], iris: Iris) -> Iterator[Block]:
    """Give the records that say why nodes have broader things and matches.

    Parameters
    ----------
    nodes : iterable of Node
        The nodes.
    iris : Iris
        Makes IRIs of ids.

    Yields
    ------
    Block
        Those of each node together, broader things first.
    """
    for node in nodes:
        found = [_of_broader(node, one, iris) for one in node.broader]
        found += [_of_match(node, match, iris) for match in node.matches]
        yield from {block.subject: block for block in found}.values()


def _of_broader(node: Node, broader: Broader, iris: Iris) -> Block:
    about = (iris[node.id], SKOS.broader, iris[broader.node])
    local = derivation_id(node.id, SKOS.broader, broader.node, broader.rule)
    return Block(Iri(iris.base + local), _record(about, broader.rule))


def _of_match(node: Node, match: Match, iris: Iris) -> Block:
    name, score = match_property(match), decimal_literal(match.score)
    about = (iris[node.id], name, Iri(match.iri))
    local = derivation_id(node.id, name, match.iri, match.rule, match.label, score.text)
    more: Said = [(RDFS.label, [Literal(match.label)]), (KG.confidence, [score])]
    return Block(Iri(iris.base + local), [*_record(about, match.rule), *more])


def _record(about: tuple[Iri, Iri, Iri], rule: str) -> Said:
    subject, name, value = about
    return [
        (RDF.type, [KG.Derivation]),
        (RDF.subject, [subject]),
        (RDF.predicate, [name]),
        (RDF.object, [value]),
        (KG.rule, [Literal(rule)]),
    ]
