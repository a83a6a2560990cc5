"""The small graph in its several forms, and real-size graphs where their texts are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.evaluate.gold import gold_extractions
from kg.graph.build import build_graph
from kg.link.link import link
from kg.rdf import open_store, rdf_text
from tests.rdf.small import small_graph

if TYPE_CHECKING:
    from kg.graph.value import KnowledgeGraph
    from kg.rdf import Store

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"


@pytest.fixture(scope="session")
def graph() -> KnowledgeGraph:
    """The small graph."""
    return small_graph()


@pytest.fixture(scope="session")
def small_nt(graph: KnowledgeGraph) -> str:
    """The small graph as N-Triples, nothing left out."""
    return "".join(rdf_text(graph, "nt"))


@pytest.fixture(scope="session")
def store(small_nt: str) -> Store:
    """The small graph, ready to be asked."""
    return open_store(small_nt)


@pytest.fixture(scope="session")
def gold_sample() -> KnowledgeGraph:
    """The graph of the first papers of the gold annotations."""
    return _gold_graph("dev.jsonl", n_papers=25)


@pytest.fixture(scope="session")
def gold_graph() -> KnowledgeGraph:
    """The graph of all gold annotations: of the size of a real export."""
    return _gold_graph("dev.jsonl", "train.jsonl")


def _gold_graph(*files: str, n_papers: int | None = None) -> KnowledgeGraph:
    if not GOLD.is_dir():
        pytest.skip("the gold annotations are not beside the checkout")
    papers = _lines("papers.jsonl")
    annotations = [one for file in files for one in _lines(file)][:n_papers]
    extractions = gold_extractions(papers, annotations)
    graph, _ = build_graph(extractions, link(extractions))
    return graph


def _lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]
