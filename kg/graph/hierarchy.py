"""Kinds and what they are kinds of: stated by papers, or told by names and vocabularies.

The hierarchy has no circle: what more papers state is laid first, then what names tell, then what
vocabularies tell, and whatever would close a circle is left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph.node import Broader
from kg.ids import entity_id
from kg.model import Dropped
from kg.vocabulary import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.graph.node import Node
    from kg.graph.value import Edge, KnowledgeGraph
    from kg.link.groups import KindOf

__all__ = ["add_broader", "break_circles", "broader_of", "keep_broader"]


def break_circles(edges: list[Edge], dropped: list[Dropped]) -> list[Edge]:
    """Leave out the edges that make a kind a kind of its own kinds.

    Parameters
    ----------
    edges : list of Edge
        Edges of any relation.
    dropped : list of Dropped
        What is left out is added here.

    Returns
    -------
    list of Edge
        The others. The best supported edges are kept before weaker ones.
    """
    kept = [edge for edge in edges if edge.relation is not Relation.SUBCLASS_OF]
    above: dict[str, list[str]] = defaultdict(list)
    kinds = [edge for edge in edges if edge.relation is Relation.SUBCLASS_OF]
    for edge in sorted(kinds, key=lambda one: (-one.support, -one.confidence, one.key)):
        if _leads(above, edge.tail, edge.head):
            told = f"{edge.head} {edge.relation.value} {edge.tail}"
            dropped += [Dropped("graph", "circle-of-kinds", told, one) for one in edge.papers]
            continue
        above[edge.head].append(edge.tail)
        kept.append(edge)
    return kept


def add_broader(
    nodes: Iterable[Node], edges: Iterable[Edge], kinds: Iterable[KindOf]
) -> list[Node]:
    """Give nodes the broader things that their names and vocabularies tell.

    Parameters
    ----------
    nodes : iterable of Node
        The nodes.
    edges : iterable of Edge
        What papers state, without circles.
    kinds : iterable of KindOf
        What names and vocabularies tell.

    Returns
    -------
    list of Node
        In the order given. A kind whose type was elected otherwise than that of the broader thing,
        and one that would close a circle, is passed over.
    """
    listed = list(nodes)
    type_of = {node.id: node.type for node in listed}
    above: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.relation is Relation.SUBCLASS_OF:
            above[edge.head].append(edge.tail)
    broader: dict[str, set[Broader]] = defaultdict(set)
    for kind in sorted(kinds, key=lambda one: (":" in one.rule, one)):
        head, tail = entity_id(kind.narrower), entity_id(kind.broader)
        if head == tail or head not in type_of or type_of[head] is not type_of.get(tail):
            continue
        if tail not in above[head]:
            if _leads(above, tail, head):
                continue
            above[head].append(tail)
        broader[head].add(Broader(tail, kind.rule))
    return [replace(node, broader=tuple(sorted(broader[node.id]))) for node in listed]


def broader_of(kg: KnowledgeGraph) -> dict[str, dict[str, tuple[str, ...]]]:
    """Tell what each node is a kind of, and who says so.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    dict of str to dict of str to tuple of str
        Node → broader node → rules, sorted; ``"stated"`` stands for papers (the edge's evidence).
        Nodes without a broader one are not there.
    """
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for edge in kg.edges:
        if edge.relation is Relation.SUBCLASS_OF:
            found[edge.head][edge.tail].add("stated")
    for node in kg.nodes:
        for one in node.broader:
            found[node.id][one.node].add(one.rule)
    return {
        node: {above: tuple(sorted(found[node][above])) for above in sorted(found[node])}
        for node in sorted(found)
    }


def keep_broader(nodes: Iterable[Node]) -> list[Node]:
    """Let nodes be kinds of each other only, for a part of a graph.

    Parameters
    ----------
    nodes : iterable of Node
        The nodes of the part.

    Returns
    -------
    list of Node
        In the order given, without broader things that are not among them.
    """
    listed = list(nodes)
    ids = {node.id for node in listed}
    return [
        replace(node, broader=tuple(one for one in node.broader if one.node in ids))
        if node.broader
        else node
        for node in listed
    ]


def _leads(above: Mapping[str, list[str]], start: str, end: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for node in above.get(waiting.pop(), ()):
            if node == end:
                return True
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return False
