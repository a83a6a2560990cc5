"""Knowledge graph and its map → what the page reads: columns of numbers and texts.

Columns, not records, since 50,000 nodes must be parsed in a moment. What every view needs at once
(names, places, edges) is the core; evidence and texts are blocks that the page opens on the first
click. Offsets are told in UTF-16 units here, for that is how JavaScript counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from kg.rdf.terms import expand
from kg.view.topics import colour_topics, name_topics
from kg.vocabulary import RELATIONS, ROLES, TYPES, EntityType, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.graph.value import Edge, Evidence, KnowledgeGraph
    from kg.model import Paper, Span
    from kg.view.layout import Layout

__all__ = ["PAPERS_PER_BLOCK", "core_of", "details_of", "texts_of"]

#: Abstracts in one block of texts; a click opens one block for each paper that it must quote.
PAPERS_PER_BLOCK: Final = 500

#: What the id of every node begins with; the page puts it back.
ID_PREFIX: Final = "entity/"

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
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
    facts, roles = _ordered_edges(graph)
    types, relations, role_names = list(EntityType), list(Relation), list(Role)
    paper_number = {id_: i for i, id_ in enumerate(graph.paper_of_node)}
    return {
        "title": title,
        "perBlock": PAPERS_PER_BLOCK,
        "idPrefix": ID_PREFIX,
        "types": [[one, TYPES[one].plural, TYPES[one].meaning] for one in types],
        "relations": [
            [
                RELATIONS[one].label,
                RELATIONS[one].meaning,
                int(RELATIONS[one].symmetric),
                expand(RELATIONS[one].iri),
            ]
            for one in relations
        ],
        "roles": [[one, ROLES[one].meaning] for one in role_names],
        "topics": _topics(graph, layout),
        "nodes": {
            "id": [node.id.removeprefix(ID_PREFIX) for node in graph.nodes],
            "type": _digits(types.index(node.type) for node in graph.nodes),
            "aliases": [list(node.aliases) for node in graph.nodes],
            "papers": [len(node.papers) for node in graph.nodes],
            "topic": layout.communities.tolist(),
            "aside": _digits(layout.set_aside.astype(int).tolist()),
        },
        "papers": {
            "id": list(graph.paper_of_node),
            "title": [paper.title for paper in graph.papers],
            "date": [paper.date or "" for paper in graph.papers],
            "inferred": [int(paper.date_inferred) for paper in graph.papers],
            "url": [_web_address(paper.url) for paper in graph.papers],
            "authors": [_authors(paper) for paper in graph.papers],
        },
        "edges": {
            "head": [number[edge.head] for edge in facts],
            "tail": [number[edge.tail] for edge in facts],
            "relation": _digits(relations.index(Relation(edge.relation)) for edge in facts),
            "support": [edge.support for edge in facts],
            "confidence": [round(edge.confidence * 100) for edge in facts],
        },
        "roleEdges": {
            "count": _counts([paper_number[edge.head] for edge in roles], len(graph.papers)),
            "node": [number[edge.tail] for edge in roles],
            "role": _digits(role_names.index(Role(edge.relation)) for edge in roles),
        },
    }


def details_of(graph: KnowledgeGraph) -> dict[str, Any]:
    """Give what the page needs to show evidence: places of sentences, mentions and results.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.

    Returns
    -------
    dict
        Ready for JSON. ``edges`` and ``roles`` have the order of ``core_of``; the evidence of the
        one numbered k stands from ``at[k]`` to ``at[k + 1]``. ``mentions`` likewise, by paper. The
        paper of a role's evidence is that of the role.
    """
    number = {node.id: i for i, node in enumerate(graph.nodes)}
    number_of_paper = {paper.id: i for i, paper in enumerate(graph.papers)}
    rulers = [_Ruler(paper.text) for paper in graph.papers]
    sources: dict[str, int] = {}

    def row(one: Evidence) -> tuple[int, int, int, int, int]:
        paper = number_of_paper[one.paper]
        source = sources.setdefault(one.source, len(sources))
        start, end = rulers[paper](one.span)
        return (paper, start, end - start, source, round(one.confidence * 100))

    facts, roles = _ordered_edges(graph)
    fields = ("paper", "start", "length", "source", "confidence")
    results = sorted(graph.results, key=lambda one: (one.paper, one.value_span, one.id))
    found: dict[str, Any] = {
        "edges": _grouped([[row(one) for one in edge.evidence] for edge in facts], fields),
        "roles": _grouped([[row(one)[1:] for one in edge.evidence] for edge in roles], fields[1:]),
        "mentions": _mentions(graph, number, number_of_paper, rulers),
        "results": {
            "place": [row(one.evidence) for one in results],
            "value": [
                [one.value, *rulers[number_of_paper[one.paper]](one.value_span)] for one in results
            ],
            "number": [None if one.number is None else float(one.number) for one in results],
            "kind": [one.kind for one in results],
            "ends": [
                [_end(number, end) for end in (one.method, one.dataset, one.metric, one.baseline)]
                for one in results
            ],
            "baseline": [one.baseline_text or "" for one in results],
        },
    }
    found["sources"] = list(sources)
    # Terms of vocabularies elsewhere, by node: label, address, whether it is the same thing.
    found["matches"] = {
        str(number[node.id]): [
            [one.label, address, int(one.exact)]
            for one in node.matches
            if (address := _web_address(one.iri))
        ]
        for node in graph.nodes
        if any(_web_address(one.iri) for one in node.matches)
    }
    return found


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


def _digits(numbers: Iterable[int]) -> str:
    """Write numbers below 36 as one character each."""
    return "".join(map(_DIGITS.__getitem__, numbers))


def _counts(keys: Sequence[int], size: int) -> list[int]:
    """Count each key; the keys must come in order, so that counts tell the same as they do."""
    counts = [0] * size
    for key in keys:
        counts[key] += 1
    return counts


class _Ruler:
    """Turn a span counted in code points into start and end counted in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.wide = [place for place, character in enumerate(text) if character > "\uffff"]

    def __call__(self, span: Span) -> tuple[int, int]:
        return (span.start + self._before(span.start), span.end + self._before(span.end))

    def _before(self, place: int) -> int:
        return bisect_right(self.wide, place - 1) if self.wide else 0


