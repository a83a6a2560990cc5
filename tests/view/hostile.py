"""Texts that want to do harm, in every place where a graph has other people's words."""

from __future__ import annotations

from decimal import Decimal

from kg.graph.node import Match
from kg.graph.value import Edge, Evidence, KnowledgeGraph, Node, NodeMention, ResultRecord
from kg.ids import entity_id, paper_node_id, result_id
from kg.model import Paper, Span
from kg.vocabulary import EntityType, Relation, ResultKind, Role, allowed_ends
from tests.view.graphs import HOSTILE, graph_of, place

__all__ = ["WILD", "wild_graph"]

METHOD, DATASET, TASK, METRIC, CONCEPT = EntityType

#: More of what a page, a file or a spreadsheet could take for anything but text.
WILD = (
    *HOSTILE,
    "<!--<script>window.ran = 1</script>",
    "]]></text></svg><script>window.ran = 1</script>",
    "data:text/html,<script>window.ran = 1</script>",
    "nul\x00bell\x07escape\x1b[31m delete\x7f next\x85",
    "half \ud800 pair",
    "z\u0301" + "\u0335\u0489\u0316" * 400 + " flood",
    "word " * 1_999 + "end",
    "{# comment #} {{ cycler.__init__ }} {% include 'x' %}",
    "\u2067isolate \u202e override \u2069 pop \u202c",
    "\u202e\u2066" * 60 + "deep",
    "1e5",
    "-0",
    "NaN",
    "null",
    "Infinity",
    '=HYPERLINK("https://example.org/?leak")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "＝1+1",
    "tab\tnew\nline\r\nreturn",
    "Case of names",
    "CASE OF NAMES",
    "case of names",
    "toString",
    "hasOwnProperty",
    "all~of&them=here#and%there,%2C+too/../x?y",
    'x> } UNION { ?s ?p ?o . FILTER("\\u003e")',
    "👨‍👩‍👧‍👦" * 80,
    "ﷺ" * 30,
    "\u0e01" + "\u0e49" * 60,
)


def wild_id(i: int, text: str) -> str:
    """An id as ours for one half; for the other half, the text itself behind the usual prefix."""
    return entity_id(f"{i} {text}") if i % 2 else f"entity/{text}"


def wild_graph() -> KnowledgeGraph:
    """Every such text as name, id, alias, title, abstract, author, address, date, source …"""
    papers = tuple(
        Paper(
            f"p{i:02} {text[:60]}",
            text.strip(),
            f"{text} is told by others as {text} again, at {value(i)} over {text}.",
            date=f"20{10 + i % 9}" if i % 3 else f"2020-{text[:30]}",
            date_inferred=i % 2 == 0,
            authors=(text[:200],),
            url=(f"javascript:window.ran={i}", f"https://example.org/{text}",
                 f"data:text/html,{i}", f"HTTPS://example.org/\u202e{i}<b>")[i % 4],
        )
        for i, text in enumerate(WILD)
    )  # fmt: skip
    nodes = tuple(_node(i, text, papers[i]) for i, text in enumerate(WILD))
    edges: list[Edge] = []
    for i, (paper, one) in enumerate(zip(papers, nodes, strict=True)):
        said = (_evidence(paper),)
        edges.append(Edge(paper_node_id(paper.id), Role.MENTIONS, one.id, said))
        for k in (1, 2):
            other = nodes[(i + k) % len(nodes)]
            fits = [one_ for one_ in Relation if allowed_ends(one_, one.type, other.type)]
            edges += [Edge(one.id, relation, other.id, said) for relation in fits[: 1 + i % 3]]
    results = [
        ResultRecord(
            result_id(paper.id, "value"), paper.id, nodes[i % 3].id, nodes[1].id,
            nodes[3].id if i % 2 else None,
            value(i), Decimal(i) if i % 2 else None, None,
            (ResultKind.ABSOLUTE, ResultKind.IMPROVEMENT)[i % 2], None, WILD[i],
            _evidence(paper), place(paper.text, value(i)),
        )
        for i, paper in enumerate(papers)
    ]  # fmt: skip
    return graph_of(papers, nodes, edges, results)


def value(i: int) -> str:
    """What is printed as a number."""
    return f"\u202e{i}<i>%</i>" if i % 2 else f"{i}.5 {WILD[i][:40]}"


def _evidence(paper: Paper) -> Evidence:
    start = len(paper.title) + 1
    return Evidence(
        paper.id, Span(start, start + len(paper.abstract)), f"rule <b>\u202e{paper.title[:30]}", 0.4
    )


def _node(i: int, text: str, paper: Paper) -> Node:
    start = len(paper.title) + 1
    kind = list(EntityType)[i % 5]
    there = NodeMention(paper.id, Span(start, start + len(text)), kind)
    matches = (
        Match("https://example.org/<b>", text, True, "match.label:test", 1.0),
        Match("javascript:window.ran=1", text, False, "match.label:test", 0.5),
    )
    aliases = (f"{text} again", text.swapcase())
    key = f"{i} {text}"
    return Node(wild_id(i, text), key, text, kind, (there,), aliases, matches=matches)
