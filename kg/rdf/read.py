"""RDF in any of the formats → the same ``KnowledgeGraph`` that was written.

Reads what ``kg`` writes with full provenance, from any syntax and in any order of triples. What
is missing or broken is an error that names the node.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NoReturn

import pyoxigraph as ox

from kg.errors import InputError, KgError, VocabularyError
from kg.graph.node import Broader, Join, Match, Node, NodeMention
from kg.graph.value import Edge, Evidence, KnowledgeGraph, ResultRecord
from kg.model import Paper, Span
from kg.rdf.packed import FIELD, LINE, unpack
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
    Iri,
    Provenance,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.vocabulary import Relation, Role

__all__ = ["OX_FORMATS", "read_rdf"]

#: Formats of the RDF library by the end of the file's name.
OX_FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}

_TYPE_OF: Final = {iri: entity_type for entity_type, iri in TYPE_IRI.items()}
_KIND_OF: Final = {iri: kind for kind, iri in KIND_IRI.items()}
_ROLE_OF: Final = {iri: role for role, iri in ROLE_IRI.items()}
_RELATION_OF: Final = {iri: relation for relation, iri in RELATION_IRI.items()}


def read_rdf(data: bytes | str, format: str, *, where: str = "RDF") -> KnowledgeGraph:  # noqa: A002
    """Read a graph that ``kg`` wrote as RDF.

    Parameters
    ----------
    data : bytes or str
        The text of the file.
    format : str
        ``"ttl"``, ``"nt"``, ``"trig"``, ``"nq"``, ``"jsonld"`` or ``"rdf"``.
    where : str
        Name of the file, for errors.

    Returns
    -------
    KnowledgeGraph
        Equal to the value that was written.

    Raises
    ------
    VocabularyError
        If the format is unknown.
    InputError
        If the text is not well formed, was written with less than full provenance, or lacks
        something that the graph needs.
    """
    if format not in OX_FORMATS:
        raise VocabularyError("RDF format", format, tuple(OX_FORMATS))
    try:
        about = _group(ox.parse(data, format=OX_FORMATS[format]))
    except (SyntaxError, ValueError) as error:
        raise InputError(where, f"is not {format}: {error}") from None
    try:
        return _Reader(about).graph()
    except InputError as error:
        raise InputError(f"{where}: {error.where}", error.what, hint=error.hint) from None
    except (KgError, ValueError, ArithmeticError, KeyError) as error:
        raise InputError(where, f"does not make a graph: {error}") from error


_About = dict[Iri, list[str]]


def _group(quads: ox.QuadParser) -> dict[Iri, _About]:
    about: dict[Iri, _About] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or isinstance(value, ox.BlankNode | ox.Triple):
            raise ValueError(f"a node without a name: {quad.subject} {quad.predicate}")
        values = about[Iri(subject.value)][Iri(quad.predicate.value)]
        if value.value not in values:  # in formats with graphs several papers may say one thing
            values.append(value.value)
    return {subject: dict(said) for subject, said in about.items()}


class _Reader:
    """All that is said, by subject and property, and what it was before."""

    def __init__(self, about: dict[Iri, _About]) -> None:
        self.about = about
        self.base = self._base()
        self.by_class: dict[str, list[Iri]] = defaultdict(list)
        for subject in sorted(about):
            for kind in about[subject].get(RDF.type, ()):
                self.by_class[kind].append(subject)
        self.broader: dict[Iri, list[Broader]] = defaultdict(list)
        self.matches: dict[Iri, list[Match]] = defaultdict(list)
        self.paper_at = {iri: self._paper(iri) for iri in self.by_class[KG.Paper]}

    def _base(self) -> str:
        exports = [one for one, said in self.about.items() if VOID.uriSpace in said]
        if len(exports) != 1:
            raise InputError("void:uriSpace", f"is there {len(exports)} times, not once")
        level = self.one(exports[0], KG.provenance)
        if level != Provenance.FULL:
            hint = "read graph.json, or export with full provenance"
            raise InputError("kg:provenance", f"is {level!r}, so parts are left out", hint=hint)
        return self.one(exports[0], VOID.uriSpace)

    def graph(self) -> KnowledgeGraph:
        mentions = self._mentions()
        self._read_derivations()
        nodes = [
            self._node(iri, kind, mentions)
            for kind in TYPE_IRI.values()
            for iri in self.by_class[kind]
        ]
        edges = [self._edge(iri) for iri in self.by_class[KG.Assertion]]
        return KnowledgeGraph(
            papers=tuple(sorted(self.paper_at.values(), key=lambda paper: paper.id)),
            nodes=tuple(sorted(nodes, key=lambda node: node.id)),
            edges=tuple(sorted(edges, key=lambda edge: edge.key)),
            results=tuple(self._result(iri) for iri in self.by_class[KG.Result]),
        )

    # --- what is said of a subject

    def _lacks(self, subject: Iri, name: Iri, n_found: int) -> NoReturn:
        raise InputError(f"<{subject}>", f"has {n_found} of {name}, not one")

    def all(self, subject: Iri, name: Iri) -> list[str]:
        return sorted(self.about.get(subject, {}).get(name, ()))

    def maybe(self, subject: Iri, name: Iri) -> str | None:
        found = self.about.get(subject, {}).get(name, ())
        if len(found) > 1:
            self._lacks(subject, name, len(found))
        return found[0] if found else None

    def one(self, subject: Iri, name: Iri) -> str:
        found = self.maybe(subject, name)
        if found is None:
            self._lacks(subject, name, 0)
        return found

    def local(self, iri: str) -> str:
        if not iri.startswith(self.base):
            raise InputError(f"<{iri}>", f"is not below {self.base}")
        return iri[len(self.base) :]

    def maybe_local(self, subject: Iri, name: Iri) -> str | None:
        found = self.maybe(subject, name)
        return None if found is None else self.local(found)

    def paper_of(self, subject: Iri, name: Iri) -> Paper:
        found = Iri(self.one(subject, name))
        if found not in self.paper_at:
            raise InputError(f"<{subject}>", f"names a paper that is not there: <{found}>")
        return self.paper_at[found]

    # --- values, each from its own properties

    def _paper(self, iri: Iri) -> Paper:
        n_authors = self.maybe(iri, KG.authorCount)
        authors = self.maybe(iri, KG.authorList)
        return Paper(
            id=self.one(iri, DCTERMS.identifier),
            title=self.one(iri, DCTERMS.title),
            abstract=self.maybe(iri, DCTERMS.abstract) or "",
            date=self.maybe(iri, DCTERMS.issued),
            date_inferred=self.maybe(iri, KG.dateInferred) == "true",
            n_authors=None if n_authors is None else int(n_authors),
            authors=() if authors is None else unpack(authors, separator=LINE),
            url=self.maybe(iri, SCHEMA.url),
            sources=tuple(self.all(iri, DCTERMS.source)),
            ids=tuple(self.all(iri, SCHEMA.identifier)),
        )

    def _mentions(self) -> dict[Iri, list[Iri]]:
        mentions: dict[Iri, list[Iri]] = defaultdict(list)
        for iri in self.by_class[KG.Mention]:
            mentions[Iri(self.one(iri, KG.refersTo))].append(iri)
        return mentions

    def _mention(self, iri: Iri, node_class: Iri) -> NodeMention:
        paper, span = self._span(iri)
        named = self.maybe(iri, KG.typedAs)
        return NodeMention(paper.id, span, _TYPE_OF[Iri(named or node_class)])

    def _node(self, iri: Iri, kind: Iri, mentions: Mapping[Iri, list[Iri]]) -> Node:
        joins = (unpack(join, separator=FIELD) for join in self.all(iri, KG.join))
        return Node(
            id=self.local(iri),
            key=self.one(iri, KG.key),
            name=self.one(iri, RDFS.label),
            type=_TYPE_OF[kind],
            mentions=tuple(sorted(self._mention(one, kind) for one in mentions.get(iri, ()))),
            aliases=tuple(self.all(iri, SKOS.altLabel)),
            joins=tuple(sorted(Join(left, right, rule) for rule, left, right in joins)),
            broader=tuple(sorted(self.broader[iri])),
            matches=tuple(sorted(self.matches[iri])),
        )

    def _read_derivations(self) -> None:
        for iri in self.by_class[KG.Derivation]:
            head, name = Iri(self.one(iri, RDF.subject)), self.one(iri, RDF.predicate)
            tail, rule = self.one(iri, RDF.object), self.one(iri, KG.rule)
            if name == SKOS.broader:
                self.broader[head].append(Broader(self.local(tail), rule))
                continue
            score = float(self.one(iri, KG.confidence))
            label = self.one(iri, RDFS.label)
            self.matches[head].append(Match(tail, label, name == SKOS.exactMatch, rule, score))

    def _edge(self, iri: Iri) -> Edge:
        head, name = Iri(self.one(iri, RDF.subject)), Iri(self.one(iri, RDF.predicate))
        known: Mapping[Iri, Role | Relation] = _ROLE_OF if head in self.paper_at else _RELATION_OF
        if name not in known:
            raise InputError(f"<{iri}>", f"is about no edge of the vocabulary: <{name}>")
        evidence = (self._evidence(Iri(one)) for one in self.all(iri, KG.evidence))
        tail = self.local(self.one(iri, RDF.object))
        return Edge(self.local(head), known[name], tail, tuple(sorted(evidence)))

    def _evidence(self, iri: Iri) -> Evidence:
        paper, span = self._span(Iri(self.one(iri, KG.sentence)))
        source = self.one(Iri(self.one(iri, PROV.wasAttributedTo)), RDFS.label)
        return Evidence(paper.id, span, source, float(self.one(iri, KG.confidence)))

    def _span(self, iri: Iri) -> tuple[Paper, Span]:
        paper = self.paper_of(iri, KG.inPaper)
        in_title = self.one(iri, KG.inText) == DCTERMS.title
        before = 0 if in_title else len(paper.title) + 1
        start, end = int(self.one(iri, OA.start)), int(self.one(iri, OA.end))
        return paper, Span(start + before, end + before)

    def _result(self, iri: Iri) -> ResultRecord:
        paper, value_span = self._span(Iri(self.one(iri, KG.valueAt)))
        number = self.maybe(iri, KG.value)
        return ResultRecord(
            id=self.local(iri),
            paper=paper.id,
            method=self.local(self.one(iri, KG.ofMethod)),
            dataset=self.maybe_local(iri, KG.onDataset),
            metric=self.maybe_local(iri, KG.withMetric),
            value=self.one(iri, KG.valueText),
            number=None if number is None else Decimal(number),
            unit=self.maybe(iri, KG.unit),
            kind=_KIND_OF[Iri(self.one(iri, KG.resultKind))],
            baseline=self.maybe_local(iri, KG.baseline),
            baseline_text=self.maybe(iri, KG.baselineText),
            evidence=self._evidence(Iri(self.one(iri, KG.evidence))),
            value_span=value_span,
        )
