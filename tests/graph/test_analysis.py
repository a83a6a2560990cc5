"""Counts, neighbours, names and communities of a small graph."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.errors import NotFoundError
from kg.evaluate.gold import gold_extraction
from kg.graph import KnowledgeGraph, build_graph
from kg.graph.analysis import (
    communities,
    count_nodes,
    count_relations,
    count_roles,
    degrees,
    find_node,
    neighbours,
    top_nodes,
)
from kg.link import link
from kg.vocabulary import EntityType, Relation, Role

if TYPE_CHECKING:
    from kg.model import Extraction


def read(paper: str, text: str, entities: list[tuple[str, str, str, list[str]]], *relations):
    listed = [
        {"name": name, "type": kind, "role": role, "mentions": mentions}
        for name, kind, role, mentions in entities
    ]
    record = {"id": paper, "title": f"Paper {paper}", "abstract": text}
    return gold_extraction(record, {"entities": listed, "relations": [list(r) for r in relations]})


def corpus() -> list[Extraction]:
    foo = ("FooNet", "Method", "proposes", ["FooNet"])
    lora = ("low-rank adaptation", "Method", "uses", ["low-rank adaptation", "LoRA"])
    tuning = ("fine-tuning", "Task", "addresses", ["fine-tuning"])
    return [
        read("p", "FooNet extends low-rank adaptation (LoRA) for fine-tuning.",
             [foo, lora, tuning],
             ("FooNet", "extends", "low-rank adaptation"), ("FooNet", "addresses", "fine-tuning")),
        read("q", "We use low-rank adaptation (LoRA).", [lora]),
        read("r", "BarNet beats BazNet.",
             [("BarNet", "Method", "proposes", ["BarNet"]),
              ("BazNet", "Method", "compares", ["BazNet"])],
             ("BarNet", "outperforms", "BazNet")),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    extractions = corpus()
    return build_graph(extractions, link(extractions))[0]


def test_counts_list_every_word_of_the_vocabulary(kg: KnowledgeGraph):
    assert list(count_nodes(kg)) == list(EntityType)
    assert count_nodes(kg)[EntityType.METHOD] == 4
    assert count_nodes(kg)[EntityType.METRIC] == 0
    # "addresses" is a role and a relation, and each is counted for itself.
    assert count_roles(kg)[Role.ADDRESSES] == 1
    assert count_relations(kg)[Relation.ADDRESSES] == 1
    assert sum(count_roles(kg).values()) + sum(count_relations(kg).values()) == len(kg.edges)


def test_degree_counts_both_ends(kg: KnowledgeGraph):
    assert degrees(kg)[find_node(kg, "FooNet").id] == 3
    assert sum(degrees(kg).values()) == len(kg.edges) + sum(count_relations(kg).values())


def test_top_nodes_are_those_of_most_papers(kg: KnowledgeGraph):
    assert [node.name for node in top_nodes(kg, 2)] == ["low-rank adaptation", "FooNet"]
    assert [node.name for node in top_nodes(kg, 9, of_type=EntityType.TASK)] == ["fine-tuning"]


def test_neighbours_are_grouped_roles_first(kg: KnowledgeGraph):
    groups = neighbours(kg, find_node(kg, "FooNet").id)
    assert [(type(one.relation), one.relation.value, one.incoming) for one in groups] == [
        (Role, "proposes", True),
        (Relation, "addresses", False),
        (Relation, "extends", False),
    ]
    assert sum(len(one.edges) for one in groups) == 3


def test_neighbours_of_nobody_is_an_error(kg: KnowledgeGraph):
    with pytest.raises(NotFoundError):
        neighbours(kg, "entity/nobody")


@pytest.mark.parametrize(
    "name",
    ["low-rank adaptation", "LoRA", "lora", "LORA", "Low Rank Adaptations", " lora ",
     "entity/low-rank-adaptation"],
)  # fmt: skip
def test_find_node_by_any_of_its_names(kg: KnowledgeGraph, name):
    assert find_node(kg, name).key == "low rank adaptation"


def test_find_node_suggests_what_is_near(kg: KnowledgeGraph):
    with pytest.raises(NotFoundError) as raised:
        find_node(kg, "FoNet")
    assert "FooNet" in raised.value.near
    with pytest.raises(NotFoundError) as raised:
        find_node(kg, "quantum chromodynamics")
    assert raised.value.near == ()


def test_find_node_in_an_empty_graph():
    with pytest.raises(NotFoundError):
        find_node(KnowledgeGraph(), "")


def test_communities_are_what_relations_join(kg: KnowledgeGraph):
    def ids(*names: str) -> tuple[str, ...]:
        return tuple(sorted(find_node(kg, name).id for name in names))

    assert communities(kg) == (ids("FooNet", "LoRA", "fine-tuning"), ids("BarNet", "BazNet"))
    assert communities(KnowledgeGraph()) == ()


#: Without the reader of papers: loading spaCy three times would be most of the time.
_PRINT = """
from kg.graph.analysis import communities
from kg.graph.codec import graph_to_json
from kg.model import Entity, Extraction, Mention, Paper, RelationClaim, Span
from kg.link import link
from kg.graph import build_graph
from kg.vocabulary import EntityType, Relation, Role
names = [f"thing {chr(97 + i)}{chr(97 + j)}" for i in range(6) for j in range(6)]
text = " ".join(names)
whole = Span(2, 2 + len(text))
entities = tuple(
    Entity(name, EntityType.METHOD, Role.USES,
           (Mention(Span(2 + 9 * i, 10 + 9 * i), name, "test"),), 1.0, whole, "test")
    for i, name in enumerate(names)
)
pairs = [(i, "extends", (5 * i + 7) % 36) for i in range(36)]
pairs += [(i, "part_of", i // 6 * 6) for i in range(36)]
claims = tuple(
    RelationClaim(names[i], Relation(kind), names[j], whole, "test")
    for i, kind, j in pairs
    if i != j
)
found = [Extraction(Paper("p", "T", text), entities, claims)]
kg, _ = build_graph(found, link(found))
print(communities(kg), "".join(graph_to_json(kg)))
"""


def test_graph_and_communities_do_not_depend_on_the_hash_seed():
    told = {
        subprocess.run(
            [sys.executable, "-c", _PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "31337")
    }
    (once,) = told
    assert "entity/thing-aa" in once
