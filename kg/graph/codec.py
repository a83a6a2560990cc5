"""``KnowledgeGraph`` ↔ node-link JSON: the networkx view as text, one line per node and edge.

The layout is that of ``networkx.node_link_data(…, edges="edges")``, so
``networkx.node_link_graph`` reads it; keys are sorted and every node and edge has a line of its
own, so two builds can be compared line by line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.errors import InputError, KgError
from kg.graph.network import from_networkx, to_networkx

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph.value import KnowledgeGraph

__all__ = ["from_json", "to_json"]


def to_json(kg: KnowledgeGraph) -> str:
    """Write the graph as node-link JSON.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    str
        The same text for the same graph; ends in a newline.

    Examples
    --------
    >>> from kg.graph.value import KnowledgeGraph
    >>> print(to_json(KnowledgeGraph()), end="")
    {"directed": true, "graph": {}, "multigraph": true,
    "nodes": [],
    "edges": []}
    """
    data = nx.node_link_data(to_networkx(kg), edges="edges")
    head = '{"directed": true, "graph": {}, "multigraph": true'
    return f'{head},\n"nodes": {_lines(data["nodes"])},\n"edges": {_lines(data["edges"])}}}\n'


def from_json(text: str, *, where: str = "graph.json") -> KnowledgeGraph:
    """Read node-link JSON.

    Parameters
    ----------
    text : str
        What ``to_json`` made.
    where : str
        Name of the file, for the error.

    Returns
    -------
    KnowledgeGraph
        Equal to the one that it was made from.

    Raises
    ------
    InputError
        If the text is not such JSON.
    """
    hint = "give a graph.json that kg build wrote"
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}:{error.lineno}", "this is not JSON", hint=hint) from error
    try:
        graph = nx.node_link_graph(data, directed=True, multigraph=True, edges="edges")
        return from_networkx(nx.MultiDiGraph(graph))
    except (KeyError, TypeError, ValueError, AttributeError, nx.NetworkXError, KgError) as error:
        raise InputError(where, f"this is no knowledge graph ({error})", hint=hint) from error


def _lines(records: Iterable[dict[str, Any]]) -> str:
    lines = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in records]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"
