"""Knowledge graph → where each sentence, mention and result stands, for the page.

Offsets are told in UTF-16 units here, for that is how JavaScript counts. The sentences of a paper
are listed once, and evidence names them by number: one sentence tells several facts and roles.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from kg.view.compact import column, gaps
from kg.view.payload import ordered_edges, web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.graph.value import Edge, Evidence, KnowledgeGraph
    from kg.model import Span
    from kg.view.compact import Column

__all__ = ["details_of"]


def details_of(graph: KnowledgeGraph) -> dict[str, Any]:
    """Give what the page needs to show evidence: places of sentences, mentions and results.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.

    Returns
    -------
    dict
        Ready for JSON. ``edges`` and ``roles`` have the order of ``core_of``; each has ``count``
        pieces of evidence, and these stand end to end. ``sentences`` and ``mentions`` likewise, by
        paper. The paper of a role's evidence is that of the role.
    """
    places = _Places(graph)
    facts, roles = ordered_edges(graph)
    results = sorted(graph.results, key=lambda one: (one.paper, one.value_span, one.id))
    of_edges, of_roles = (_evidence(places, edges) for edges in (facts, roles))
    del of_roles["paper"]
    return {
        "sentences": _spans(places.sentences),
        "edges": of_edges,
        "roles": of_roles,
        "mentions": _mentions(graph, places),
        "results": {
            "place": [places.row(one.evidence) for one in results],
            "value": [[one.value, *places.span(one.paper, one.value_span)] for one in results],
            "number": [None if one.number is None else float(one.number) for one in results],
            "kind": [one.kind for one in results],
            "ends": [
                [
                    -1 if end is None else places.node[end]
                    for end in (one.method, one.dataset, one.metric, one.baseline)
                ]
                for one in results
            ],
            "baseline": [one.baseline_text or "" for one in results],
        },
        "sources": list(places.source),
        # Terms of vocabularies elsewhere, by node: label, address, whether it is the same thing.
        "matches": {
            str(places.node[node.id]): found
            for node in graph.nodes
            if (
                found := [
                    [one.label, address, int(one.exact)]
                    for one in node.matches
                    if (address := web_address(one.iri))
                ]
            )
        },
    }


class _Places:
    """Numbers of nodes, papers, sources and sentences of a graph."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.node = {node.id: i for i, node in enumerate(graph.nodes)}
        self.paper = {paper.id: i for i, paper in enumerate(graph.papers)}
        self.source: dict[str, int] = {}
        self._rulers = [_Ruler(paper.text) for paper in graph.papers]
        said: list[set[tuple[int, int]]] = [set() for _ in graph.papers]
        told = [one for edge in graph.edges for one in edge.evidence]
        for one in (*told, *(result.evidence for result in graph.results)):
            said[self.paper[one.paper]].add(self.span(one.paper, one.span))
        #: Start and length of each sentence that says something, by paper, in order.
        self.sentences = [sorted(some) for some in said]
        self._sentence = [{one: k for k, one in enumerate(some)} for some in self.sentences]

    def span(self, paper: str, span: Span) -> tuple[int, int]:
        """Tell start and length of a place."""
        start, end = self._rulers[self.paper[paper]](span)
        return start, end - start

    def row(self, one: Evidence) -> tuple[int, int, int, int]:
        """Tell its paper, its sentence there, its source and its confidence in per cent."""
        paper = self.paper[one.paper]
        sentence = self._sentence[paper][self.span(one.paper, one.span)]
        source = self.source.setdefault(one.source, len(self.source))
        return paper, sentence, source, round(one.confidence * 100)


class _Ruler:
    """Turn a span counted in code points into start and end counted in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.wide = [place for place, character in enumerate(text) if character > "\uffff"]

    def __call__(self, span: Span) -> tuple[int, int]:
        return (span.start + self._before(span.start), span.end + self._before(span.end))

    def _before(self, place: int) -> int:
        return bisect_right(self.wide, place - 1) if self.wide else 0


def _evidence(places: _Places, edges: Sequence[Edge]) -> dict[str, Column]:
    rows = [places.row(one) for edge in edges for one in edge.evidence]
    names = ("paper", "sentence", "source", "confidence")
    columns = {name: column(row[k] for row in rows) for k, name in enumerate(names)}
    return {"count": _counts(edge.evidence for edge in edges), **columns}


def _spans(groups: Sequence[Sequence[tuple[int, int]]]) -> dict[str, Column]:
    """Lay spans end to end, each told from the end of the one before."""
    return {
        "count": _counts(groups),
        "gap": column(gap for group in groups for gap in gaps(group)),
        "length": column(length for group in groups for _, length in group),
    }


def _mentions(graph: KnowledgeGraph, places: _Places) -> dict[str, Column]:
    rows: list[list[tuple[int, int, int]]] = [[] for _ in graph.papers]
    for node in graph.nodes:
        for mention in node.mentions:
            place = places.span(mention.paper, mention.span)
            rows[places.paper[mention.paper]].append((*place, places.node[node.id]))
    rows = [sorted(row) for row in rows]
    spans = _spans([[(start, length) for start, length, _ in row] for row in rows])
    return {**spans, "node": column(node for row in rows for *_, node in row)}


def _counts(groups: Iterable[Sequence[object]]) -> Column:
    return column(len(group) for group in groups)
