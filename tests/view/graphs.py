"""Small graphs by hand: one of harmless papers of ours, and one of names that want to do harm."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kg.graph.value import Edge, Evidence, KnowledgeGraph, Node, NodeMention, ResultRecord
from kg.ids import entity_id, paper_node_id, result_id
from kg.model import Paper, Span
from kg.vocabulary import EntityType, Relation, ResultKind, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

METHOD, DATASET, TASK, METRIC, CONCEPT = EntityType

#: Names that would do harm where a page took them for anything but text.
HOSTILE = (
    "</script><script>window.ran = 1</script>",
    '<img src=x onerror="window.ran = 1">',
    "<svg/onload=window.ran=1>",
    "\"quotes\" 'both' & &amp; \\back",
    "javascript:window.ran=1",
    "right\u202eto left",
    "zero\u200bwidth\ufeff",
    "x" * 10_000,
    "🧪 emoji 👩🏽‍🔬",
    "two\u2028lines\u2029more",
    "{{ 7 * 7 }}{% raw %}${7 * 7}",
    "<!-- comment <!-- ]]>",
    "__proto__",
    "constructor",
    "שלום עולם",
    "href<a href=javascript:window.ran=1>",
)


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def node(name: str, kind: EntityType, papers: Sequence[Paper], *aliases: str) -> Node:
    """A node that stands wherever its name or an alias does."""
    mentions = []
    for paper in papers:
        for surface in (name, *aliases):
            start = paper.text.find(surface)
            while start >= 0:
                mentions.append(NodeMention(paper.id, Span(start, start + len(surface)), kind))
                start = paper.text.find(surface, start + len(surface))
    return Node(
        entity_id(name), name, name, kind, tuple(sorted(set(mentions))), tuple(sorted(aliases))
    )


def edge(
    head: Node | Paper, relation: Role | Relation, tail: Node, *said: tuple[Paper, str, float]
) -> Edge:
    """An edge that these sentences say."""
    evidence = tuple(
        sorted(Evidence(one.id, place(one.text, words), "test", sure) for one, words, sure in said)
    )
    id_ = paper_node_id(head.id) if isinstance(head, Paper) else head.id
    return Edge(id_, relation, tail.id, evidence)


def graph_of(
    papers: Sequence[Paper],
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    results: Sequence[ResultRecord] = (),
) -> KnowledgeGraph:
    return KnowledgeGraph(
        tuple(sorted(papers, key=lambda one: one.id)),
        tuple(sorted(nodes, key=lambda one: one.id)),
        tuple(sorted(edges, key=lambda one: one.key)),
        tuple(sorted(results, key=lambda one: one.id)),
    )


def harbour_graph() -> KnowledgeGraph:
    """Three papers: two share nodes, the third stands apart; one has a sign of two UTF-16 units."""
    tidal = Paper(
        "p1",
        "Tidal Attention for long sequences",
        "🌊 We propose Tidal Attention (TA). Tidal Attention extends self-attention. "
        "On HarbourBench, TA outperforms the Plain Transformer by 2.5% in accuracy.",
        date="2024-03-01",
        n_authors=4,
        url="https://example.org/tidal",
    )
    bench = Paper(
        "p2",
        "HarbourBench, a benchmark of ships",
        "HarbourBench tests ship detection. The Plain Transformer is evaluated on HarbourBench.",
        date="2023",
        date_inferred=True,
        authors=("A. One", "B. Two", "C. Three", "D. Four"),
    )
    knots = Paper("p3", "Knots in ropes", "We study the braid group.", url="javascript:alert(1)")
    papers = (tidal, bench, knots)
    ta = node("Tidal Attention", METHOD, papers, "TA")
    self_attention = node("self-attention", METHOD, papers)
    plain = node("Plain Transformer", METHOD, papers)
    harbour = node("HarbourBench", DATASET, papers)
    ships = node("ship detection", TASK, papers)
    accuracy = node("accuracy", METRIC, papers)
    braid = node("braid group", CONCEPT, papers)
    first, second = "🌊 We propose Tidal Attention (TA).", "Tidal Attention extends self-attention."
    third = "On HarbourBench, TA outperforms the Plain Transformer by 2.5% in accuracy."
    fourth = "HarbourBench tests ship detection."
    fifth = "The Plain Transformer is evaluated on HarbourBench."
    edges = [
        edge(tidal, Role.PROPOSES, ta, (tidal, first, 1.0)),
        edge(tidal, Role.USES, self_attention, (tidal, second, 0.9)),
        edge(tidal, Role.COMPARES, plain, (tidal, third, 0.9)),
        edge(tidal, Role.USES, harbour, (tidal, third, 0.9)),
        edge(tidal, Role.REPORTS, accuracy, (tidal, third, 0.9)),
        edge(bench, Role.INTRODUCES, harbour, (bench, fourth, 0.8)),
        edge(bench, Role.ADDRESSES, ships, (bench, fourth, 0.8)),
        edge(bench, Role.USES, plain, (bench, fifth, 0.8)),
        edge(knots, Role.STUDIES, braid, (knots, "We study the braid group.", 1.0)),
        edge(ta, Relation.EXTENDS, self_attention, (tidal, second, 0.9)),
        edge(ta, Relation.OUTPERFORMS, plain, (tidal, third, 0.9)),
        edge(ta, Relation.EVALUATED_ON, harbour, (tidal, third, 0.8)),
        edge(plain, Relation.EVALUATED_ON, harbour, (tidal, third, 0.5), (bench, fifth, 0.9)),
        edge(ta, Relation.MEASURED_BY, accuracy, (tidal, third, 0.9)),
    ]
    result = ResultRecord(
        result_id("p1", "2.5%"), "p1", ta.id, harbour.id, accuracy.id, "2.5%", Decimal("2.5"), "%",
        ResultKind.IMPROVEMENT, plain.id, None,
        Evidence("p1", place(tidal.text, third), "test", 0.9), place(tidal.text, "2.5%"),
    )  # fmt: skip
    nodes = (ta, self_attention, plain, harbour, ships, accuracy, braid)
    return graph_of(papers, nodes, edges, [result])


def hostile_graph() -> KnowledgeGraph:
    """Every hostile text as a name, an alias, a title, an abstract, an address and a source."""
    papers = tuple(
        Paper(
            f"p{i}{text[:40]}",
            text,
            f"{text} is told by others as {text}.",
            authors=(text[:200],),
            url="javascript:window.ran=1" if i % 2 else f"https://example.org/{i}",
        )
        for i, text in enumerate(HOSTILE)
    )
    nodes = tuple(
        node(text, METHOD, papers[i : i + 1], f"{text} again") for i, text in enumerate(HOSTILE)
    )
    edges = []
    for i, (paper, one) in enumerate(zip(papers, nodes, strict=True)):
        said = (paper, paper.abstract, 0.5)
        edges.append(edge(paper, Role.PROPOSES, one, said))
        edges.append(edge(one, Relation.EXTENDS, nodes[i - 1], said))
    return graph_of(papers, nodes, edges)


def large_graph(n: int = 6_000, m: int = 15_000, n_papers: int = 500) -> KnowledgeGraph:
    """A graph of the size of a large corpus; numbers only, without chance."""
    papers = [Paper(f"p{i:04}", f"Paper {i}", f"Fact {i}.") for i in range(n_papers)]
    nodes = [
        Node(
            f"entity/n{i:05}", f"n{i:05}", f"Name {i}", METHOD,
            (NodeMention(papers[i * n_papers // n].id, Span(0, 5), METHOD),),
        )
        for i in range(n)
    ]  # fmt: skip
    edges = {}
    for i in range(m):
        head = i % n
        # Mostly near, sometimes far: communities, and edges between them.
        tail = (head + 1 + (i * 7919) % (60 if i % 9 else n - 2)) % n
        paper = papers[head * n_papers // n]
        one = Edge(
            nodes[head].id, Relation.EXTENDS, nodes[tail].id,
            (Evidence(paper.id, Span(8, 12), "test", 0.9),),
        )  # fmt: skip
        edges[one.key] = one
    for one_node in nodes:
        paper_id = one_node.mentions[0].paper
        one = Edge(
            paper_node_id(paper_id), Role.USES, one_node.id,
            (Evidence(paper_id, Span(8, 12), "test", 0.9),),
        )  # fmt: skip
        edges[one.key] = one
    return graph_of(papers, nodes, list(edges.values()))
