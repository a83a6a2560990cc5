"""What becomes of a node's IRI when papers are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import entity_id
from kg.link.items import key_of
from tests.rdf.conftest import _gold_graph

if TYPE_CHECKING:
    from kg.graph.node import Node
    from kg.graph.value import KnowledgeGraph


def nodes_by_place(graph: KnowledgeGraph) -> dict[tuple[str, int, int], Node]:
    return {
        (one.paper, one.span.start, one.span.end): node
        for node in graph.nodes
        for one in node.mentions
    }


def test_added_papers_rename_nothing_but_what_they_join():
    """A node keeps its IRI, or its name is now another node's: then that name leads there."""
    before = nodes_by_place(_gold_graph("dev.jsonl", n_papers=40))
    graph = _gold_graph("dev.jsonl", n_papers=100)
    after = nodes_by_place(graph)
    ids = {node.id for node in graph.nodes}
    leads_to = {
        entity_id(key_of(name)): node.id
        for node in graph.nodes
        for name in (node.name, *node.aliases)
    }
    gone = {old.id: after[place].id for place, old in before.items() if old.id not in ids}
    assert len({old.id for old in before.values()}) > 400
    assert 0 < len(gone) < 20
    assert {old: leads_to.get(old) for old in gone} == gone
