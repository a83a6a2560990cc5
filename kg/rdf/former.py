"""Nodes → the IRIs that they would have under their other names, had nothing joined these.

A graph in which nobody explains "SGD" has ``entity/sgd``; where a paper does, that is a name of
``entity/stochastic-gradient-descent``, and whoever kept the first IRI must be led to the second.
What leads where follows from the names that the graph holds, not from what it was before: so a
graph that grew says the same as one that was built at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.ids import entity_id
from kg.link.items import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.node import Node

__all__ = ["Former", "former_ids"]


class Former(NamedTuple):
    """An id that no node has, though a node has the name that it is made from.

    Attributes
    ----------
    id : str
        ``entity/…``.
    again : bool
        Whether it leads to an earlier node too: a name that several things share.
    """

    id: str
    again: bool


def former_ids(nodes: Iterable[Node]) -> dict[str, tuple[Former, ...]]:
    """Find the ids that lead to nodes.

    Parameters
    ----------
    nodes : iterable of Node
        All nodes of a graph.

    Returns
    -------
    dict of str to tuple of Former
        Id of a node → ids that lead to it, sorted; nodes to which none leads are left out.
    """
    nodes = sorted(nodes, key=lambda node: node.id)
    taken = {node.id for node in nodes}
    seen: set[str] = set()
    found = {}
    for node in nodes:
        # Folding is what this costs, and most nodes have but the name that their id is made from.
        if not node.aliases and node.name.casefold() == node.key:
            continue
        ids = {entity_id(key_of(name)) for name in (node.name, *node.aliases)} - taken
        if ids:
            found[node.id] = tuple(Former(one, one in seen) for one in sorted(ids))
            seen |= ids
    return found
