"""Everything that makes questions fast: each index is built once, when it is first needed."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from kg.api.fact import Fact, Quote
from kg.api.publication import Publication, TitleIndex
from kg.api.score import Score
from kg.api.similar import Similarity
from kg.api.thing import Thing
from kg.errors import NotFoundError
from kg.graph.analysis import degrees
from kg.graph.names import NameIndex
from kg.graph.paths import PathFinder
from kg.vocabulary import TYPES, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.api.communities import Topics
    from kg.graph.value import Edge, Evidence, KnowledgeGraph, Node, ResultRecord
    from kg.vocabulary import EntityType

__all__ = ["Index"]

_KeyT = TypeVar("_KeyT")
_ValueT = TypeVar("_ValueT")


class Index:
    """Look-up tables of one graph, and the views that hold on to it.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph

    def __repr__(self) -> str:
        return f"Index({len(self.graph.nodes)} nodes, {len(self.graph.edges)} edges)"

    @cached_property
    def names(self) -> NameIndex:
        """Names of nodes."""
        return NameIndex(self.graph.nodes)

    @cached_property
    def titles(self) -> TitleIndex:
        """Ids and titles of papers."""
        return TitleIndex(self.graph.papers)

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Edge, ...]]:
        """Edges by head: of nodes and of papers' nodes."""
        return _group((edge.head, edge) for edge in self.graph.edges)

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Edge, ...]]:
        """Edges by tail; the heads may be papers."""
        return _group((edge.tail, edge) for edge in self.graph.edges)

    def at(self, node_id: str) -> tuple[Edge, ...]:
        """Give the edges that begin or end at a node."""
        return (*self.outgoing.get(node_id, ()), *self.incoming.get(node_id, ()))

    @cached_property
    def results_of_node(self) -> Mapping[str, tuple[ResultRecord, ...]]:
        """Results by every node that they name."""
        return _group(
            (end, one)
            for one in self.graph.results
            for end in sorted({one.method, one.dataset, one.metric, one.baseline} - {None}, key=str)
            if end is not None
        )

    @cached_property
    def results_of_paper(self) -> Mapping[str, tuple[ResultRecord, ...]]:
        """Results by id of the paper that claims them."""
        return _group((one.paper, one) for one in self.graph.results)

    @cached_property
    def relations_of_paper(self) -> Mapping[str, tuple[Edge, ...]]:
        """Relations by id of each paper that states them."""
        return _group(
            (paper, edge)
            for edge in self.graph.edges
            if isinstance(edge.relation, Relation)
            for paper in edge.papers
        )

    @cached_property
    def nodes_of_paper(self) -> Mapping[str, tuple[Node, ...]]:
        """Nodes by id of each paper that names them."""
        return _group((paper, node) for node in self.graph.nodes for paper in node.papers)

    @cached_property
    def role_edges(self) -> Mapping[tuple[str, str], Edge]:
        """Edges of roles by id of the paper and id of the node."""
        return {
            (self.graph.paper_of_node[edge.head].id, edge.tail): edge
            for edge in self.graph.edges
            if isinstance(edge.relation, Role)
        }

    @cached_property
    def degree(self) -> Mapping[str, int]:
        """Number of edges at each node."""
        return degrees(self.graph)

    @cached_property
    def _ranked(self) -> tuple[Node, ...]:
        n_papers = {node.id: len(node.papers) for node in self.graph.nodes}
        order = sorted(
            self.graph.nodes,
            key=lambda one: (-n_papers[one.id], -self.degree[one.id], one.name, one.id),
        )
        return tuple(order)

    @cached_property
    def ranked(self) -> Mapping[EntityType, tuple[Thing, ...]]:
        """Things of each type, those that most papers name first."""
        found = _group((node.type, self.thing(node.id)) for node in self._ranked)
        return {kind: found.get(kind, ()) for kind in TYPES}

    @cached_property
    def everything(self) -> tuple[Thing, ...]:
        """Things of all types, those that most papers name first."""
        return tuple(self.thing(node.id) for node in self._ranked)

    @cached_property
    def similarity(self) -> Similarity:
        """Vectors of the papers."""
        return Similarity(self)

    @cached_property
    def topics(self) -> Topics:
        """Communities of the nodes and papers."""
        from kg.api.communities import Topics  # brings the library of the page with it

        return Topics(self)

    @cached_property
    def paths(self) -> PathFinder:
        """What finds paths of relations."""
        return PathFinder(self.graph)

    @cached_property
    def paths_through_papers(self) -> PathFinder:
        """What finds paths of relations and papers."""
        return PathFinder(self.graph, through_papers=True)

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the kinds of each node: as papers state, and as names and vocabularies tell."""
        stated = [
            (edge.tail, edge.head)
            for edge in self.graph.edges
            if edge.relation is Relation.SUBCLASS_OF
        ]
        told = [(one.node, node.id) for node in self.graph.nodes for one in node.broader]
        return _group(sorted({*stated, *told}))

    def kinds_of(self, node_id: str) -> frozenset[str]:
        """Give a node, its kinds, and theirs."""
        waiting, seen = [node_id], {node_id}
        while waiting:
            for kind in self.narrower.get(waiting.pop(), ()):
                if kind not in seen:
                    seen.add(kind)
                    waiting.append(kind)
        return frozenset(seen)

    def thing(self, node_id: str) -> Thing:
        """Give the view of a node."""
        return Thing(self.graph.node_of[node_id], self)

    def publication(self, paper_id: str) -> Publication:
        """Give the view of a paper."""
        return Publication(self.graph.paper_of[paper_id], self)

    def fact(self, edge: Edge) -> Fact:
        """Give the view of an edge."""
        return Fact(edge, self)

    def quote(self, fact: Fact, evidence: Evidence) -> Quote:
        """Give the view of a sentence."""
        return Quote(fact, evidence, self.graph.sentence(evidence), self)

    def score(self, record: ResultRecord) -> Score:
        """Give the view of a result."""
        return Score(record, self)

    def find(self, name: str | Thing, types: Collection[EntityType] | None = None) -> Thing:
        """Find a thing by any of its names; see ``NameIndex.find``."""
        kind = "node" if types is None else " or ".join(one.value.lower() for one in sorted(types))
        if not isinstance(name, Thing):
            return self.thing(self.names.find(name, types=types, kind=kind).id)
        node = self.graph.node_of.get(name.id)
        if node is None or (types is not None and node.type not in types):
            raise NotFoundError(kind, name.name, self.names.near(name.name, types=types))
        return self.thing(node.id)

    def find_paper(self, paper: str | Publication) -> Publication:
        """Find a paper by id, title or its beginning; see ``TitleIndex.find``."""
        if not isinstance(paper, Publication):
            return self.publication(self.titles.find(paper).id)
        if paper.id not in self.graph.paper_of:
            raise NotFoundError("paper", paper.title)
        return self.publication(paper.id)

    def role_of(self, paper_id: str, node_id: str) -> Role | None:
        """Say what a thing does in a paper; None if the paper only names it."""
        edge = self.role_edges.get((paper_id, node_id))
        return edge.relation if edge is not None and isinstance(edge.relation, Role) else None


def _group(pairs: Iterable[tuple[_KeyT, _ValueT]]) -> dict[_KeyT, tuple[_ValueT, ...]]:
    groups: dict[_KeyT, list[_ValueT]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(found) for key, found in groups.items()}
