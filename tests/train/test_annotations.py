"""Our own annotations are whole, in the vocabulary, and hold no abstract."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from kg.model import Paper
from kg.train.gold import GoldPaper
from kg.train.neural import parts
from kg.train.neural.material import Annotated, read_own_records
from kg.vocabulary import EntityType, Relation, Role, allowed_ends, allowed_roles

#: Longest name, in letters: a title's phrase, never a sentence of an abstract.
LONGEST = 160


@pytest.fixture(scope="module")
def records():
    return read_own_records()


def test_every_paper_stands_once(records):
    assert max(Counter(one["id"] for one in records).values()) == 1
    assert {one["part"].split(":")[0] for one in records if ":" in one["part"]} == {"held", "later"}


def test_types_and_roles_fit(records):
    wrong = [
        (one["id"], entity["name"])
        for one in records
        for entity in one["entities"]
        if Role(entity["role"]) not in allowed_roles(EntityType(entity["type"]))
    ]
    assert wrong == []


def test_relations_join_what_they_may(records):
    wrong = []
    for one in records:
        types = {entity["name"]: EntityType(entity["type"]) for entity in one["entities"]}
        for head, name, tail in one["relations"]:
            if not allowed_ends(Relation(name), types[head], types[tail]):
                wrong.append((one["id"], head, name, tail))
    assert wrong == []


def test_names_stand_somewhere_and_are_no_sentences(records):
    for one in records:
        for entity in one["entities"]:
            assert entity["mentions"], (one["id"], entity["name"])
            for surface, starts in entity["mentions"].items():
                assert starts == sorted(starts)
                assert starts
                assert len(surface) <= LONGEST


def test_a_part_is_written_as_the_scorer_reads_it(tmp_path, monkeypatch):
    record = {
        "id": "p",
        "title": "FooNet",
        "part": "later:cs.CL",
        "entities": [
            {"name": "FooNet", "type": "Method", "role": "proposes", "mentions": {"FooNet": [0, 7]}}
        ],
        "relations": [],
        "results": [],
    }
    other = {**record, "id": "q", "part": "cs.CL"}
    papers = [
        Annotated(GoldPaper(Paper(name, "FooNet", "FooNet is good."), ()), (), part)
        for name, part in (("p", "later:cs.CL"), ("q", "cs.CL"))
    ]
    monkeypatch.setattr(parts, "read_own_records", lambda: [record, other])
    monkeypatch.setattr(parts, "read_own_papers", lambda _: papers)
    assert parts.main(["--part", "later", "--out", str(tmp_path)]) == 0
    gold = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text("utf-8").splitlines()]
    (paper,) = map(json.loads, (tmp_path / "papers.jsonl").read_text("utf-8").splitlines())
    assert paper == {"id": "p", "title": "FooNet", "abstract": "FooNet is good."}
    assert [one["id"] for one in gold] == ["p"]
    assert gold[0]["entities"][0]["mentions"] == ["FooNet"]
