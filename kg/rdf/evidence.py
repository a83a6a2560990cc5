"""Where facts come from → blocks: assertions, evidence, the places in texts, and who read them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.errors import ValueCheckError
from kg.graph.seen import seen
from kg.ids import paper_node_id
from kg.rdf.blocks import Block, Said
from kg.rdf.iris import edge_property
from kg.rdf.literals import decimal_literal, integer_literal
from kg.rdf.records import agent_id, mention_id
from kg.rdf.seen import seen_said
from kg.rdf.terms import DCTERMS, KG, OA, PROV, RDF, RDFS, TYPE_IRI, Iri, Literal, Provenance
from kg.vocabulary import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.value import Edge, Evidence, KnowledgeGraph, Node, NodeMention, ResultRecord
    from kg.model import Paper, Span
    from kg.rdf.iris import Iris

__all__ = ["EvidenceWriter"]


class EvidenceWriter:
    """Makes the blocks that say where facts come from.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    iris : Iris
        Makes IRIs of ids.
    provenance : Provenance
        How much is said.

    Raises
    ------
    ValueCheckError
        If evidence is of a paper that is not in the graph.

    Attributes
    ----------
    sources : tuple of str
        Names of the readers that evidence is attributed to, sorted.
    """

    def __init__(self, kg: KnowledgeGraph, iris: Iris, provenance: Provenance) -> None:
        self._kg = kg
        self._iris = iris
        self._agents: dict[str, Iri] = {}
        self.sources: tuple[str, ...] = ()
        # paper → span → whether it is a sentence (a value may stand where one does)
        self._spans: dict[str, dict[Span, bool]] = defaultdict(dict)
        self._mentions: dict[str, list[tuple[Node, NodeMention]]] = defaultdict(list)
        if provenance is Provenance.NONE:
            return
        sources = {result.evidence.source for result in kg.results}
        for result in kg.results:
            self._spans[result.paper].setdefault(result.value_span, False)
            self._spans[result.evidence.paper][result.evidence.span] = True
        for edge in kg.edges:
            for one in edge.evidence:
                self._spans[one.paper][one.span] = True
                sources.add(one.source)
        self.sources = tuple(sorted(sources))
        if provenance is Provenance.FULL:
            for node in kg.nodes:
                for mention in node.mentions:
                    self._mentions[mention.paper].append((node, mention))
        for paper in (*self._spans, *self._mentions):
            if paper not in kg.paper_of:
                raise ValueCheckError(f"evidence of a paper that is not there: {paper!r}")

    def places_from(self, paper: Paper) -> object:
        """Give what ``places`` follows from beside the paper, as plain values."""
        spans = self._spans.get(paper.id, {})
        mentions = [
            (one.span.start, one.span.end, one.type.value, node.id, node.type.value)
            for node, one in self._mentions[paper.id]
        ]
        places = [(span.start, span.end, spans[span]) for span in sorted(spans)]
        return (places, mentions)

    def places(self, paper: Paper, me: Iri, graph: Iri) -> Iterator[Block]:
        """Give the places in a paper's text: sentences and values, then mentions.

        Parameters
        ----------
        paper : Paper
            The paper.
        me, graph : Iri
            Of the paper and of its graph.

        Yields
        ------
        Block
            By place.
        """
        inside = (me, KG.inPaper)
        spans = self._spans.get(paper.id, {})
        for span in sorted(spans):
            kind = KG.Sentence if spans[span] else KG.Span
            said = _place(kind, paper, me, span)
            yield Block(self._iris.span(paper.id, span), said, graph, inside)
        found = {
            (one.span, one.type, node.id): (node, one) for node, one in self._mentions[paper.id]
        }
        for node, mention in (found[key] for key in sorted(found)):
            said = _place(KG.Mention, paper, me, mention.span)
            said.append((KG.refersTo, [self._iris[node.id]]))
            if mention.type is not node.type:
                said.append((KG.typedAs, [TYPE_IRI[mention.type]]))
            yield Block(Iri(self._iris.base + mention_id(node.id, mention)), said, graph, inside)

    def assertion_from(self, edge: Edge) -> object:
        """Give what ``assertion`` follows from, as plain values."""
        evidence = [
            (one.paper, one.span.start, one.span.end, one.source, one.confidence)
            for one in edge.evidence
        ]
        return ("assertion", edge.key, seen(self._kg, edge), evidence)

    def assertion(self, edge: Edge) -> Iterator[Block]:
        """Give the assertion of an edge, then its evidence.

        Parameters
        ----------
        edge : Edge
            The edge.

        Yields
        ------
        Block
            The assertion, then one a sentence, in the edge's order.
        """
        me = self._iris.assertion(edge)
        local = me.removeprefix(self._iris.base)
        records = {self._iris.evidence(local, one): one for one in edge.evidence}
        papers = sorted(self._iris[paper_node_id(paper)] for paper in edge.papers)
        said: Said = [
            (RDF.type, [KG.Assertion]),
            (RDF.subject, [self._iris[edge.head]]),
            (RDF.predicate, [edge_property(edge)]),
            (RDF.object, [self._iris[edge.tail]]),
            (KG.confidence, [decimal_literal(edge.confidence)]),
            (KG.support, [integer_literal(len(papers))]),
            *(seen_said(self._kg, edge) if isinstance(edge.relation, Relation) else ()),
            (PROV.wasDerivedFrom, [*papers]),
            (KG.evidence, [*records]),
        ]
        yield Block(me, said)
        for record, one in records.items():
            yield self._evidence(record, one, me)

    def of_result(self, result: ResultRecord) -> Block:
        """Give the evidence of a result.

        Parameters
        ----------
        result : ResultRecord
            The result.

        Returns
        -------
        Block
            Its evidence.
        """
        record = self._iris.evidence(result.id, result.evidence)
        return self._evidence(record, result.evidence, self._iris[result.id])

    def agents(self) -> Iterator[Block]:
        """Give the readers that evidence is attributed to.

        Yields
        ------
        Block
            By name.
        """
        for source in self.sources:
            said: Said = [(RDF.type, [PROV.SoftwareAgent]), (RDFS.label, [Literal(source)])]
            yield Block(self._agent(source), said)

    def _evidence(self, record: Iri, evidence: Evidence, statement: Iri) -> Block:
        said: Said = [
            (RDF.type, [KG.Evidence]),
            (KG.sentence, [self._iris.span(evidence.paper, evidence.span)]),
            (PROV.wasAttributedTo, [self._agent(evidence.source)]),
            (KG.confidence, [decimal_literal(evidence.confidence)]),
        ]
        return Block(record, said, inside=(statement, KG.evidence))

    def _agent(self, source: str) -> Iri:
        agent = self._agents.get(source)
        if agent is None:
            agent = self._agents[source] = self._iris[agent_id(source)]
        return agent


def _place(kind: Iri, paper: Paper, me: Iri, span: Span) -> Said:
    # Offsets count in the literal where the span begins: SUBSTR gives its words again.
    in_title = span.start <= len(paper.title)
    text = paper.title if in_title else paper.abstract
    before = 0 if in_title else len(paper.title) + 1
    start, end = span.start - before, span.end - before
    words = text[start:end] if end <= len(text) else paper.text[span.start : span.end]
    return [
        (RDF.type, [kind]),
        (KG.inPaper, [me]),
        (KG.inText, [DCTERMS.title if in_title else DCTERMS.abstract]),
        (OA.start, [integer_literal(start)]),
        (OA.end, [integer_literal(end)]),
        (OA.exact, [Literal(words)]),
    ]
