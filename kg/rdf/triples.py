"""``KnowledgeGraph`` → triples, grouped by subject, in one order.

Every edge is a direct triple, so simple questions stay simple. Beside it stands an ``Assertion``
(which triple, how sure, in how many papers) with one ``Evidence`` for each sentence that says so.
A triple that follows from names or vocabularies (kinds, matches) has a ``Derivation`` instead.
No blank nodes: then two exports are equal if their sets of triples are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.config import DEFAULT_BASE_IRI, ONTOLOGY_IRI
from kg.errors import ValueCheckError
from kg.ids import assertion_id, paper_node_id, span_id
from kg.rdf.derivations import derivations, match_property
from kg.rdf.literals import date_literal, decimal_literal, integer_literal
from kg.rdf.packed import FIELD, LINE, pack
from kg.rdf.records import agent_id, evidence_id, mention_id
from kg.rdf.terms import (
    DCTERMS,
    KG,
    KIND_IRI,
    OA,
    PROV,
    RDF,
    RDFS,
    RELATION_IRI,
    ROLE_IRI,
    SCHEMA,
    SKOS,
    TYPE_IRI,
    VOID,
    XSD,
    Iri,
    Literal,
    Provenance,
    Triple,
)
from kg.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.value import Edge, Evidence, KnowledgeGraph, Node, ResultRecord
    from kg.model import Paper, Span

__all__ = ["edge_property", "triples"]

_SAFE_ID: Final = re.compile(r"[a-z]+/[A-Za-z][A-Za-z0-9_-]*")


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

    Yields
    ------
    Triple
        Grouped by subject; subjects in the order export, papers, entities, results, assertions
        with their evidence, derivations, spans, mentions, agents, each by id; a subject's
        properties in a fixed order, the type first, and the objects of one property together and
        sorted.

    Raises
    ------
    ValueCheckError
        If an id cannot be the end of an IRI, or evidence is of a paper that is not in the graph.
    """
    yield from _Writer(kg, base_iri, Provenance(provenance)).rows()


def edge_property(edge: Edge) -> Iri:
    """Give the property that an edge is in RDF.

    Parameters
    ----------
    edge : Edge
        The edge.

    Returns
    -------
    Iri
        ``kg:uses``, ``skos:broader``, …
    """
    if isinstance(edge.relation, Role):
        return ROLE_IRI[edge.relation]
    return RELATION_IRI[edge.relation]


