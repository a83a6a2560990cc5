"""Two graphs → what is new, gone, stronger and weaker from the one to the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kg.vocabulary import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.graph.node import Node
    from kg.graph.value import Edge, KnowledgeGraph

__all__ = ["FactChange", "GraphDiff", "NodeChange", "PaperChange", "diff_graphs"]


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A paper that only one of the graphs has.

    Attributes
    ----------
    id, title : str
        Which one.
    """

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node that differs.

    Attributes
    ----------
    id, name, type : str
        As the later graph has it, or the earlier one where it is gone.
    before, after : int
        Number of papers that name it.
    now : str or None
        Of a node that is gone: the node that most of its places name now, if they are still there.
    """

    id: str
    name: str
    type: str
    before: int
    after: int
    now: str | None = None


@dataclass(frozen=True, slots=True)
class FactChange:
    """A relation between nodes that differs.

    Attributes
    ----------
    head, relation, tail : str
        Names of both ends, and of the relation.
    key : tuple of str
        The edge's key: ids of both ends and the relation between them.
    before, after : int
        Number of papers that say so.
    """

    head: str
    relation: str
    tail: str
    key: tuple[str, str, str]
    before: int
    after: int


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_Change = TypeVar("_Change", NodeChange, FactChange)


@dataclass(frozen=True, slots=True)
class GraphDiff:
    """What changed. Every list: greatest change first, then by name.

    Attributes
    ----------
    new_papers, gone_papers : tuple of PaperChange
        By id.
    new_nodes, gone_nodes, stronger_nodes, weaker_nodes : tuple of NodeChange
        Stronger is what more papers name than before.
    new_facts, gone_facts, stronger_facts, weaker_facts : tuple of FactChange
        Stronger is what more papers say than before. Roles of papers are left out: they come and
        go with their papers.
    """

    new_papers: tuple[PaperChange, ...] = ()
    gone_papers: tuple[PaperChange, ...] = ()
    new_nodes: tuple[NodeChange, ...] = ()
    gone_nodes: tuple[NodeChange, ...] = ()
    stronger_nodes: tuple[NodeChange, ...] = ()
    weaker_nodes: tuple[NodeChange, ...] = ()
    new_facts: tuple[FactChange, ...] = ()
    gone_facts: tuple[FactChange, ...] = ()
    stronger_facts: tuple[FactChange, ...] = ()
    weaker_facts: tuple[FactChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return self == GraphDiff()

    def to_dict(self) -> dict[str, Any]:
        """Write it as plain values.

        Returns
        -------
        dict
            Ready for ``json.dumps``; every list is there even if it is empty.
        """
        return asdict(self)


def diff_graphs(old: KnowledgeGraph, new: KnowledgeGraph) -> GraphDiff:
    """Tell what changed from one graph to another.

    Parameters
    ----------
    old, new : KnowledgeGraph
        The earlier and the later one.

    Returns
    -------
    GraphDiff
        Its opposite for the opposite order, but for the nodes that gone ones became.

    Notes
    -----
    Nodes are one if their id is, and so their canonical key. A node whose key changed because a
    later paper explains its short form is gone under the one and new under the other id;
    ``NodeChange.now`` says so.
    """
    here, there = ({paper.id: paper.title for paper in graph.papers} for graph in (old, new))
    nodes = _changes(old.node_of, new.node_of, _node_change(old, new))
    facts = _changes(_facts(old), _facts(new), _fact_change(old, new))
    return GraphDiff(
        tuple(PaperChange(one, there[one]) for one in sorted(there.keys() - here.keys())),
        tuple(PaperChange(one, here[one]) for one in sorted(here.keys() - there.keys())),
        *nodes,
        *facts,
    )


def _facts(graph: KnowledgeGraph) -> dict[tuple[str, str, str], Edge]:
    return {edge.key: edge for edge in graph.edges if isinstance(edge.relation, Relation)}


def _order(change: NodeChange | FactChange) -> tuple[int, int, str, tuple[str, ...]]:
    name, last = (
        (change.name, (change.id,)) if isinstance(change, NodeChange) else (change.head, change.key)
    )
    return -abs(change.after - change.before), -max(change.after, change.before), name, last


def _changes(
    old: Mapping[_Key, _Value],
    new: Mapping[_Key, _Value],
    compare: Callable[[_Value | None, _Value | None], _Change],
) -> tuple[tuple[_Change, ...], tuple[_Change, ...], tuple[_Change, ...], tuple[_Change, ...]]:
    """Part what differs into new, gone, stronger and weaker; greatest change first."""
    found: tuple[list[_Change], list[_Change], list[_Change], list[_Change]] = ([], [], [], [])
    for key in old.keys() | new.keys():
        change = compare(old.get(key), new.get(key))
        if key not in old:
            found[0].append(change)
        elif key not in new:
            found[1].append(change)
        elif change.after != change.before:
            found[2 if change.after > change.before else 3].append(change)
    new_ones, gone, stronger, weaker = (tuple(sorted(some, key=_order)) for some in found)
    return new_ones, gone, stronger, weaker


def _node_change(
    old: KnowledgeGraph, new: KnowledgeGraph
) -> Callable[[Node | None, Node | None], NodeChange]:
    gone = [node for node in old.nodes if node.id not in new.node_of]
    places = {(one.paper, one.span): node.id for node in new.nodes for one in node.mentions}
    heir: dict[str, str] = defaultdict(str)
    for node in gone:
        found = Counter(
            places[one.paper, one.span] for one in node.mentions if (one.paper, one.span) in places
        )
        if found:
            heir[node.id] = min(found, key=lambda id_: (-found[id_], id_))

    def compare(before: Node | None, after: Node | None) -> NodeChange:
        shown = after or before
        assert shown is not None  # noqa: S101 - a key is in one of the two
        return NodeChange(
            shown.id,
            shown.name,
            shown.type.value,
            _n_papers(before),
            _n_papers(after),
            heir[shown.id] or None if after is None else None,
        )

    return compare


def _n_papers(node: Node | None) -> int:
    return 0 if node is None else len(node.papers)


def _fact_change(
    old: KnowledgeGraph, new: KnowledgeGraph
) -> Callable[[Edge | None, Edge | None], FactChange]:
    def compare(before: Edge | None, after: Edge | None) -> FactChange:
        edge, graph = (after, new) if after is not None else (before, old)
        assert edge is not None  # noqa: S101 - a key is in one of the two
        return FactChange(
            graph.node_of[edge.head].name,
            edge.relation.value,
            graph.node_of[edge.tail].name,
            edge.key,
            0 if before is None else before.support,
            0 if after is None else after.support,
        )

    return compare
