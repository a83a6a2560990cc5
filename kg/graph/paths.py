"""The shortest way between two nodes of a graph."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING, Final

import networkx as nx

from kg.graph.analysis import degrees
from kg.vocabulary import EntityType, Relation

if TYPE_CHECKING:
    from kg.graph.value import Edge, KnowledgeGraph

__all__ = ["PathFinder"]

#: What an unsure edge, and a node that has to do with everything, cost beside a step (1): so
#: little that no path with more steps is ever chosen for them.
_UNSURE: Final = 0.004
_COMMON: Final = 0.001

#: What half of a way through a metric costs more: two things that are measured alike need have
#: nothing in common. The same in steps as on the page (``view/page/path.js``).
_METRIC: Final = 0.625


class PathFinder:
    """Finds shortest paths; made once for a graph.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    through_papers : bool
        Whether two things may also be joined by a paper that has a role for both. If not, only
        relations count.
    """

    def __init__(self, kg: KnowledgeGraph, *, through_papers: bool = False) -> None:
        degree = degrees(kg)
        metrics = {node.id for node in kg.nodes if node.type is EntityType.METRIC}
        self._graph: nx.Graph[str] = nx.Graph()
        self._graph.add_nodes_from(node.id for node in kg.nodes)
        for edge in kg.edges:
            if not through_papers and not isinstance(edge.relation, Relation):
                continue
            ends = (degree.get(edge.head, 0) + 1) * (degree[edge.tail] + 1)
            cost = 1 + _UNSURE * (1 - edge.confidence) + _COMMON * math.log10(ends)
            cost += _METRIC * sum(one in metrics for one in (edge.head, edge.tail))
            ends_known = self._graph.has_edge(edge.head, edge.tail)
            if not ends_known or cost < self._graph.edges[edge.head, edge.tail]["cost"]:
                self._graph.add_edge(edge.head, edge.tail, cost=cost, edge=edge)

    def find(self, source: str, target: str) -> tuple[Edge, ...] | None:
        """Find the best of the shortest paths.

        Parameters
        ----------
        source, target : str
            Ids of nodes.

        Returns
        -------
        tuple of Edge or None
            Fewest edges first, where a way through a metric counts for one more and a quarter; of
            those, surest edges through the least common nodes. Empty if both are one node, None
            if nothing joins them.
        """
        try:
            _, ids = nx.bidirectional_dijkstra(self._graph, source, target, weight="cost")
        except nx.NetworkXNoPath:
            return None
        return tuple(self._graph.edges[pair]["edge"] for pair in itertools.pairwise(ids))
