"""What the page reads: columns that say the same as the graph."""

from __future__ import annotations

import pytest

from kg.view.layout import lay_out
from kg.view.payload import _web_address, core_of, details_of, texts_of
from kg.vocabulary import Relation, Role
from tests.view.graphs import harbour_graph

GRAPH = harbour_graph()
CORE = core_of(GRAPH, lay_out(GRAPH), title="Harbour")
DETAILS = details_of(GRAPH)


def javascript_slice(text: str, start: int, end: int) -> str:
    """What ``text.slice(start, end)`` gives in JavaScript, which counts UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_core_holds_every_edge_once():
    ids = [CORE["idPrefix"] + one for one in CORE["nodes"]["id"]]
    names = [name for name, *_ in CORE["relations"]]
    edges = CORE["edges"]
    facts = {
        (ids[head], names[int(relation, 36)], ids[tail])
        for head, relation, tail in zip(
            edges["head"], edges["relation"], edges["tail"], strict=True
        )
    }
    meant = [one for one in GRAPH.edges if isinstance(one.relation, Relation)]
    assert len(edges["head"]) == len(facts) == len(meant)
    assert facts >= {(one.head, one.relation.value.replace("_", " "), one.tail) for one in meant}
    roles = [one for one in GRAPH.edges if isinstance(one.relation, Role)]
    told = CORE["roleEdges"]
    assert len(told["node"]) == len(told["role"]) == sum(told["count"]) == len(roles)
    papers = [paper for paper, count in enumerate(told["count"]) for _ in range(count)]
    assert {
        (CORE["papers"]["id"][paper], CORE["roles"][int(role, 36)][0], ids[node])
        for paper, role, node in zip(papers, told["role"], told["node"], strict=True)
    } == {(one.head, one.relation.value, one.tail) for one in roles}


def test_edges_with_most_support_come_first():
    assert CORE["edges"]["support"] == [2, 1, 1, 1, 1]


def test_every_place_reads_the_same_in_javascript():
    papers = [f"{title}\n" for title in CORE["papers"]["title"]]
    texts = [title + abstract for title, abstract in zip(papers, texts_of(GRAPH)[0], strict=True)]
    mentions = DETAILS["mentions"]
    names = {node.name for node in GRAPH.nodes} | {"TA"}
    for paper, text in enumerate(texts):
        for k in range(mentions["at"][paper], mentions["at"][paper + 1]):
            start = mentions["start"][k]
            assert javascript_slice(text, start, start + mentions["length"][k]) in names
    edges = DETAILS["edges"]
    said = {
        javascript_slice(texts[paper], start, start + length)
        for paper, start, length in zip(
            edges["paper"], edges["start"], edges["length"], strict=True
        )
    }
    assert said == {
        GRAPH.sentence(evidence)
        for one in GRAPH.edges
        if isinstance(one.relation, Relation)
        for evidence in one.evidence
    }


def test_results_name_their_ends():
    ids = [CORE["idPrefix"] + one for one in CORE["nodes"]["id"]]
    names = {node.id: node.name for node in GRAPH.nodes}
    (ends,) = DETAILS["results"]["ends"]
    assert [names[ids[end]] for end in ends] == [
        "Tidal Attention", "HarbourBench", "accuracy", "Plain Transformer",
    ]  # fmt: skip
    assert DETAILS["results"]["value"][0][0] == "2.5%"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://example.org", False),
        ("https://example.org/a b", False),
        ("//example.org", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_kept(address, kept):
    assert _web_address(address) == (address if kept else "")


def test_authors_and_dates():
    assert CORE["papers"]["authors"] == ["4 authors", "A. One, B. Two, C. Three et al.", ""]
    assert CORE["papers"]["date"] == ["2024-03-01", "2023", ""]
    assert CORE["papers"]["inferred"] == [0, 1, 0]
    assert CORE["papers"]["url"] == ["https://example.org/tidal", "", ""]
