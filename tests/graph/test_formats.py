"""networkx, node-link JSON and GraphML: there and back is the very same value."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings

from kg.errors import InputError
from kg.evaluate.gold import gold_extractions
from kg.graph import KnowledgeGraph, build_graph
from kg.graph.codec import graph_from_json, graph_to_json, record_lines, view_to_json
from kg.graph.graphml import (
    graph_from_graphml,
    graph_to_graphml,
    known_graphml,
    view_to_graphml,
)
from kg.graph.network import from_networkx, to_networkx
from kg.link import link
from tests.graph.graphs import knowledge_graphs

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"

#: One set of settings for all: random graphs are slow to draw, and need no shrinking time.
few = settings(max_examples=25, deadline=None)


def read_lines(name: str):
    text = (GOLD / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.fixture(scope="module")
def gold() -> KnowledgeGraph:
    if not GOLD.is_dir():
        pytest.skip("the gold annotations are not beside the checkout")
    extractions = gold_extractions(read_lines("papers.jsonl"), read_lines("dev.jsonl"))
    return build_graph(extractions, link(extractions))[0]


@few
@given(knowledge_graphs())
def test_networkx_there_and_back(kg: KnowledgeGraph):
    assert from_networkx(to_networkx(kg)) == kg


@few
@given(knowledge_graphs())
def test_networkx_in_another_order_is_the_same_graph(kg: KnowledgeGraph):
    graph = to_networkx(kg)
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for head, tail, key, data in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(head, tail, key=key, **data)
    assert from_networkx(turned) == kg


@few
@given(knowledge_graphs())
def test_json_there_and_back(kg: KnowledgeGraph):
    written = "".join(graph_to_json(kg)).encode("utf-8")
    assert graph_from_json(written.decode("utf-8")) == kg


@few
@given(knowledge_graphs())
def test_graphml_there_and_back(kg: KnowledgeGraph):
    written = "".join(graph_to_graphml(kg)).encode("utf-8")
    assert graph_from_graphml(written.decode("utf-8")) == kg


def test_gold_graph_survives_every_format(gold: KnowledgeGraph):
    assert len(gold.papers) == 60
    assert from_networkx(to_networkx(gold)) == gold
    assert graph_from_json("".join(graph_to_json(gold))) == gold
    assert graph_from_graphml("".join(graph_to_graphml(gold))) == gold


def test_networkx_reads_the_json_by_itself(gold: KnowledgeGraph):
    graph = nx.node_link_graph(json.loads("".join(graph_to_json(gold))), edges="edges")
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_nodes() == len(gold.papers) + len(gold.nodes) + len(gold.results)
    edge = gold.edges[0]
    data = graph.edges[edge.head, edge.tail, edge.relation.value]
    assert data["support"] == edge.support
    assert data["evidence"][0]["paper"] == edge.evidence[0].paper


def test_networkx_reads_the_graphml_by_itself(gold: KnowledgeGraph):
    written = "".join(graph_to_graphml(gold)).encode("utf-8")
    graph = nx.read_graphml(io.BytesIO(written))
    view = to_networkx(gold)
    assert graph.number_of_nodes() == view.number_of_nodes()
    assert graph.number_of_edges() == view.number_of_edges()
    node = gold.nodes[0]
    assert graph.nodes[node.id]["label"] == node.name
    assert graph.nodes[node.id]["type"] == node.type.value
    ids = re.findall(r'<edge id="([^"]+)"', written.decode("utf-8"))
    assert len(ids) == view.number_of_edges()
    assert len(set(ids)) == len(ids)


def test_json_has_one_line_for_a_node_and_an_edge(gold: KnowledgeGraph):
    lines = "".join(graph_to_json(gold)).split("\n")
    view = to_networkx(gold)
    n_records = sum(line.startswith("{") and line.rstrip(",").endswith("}") for line in lines)
    assert n_records == view.number_of_nodes() + view.number_of_edges()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nodes\n", "g.json:1: this is not JSON"),
        ('{\n"a": }', "g.json:2: this is not JSON"),
        ("[]", "g.json: this is no knowledge graph"),
        ('{"nodes": [{"id": "a"}], "edges": []}', "g.json: this is no knowledge graph"),
        ('{"nodes": [{"id": "a", "kind": "paper"}], "edges": []}', "g.json: this is no knowledge"),
    ],
)
def test_damaged_json_is_one_clear_word(text, told):
    with pytest.raises(InputError) as raised:
        graph_from_json(text, name="g.json")
    assert str(raised.value).startswith(told)


@pytest.mark.parametrize("text", ["", "<graphml", "<a/>"])
def test_damaged_graphml_is_one_clear_word(text):
    with pytest.raises(InputError) as raised:
        graph_from_graphml(text, name="g.graphml")
    assert str(raised.value).startswith("g.graphml")


@given(knowledge_graphs(), knowledge_graphs())
def test_graphml_with_what_an_earlier_export_says_is_that_without(kg, other):
    for before in (kg, other):
        records = record_lines(graph_to_json(before))
        known = known_graphml(records, "".join(graph_to_graphml(before)))
        assert len(known) == len(records) > 0 or not before.papers
        for after in (kg, other):
            view = to_networkx(after)
            told = record_lines(view_to_json(view))
            assert list(view_to_graphml(view, told, known)) == list(graph_to_graphml(after))


def test_graphml_of_another_graph_is_not_taken_for_known(gold):
    records = record_lines(graph_to_json(gold))
    assert known_graphml(records[1:], "".join(graph_to_graphml(gold))) == {}
