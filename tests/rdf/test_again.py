"""RDF files with units copied from an earlier export: the bytes and the counts of a fresh one."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from kg.errors import ValueCheckError
from kg.graph.cut import cut_papers
from kg.rdf import RDF_FORMATS, Provenance, again, rdf_text, write_rdf
from kg.rdf.again import Earlier, Outline, write_rdf_again
from tests.graph.graphs import knowledge_graphs

if TYPE_CHECKING:
    from kg.graph.value import KnowledgeGraph
    from kg.rdf.census import Census
    from kg.rdf.triples import Unit

Texts = dict[str, bytes]
FORMATS = tuple(one for one in RDF_FORMATS if one != "rdf")


def write(
    kg: KnowledgeGraph,
    provenance: str = "full",
    earlier: Earlier | None = None,
    made_by: str = "me",
) -> tuple[Texts, Census, Outline]:
    texts = {name: bytearray() for name in FORMATS}
    takers = {name: text.extend for name, text in texts.items()}
    census, outline = write_rdf_again(
        kg, takers, made_by=made_by, provenance=provenance, earlier=earlier
    )
    return {name: bytes(text) for name, text in texts.items()}, census, outline


def earlier_of(texts: Texts, outline: Outline) -> Earlier:
    outline = Outline.from_text(outline.to_text())
    return Earlier(outline, {name: memoryview(text) for name, text in texts.items()})


def whole(kg: KnowledgeGraph, provenance: str) -> Texts:
    return {name: "".join(rdf_text(kg, name, provenance=provenance)).encode() for name in FORMATS}


def counts(census: Census) -> dict[str, object]:
    return {key: one for key, one in vars(census).items() if key != "_graph"}


def cut(kg: KnowledgeGraph, n_papers: int) -> KnowledgeGraph:
    """What is left of a graph without its last papers: much of it stays as it was."""
    return cut_papers(kg, [paper.id for paper in kg.papers[:n_papers]])


@settings(max_examples=60)
@given(knowledge_graphs(), knowledge_graphs(), st.integers(0, 3), st.sampled_from(list(Provenance)))
def test_units_from_an_earlier_export_give_the_bytes_of_a_fresh_one(kg, other, n, provenance):
    try:
        fresh = {one: whole(one, provenance) for one in (kg, cut(kg, n), other)}
    except ValueCheckError:
        return
    for before in (kg, cut(kg, n), other):
        texts, _, outline = write(before, provenance)
        assert texts == fresh[before]
        for after in (kg, cut(kg, n), other):
            got, census, told = write(after, provenance, earlier_of(texts, outline))
            assert got == fresh[after]
            assert told == write(after, provenance)[2]
            assert counts(census) == counts(write_rdf(after, {}, provenance=provenance))


def test_everything_but_the_first_unit_is_copied_from_the_same_graph(graph, monkeypatch):
    texts, _, outline = write(graph)
    made: list[object] = []
    make = again._Pen.make

    def spy(self: again._Pen, key: str, unit: Unit) -> None:
        made.append(unit.made_of())
        make(self, key, unit)

    monkeypatch.setattr(again._Pen, "make", spy)
    assert write(graph, earlier=earlier_of(texts, outline))[0] == texts
    assert made == ["export"]


def test_nothing_is_copied_from_an_export_of_other_code(graph):
    texts, _, outline = write(graph)
    spoilt = {name: b"?" * len(text) for name, text in texts.items()}
    assert write(graph, earlier=earlier_of(spoilt, outline), made_by="you")[0] == texts


@pytest.mark.parametrize("spoil", [lambda text: text[1:], lambda text: text.replace("1", "2")])
def test_spoilt_outline_is_told(graph, spoil):
    text = write(graph)[2].to_text()
    with pytest.raises(ValueError, match="not an outline"):
        Outline.from_text(spoil(text))


def test_outline_remembers_no_text(graph):
    text = write(graph)[2].to_text()
    for paper in graph.papers:
        assert paper.title not in text
    assert dataclasses.asdict(Outline.from_text(text))["keys"]
