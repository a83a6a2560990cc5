"""``KnowledgeGraph`` ↔ networkx: a ``MultiDiGraph`` of plain values, and the way back.

Papers, entities and results are nodes, told apart by ``kind``. Every attribute is text, a number,
a truth value, None, or a list or dictionary of these, so the graph can be written as JSON as it
stands. Attributes that only repeat (``label``, ``support``, ``confidence`` of an edge, when it was
first and last seen, the edges of a result) are for readers; the way back does not look at them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from kg.graph.node import Broader, Match, Node, NodeMention
from kg.graph.seen import seen
from kg.graph.value import Edge, Evidence, KnowledgeGraph, ResultRecord
from kg.ids import paper_node_id
from kg.link.groups import Join
from kg.paper import Paper, Span
from kg.vocabulary import EntityType, Relation, ResultKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["RESULT_EDGES", "from_networkx", "to_networkx"]

#: Keys of the edges from a result to what it is about; ``claims`` leads from its paper to it.
RESULT_EDGES: Final = ("method", "dataset", "metric", "baseline")


def to_networkx(kg: KnowledgeGraph) -> nx.MultiDiGraph[str]:
    """Show the graph as a networkx graph.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and edges in the order of the value; the key of an edge is the name of its role or
        relation, its ``evidence`` a list of dictionaries.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for paper in kg.papers:
        graph.add_node(paper_node_id(paper.id), **_paper_to(paper))
    for node in kg.nodes:
        graph.add_node(node.id, **_node_to(node), **_seen_to(kg, node))
    for result in kg.results:
        graph.add_node(result.id, **_result_to(result))
    for edge in kg.edges:
        graph.add_edge(
            edge.head,
            edge.tail,
            key=edge.relation.value,
            support=edge.support,
            confidence=edge.confidence,
            evidence=[_evidence_to(one) for one in edge.evidence],
            **(_seen_to(kg, edge) if isinstance(edge.relation, Relation) else {}),
        )
    for result in kg.results:
        graph.add_edge(paper_node_id(result.paper), result.id, key="claims")
        for key in RESULT_EDGES:
            end = getattr(result, key)
            if end is not None:
                graph.add_edge(result.id, end, key=key)
    return graph


def from_networkx(graph: nx.MultiDiGraph[str]) -> KnowledgeGraph:
    """Read the graph back.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        What ``to_networkx`` made, or the like; the order of its nodes and edges does not count.

    Returns
    -------
    KnowledgeGraph
        Equal to the one that it was made from.

    Raises
    ------
    ValueCheckError
        If a value breaks its own rules.
    """
    kinds = {id_: data["kind"] for id_, data in graph.nodes(data=True)}
    papers = [_paper_from(data) for data in _of_kind(graph, "paper")]
    nodes = [_node_from(data) for data in _of_kind(graph, "entity")]
    results = [_result_from(data) for data in _of_kind(graph, "result")]
    edges = [
        _edge_from(head, tail, key, data, from_paper=kinds[head] == "paper")
        for head, tail, key, data in graph.edges(keys=True, data=True)
        if "result" not in (kinds[head], kinds[tail])
    ]
    return KnowledgeGraph(
        papers=tuple(sorted(papers, key=lambda paper: paper.id)),
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(sorted(edges, key=lambda edge: edge.key)),
        results=tuple(sorted(results, key=lambda result: result.id)),
    )


def _of_kind(graph: nx.MultiDiGraph[str], kind: str) -> Iterator[dict[str, Any]]:
    for id_, data in graph.nodes(data=True):
        if data["kind"] == kind:
            yield {**data, "id": id_}


def _paper_to(paper: Paper) -> dict[str, Any]:
    return {
        "kind": "paper",
        "label": paper.title,
        "paper": paper.id,
        "title": paper.title,
        "abstract": paper.abstract,
        "date": paper.date,
        "date_inferred": paper.date_inferred,
        "n_authors": paper.n_authors,
        "authors": list(paper.authors),
        "url": paper.url,
        "sources": list(paper.sources),
        "ids": list(paper.ids),
    }


