"""Two graphs → what changed, and what gains ground."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from kg.errors import InputError
from kg.graph import Edge, Evidence, KnowledgeGraph, Node, NodeMention
from kg.graph.diff import GraphDiff, diff_graphs
from kg.graph.rising import count_by_period, rising_nodes
from kg.graph.seen import Seen, seen
from kg.ids import entity_id
from kg.model import Paper, Span
from kg.view.changes import change_sections, render_changes
from kg.vocabulary import EntityType, Relation
from tests.graph.graphs import knowledge_graphs

WORD = Span(0, 3)


def make_graph(naming: dict[str, list[str]], facts: dict[tuple[str, str], list[str]]):
    """Papers named ``2024-05a`` (dated by their names); keys → papers; pairs of keys → papers."""
    ids = sorted({one for papers in naming.values() for one in papers})
    nodes = [
        Node(
            entity_id(key),
            key,
            key.title(),
            EntityType.METHOD,
            tuple(sorted(NodeMention(paper, WORD, EntityType.METHOD) for paper in papers)),
        )
        for key, papers in naming.items()
    ]
    edges = [
        Edge(
            entity_id(head),
            Relation.EXTENDS,
            entity_id(tail),
            tuple(sorted(Evidence(paper, WORD, "test", 0.5) for paper in papers)),
        )
        for (head, tail), papers in facts.items()
    ]
    return KnowledgeGraph(
        tuple(Paper(one, f"title {one}", "", date=one[:7]) for one in ids),
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted(edges, key=lambda edge: edge.key)),
    )


OLD = make_graph(
    {"lora": ["2024-05a"], "adam": ["2024-05a", "2024-05b"], "moe": ["2024-05b"]},
    {("lora", "adam"): ["2024-05a"]},
)
NEW = make_graph(
    {
        "lora": ["2024-05a", "2024-06a", "2024-06b"],
        "adam": ["2024-05a"],
        "mixture of experts": ["2024-05b"],
        "dora": ["2024-06b"],
    },
    {("lora", "adam"): ["2024-05a", "2024-06a"], ("dora", "lora"): ["2024-06b"]},
)


def test_diff_tells_new_gone_stronger_and_weaker():
    diff = diff_graphs(OLD, NEW)
    assert [paper.id for paper in diff.new_papers] == ["2024-06a", "2024-06b"]
    assert [node.name for node in diff.new_nodes] == ["Dora", "Mixture Of Experts"]
    assert [(one.name, one.before, one.after) for one in diff.stronger_nodes] == [("Lora", 1, 3)]
    assert [one.name for one in diff.weaker_nodes] == ["Adam"]
    assert [(one.head, one.tail) for one in diff.new_facts] == [("Dora", "Lora")]
    assert [(one.before, one.after) for one in diff.stronger_facts] == [(1, 2)]


def test_diff_says_what_a_gone_node_became():
    (gone,) = diff_graphs(OLD, NEW).gone_nodes
    assert (gone.name, gone.now) == ("Moe", entity_id("mixture of experts"))


@given(knowledge_graphs(), knowledge_graphs())
def test_diff_of_the_opposite_order_is_the_opposite(one, other):
    there, back = diff_graphs(one, other), diff_graphs(other, one)
    assert [node.id for node in there.new_nodes] == [node.id for node in back.gone_nodes]
    assert [fact.key for fact in there.gone_facts] == [fact.key for fact in back.new_facts]
    assert len(there.stronger_facts) == len(back.weaker_facts)
    assert diff_graphs(one, one) == GraphDiff()
    assert diff_graphs(one, one).is_empty


def test_diff_page_shows_names_as_text():
    hostile = make_graph({"<script>alert(1)</script>": ["2024-05a"]}, {})
    html = render_changes(diff_graphs(KnowledgeGraph(), hostile), before="a", after="b<b>")
    assert "&lt;Script&gt;" in html
    assert "<script" not in html.lower()
    assert "b&lt;b&gt;" in html
    assert "Nothing changed" in render_changes(GraphDiff(), before="a", after="a")
    assert [one.title for one in change_sections(diff_graphs(KnowledgeGraph(), hostile))] == [
        "new papers",
        "new nodes",
    ]


def test_seen_gives_the_dates_of_the_first_and_the_last_paper():
    assert seen(NEW, NEW.node_of[entity_id("lora")]) == Seen("2024-05", "2024-06")
    (fact,) = [edge for edge in NEW.edges if edge.head == entity_id("dora")]
    assert seen(NEW, fact) == Seen("2024-06", "2024-06")
    undated = replace(NEW, papers=tuple(replace(one, date=None) for one in NEW.papers))
    assert seen(undated, fact) == Seen(None, None)


def test_periods_count_papers_and_what_gains_ground():
    periods = count_by_period(NEW)
    assert (periods.names, periods.totals) == (("2024-05", "2024-06"), (2, 2))
    assert periods.count(NEW.node_of[entity_id("lora")]) == (1, 2)
    (rise,) = rising_nodes(NEW, periods)
    assert (rise.node.name, rise.before, rise.recent) == ("Lora", 1, 2)
    assert rising_nodes(NEW, periods, of_type=EntityType.DATASET) == ()


def test_periods_need_dates():
    with pytest.raises(InputError, match="no paper of the graph has a date with its day"):
        count_by_period(NEW, by="day")
    with pytest.raises(InputError, match="'week' is no period"):
        count_by_period(NEW, by="week")
