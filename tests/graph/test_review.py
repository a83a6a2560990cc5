"""What a curator is asked, in which order, and the file that is written for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import KnowledgeGraph, build_graph
from kg.graph.review import find_doubts
from kg.link import link
from kg.pipeline.decisions import write_review
from tests.link.test_link import method, read

if TYPE_CHECKING:
    from kg.model import Extraction


def graph_of(*extractions: Extraction) -> KnowledgeGraph:
    return build_graph(extractions, link(extractions))[0]


GRAPH = graph_of(
    read("p", method("stochastic gradient descent", "SGD")),
    read("q", method("stochastic gradient descent", "SGD")),
    read("r", method("SGD")),
    read("s", method("recurrent network"), method("continual learning", "CL")),
    read("t", method("recurrent neural network"), method("contrastive learning", "CL")),
    read("u", method("CL")),
)


def test_joins_that_may_be_wrong_and_splits_that_may_be_one():
    doubts = find_doubts(GRAPH)
    pairs = {(one.action.value, frozenset((one.name, one.other))) for one in doubts}
    assert ("apart", frozenset(("SGD", "stochastic gradient descent"))) in pairs
    assert ("apart", frozenset(("recurrent network", "recurrent neural network"))) in pairs
    assert ("join", frozenset(("CL", "continual learning"))) in pairs
    assert ("join", frozenset(("CL", "contrastive learning"))) in pairs


def test_the_most_influential_come_first():
    numbers = [one.n_papers for one in find_doubts(GRAPH)]
    assert numbers == sorted(numbers, reverse=True)


def test_the_file_keeps_what_was_decided_and_does_not_ask_it_again(tmp_path):
    path = tmp_path / "decisions.tsv"
    path.write_text("apart\tstochastic gradient descent\tSGD\n", encoding="utf-8")
    write_review(path, find_doubts(GRAPH))
    lines = path.read_text("utf-8").splitlines()
    assert "apart\tstochastic gradient descent\tSGD" in lines
    assert not [line for line in lines if line.startswith("# apart") and "SGD" in line]
    assert any(line.startswith("# apart\trecurrent") for line in lines)
    write_review(path, find_doubts(GRAPH))
    assert path.read_text("utf-8").splitlines() == lines
