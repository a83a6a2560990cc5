"""``KnowledgeGraph`` → what is said of each subject, in one order: the one walk of every format.

Every edge is a direct triple, so simple questions stay simple. Beside it stands an ``Assertion``
(which triple, how sure, in how many papers) with one ``Evidence`` for each sentence that says so.
A triple that follows from names or vocabularies (kinds, matches) has a ``Derivation`` instead.
No blank nodes: then two exports are equal if their sets of triples are.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kg.config import DEFAULT_BASE_IRI, ONTOLOGY_IRI
from kg.graph.seen import seen
from kg.ids import paper_node_id
from kg.rdf.about import about_paper
from kg.rdf.blocks import Block, Said, rows_of
from kg.rdf.derivations import derivations, match_property
from kg.rdf.evidence import EvidenceWriter
from kg.rdf.former import former_ids
from kg.rdf.iris import Iris, edge_property
from kg.rdf.literals import decimal_literal
from kg.rdf.packed import FIELD, pack
from kg.rdf.seen import seen_said
from kg.rdf.terms import (
    DCTERMS,
    KG,
    KIND_IRI,
    PROV,
    RDF,
    RDFS,
    SKOS,
    TYPE_IRI,
    VOID,
    Iri,
    Literal,
    Provenance,
)
from kg.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.graph.value import Edge, KnowledgeGraph, Node, ResultRecord
    from kg.model import Paper
    from kg.rdf.terms import Triple

__all__ = ["Unit", "blocks", "triples", "units"]


def triples(
    kg: KnowledgeGraph,
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
) -> Iterator[Triple]:
    """Give the triples of a graph, without doubles.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        ``"none"``, ``"assertions"`` or ``"full"``; only the last can be read back into the same
        value.

    Returns
    -------
    iterator of Triple
        Grouped by subject, in the order of ``blocks``.

    Raises
    ------
    ValueCheckError
        If an id cannot be the end of an IRI, or evidence is of a paper that is not in the graph.
    """
    return rows_of(blocks(kg, base_iri=base_iri, provenance=provenance))


def blocks(
    kg: KnowledgeGraph,
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
) -> Iterator[Block]:
    """Say what a graph holds, one subject after the other.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        ``"none"``, ``"assertions"`` or ``"full"``.

    Yields
    ------
    Block
        The export, entities by id, each paper (by id) with its results, the places in its text and
        the evidence of its results, assertions by triple with their evidence, derivations, agents.
        A subject's properties are in a fixed order and the objects of each sorted.

    Raises
    ------
    ValueCheckError
        If an id cannot be the end of an IRI, or evidence is of a paper that is not in the graph.

    Notes
    -----
    In formats with graphs, the graph of a paper holds what the paper says: itself, its roles, its
    results, the facts between entities that it states, and the places in its text. Who read it and
    how sure they are, and what all papers share, is in the default graph.
    """
    for unit in units(kg, base_iri=base_iri, provenance=provenance):
        yield from unit.blocks()


class Unit(NamedTuple):
    """Blocks that stand together in every format, whatever comes before or after them.

    Attributes
    ----------
    made_of : callable
        Gives all that the blocks follow from beside base and provenance, as plain values: where
        these are equal, the blocks are.
    blocks : callable
        Gives the blocks.
    """

    made_of: Callable[[], object]
    blocks: Callable[[], Iterable[Block]]


def units(
    kg: KnowledgeGraph,
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
) -> Iterator[Unit]:
    """Part what a graph holds into units: an entity, a paper, an assertion, ….

    Parameters
    ----------
    kg, base_iri, provenance
        As in ``blocks``.

    Yields
    ------
    Unit
        In the order of ``blocks``.
    """
    yield from _Walk(kg, base_iri, Provenance(provenance)).units()


class _Walk:
    """One pass over one graph, with what must be known of all of it: references, no copies."""

    def __init__(self, kg: KnowledgeGraph, base_iri: str, provenance: Provenance) -> None:
        self.kg = kg
        self.provenance = provenance
        self.iris = Iris(base_iri)
        self.evidence = EvidenceWriter(kg, self.iris, provenance)
        self.roles: dict[str, list[Edge]] = defaultdict(list)
        self.facts: dict[str, list[Edge]] = defaultdict(list)
        self.stated: dict[str, list[Edge]] = defaultdict(list)
        for edge in kg.edges:
            of_paper = isinstance(edge.relation, Role)
            (self.roles if of_paper else self.facts)[edge.head].append(edge)
            for paper in () if of_paper else edge.papers:
                self.stated[paper].append(edge)
        self.results: dict[str, list[ResultRecord]] = defaultdict(list)
        for result in kg.results:
            self.results[result.paper].append(result)
        self.former = former_ids(kg.nodes)

    def units(self) -> Iterator[Unit]:
        yield Unit(lambda: "export", lambda: [self.export()])
        for node in self.kg.nodes:
            yield Unit(partial(self.node_from, node), partial(self.node, node))
        for paper in sorted(self.kg.papers, key=lambda paper: paper_node_id(paper.id)):
            yield Unit(partial(self.paper_from, paper), partial(self.paper, paper))
        if self.provenance is Provenance.NONE:
            return
        for edge in self.kg.edges:
            from_edge = partial(self.evidence.assertion_from, edge)
            yield Unit(from_edge, partial(self.evidence.assertion, edge))
        for node in self.kg.nodes:
            if node.broader or node.matches:
                from_node = partial(_derived_from, node)
                yield Unit(from_node, partial(derivations, (node,), self.iris))
        yield Unit(lambda: ("agents", self.evidence.sources), self.evidence.agents)

    def export(self) -> Block:
        said: Said = [
            (RDF.type, [VOID.Dataset]),
            (DCTERMS.conformsTo, [Iri(ONTOLOGY_IRI.rstrip("#"))]),
            (VOID.uriSpace, [Literal(self.iris.base)]),
            (KG.provenance, [Literal(self.provenance.value)]),
        ]
        return Block(Iri(self.iris.base), said)

    def paper_from(self, paper: Paper) -> object:
        roles = [(one.relation.value, one.tail) for one in self.roles[paper_node_id(paper.id)]]
        stated = [one.key for one in self.stated[paper.id]]
        places = self.evidence.places_from(paper)
        return ("paper", paper, roles, self.results[paper.id], places, stated)

    def paper(self, paper: Paper) -> Iterator[Block]:
        local = paper_node_id(paper.id)
        me, graph = self.iris[local], self.iris.graph(local)
        yield Block(graph, [], in_graph=[(PROV.wasDerivedFrom, [me])])
        results = self.results[paper.id]
        said = [*about_paper(paper), *self.direct(self.roles[local])]
        if results:
            said.append((KG.reportsResult, [self.iris[one.id] for one in results]))
        yield Block(me, said, graph)
        for result in results:
            inside = (me, KG.reportsResult)
            yield Block(self.iris[result.id], self.result(result), graph, inside)
        yield from self.evidence.places(paper, me, graph)
        for head, edges in itertools.groupby(self.stated[paper.id], key=attrgetter("head")):
            yield Block(self.iris[head], [], graph, in_graph=self.direct(edges))
        for result in results if self.provenance is not Provenance.NONE else ():
            yield self.evidence.of_result(result)

    def node_from(self, node: Node) -> object:
        facts = [(one.relation.value, one.tail) for one in self.facts[node.id]]
        names = (node.id, node.key, node.name, node.type.value, node.aliases)
        former = self.former.get(node.id, ())
        return ("node", names, node.joins, _derived_from(node), seen(self.kg, node), facts, former)

    def node(self, node: Node) -> Iterator[Block]:
        kind: Said = [
            (RDF.type, [TYPE_IRI[node.type]]),
            (RDFS.label, [Literal(node.name)]),
            (SKOS.altLabel, [Literal(alias) for alias in node.aliases]),
            (KG.key, [Literal(node.key)]),
            *seen_said(self.kg, node),
        ]
        rest: Said = [
            (name, sorted({Iri(one.iri) for one in node.matches if match_property(one) == name}))
            for name in (SKOS.closeMatch, SKOS.exactMatch)
        ]
        if self.provenance is Provenance.FULL:
            joins = {pack((j.rule, j.left, j.right), separator=FIELD) for j in node.joins}
            rest.append((KG.join, [Literal(join) for join in sorted(joins)]))
        derived = self.direct((), also=(one.node for one in node.broader))
        facts = self.direct(self.facts[node.id], also=(one.node for one in node.broader))
        me = self.iris[node.id]
        yield Block(me, _kept(kind, facts, rest), in_graph=_kept(kind, derived, rest))
        for former in self.former.get(node.id, ()):
            said: Said = [(DCTERMS.isReplacedBy, [me])]
            inside = (me, DCTERMS.isReplacedBy)
            yield Block(self.iris[former.id], said, inside=inside, again=former.again)

    def direct(self, edges: Iterable[Edge], also: Iterable[str] = ()) -> Said:
        """Give the direct triples of edges of one head, and of broader things of it."""
        tails: dict[Iri, set[Iri]] = defaultdict(set)
        for edge in edges:
            tails[edge_property(edge)].add(self.iris[edge.tail])
        for above in also:
            tails[SKOS.broader].add(self.iris[above])
        return [(name, sorted(tails[name])) for name in sorted(tails)]

    def result(self, result: ResultRecord) -> Said:
        iris = self.iris
        said: Said = [(RDF.type, [KG.Result]), (KG.ofMethod, [iris[result.method]])]
        if result.dataset is not None:
            said.append((KG.onDataset, [iris[result.dataset]]))
        if result.metric is not None:
            said.append((KG.withMetric, [iris[result.metric]]))
        said += [(KG.resultKind, [KIND_IRI[result.kind]]), (KG.valueText, [Literal(result.value)])]
        if result.number is not None:
            said.append((KG.value, [decimal_literal(result.number)]))
        if result.unit is not None:
            said.append((KG.unit, [Literal(result.unit)]))
        if result.baseline is not None:
            said.append((KG.baseline, [iris[result.baseline]]))
        if result.baseline_text is not None:
            said.append((KG.baselineText, [Literal(result.baseline_text)]))
        if self.provenance is not Provenance.NONE:
            said.append((KG.valueAt, [iris.span(result.paper, result.value_span)]))
            said.append((KG.evidence, [iris.evidence(result.id, result.evidence)]))
        return said


def _derived_from(node: Node) -> object:
    return (node.id, node.broader, node.matches)


def _kept(*parts: Said) -> Said:
    return [one for part in parts for one in part if one[1]]
