"""A pair is judged in its papers, and right only if it is right in all of them."""

from __future__ import annotations

import pytest

from kg.evaluate.gold import gold_extraction
from kg.evaluate.merge import score_merge
from kg.link import link


def read(paper: str, name: str):
    entity = {"name": name, "type": "Method", "role": "uses", "mentions": [name]}
    record = {"id": paper, "title": f"Paper {paper}", "abstract": f"We use {name}."}
    return gold_extraction(record, {"entities": [entity]})


EXTRACTIONS = [
    read("p", "fine-tuning"),
    read("q", "finetuning"),
    read("r", "pre-training"),
    read("s", "fine-tuning"),
]


def pair(a: str, b: str, papers_a: str, papers_b: str, *, same: bool) -> dict[str, object]:
    papers = {"papers_a": list(papers_a), "papers_b": list(papers_b)}
    return {"a": a, "b": b, "same": same, "why": "a test", **papers}


@pytest.mark.parametrize(
    ("judged", "joined", "wrong", "missed", "absent"),
    [
        (pair("fine-tuning", "finetuning", "ps", "q", same=True), 1, 0, 0, 0),
        (pair("fine-tuning", "pre-training", "p", "r", same=True), 0, 0, 1, 0),
        (pair("fine-tuning", "pre-training", "p", "r", same=False), 0, 0, 0, 0),
        (pair("fine-tuning", "finetuning", "s", "q", same=False), 0, 1, 0, 0),
        (pair("fine-tuning", "nothing", "p", "q", same=True), 0, 0, 0, 1),
    ],
)
def test_each_verdict(judged, joined, wrong, missed, absent):
    score = score_merge([judged], EXTRACTIONS, link(EXTRACTIONS))
    counted = (score.n_joined, len(score.wrong), len(score.missed), len(score.absent))
    assert counted == (joined, wrong, missed, absent)


def test_wrong_pair_tells_the_rule():
    judged = pair("fine-tuning", "finetuning", "p", "q", same=False)
    (wrong,) = score_merge([judged], EXTRACTIONS, link(EXTRACTIONS)).wrong
    assert "key.spacing" in wrong.rules


def test_shares_of_joined_and_of_same():
    judged = [
        pair("fine-tuning", "finetuning", "p", "q", same=True),
        pair("fine-tuning", "pre-training", "p", "r", same=True),
        pair("fine-tuning", "finetuning", "s", "q", same=False),
    ]
    score = score_merge(judged, EXTRACTIONS, link(EXTRACTIONS))
    assert (score.precision, score.recall) == (0.5, 0.5)


def test_no_pair_at_all_is_no_error():
    score = score_merge([], EXTRACTIONS, link(EXTRACTIONS))
    assert (score.precision, score.recall) == (1.0, 1.0)
