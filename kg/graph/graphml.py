"""``KnowledgeGraph`` ↔ GraphML, for Gephi, yEd, Cytoscape and ``networkx.read_graphml``.

GraphML knows flat values only, so lists are JSON in a string. XML cannot hold every character;
one that it cannot hold is written ``_xHHHH_``, as Office Open XML does (ECMA-376, part 1,
22.9.2.19, ``ST_Xstring``), and text that looks like that is protected, so nothing is lost. Every
edge has an id of its own and its role or relation as an attribute: readers want unique ids.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from kg.errors import InputError, KgError
from kg.graph.network import from_networkx, to_networkx
from kg.ids import assertion_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.graph.value import KnowledgeGraph

__all__ = [
    "graph_from_graphml",
    "graph_to_graphml",
    "known_graphml",
    "protect",
    "view_to_graphml",
]

_HINT: Final = "give a graph.graphml that kg build wrote"

#: What XML 1.0 cannot hold, and what its readers change: all line ends become one.
_NOT_XML: Final = re.compile(
    r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-F]{4,6}_|x_)"
)
_WRITTEN: Final = re.compile(r"_x([0-9A-F]{4,6})_")
#: An empty text: readers take an element without content for none.
_EMPTY: Final = "_x_"

#: Where an element of the graph begins: no text can hold this, since "<" is escaped.
_ELEMENT: Final = re.compile(r"(?<=\n)(?=<(?:node|edge) )")

_HEAD: Final = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
)

#: Attributes that are no text, and their GraphML type.
_TYPES: Final = {
    "confidence": "double",
    "date_inferred": "boolean",
    "n_authors": "long",
    "support": "long",
}

#: Attributes that are lists or dictionaries, and so JSON in a string.
_AS_JSON: Final = frozenset(
    {
        *("aliases", "authors", "broader", "evidence", "ids", "joins", "matches", "mentions"),
        *("sources", "value_span"),
    }
)


def graph_to_graphml(kg: KnowledgeGraph) -> Iterator[str]:
    """Write the graph as GraphML.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Yields
    ------
    str
        Lines with their ends: the same lines for the same graph.
    """
    yield from view_to_graphml(to_networkx(kg))


def view_to_graphml(
    view: nx.MultiDiGraph[str],
    records: Sequence[str] = (),
    known: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Write the networkx view of a graph as GraphML.

    Parameters
    ----------
    view : networkx.MultiDiGraph
        What ``to_networkx`` made.
    records : sequence of str
        What ``graph.json`` says of each node, then of each edge; not needed where nothing is known.
    known : mapping of str to str, optional
        Record → its GraphML, as ``known_graphml`` gives them.

    Yields
    ------
    str
        As ``graph_to_graphml``.
    """
    known = known or {}
    yield _HEAD
    names = {"node": _names(data for _, data in view.nodes(data=True))}
    names["edge"] = _names(data for *_, data in view.edges(data=True))
    if view.number_of_edges():
        names["edge"] = sorted({"relation", *names["edge"]})
    for scope, listed in names.items():
        for name in listed:
            yield (
                f'<key id="{scope}-{name}" for="{scope}" attr.name="{name}" '
                f'attr.type="{_TYPES.get(name, "string")}"/>\n'
            )
    yield '<graph edgedefault="directed">\n'
    waiting = iter(records)
    for id_, data in view.nodes(data=True):
        yield known.get(next(waiting, "")) or _node(id_, data)
    for head, tail, key, data in view.edges(keys=True, data=True):
        yield known.get(next(waiting, "")) or _edge(head, tail, key, data)
    yield "</graph>\n</graphml>\n"


def known_graphml(records: Sequence[str], text: str) -> dict[str, str]:
    """Tell which GraphML an earlier export has for what ``graph.json`` says.

    Parameters
    ----------
    records : sequence of str
        Nodes, then edges, of its ``graph.json``.
    text : str
        Its ``graph.graphml``.

    Returns
    -------
    dict
        Record → element with its end; empty if the two are not of one graph.
    """
    _, *elements = _ELEMENT.split(text.removesuffix("</graph>\n</graphml>\n"))
    if len(elements) != len(records):
        return {}
    return dict(zip(records, elements, strict=True))


def _names(attributes: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({name for data in attributes for name, one in data.items() if one is not None})


def _node(id_: str, data: Mapping[str, Any]) -> str:
    return f"<node id={quoteattr(id_)}>{_data('node', _flatten(data))}</node>\n"


def _edge(head: str, tail: str, key: str, data: Mapping[str, Any]) -> str:
    id_ = assertion_id(head, key, tail)
    ends = f"source={quoteattr(head)} target={quoteattr(tail)}"
    flat = {"relation": key, **_flatten(data)}
    return f"<edge id={quoteattr(id_)} {ends}>{_data('edge', flat)}</edge>\n"


def _data(scope: str, data: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{scope}-{name}">{escape(data[name])}</data>' for name in sorted(data)
    )


def graph_from_graphml(text: str, *, name: str = "graph.graphml") -> KnowledgeGraph:
    """Read GraphML that ``graph_to_graphml`` made.

    Parameters
    ----------
    text : str
        The whole file.
    name : str
        Name of the file, for the error.

    Returns
    -------
    KnowledgeGraph
        Equal to the one that it was made from.

    Raises
    ------
    InputError
        If the text is not such GraphML.
    """
    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    try:
        flat = nx.parse_graphml(text, force_multigraph=True, edge_key_type=str)
        for id_, data in flat.nodes(data=True):
            view.add_node(id_, **_deepen(data))
        for head, tail, data in flat.edges(data=True):
            view.add_edge(head, tail, key=data["relation"], **_deepen(data))
        return from_networkx(view)
    except SyntaxError as error:
        raise InputError(f"{name}:{error.lineno}", "this is not XML", hint=_HINT) from error
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        what = f"this is no knowledge graph ({type(error).__name__}: {error})"
        raise InputError(name, what, hint=_HINT) from error
    except (nx.NetworkXException, KgError) as error:
        raise InputError(name, f"this is no knowledge graph ({error})", hint=_HINT) from error


def _flatten(data: Mapping[str, Any]) -> dict[str, str]:
    flat = {}
    for key, value in data.items():
        if isinstance(value, list | dict):
            flat[key] = protect(json.dumps(value, ensure_ascii=False, sort_keys=True))
        elif isinstance(value, str):
            flat[key] = protect(value)
        elif isinstance(value, bool):
            flat[key] = str(value).lower()
        elif value is not None:
            flat[key] = str(value)
    return flat


def _deepen(flat: Mapping[str, Any]) -> dict[str, Any]:
    data = {key: _restore(one) if isinstance(one, str) else one for key, one in flat.items()}
    for key in _AS_JSON & data.keys():
        data[key] = json.loads(data[key])
    return data


def protect(text: str) -> str:
    """Write a text so that XML can hold it.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        With what XML cannot hold as ``_xHHHH_``.
    """
    return _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text) or _EMPTY


def _restore(text: str) -> str:
    if text == _EMPTY:
        return ""
    return _WRITTEN.sub(lambda match: chr(int(match[1], 16)), text)
