"""``KnowledgeGraph``: papers, nodes, edges and results as one frozen value.

Edges join ids: ``paper/…`` → ``entity/…`` by role, ``entity/…`` → ``entity/…`` by relation. There
is one edge for a triple, however many sentences say it; joining adds evidence and never overwrites.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

from kg.errors import ValueCheckError
from kg.graph.node import Broader, Join, Match, Node, NodeMention
from kg.ids import paper_node_id
from kg.vocabulary import Relation, ResultKind, Role, allowed_ends, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from kg.model import Paper, Span

__all__ = [
    "Broader",
    "Edge",
    "Evidence",
    "Join",
    "KnowledgeGraph",
    "Match",
    "Node",
    "NodeMention",
    "ResultRecord",
]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One sentence that says so.

    Attributes
    ----------
    paper : str
        Id of the paper.
    span : Span
        The sentence, in the paper's text.
    source : str
        The rule or model that read it.
    confidence : float
        0 to 1.
    """

    paper: str
    span: Span
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact, with all that says so.

    Attributes
    ----------
    head : str
        Id of a node (``entity/…``), or of a paper's node (``paper/…``).
    relation : Role or Relation
        A role where the head is a paper, else a relation.
    tail : str
        Id of a node.
    evidence : tuple of Evidence
        Sorted, without doubles; never empty.
    """

    head: str
    relation: Role | Relation
    tail: str
    evidence: tuple[Evidence, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """Head, name of the relation, tail: unique in a graph."""
        return (self.head, self.relation.value, self.tail)

    @property
    def papers(self) -> tuple[str, ...]:
        """Ids of the papers that say so, sorted, without doubles."""
        return tuple(sorted({one.paper for one in self.evidence}))

    @property
    def support(self) -> int:
        """Number of papers that say so."""
        return len({one.paper for one in self.evidence})

    @property
    def confidence(self) -> float:
        """Chance that at least one paper is read rightly: 1 − Π(1 − best of each paper).

        Papers are independent witnesses, sentences of one paper are not, so each paper counts
        once, with its best sentence. Rounded to four places.
        """
        best: dict[str, float] = {}
        for one in self.evidence:
            best[one.paper] = max(best.get(one.paper, 0.0), one.confidence)
        return round(1.0 - prod(1.0 - best[paper] for paper in sorted(best)), 4)


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """A number that a paper claims, between nodes.

    Attributes
    ----------
    id : str
        ``result/…``, from all that defines it.
    paper : str
        Id of the paper.
    method : str
        Id of the method's node.
    dataset, metric : str or None
        Ids of nodes; None where the text does not say.
    value : str
        As printed.
    number : Decimal or None
        The value as a number; None where it is not one number (``"1.5-2.7times"``).
    unit : str or None
        As printed: ``"%"``, ``"times"``; None without one.
    kind : ResultKind
        Whether the number stands for itself or for a difference.
    baseline : str or None
        Id of a node.
    baseline_text : str or None
        The text's own words, where the baseline is no node.
    evidence : Evidence
        The sentence that says it.
    value_span : Span
        Where the value is printed.
    """

    id: str
    paper: str
    method: str
    dataset: str | None
    metric: str | None
    value: str
    number: Decimal | None
    unit: str | None
    kind: ResultKind
    baseline: str | None
    baseline_text: str | None
    evidence: Evidence
    value_span: Span


@dataclass(frozen=True)
class KnowledgeGraph:
    """Everything that was read, one node per thing.

    Attributes
    ----------
    papers : tuple of Paper
        By id.
    nodes : tuple of Node
        By id.
    edges : tuple of Edge
        By key.
    results : tuple of ResultRecord
        By id.

    Raises
    ------
    ValueCheckError
        If an order or an id is broken, an end is missing, types do not fit, an edge has no
        evidence, or a node is a kind of one that is not there.
    """

    papers: tuple[Paper, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    results: tuple[ResultRecord, ...] = ()

    def __post_init__(self) -> None:
        _check_order("papers", [paper.id for paper in self.papers])
        _check_order("nodes", [node.id for node in self.nodes])
        _check_order("edges", [edge.key for edge in self.edges])
        _check_order("results", [result.id for result in self.results])
        for node in self.nodes:
            for broader in node.broader:
                above = self.node_of.get(broader.node)
                if above is None or above.type is not node.type or above is node:
                    raise ValueCheckError(f"{node.id} is no kind of {broader.node!r}")
        for edge in self.edges:
            self._check_edge(edge)
        for result in self.results:
            for one in (result.method, result.dataset, result.metric, result.baseline):
                if one is not None and one not in self.node_of:
                    raise ValueCheckError(f"result {result.id}: no node {one!r}")

    def _check_edge(self, edge: Edge) -> None:
        if not edge.evidence:
            raise ValueCheckError(f"edge without evidence: {edge.key}")
        tail = self.node_of.get(edge.tail)
        if tail is None:
            raise ValueCheckError(f"edge to nowhere: {edge.key}")
        if isinstance(edge.relation, Role):
            if edge.head not in self.paper_of_node:
                raise ValueCheckError(f"edge from no paper: {edge.key}")
            if edge.relation not in allowed_roles(tail.type):
                raise ValueCheckError(
                    f"a {tail.type} cannot be {edge.relation.value!r}: {edge.key}"
                )
            return
        head = self.node_of.get(edge.head)
        if head is None:
            raise ValueCheckError(f"edge from nowhere: {edge.key}")
        if head.id == tail.id or not allowed_ends(edge.relation, head.type, tail.type):
            raise ValueCheckError(f"types do not fit: {edge.key}")

    @cached_property
    def paper_of(self) -> Mapping[str, Paper]:
        """Papers by their id."""
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def paper_of_node(self) -> Mapping[str, Paper]:
        """Papers by the id of the node that stands for them."""
        return {paper_node_id(paper.id): paper for paper in self.papers}

    @cached_property
    def node_of(self) -> Mapping[str, Node]:
        """Nodes by their id."""
        return {node.id: node for node in self.nodes}

    def sentence(self, evidence: Evidence) -> str:
        """Give the words of a piece of evidence.

        Parameters
        ----------
        evidence : Evidence
            Of an edge or a result of this graph.

        Returns
        -------
        str
            The sentence as printed, line breaks made spaces.
        """
        text = self.paper_of[evidence.paper].text
        return " ".join(text[evidence.span.start : evidence.span.end].split())


def _check_order(what: str, keys: Iterable[object]) -> None:
    listed = list(keys)
    for one, other in itertools.pairwise(listed):
        if not one < other:  # type: ignore[operator]
            raise ValueCheckError(
                f"{what} are not sorted, or one is there twice: {one!r}, {other!r}"
            )
