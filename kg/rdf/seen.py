"""When something was first and last seen → properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.seen import seen
from kg.rdf.literals import date_literal
from kg.rdf.terms import KG

if TYPE_CHECKING:
    from kg.graph.node import Node
    from kg.graph.value import Edge, KnowledgeGraph
    from kg.rdf.blocks import Said

__all__ = ["seen_said"]


def seen_said(kg: KnowledgeGraph, what: Node | Edge) -> Said:
    """Give the properties that say when a node or an edge was seen.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    what : Node or Edge
        Of this graph.

    Returns
    -------
    Said
        Two, or none where no paper has a date.
    """
    first, last = seen(kg, what)
    if first is None or last is None:
        return []
    return [(KG.firstSeen, [date_literal(first)]), (KG.lastSeen, [date_literal(last)])]
