"""Random graphs: every field that can vary varies, texts that formats stumble over included."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from kg.graph import (
    Broader,
    Edge,
    Evidence,
    Join,
    KnowledgeGraph,
    Match,
    Node,
    NodeMention,
    ResultRecord,
)
from kg.ids import entity_id, paper_node_id, result_id
from kg.model import Paper, Span
from kg.vocabulary import EntityType, Relation, ResultKind, allowed_ends, allowed_roles

__all__ = ["knowledge_graphs"]

#: What XML, JSON and line-based readers get wrong, and what looks like our own escapes.
_TRAPS = (
    "",
    " ",
    "\r\n",
    "a\u2028b",
    "\x00\x1b",
    "\ud800",
    "\ufffe",
    "</data>&amp;<![CDATA[",
    '"',
    "_x0041_",
    "_x_",
    "_x005F_x_",
    "𝒪(n)",
    "שלום",
    "None",
    "1.0",
)

texts = st.one_of(st.text(max_size=8), st.sampled_from(_TRAPS))
words = st.text("abc-é+( 1", min_size=1, max_size=6)
some_text = st.none() | texts
spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 40)
)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    date = draw(st.sampled_from((None, "2024", "2024-05", "2024-05-06")))
    return Paper(
        id=draw(st.text(min_size=1, max_size=6)),
        title=draw(texts) + "t",
        abstract=draw(texts),
        date=date,
        date_inferred=draw(st.booleans()),
        n_authors=draw(st.none() | st.integers(0, 3000)),
        authors=tuple(draw(st.lists(texts, max_size=2))),
        url=draw(some_text),
        sources=tuple(sorted(set(draw(st.lists(texts, max_size=2))))),
        ids=tuple(sorted(set(draw(st.lists(texts, max_size=2))))),
    )


_matches = st.builds(Match, texts, texts, st.booleans(), words, st.floats(0, 1))


@st.composite
def knowledge_graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """Draw a graph that keeps every rule of the value."""
    found = draw(st.lists(papers(), min_size=1, max_size=3, unique_by=lambda paper: paper.id))
    ids = sorted(paper.id for paper in found)
    evidences = st.builds(
        Evidence, st.sampled_from(ids), spans, texts, st.floats(0, 1, allow_nan=False)
    )
    some_evidence = st.lists(evidences, min_size=1, max_size=3).map(
        lambda listed: tuple(sorted(set(listed)))
    )
    mentions = st.builds(NodeMention, st.sampled_from(ids), spans, st.sampled_from(EntityType))
    nodes = [
        Node(
            id=entity_id(key),
            key=key,
            name=draw(texts),
            type=draw(st.sampled_from(EntityType)),
            mentions=tuple(sorted(set(draw(st.lists(mentions, min_size=1, max_size=2))))),
            aliases=tuple(sorted(set(draw(st.lists(texts, max_size=2))))),
            joins=tuple(
                sorted(set(draw(st.lists(st.builds(Join, texts, texts, words), max_size=2))))
            ),
            matches=tuple(sorted(draw(st.sets(_matches, max_size=2)))),
        )
        for key in sorted(draw(st.sets(words, max_size=4)))
    ]
    for at, node in enumerate(nodes):
        fit = [one.id for one in nodes[:at] if one.type is node.type]
        if draw(st.booleans()) and fit:
            above = st.builds(Broader, st.sampled_from(fit), words)
            nodes[at] = replace(node, broader=tuple(sorted(draw(st.sets(above, max_size=2)))))
    edges = {}
    for node in nodes:
        if draw(st.booleans()):
            role = draw(st.sampled_from(allowed_roles(node.type)))
            head = paper_node_id(draw(st.sampled_from(ids)))
            edges[head, role.value, node.id] = Edge(head, role, node.id, draw(some_evidence))
        for other in nodes:
            fits = [one for one in Relation if allowed_ends(one, node.type, other.type)]
            if node is not other and fits and draw(st.booleans()):
                relation = draw(st.sampled_from(fits))
                edge = Edge(node.id, relation, other.id, draw(some_evidence))
                edges[edge.key] = edge
    results = draw(st.lists(_results(nodes, evidences), max_size=1)) if nodes else []
    return KnowledgeGraph(
        papers=tuple(sorted(found, key=lambda paper: paper.id)),
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(edges[key] for key in sorted(edges)),
        results=tuple(results),
    )


@st.composite
def _results(
    draw: st.DrawFn, nodes: list[Node], evidences: st.SearchStrategy[Evidence]
) -> ResultRecord:
    some_node = st.sampled_from([node.id for node in nodes])
    evidence = draw(evidences)
    value = draw(texts)
    numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3).map(Decimal.normalize)
    return ResultRecord(
        id=result_id(ascii(value)),
        paper=evidence.paper,
        method=draw(some_node),
        dataset=draw(st.none() | some_node),
        metric=draw(st.none() | some_node),
        value=value,
        number=draw(st.none() | numbers),
        unit=draw(some_text),
        kind=draw(st.sampled_from(ResultKind)),
        baseline=draw(st.none() | some_node),
        baseline_text=draw(some_text),
        evidence=evidence,
        value_span=draw(spans),
    )