class _Writer:
    """One pass over one graph; collects the spans and agents that its rows named."""

    def __init__(self, kg: KnowledgeGraph, base_iri: str, provenance: Provenance) -> None:
        self.kg = kg
        self.base = base_iri
        self.provenance = provenance
        self.facts: dict[str, dict[Iri, list[str]]] = defaultdict(lambda: defaultdict(list))
        for edge in kg.edges:
            self.facts[edge.head][edge_property(edge)].append(edge.tail)
        for node in kg.nodes:
            stated = self.facts[node.id][SKOS.broader]
            stated += {one.node for one in node.broader} - set(stated)
        self.results_of: dict[str, list[str]] = defaultdict(list)
        for result in kg.results:
            self.results_of[result.paper].append(result.id)
        # span id → paper, span, whether it is a sentence (a value may stand where one does)
        self.spans: dict[str, tuple[str, Span, bool]] = {}
        self.agents: dict[str, str] = {}

    def iri(self, local: str) -> Iri:
        if not _SAFE_ID.fullmatch(local):
            raise ValueCheckError(f"{local!r} cannot be the end of an IRI")
        return Iri(self.base + local)

    def rows(self) -> Iterator[Triple]:
        yield from self.export()
        for paper in sorted(self.kg.papers, key=lambda paper: paper_node_id(paper.id)):
            yield from self.paper(paper)
        for node in self.kg.nodes:
            yield from self.node(node)
        for result in self.kg.results:
            yield from self.result(result)
        if self.provenance is Provenance.NONE:
            return
        for edge in sorted(self.kg.edges, key=lambda edge: assertion_id(*edge.key)):
            yield from self.assertion(edge)
        yield from derivations(self.kg.nodes, self.iri, self.base)
        for local in sorted(self.spans):
            paper_of_span, span, sentence = self.spans[local]
            kind = KG.Sentence if sentence else KG.Span
            yield from self.place(self.iri(local), kind, paper_of_span, span)
        if self.provenance is Provenance.FULL:
            yield from self.mentions()
        for local in sorted(self.agents):
            yield self.iri(local), RDF.type, PROV.SoftwareAgent
            yield self.iri(local), RDFS.label, Literal(self.agents[local])

    def export(self) -> Iterator[Triple]:
        me = Iri(self.base)
        yield me, RDF.type, VOID.Dataset
        yield me, DCTERMS.conformsTo, Iri(ONTOLOGY_IRI.rstrip("#"))
        yield me, VOID.uriSpace, Literal(self.base)
        yield me, KG.provenance, Literal(self.provenance.value)

    def paper(self, paper: Paper) -> Iterator[Triple]:
        local = paper_node_id(paper.id)
        me = self.iri(local)
        yield me, RDF.type, KG.Paper
        yield me, DCTERMS.title, Literal(paper.title)
        if paper.abstract:
            yield me, DCTERMS.abstract, Literal(paper.abstract)
        yield me, DCTERMS.identifier, Literal(paper.id)
        if paper.date is not None:
            yield me, DCTERMS.issued, date_literal(paper.date)
            if paper.year is not None:
                yield me, KG.year, integer_literal(paper.year)
        if paper.date_inferred:
            yield me, KG.dateInferred, Literal("true", XSD.boolean)
        for name in sorted(set(paper.authors)):
            yield me, DCTERMS.creator, Literal(name)
        if paper.authors:
            yield me, KG.authorList, Literal(pack(paper.authors, separator=LINE))
        if paper.n_authors is not None:
            yield me, KG.authorCount, integer_literal(paper.n_authors)
        if paper.url is not None:
            yield me, SCHEMA.url, Literal(paper.url, XSD.anyURI)
        for source in paper.sources:
            yield me, DCTERMS.source, Literal(source)
        yield from self.direct(me, local)
        for result in self.results_of[paper.id]:
            yield me, KG.reportsResult, self.iri(result)

    def node(self, node: Node) -> Iterator[Triple]:
        me = self.iri(node.id)
        yield me, RDF.type, TYPE_IRI[node.type]
        yield me, RDFS.label, Literal(node.name)
        for alias in node.aliases:
            yield me, SKOS.altLabel, Literal(alias)
        yield me, KG.key, Literal(node.key)
        yield from self.direct(me, node.id)
        for name in (SKOS.closeMatch, SKOS.exactMatch):
            for iri in sorted({one.iri for one in node.matches if match_property(one) == name}):
                yield me, name, Iri(iri)
        if self.provenance is Provenance.FULL:
            for join in sorted(
                {pack((j.rule, j.left, j.right), separator=FIELD) for j in node.joins}
            ):
                yield me, KG.join, Literal(join)

    def direct(self, me: Iri, local: str) -> Iterator[Triple]:
        for name, tails in sorted(self.facts[local].items()):
            for tail in sorted(tails):
                yield me, name, self.iri(tail)

    def result(self, result: ResultRecord) -> Iterator[Triple]:
        me = self.iri(result.id)
        yield me, RDF.type, KG.Result
        yield me, KG.ofMethod, self.iri(result.method)
        if result.dataset is not None:
            yield me, KG.onDataset, self.iri(result.dataset)
        if result.metric is not None:
            yield me, KG.withMetric, self.iri(result.metric)
        yield me, KG.resultKind, KIND_IRI[result.kind]
        yield me, KG.valueText, Literal(result.value)
        if result.number is not None:
            yield me, KG.value, decimal_literal(result.number)
        if result.unit is not None:
            yield me, KG.unit, Literal(result.unit)
        if result.baseline is not None:
            yield me, KG.baseline, self.iri(result.baseline)
        if result.baseline_text is not None:
            yield me, KG.baselineText, Literal(result.baseline_text)
        if self.provenance is Provenance.NONE:
            return
        value_at = self.span(result.paper, result.value_span, sentence=False)
        yield me, KG.valueAt, value_at
        record = evidence_id(result.id, result.evidence)
        yield me, KG.evidence, self.iri(record)
        yield from self.evidence(record, result.evidence)

    def assertion(self, edge: Edge) -> Iterator[Triple]:
        local = assertion_id(*edge.key)
        me = self.iri(local)
        yield me, RDF.type, KG.Assertion
        yield me, RDF.subject, self.iri(edge.head)
        yield me, RDF.predicate, edge_property(edge)
        yield me, RDF.object, self.iri(edge.tail)
        yield me, KG.confidence, decimal_literal(edge.confidence)
        yield me, KG.support, integer_literal(edge.support)
        for paper in sorted(paper_node_id(paper) for paper in edge.papers):
            yield me, PROV.wasDerivedFrom, self.iri(paper)
        records = sorted((evidence_id(local, one), one) for one in set(edge.evidence))
        for record, _ in records:
            yield me, KG.evidence, self.iri(record)
        for record, one in records:
            yield from self.evidence(record, one)

    def evidence(self, local: str, evidence: Evidence) -> Iterator[Triple]:
        me = self.iri(local)
        agent = agent_id(evidence.source)
        self.agents[agent] = evidence.source
        yield me, RDF.type, KG.Evidence
        yield me, KG.sentence, self.span(evidence.paper, evidence.span, sentence=True)
        yield me, PROV.wasAttributedTo, self.iri(agent)
        yield me, KG.confidence, decimal_literal(evidence.confidence)

    def span(self, paper: str, span: Span, *, sentence: bool) -> Iri:
        local = span_id(paper, span.start, span.end)
        known = self.spans.get(local)
        self.spans[local] = (paper, span, sentence or (known is not None and known[2]))
        return self.iri(local)

    def mentions(self) -> Iterator[Triple]:
        found = (
            (mention_id(node.id, mention), node, mention)
            for node in self.kg.nodes
            for mention in set(node.mentions)
        )
        for local, node, mention in sorted(found, key=lambda one: one[0]):
            me = self.iri(local)
            yield from self.place(me, KG.Mention, mention.paper, mention.span)
            yield me, KG.refersTo, self.iri(node.id)
            if mention.type is not node.type:
                yield me, KG.typedAs, TYPE_IRI[mention.type]

    def place(self, me: Iri, kind: Iri, paper_id: str, span: Span) -> Iterator[Triple]:
        paper = self.kg.paper_of.get(paper_id)
        if paper is None:
            raise ValueCheckError(f"evidence of a paper that is not there: {paper_id!r}")
        # Offsets count in the literal where the span begins: SUBSTR gives its words again.
        in_title = span.start <= len(paper.title)
        before = 0 if in_title else len(paper.title) + 1
        yield me, RDF.type, kind
        yield me, KG.inPaper, self.iri(paper_node_id(paper_id))
        yield me, KG.inText, DCTERMS.title if in_title else DCTERMS.abstract
        yield me, OA.start, integer_literal(span.start - before)
        yield me, OA.end, integer_literal(span.end - before)
        yield me, OA.exact, Literal(paper.text[span.start : span.end])
