"""The queries of the documents are asked, of the example graph, as a newcomer would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.pipeline.load import load_store
from kg.rdf import run_query

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "first-ten-queries.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"\*\*(\d+)\. [^*]+\*\*.*?```sparql\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture(scope="module")
def example():
    return load_store(ROOT / "exports")


def test_there_are_ten():
    assert [number for number, _ in QUERIES] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(("number", "query"), QUERIES, ids=[number for number, _ in QUERIES])
def test_query_of_the_page_has_an_answer(number, query, example):
    result = run_query(example, query)
    assert result.rows or result.triples, number
