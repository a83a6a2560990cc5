"""``KnowledgeGraph`` ↔ node-link JSON: the networkx view as text, one line per node and edge.

The layout is that of ``networkx.node_link_data(…, edges="edges")``, so
``networkx.node_link_graph`` reads it; keys are sorted and every node and edge has a line of its
own, so two builds can be compared line by line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from kg.errors import InputError, KgError
from kg.graph.network import from_networkx, to_networkx
from kg.surrogates import SURROGATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.graph.value import KnowledgeGraph

__all__ = ["graph_from_json", "graph_to_json", "record_lines", "view_to_json"]

_HINT: Final = "give a graph.json that kg build wrote"

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def graph_to_json(kg: KnowledgeGraph) -> Iterator[str]:
    """Write the graph as node-link JSON.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Yields
    ------
    str
        Lines with their ends: the same lines for the same graph.

    Examples
    --------
    >>> from kg.graph.value import KnowledgeGraph
    >>> print("".join(graph_to_json(KnowledgeGraph())), end="")
    {"directed": true, "graph": {}, "multigraph": true,
    "nodes": [
    ],
    "edges": [
    ]}
    """
    yield from view_to_json(to_networkx(kg))


def view_to_json(view: nx.MultiDiGraph[str]) -> Iterator[str]:
    """Write the networkx view of a graph as node-link JSON.

    Parameters
    ----------
    view : networkx.MultiDiGraph
        What ``to_networkx`` made.

    Yields
    ------
    str
        As ``graph_to_json``.
    """
    data = nx.node_link_data(view, edges="edges")
    yield '{"directed": true, "graph": {}, "multigraph": true,\n"nodes": [\n'
    yield from _lines(data["nodes"])
    yield '],\n"edges": [\n'
    yield from _lines(data["edges"])
    yield "]}\n"


def graph_from_json(text: str, *, name: str = "graph.json") -> KnowledgeGraph:
    """Read node-link JSON.

    Parameters
    ----------
    text : str
        What ``graph_to_json`` made.
    name : str
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
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}:{error.lineno}", "this is not JSON", hint=_HINT) from error
    if not isinstance(data, dict) or not {"nodes", "edges"} <= data.keys():
        what = "this is no knowledge graph: nodes and edges are missing"
        raise InputError(name, what, hint=_HINT)
    try:
        graph = nx.node_link_graph(data, directed=True, multigraph=True, edges="edges")
        return from_networkx(nx.MultiDiGraph(graph))
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        what = "this is no knowledge graph: a node or an edge lacks a part, or has a wrong one"
        raise InputError(name, what, hint=_HINT) from error
    except (nx.NetworkXException, KgError) as error:
        raise InputError(name, f"this is no knowledge graph ({error})", hint=_HINT) from error


def record_lines(lines: Iterable[str]) -> list[str]:
    """Pick the nodes and edges out of the lines of a ``graph.json``.

    Parameters
    ----------
    lines : iterable of str
        What ``graph_to_json`` gave; with their ends or without.

    Returns
    -------
    list of str
        One JSON object each: nodes, then edges.
    """
    stripped = (line.rstrip("\n").removesuffix(",") for line in lines)
    return [line for line in stripped if line.startswith("{") and line.endswith("}")]


def _lines(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    last = len(records) - 1
    for index, record in enumerate(records):
        # ASCII where a character could not be written as UTF-8 (half of a surrogate pair).
        line = _ENCODE(record)
        if not line.isascii() and SURROGATE.search(line):
            line = json.dumps(record, sort_keys=True)
        yield f"{line}\n" if index == last else f"{line},\n"
