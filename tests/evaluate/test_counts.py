"""Counting is that of the gold's own scorer, and the intervals hold what they say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ValueCheckError
from kg.evaluate.counts import Counts, count_paper
from kg.evaluate.places import NOTHING, match_entities
from kg.evaluate.report import make_report
from tests.evaluate.made_up import make_paper

SCORER = Path(__file__).resolve().parents[3] / "shared" / "gold" / "score.py"

TEXT = "On BarNet\nBarNet extends FooNet and is tested on Quux. BarNets win by 3%."


def entity(name: str, kind: str, role: str, *mentions: object) -> dict[str, Any]:
    return {"name": name, "type": kind, "role": role, "mentions": list(mentions)}


def at(surface: str, start: int) -> dict[str, Any]:
    assert TEXT[start : start + len(surface)] == surface
    return {"start": start, "end": start + len(surface), "text": surface}


GOLD = {
    "entities": [
        entity("BarNet", "Method", "proposes", "BarNet", "BarNets"),
        entity("FooNet", "Method", "uses", "FooNet"),
        entity("Quux", "Dataset", "uses", "Quux"),
    ],
    "relations": [["BarNet", "extends", "FooNet"], ["BarNet", "evaluated_on", "Quux"]],
    "results": [{"value": "3%"}],
}
FOUND = {
    "entities": [
        entity("BarNet", "Method", "uses", at("BarNet", 3), at("BarNet", 10)),
        entity("FooNet", "Dataset", "uses", at("FooNet", 25)),
        entity("Quux", "Dataset", "uses", at("Quux", TEXT.index("Quux"))),
    ],
    "relations": [{"head": "BarNet", "relation": "extends", "tail": "FooNet"}],
    "results": [{"value": "3%"}, {"value": "3%"}],
}


def test_each_kind_is_counted_by_its_own_rule():
    counts = count_paper(TEXT, GOLD, FOUND)
    assert counts["mention"] == Counts(3, 4, 5)
    assert counts["mention.Method"] == Counts(2, 2, 4)
    assert counts["mention.untyped"] == Counts(4, 4, 5)
    assert counts["entity"] == Counts(2, 3, 3)
    assert counts["role"] == Counts(1, 3, 3)
    assert counts["role.uses"] == Counts(1, 3, 2)
    assert counts["relation"] == Counts(1, 1, 2)
    assert counts["relation.evaluated_on"] == Counts(0, 0, 1)
    assert counts["result"] == Counts(1, 2, 1)


def test_paper_that_nobody_read_counts_as_missed():
    assert count_paper(TEXT, GOLD, NOTHING)["mention"] == Counts(0, 0, 5)


def test_mention_that_is_not_there_is_an_error():
    wrong = entity("FooNet", "Method", "uses", {"start": 0, "end": 6, "text": "FooNet"})
    with pytest.raises(ValueCheckError, match=r"the text at 0:6 is 'On Bar', not 'FooNet'"):
        count_paper(TEXT, GOLD, {"entities": [wrong]})


def test_each_entity_is_paired_once():
    nets = [{"mentions": ["nets"]}, {"mentions": ["Net"]}]
    assert match_entities(nets, nets) == {0: 0, 1: 1}
    assert match_entities(nets, nets[:1]) == {0: 0}


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not beside the checkout")
@pytest.mark.parametrize("seed", range(5))
def test_counts_are_those_of_the_scorer(seed):
    spec: Any = importlib.util.spec_from_file_location("gold_scorer", SCORER)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    made = [make_paper(number) for number in range(40 * seed, 40 * seed + 40)]
    papers, gold, predicted = map(list, zip(*made, strict=True))
    predicted = predicted[5:]  # nobody read the first five
    theirs = scorer.score(papers, gold, predicted)
    found = {one["title"]: one for one in predicted}
    ours = make_report(
        [
            count_paper(
                f"{paper['title']}\n{paper['abstract']}",
                annotation,
                found.get(paper["title"], NOTHING),
            )
            for paper, annotation in zip(papers, gold, strict=True)
        ],
        n_samples=0,
    )
    mine = {one.name: one.to_dict() for one in ours if not one.name.startswith("role.")}
    for row in mine.values():
        del row["interval"]
    assert mine == {name: row for name, row in theirs.items() if isinstance(row, dict)}
    assert mine["mention"]["f1"] > 0
    assert mine["relation"]["gold"] > 0


def test_interval_holds_the_figure_and_is_the_same_again():
    papers = [count_paper(TEXT, GOLD, FOUND), count_paper(TEXT, GOLD, NOTHING)] * 10
    for one in make_report(papers, n_samples=200, seed=3):
        low, high = one.interval
        assert low <= one.counts.f1 <= high
    assert make_report(papers, seed=3) == make_report(papers, seed=3)
    assert make_report(papers, seed=3) != make_report(papers, seed=4)


def test_interval_of_papers_that_are_all_alike_is_a_point():
    (one, *_) = make_report([{"mention": Counts(3, 4, 5)}] * 30)
    assert one.interval == (one.counts.f1, one.counts.f1)
