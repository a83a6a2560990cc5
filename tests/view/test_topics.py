"""Names of the regions: what their papers give to them, and no word twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kg.graph.value import Node, NodeMention
from kg.ids import entity_id
from kg.model import Paper, Span
from kg.view.topics import name_topics
from kg.vocabulary import EntityType
from tests.view.graphs import graph_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PAPERS = [Paper(f"test:{k}", "A harbour", "") for k in range(6)]
SEA, LAND = PAPERS[:3], PAPERS[3:]


def node(name: str, kind: EntityType, papers: Sequence[Paper]) -> Node:
    mentions = tuple(NodeMention(one.id, Span(0, 1), kind) for one in papers)
    return Node(entity_id(name), name, name, kind, mentions, ())


def names_of(*nodes_of_topics: Sequence[Node]) -> list[list[str]]:
    """Names of topics, from their nodes."""
    topic_of = {one.id: k for k, nodes in enumerate(nodes_of_topics) for one in nodes}
    graph = graph_of(PAPERS, [one for nodes in nodes_of_topics for one in nodes], [])
    return name_topics(graph, np.array([topic_of[one.id] for one in graph.nodes]))


def test_what_the_papers_of_a_topic_have_in_common_names_it():
    sea = [
        node(
            "neural network", EntityType.METHOD, [*LAND, PAPERS[0]]
        ),  # more papers, not of the sea
        node("tide gauge", EntityType.METHOD, SEA),
        node("harbour", EntityType.METHOD, SEA[1:]),
    ]
    land = [node(f"railway {k}", EntityType.TASK, LAND) for k in range(9)]
    assert names_of(sea, land)[0] == ["tide gauge", "harbour"]


@pytest.mark.parametrize("kind", [EntityType.METRIC, EntityType.CONCEPT, EntityType.DATASET])
def test_a_method_names_a_topic_before_what_all_topics_have(kind):
    sea = [node("accuracy", kind, SEA), node("tide gauge", EntityType.METHOD, SEA)]
    assert names_of(sea) == [["tide gauge", "accuracy"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("fine-tuning", "parameter-efficient fine-tuning"),
        ("Fast R-CNN", "Faster R-CNN"),
        ("language model", "Large Language Models"),
    ],
)
def test_the_second_name_says_something_else(first, second):
    sea = [
        node(first, EntityType.METHOD, SEA),
        node(second, EntityType.METHOD, SEA[:2]),
        node("mole", EntityType.METHOD, SEA[:1]),
    ]
    assert names_of(sea) == [[first, "mole"]]


def test_a_topic_of_one_word_has_one_name():
    assert names_of([node("mole", EntityType.METHOD, SEA)]) == [["mole"]]
    assert names_of(
        [node("🙂", EntityType.METHOD, SEA), node("☂", EntityType.METHOD, SEA[:1])]
    ) == [["🙂", "☂"]]
    assert name_topics(graph_of([], [], []), np.array([], dtype=int)) == []