def _paper_from(data: Mapping[str, Any]) -> Paper:
    return Paper(
        id=data["paper"],
        title=data["title"],
        abstract=data["abstract"],
        date=data.get("date"),
        date_inferred=data["date_inferred"],
        n_authors=data.get("n_authors"),
        authors=tuple(data["authors"]),
        url=data.get("url"),
        sources=tuple(data["sources"]),
        ids=tuple(data.get("ids", ())),
    )


def _node_to(node: Node) -> dict[str, Any]:
    return {
        "kind": "entity",
        "label": node.name,
        "key": node.key,
        "name": node.name,
        "type": node.type.value,
        "aliases": list(node.aliases),
        "joins": [[join.left, join.right, join.rule] for join in node.joins],
        "broader": [[one.node, one.rule] for one in node.broader],
        "matches": [[one.iri, one.label, one.exact, one.rule, one.score] for one in node.matches],
        "mentions": [
            [one.paper, one.span.start, one.span.end, one.type.value] for one in node.mentions
        ],
    }


def _node_from(data: Mapping[str, Any]) -> Node:
    return Node(
        id=data["id"],
        key=data["key"],
        name=data["name"],
        type=EntityType(data["type"]),
        mentions=tuple(
            NodeMention(paper, Span(start, end), EntityType(kind))
            for paper, start, end, kind in data["mentions"]
        ),
        aliases=tuple(data["aliases"]),
        joins=tuple(Join(*join) for join in data["joins"]),
        broader=tuple(Broader(*one) for one in data.get("broader", ())),
        matches=tuple(Match(*one) for one in data.get("matches", ())),
    )


def _seen_to(kg: KnowledgeGraph, what: Node | Edge) -> dict[str, Any]:
    # Not for roles: they were seen when their paper was.
    first, last = seen(kg, what)
    return {"first_seen": first, "last_seen": last}


def _evidence_to(evidence: Evidence) -> dict[str, Any]:
    return {
        "paper": evidence.paper,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "source": evidence.source,
        "confidence": evidence.confidence,
    }


def _evidence_from(data: Mapping[str, Any]) -> Evidence:
    span = Span(data["start"], data["end"])
    return Evidence(data["paper"], span, data["source"], data["confidence"])


def _edge_from(
    head: str, tail: str, key: str, data: Mapping[str, Any], *, from_paper: bool
) -> Edge:
    relation = Role(key) if from_paper else Relation(key)
    return Edge(head, relation, tail, tuple(_evidence_from(one) for one in data["evidence"]))


def _result_to(result: ResultRecord) -> dict[str, Any]:
    return {
        "kind": "result",
        "label": result.value,
        "paper": result.paper,
        "method": result.method,
        "dataset": result.dataset,
        "metric": result.metric,
        "value": result.value,
        "number": None if result.number is None else str(result.number),
        "unit": result.unit,
        "result_kind": result.kind.value,
        "baseline": result.baseline,
        "baseline_text": result.baseline_text,
        "evidence": _evidence_to(result.evidence),
        "value_span": [result.value_span.start, result.value_span.end],
    }


def _result_from(data: Mapping[str, Any]) -> ResultRecord:
    return ResultRecord(
        id=data["id"],
        paper=data["paper"],
        method=data["method"],
        dataset=data.get("dataset"),
        metric=data.get("metric"),
        value=data["value"],
        number=None if data.get("number") is None else Decimal(data["number"]),
        unit=data.get("unit"),
        kind=ResultKind(data["result_kind"]),
        baseline=data.get("baseline"),
        baseline_text=data.get("baseline_text"),
        evidence=_evidence_from(data["evidence"]),
        value_span=Span(*data["value_span"]),
    )
