"""Groups → ``KnowledgeGraph``: the one value that every view is made from."""

from __future__ import annotations

from kg.graph.build import build_graph
from kg.graph.value import (
    Edge,
    Evidence,
    Join,
    KnowledgeGraph,
    Node,
    NodeMention,
    ResultRecord,
)

__all__ = [
    "Edge",
    "Evidence",
    "Join",
    "KnowledgeGraph",
    "Node",
    "NodeMention",
    "ResultRecord",
    "build_graph",
]
