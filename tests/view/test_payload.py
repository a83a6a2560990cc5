"""What the page reads: columns that say the same as the graph."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, strategies as st

from kg.view.compact import DIGITS, column, gaps
from kg.view.details import details_of
from kg.view.layout import lay_out
from kg.view.payload import core_of, texts_of, web_address
from kg.vocabulary import Relation, Role
from tests.view.graphs import harbour_graph

GRAPH = harbour_graph()
CORE = core_of(GRAPH, lay_out(GRAPH), title="Harbour")
DETAILS = details_of(GRAPH)


def numbers(one: list[Any]) -> list[int]:
    """What ``KG.column`` of the page reads: the digits, plane by plane."""
    least, width, text = one
    size = len(text) // width
    planes = [text[k * size : (k + 1) * size] for k in range(width)]
    found = [0] * size
    for plane in planes:
        found = [
            number * 92 + DIGITS.index(digit) for number, digit in zip(found, plane, strict=True)
        ]
    return [number + least for number in found]


@given(st.lists(st.integers(-(2**31), 2**31 - 1)))
def test_columns_keep_every_number(values):
    assert numbers(column(values)) == values


def test_digits_need_no_escape():
    assert len(DIGITS) == len(set(DIGITS)) == 92
    assert json.dumps(DIGITS, ensure_ascii=True) == f'"{DIGITS}"'
    assert not set(DIGITS) & set("<\u2028")


def javascript_slice(text: str, start: int, end: int) -> str:
    """What ``text.slice(start, end)`` gives in JavaScript, which counts UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_core_holds_every_edge_once():
    ids = [CORE["idPrefix"] + one for one in CORE["nodes"]["id"]]
    names = [name for name, *_ in CORE["relations"]]
    edges = {name: numbers(one) for name, one in CORE["edges"].items()}
    facts = {
        (ids[head], names[relation], ids[tail])
        for head, relation, tail in zip(
            edges["head"], edges["relation"], edges["tail"], strict=True
        )
    }
    meant = [one for one in GRAPH.edges if isinstance(one.relation, Relation)]
    assert len(edges["head"]) == len(facts) == len(meant)
    assert facts >= {(one.head, one.relation.value.replace("_", " "), one.tail) for one in meant}
    roles = [one for one in GRAPH.edges if isinstance(one.relation, Role)]
    told = {name: numbers(one) for name, one in CORE["roleEdges"].items()}
    assert len(told["node"]) == len(told["role"]) == sum(told["count"]) == len(roles)
    papers = [paper for paper, count in enumerate(told["count"]) for _ in range(count)]
    assert {
        (CORE["papers"]["id"][paper], CORE["roles"][role][0], ids[node])
        for paper, role, node in zip(papers, told["role"], told["node"], strict=True)
    } == {(one.head, one.relation.value, one.tail) for one in roles}


def test_edges_with_most_support_come_first():
    assert numbers(CORE["edges"]["support"]) == [2, 1, 1, 1, 1]


def by_paper(spans: dict[str, Any]) -> list[list[tuple[int, int]]]:
    """Start and length of each span, by paper."""
    rows = iter(zip(numbers(spans["gap"]), numbers(spans["length"]), strict=True))
    found = []
    for count in numbers(spans["count"]):
        end, some = 0, []
        for gap, length in islice(rows, count):
            some.append((end + gap, length))
            end += gap + length
        found.append(some)
    return found


def test_gaps_may_be_negative():
    assert gaps([(5, 10), (7, 2), (20, 1)]) == [5, -8, 11]


def test_every_place_reads_the_same_in_javascript():
    papers = [f"{title}\n" for title in CORE["papers"]["title"]]
    texts = [title + abstract for title, abstract in zip(papers, texts_of(GRAPH)[0], strict=True)]
    names = {node.name for node in GRAPH.nodes} | {"TA"}
    for text, spans in zip(texts, by_paper(DETAILS["mentions"]), strict=True):
        for start, length in spans:
            assert javascript_slice(text, start, start + length) in names
    sentences = by_paper(DETAILS["sentences"])
    edges = DETAILS["edges"]
    said = set()
    for paper, k in zip(numbers(edges["paper"]), numbers(edges["sentence"]), strict=True):
        start, length = sentences[paper][k]
        said.add(javascript_slice(texts[paper], start, start + length))
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
    assert web_address(address) == (address if kept else "")


def test_authors_and_dates():
    assert CORE["papers"]["authors"] == ["4 authors", "A. One, B. Two, C. Three et al.", ""]
    assert CORE["papers"]["date"] == ["2024-03-01", "2023", ""]
    assert numbers(CORE["papers"]["inferred"]) == [0, 1, 0]
    assert CORE["papers"]["url"] == ["https://example.org/tidal", "", ""]
