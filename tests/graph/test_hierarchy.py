"""What is a kind of what: stated, told by names or by a vocabulary, and never in a circle."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given, strategies as st

from kg.graph import Broader, Edge, Evidence, KnowledgeGraph, Node, NodeMention
from kg.graph.hierarchy import add_broader, broader_of, keep_broader
from kg.graph.misread import contradicts
from kg.ids import entity_id
from kg.link.groups import KindOf
from kg.model import Paper, Span
from kg.vocabulary import EntityType, Relation

PAPER = Paper("p", "A title", "Some words.")


def node(key: str, kind: EntityType = EntityType.METHOD) -> Node:
    return Node(entity_id(key), key, key, kind, (NodeMention("p", Span(0, 1), kind),))


def stated(head: str, tail: str) -> Edge:
    evidence = Evidence("p", Span(0, 7), "test", 0.9)
    return Edge(entity_id(head), Relation.SUBCLASS_OF, entity_id(tail), (evidence,))


def test_names_and_vocabularies_add_to_what_papers_state():
    nodes = [node("sgd"), node("gd"), node("optimizer")]
    kinds = [KindOf("sgd", "gd", "kind.head-noun"), KindOf("sgd", "optimizer", "kind.version")]
    edges = (stated("sgd", "gd"),)
    made = add_broader(nodes, edges, kinds)
    kg = KnowledgeGraph((PAPER,), tuple(sorted(made, key=lambda one: one.id)), edges)
    assert broader_of(kg) == {
        "entity/sgd": {
            "entity/gd": ("kind.head-noun", "stated"),
            "entity/optimizer": ("kind.version",),
        }
    }


def test_a_kind_has_the_type_of_what_it_is_a_kind_of():
    kinds = [KindOf("a", "b", "kind.head-noun"), KindOf("a", "gone", "kind.head-noun")]
    made = add_broader([node("a"), node("b", EntityType.TASK)], (), kinds)
    assert all(not one.broader for one in made)


def test_what_papers_state_wins_and_names_win_over_vocabularies():
    nodes = [node(key) for key in "abc"]
    kinds = [
        KindOf("a", "b", "kind.vocabulary:cso"),
        KindOf("b", "a", "kind.head-noun"),
        KindOf("c", "a", "kind.head-noun"),
    ]
    made = add_broader(nodes, [stated("a", "c")], kinds)
    told = {one.key: one.broader for one in made}
    assert told == {"a": (), "b": (Broader("entity/a", "kind.head-noun"),), "c": ()}


@given(
    kinds=st.sets(
        st.builds(KindOf, st.sampled_from("abcde"), st.sampled_from("abcde"), st.sampled_from("xy"))
    ),
    said=st.permutations(list(itertools.combinations("abcde", 2))).map(lambda pairs: pairs[:3]),
)
def test_there_is_never_a_circle(kinds, said):
    edges = [stated(*pair) for pair in said]
    graph = nx.DiGraph([(one.head, one.tail) for one in edges])
    for one in add_broader([node(key) for key in "abcde"], edges, kinds):
        graph.add_edges_from((one.id, broader.node) for broader in one.broader)
    assert nx.is_directed_acyclic_graph(graph)


def test_a_part_of_a_graph_keeps_what_is_among_its_nodes():
    nodes = [node(key) for key in "abc"]
    kinds = [KindOf("a", "b", "kind.head-noun"), KindOf("a", "c", "kind.head-noun")]
    part = keep_broader(add_broader(nodes, (), kinds)[:2])
    assert part[0].broader == (Broader("entity/b", "kind.head-noun"),)


@pytest.mark.parametrize(
    ("narrower", "broader", "why"),
    [
        ("U-ViT", "muP", "proper-name"),
        ("LLaMA-2", "LLaMA", None),
        ("scaled ResNet", "ResNets", None),
        ("ReLU", "activation function", None),
        ("magnitude pruning", "large language model", "act-of-thing"),
        ("instruction tuning", "fine-tuning", None),
        ("Stable Diffusion", "diffusion model", None),
        ("heat equation", "partial differential equation", None),
    ],
)
def test_names_contradict_a_stated_kind(narrower, broader, why):
    assert contradicts(narrower, broader) == why
