"""What becomes of a node's IRI when papers are added."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.config import DEFAULT_BASE_IRI
from kg.errors import ValueCheckError
from kg.graph.node import Node, NodeMention
from kg.graph.value import KnowledgeGraph
from kg.model import Paper, Span
from kg.rdf import rdf_text
from kg.rdf.former import Former, former_ids
from kg.rdf.terms import DCTERMS
from kg.vocabulary import EntityType
from tests.rdf.conftest import _gold_graph


def nodes_by_place(graph: KnowledgeGraph) -> dict[tuple[str, int, int], Node]:
    return {
        (one.paper, one.span.start, one.span.end): node
        for node in graph.nodes
        for one in node.mentions
    }


def replaced(graph: KnowledgeGraph) -> dict[str, set[str]]:
    """What the file says: ids that no node has → ids of nodes."""
    found: dict[str, set[str]] = {}
    for quad in ox.parse("".join(rdf_text(graph, "nt")), format=ox.RdfFormat.N_TRIPLES):
        if quad.predicate.value == DCTERMS.isReplacedBy:
            old, new = (
                one.value.removeprefix(DEFAULT_BASE_IRI) for one in (quad.subject, quad.object)
            )
            found.setdefault(old, set()).add(new)
    return found


def node(id_: str, name: str, *aliases: str) -> Node:
    mention = NodeMention("p", Span(0, 1), EntityType.METHOD)
    key = id_.replace("-", " ")
    return Node(f"entity/{id_}", key, name, EntityType.METHOD, (mention,), aliases)


def test_added_papers_rename_nothing_but_what_they_join():
    """A node keeps its IRI, or the file says which node has its name now."""
    before = nodes_by_place(_gold_graph("train.jsonl", n_papers=30))
    graph = _gold_graph("train.jsonl", n_papers=90)
    after = nodes_by_place(graph)
    ids = {node.id for node in graph.nodes}
    leads_to = replaced(graph)
    gone = {old.id: after[place].id for place, old in before.items() if old.id not in ids}
    assert len({old.id for old in before.values()}) > 300
    assert 0 < len(gone) < 20
    assert all(new in leads_to[old] for old, new in gone.items())


def test_what_is_said_of_ids_that_are_not_there_is_little():
    graph = _gold_graph("train.jsonl", n_papers=90)
    n_triples = sum(piece.count("\n") for piece in rdf_text(graph, "nt"))
    leads_to = replaced(graph)
    assert not leads_to.keys() & {node.id for node in graph.nodes}
    assert 100 < sum(map(len, leads_to.values())) < n_triples / 200


def test_other_names_lead_to_their_node_unless_a_node_has_their_id():
    long = node("stochastic-gradient-descent", "stochastic gradient descent", "SGD", "SGDs")
    momentum = node("momentum", "momentum", "heavy ball")
    ball = node("heavy-ball", "heavy-ball")
    assert former_ids([momentum, long, ball]) == {long.id: (Former("entity/sgd", again=False),)}


def test_a_name_of_several_things_leads_to_each_and_is_counted_once():
    one = node("information-retrieval", "information retrieval", "IR")
    other = node("infrared-light", "infrared light", "IR")
    expected = {
        one.id: (Former("entity/ir", again=False),),
        other.id: (Former("entity/ir", again=True),),
    }
    assert former_ids([one, other]) == former_ids([other, one]) == expected


def test_a_name_that_no_file_can_hold_is_the_writers_to_refuse():
    odd = node("odd", "odd", "\ud800")
    assert former_ids([odd]).keys() == {odd.id}
    graph = KnowledgeGraph(papers=(Paper(id="p", title="t", abstract=""),), nodes=(odd,))
    with pytest.raises(ValueCheckError):
        list(rdf_text(graph, "nt", provenance="none"))
