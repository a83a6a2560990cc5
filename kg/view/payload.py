"""Knowledge graph and its map → what the page reads: columns of numbers and texts.

Columns, not records, since 50,000 nodes must be parsed in a moment. What every view needs at once
(names, places, edges) is the core; evidence (``kg.view.details``) and texts are blocks that the
page opens on the first click. Columns of numbers are those of ``kg.view.compact``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kg.rdf.terms import expand
from kg.view.compact import column
from kg.view.topics import colour_topics, name_topics
from kg.vocabulary import RELATIONS, ROLES, TYPES, EntityType, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.value import Edge, KnowledgeGraph
    from kg.model import Paper
    from kg.view.layout import Layout

__all__ = ["PAPERS_PER_BLOCK", "core_of", "ordered_edges", "texts_of", "web_address"]

#: Abstracts in one block of texts; a click opens one block for each paper that it must quote.
PAPERS_PER_BLOCK: Final = 500

#: What the id of every node of ours begins with; the page puts it back.
ID_PREFIX: Final = "entity/"

_WEB_ADDRESS: Final = re.compile(r"https?://[^\s/]+(/\S*)?", re.IGNORECASE)


def core_of(graph: KnowledgeGraph, layout: Layout, *, title: str) -> dict[str, Any]:
    """Give what the page needs to draw the map and to search.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    layout : Layout
        Its map.
    title : str
        Heading of the page.

    Returns
    -------
    dict
        Ready for JSON. Nodes and papers are numbered as in the graph. ``edges`` join nodes and are
        sorted by weight, most telling first: where not all can be drawn, the first ones are.
        ``roles`` join papers to nodes.
    """
    number = {node.id: i for i, node in enumerate(graph.nodes)}
    facts, roles = ordered_edges(graph)
    types, relations, role_names = list(EntityType), list(Relation), list(Role)
    paper_number = {id_: i for i, id_ in enumerate(graph.paper_of_node)}
    prefix = ID_PREFIX if all(node.id.startswith(ID_PREFIX) for node in graph.nodes) else ""
    return {
        "title": title,
        "perBlock": PAPERS_PER_BLOCK,
        "idPrefix": prefix,
        "types": [[one, TYPES[one].plural, TYPES[one].meaning] for one in types],
        "relations": [
            [
                RELATIONS[one].label,
                RELATIONS[one].meaning,
                int(RELATIONS[one].symmetric),
                expand(RELATIONS[one].iri),
                one,
            ]
            for one in relations
        ],
        "roles": [[one, ROLES[one].meaning] for one in role_names],
        "topics": _topics(graph, layout),
        "nodes": {
            "id": [node.id.removeprefix(prefix) for node in graph.nodes],
            "type": column(types.index(node.type) for node in graph.nodes),
            "aliases": [list(node.aliases) for node in graph.nodes],
            "papers": column(len(node.papers) for node in graph.nodes),
            "topic": column(layout.communities.tolist()),
            "aside": column(layout.set_aside.astype(int).tolist()),
        },
        "papers": {
            "id": list(graph.paper_of_node),
            "title": [paper.title for paper in graph.papers],
            "date": [paper.date or "" for paper in graph.papers],
            "inferred": column(int(paper.date_inferred) for paper in graph.papers),
            "url": [web_address(paper.url) for paper in graph.papers],
            "authors": [_authors(paper) for paper in graph.papers],
        },
        "edges": {
            "head": column(number[edge.head] for edge in facts),
            "tail": column(number[edge.tail] for edge in facts),
            "relation": column(relations.index(Relation(edge.relation)) for edge in facts),
            "support": column(edge.support for edge in facts),
            "confidence": column(round(edge.confidence * 100) for edge in facts),
        },
        "roleEdges": {
            "count": column(
                _counts([paper_number[edge.head] for edge in roles], len(graph.papers))
            ),
            "node": column(number[edge.tail] for edge in roles),
            "role": column(role_names.index(Role(edge.relation)) for edge in roles),
        },
    }


def texts_of(graph: KnowledgeGraph) -> list[list[str]]:
    """Give the abstracts, in blocks.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.

    Returns
    -------
    list of list of str
        Abstracts in the order of the papers, ``PAPERS_PER_BLOCK`` to a block.
    """
    abstracts = [paper.abstract for paper in graph.papers]
    return [
        abstracts[start : start + PAPERS_PER_BLOCK]
        for start in range(0, len(abstracts), PAPERS_PER_BLOCK)
    ]


def _counts(keys: Sequence[int], size: int) -> list[int]:
    """Count each key; the keys must come in order, so that counts tell the same as they do."""
    counts = [0] * size
    for key in keys:
        counts[key] += 1
    return counts


def ordered_edges(graph: KnowledgeGraph) -> tuple[list[Edge], list[Edge]]:
    """Part the edges into facts, by how much they tell, and roles, by paper.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.

    Returns
    -------
    tuple of (list of Edge, list of Edge)
        Facts, then roles.
    """
    n_papers = {node.id: len(node.papers) for node in graph.nodes}
    facts = [edge for edge in graph.edges if isinstance(edge.relation, Relation)]
    order = {id_: i for i, id_ in enumerate(graph.paper_of_node)}
    roles = [edge for edge in graph.edges if isinstance(edge.relation, Role)]
    roles.sort(key=lambda one: (order[one.head], one.relation.value, one.tail))
    facts.sort(key=lambda one: (-one.support, -n_papers[one.head] - n_papers[one.tail], one.key))
    return facts, roles


def _topics(graph: KnowledgeGraph, layout: Layout) -> list[dict[str, Any]]:
    names = name_topics(graph, layout.communities)
    colours = colour_topics(layout)
    return [{"name": name, "colour": colour} for name, colour in zip(names, colours, strict=True)]


def _authors(paper: Paper) -> str:
    """Tell who wrote a paper, in a line."""
    if paper.authors:
        named = ", ".join(paper.authors[:3])
        return f"{named} et al." if len(paper.authors) > 3 else named
    if paper.n_authors is None:
        return ""
    return "1 author" if paper.n_authors == 1 else f"{paper.n_authors} authors"


def web_address(url: str | None) -> str:
    """Keep an address only if it leads to the web: never ``javascript:`` and the like.

    Parameters
    ----------
    url : str or None
        The address.

    Returns
    -------
    str
        The address, or nothing.
    """
    return url if url is not None and _WEB_ADDRESS.fullmatch(url) else ""
