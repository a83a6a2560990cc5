"""Groups → ``KnowledgeGraph``: the one value that every view is made from."""

from __future__ import annotations

from kg.graph.build import build_graph
from kg.graph.value import (
    Broader,
    Edge,
    Evidence,
    Join,
    KnowledgeGraph,
    Match,
    Node,
    NodeMention,
    ResultRecord,
)

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
    "build_graph",
]
