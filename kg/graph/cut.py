"""A part of a graph that is a graph itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph.value import KnowledgeGraph
from kg.ids import paper_node_id
from kg.vocabulary import Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from kg.graph.value import Evidence, Node

__all__ = ["cut_nodes", "cut_papers", "keep_sure", "reach"]


def cut_nodes(kg: KnowledgeGraph, keep: Collection[str]) -> KnowledgeGraph:
    """Keep some nodes, what joins them, and the papers that name them.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    keep : collection of str
        Ids of nodes.

    Returns
    -------
    KnowledgeGraph
        The nodes, the edges between them, the papers that name them, and the results all of whose
        nodes are kept.
    """
    kept = frozenset(keep)
    nodes = _trim([node for node in kg.nodes if node.id in kept])
    papers = {paper for node in nodes for paper in node.papers}
    heads = kept | {paper_node_id(paper) for paper in papers}
    edges = tuple(edge for edge in kg.edges if edge.tail in kept and edge.head in heads)
    papers |= {paper for edge in edges for paper in edge.papers}
    results = tuple(
        one
        for one in kg.results
        if {one.method, one.dataset, one.metric, one.baseline} - {None} <= kept
    )
    papers |= {one.paper for one in results}
    return KnowledgeGraph(
        tuple(paper for paper in kg.papers if paper.id in papers), nodes, edges, results
    )


def cut_papers(kg: KnowledgeGraph, keep: Collection[str]) -> KnowledgeGraph:
    """Keep some papers and what they say.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    keep : collection of str
        Ids of papers.

    Returns
    -------
    KnowledgeGraph
        The papers, and everything of which they are evidence, with their evidence alone. Names,
        types and aliases stay as the whole graph has them.
    """
    kept = frozenset(keep)
    nodes = _trim(
        [
            replace(node, mentions=mentions)
            for node in kg.nodes
            if (mentions := tuple(one for one in node.mentions if one.paper in kept))
        ]
    )
    ids = {node.id for node in nodes} | {paper_node_id(paper) for paper in kept}
    edges = tuple(
        replace(edge, evidence=evidence)
        for edge in kg.edges
        if edge.head in ids and edge.tail in ids and (evidence := _of(edge.evidence, kept))
    )
    results = tuple(
        one
        for one in kg.results
        if one.paper in kept and {one.method, one.dataset, one.metric, one.baseline} - {None} <= ids
    )
    return KnowledgeGraph(
        tuple(paper for paper in kg.papers if paper.id in kept), nodes, edges, results
    )


def _trim(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Take broader things away that are not among the nodes."""
    ids = {node.id for node in nodes}
    return tuple(
        node
        if all(one.node in ids for one in node.broader)
        else replace(node, broader=tuple(one for one in node.broader if one.node in ids))
        for node in nodes
    )


def _of(evidence: Iterable[Evidence], papers: frozenset[str]) -> tuple[Evidence, ...]:
    return tuple(one for one in evidence if one.paper in papers)


def reach(kg: KnowledgeGraph, start: Iterable[str], depth: int) -> frozenset[str]:
    """Walk along relations, in either direction.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    start : iterable of str
        Ids of nodes.
    depth : int
        Steps at most; 0 stays where it is.

    Returns
    -------
    frozenset of str
        Ids of the nodes that are reached, the start included.
    """
    seen = set(start)
    relations = [edge for edge in kg.edges if isinstance(edge.relation, Relation)]
    for _ in range(depth):
        found = {
            end
            for edge in relations
            if edge.head in seen or edge.tail in seen
            for end in (edge.head, edge.tail)
        }
        if found <= seen:
            break
        seen |= found
    return frozenset(seen)


def keep_sure(kg: KnowledgeGraph, *, min_support: int, min_confidence: float) -> KnowledgeGraph:
    """Keep the edges that enough papers say, and surely enough.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    min_support : int
        Papers that must say so, for relations between nodes.
    min_confidence : float
        Least confidence of any edge; 0 to 1.

    Returns
    -------
    KnowledgeGraph
        With the same papers, nodes and results.
    """
    edges = tuple(
        edge
        for edge in kg.edges
        if edge.confidence >= min_confidence
        and (edge.support >= min_support or not isinstance(edge.relation, Relation))
    )
    return replace(kg, edges=edges)
