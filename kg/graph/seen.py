"""When a thing or a fact was first and last seen: the dates of the papers that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.graph.node import Node
    from kg.graph.value import Edge, KnowledgeGraph

__all__ = ["Seen", "seen"]


class Seen(NamedTuple):
    """First and last date; both None where no paper has one.

    Attributes
    ----------
    first, last : str or None
        As the papers have them: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``. Of two that begin alike,
        the shorter one counts as the earlier.
    """

    first: str | None
    last: str | None


def seen(graph: KnowledgeGraph, what: Node | Edge) -> Seen:
    """Tell when a node or an edge was first and last seen.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    what : Node or Edge
        Of this graph.

    Returns
    -------
    Seen
        The dates of the earliest and the latest paper that names the node or says the fact; not
        the days on which they were added.
    """
    papers = graph.paper_of
    dates = [date for one in what.papers if (date := papers[one].date) is not None]
    return Seen(min(dates), max(dates)) if dates else Seen(None, None)