def _ordered_edges(graph: KnowledgeGraph) -> tuple[list[Edge], list[Edge]]:
    """Part the edges into facts, by how much they tell, and roles, by key."""
    n_papers = {node.id: len(node.papers) for node in graph.nodes}
    facts = [edge for edge in graph.edges if isinstance(edge.relation, Relation)]
    order = {id_: i for i, id_ in enumerate(graph.paper_of_node)}
    roles = [edge for edge in graph.edges if isinstance(edge.relation, Role)]
    roles.sort(key=lambda one: (order[one.head], one.relation.value, one.tail))
    facts.sort(key=lambda one: (-one.support, -n_papers[one.head] - n_papers[one.tail], one.key))
    return facts, roles


def _grouped(
    rows: Sequence[Sequence[tuple[int, ...]]], fields: Sequence[str]
) -> dict[str, list[int]]:
    """Lay groups of rows end to end, as columns; ``at`` says where each group begins."""
    flat = [row for group in rows for row in group]
    columns = {name: [row[i] for row in flat] for i, name in enumerate(fields)}
    return {"at": [0, *accumulate(len(group) for group in rows)], **columns}


def _mentions(
    graph: KnowledgeGraph,
    number: dict[str, int],
    number_of_paper: dict[str, int],
    rulers: Sequence[_Ruler],
) -> dict[str, list[int]]:
    rows: list[list[tuple[int, ...]]] = [[] for _ in graph.papers]
    for node in graph.nodes:
        for mention in node.mentions:
            paper = number_of_paper[mention.paper]
            start, end = rulers[paper](mention.span)
            rows[paper].append((start, end - start, number[node.id]))
    return _grouped([sorted(row) for row in rows], ("start", "length", "node"))


def _topics(graph: KnowledgeGraph, layout: Layout) -> list[dict[str, Any]]:
    names = name_topics(graph, layout.communities)
    colours = colour_topics(layout)
    return [{"name": name, "colour": colour} for name, colour in zip(names, colours, strict=True)]


def _end(number: dict[str, int], id_: str | None) -> int:
    return -1 if id_ is None else number[id_]


def _authors(paper: Paper) -> str:
    """Tell who wrote a paper, in a line."""
    if paper.authors:
        named = ", ".join(paper.authors[:3])
        return f"{named} et al." if len(paper.authors) > 3 else named
    if paper.n_authors is None:
        return ""
    return "1 author" if paper.n_authors == 1 else f"{paper.n_authors} authors"


def _web_address(url: str | None) -> str:
    """Keep an address only if it leads to the web: never ``javascript:`` and the like."""
    return url if url is not None and _WEB_ADDRESS.fullmatch(url) else ""
