"""The example listing: true titles, dates and counts, and abstracts that are ours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.sources import merge_papers, read_source

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PAPERS = read_source((ROOT / "examples" / "landmarks.txt").read_bytes(), "landmarks.txt")


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) +(?=[A-Z0-9])", text)


def folded(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.casefold()))


def test_there_is_enough_and_nothing_twice():
    assert len(PAPERS) >= 60
    assert len(merge_papers(PAPERS)) == len(PAPERS)


def test_every_date_is_printed_and_they_are_in_order():
    dates = [paper.date for paper in PAPERS]
    assert None not in dates
    assert not any(paper.date_inferred for paper in PAPERS)
    assert {paper.year for paper in PAPERS} == set(range(2012, 2026))
    assert dates == sorted(dates, key=str)


def test_every_paper_has_its_number_of_authors():
    assert all(paper.n_authors for paper in PAPERS)


@pytest.mark.parametrize(
    ("title", "date", "n_authors"),
    [
        ("Attention Is All You Need", "2017-06-12", 8),
        ("Adam: A Method for Stochastic Optimization", "2014-12-22", 2),
        ("Language Models are Few-Shot Learners", "2020-05-28", 31),
        ("Fourier Neural Operator for Parametric Partial Differential Equations", "2020-10-18", 7),
        ("LoRA: Low-Rank Adaptation of Large Language Models", "2021-06-17", 8),
        ("Highly accurate protein structure prediction with AlphaFold", "2021-07-15", 34),
        ("Mistral 7B", "2023-10-10", 18),
    ],
)
def test_known_papers(title, date, n_authors):
    (paper,) = (paper for paper in PAPERS if paper.title == title)
    assert (paper.date, paper.n_authors) == (date, n_authors)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title[:40])
def test_abstracts_have_four_to_seven_sentences(paper):
    assert 4 <= len(sentences(paper.abstract)) <= 7
    assert 60 <= len(paper.abstract.split()) <= 160
    assert paper.abstract.endswith(".")


def test_no_sentence_stands_twice():
    every = [folded(one) for paper in PAPERS for one in sentences(paper.abstract)]
    assert len(set(every)) == len(every)


def test_things_are_shared_between_papers():
    """A graph worth exploring needs things that many papers name."""
    shared = {
        "ImageNet": 10,
        "CIFAR-10": 6,
        "MNIST": 5,
        "COCO": 3,
        "GLUE": 8,
        "SQuAD": 8,
        "WMT 2014": 4,
        "LAMBADA": 4,
        "GSM8K": 6,
        "MMLU": 5,
        "HumanEval": 4,
        "Burgers' equation": 4,
        "Navier-Stokes": 2,
        "Darcy flow": 2,
        "Transformer": 20,
        "Adam": 6,
        "dropout": 4,
        "LSTM": 4,
    }
    named = {thing: sum(thing in paper.text for paper in PAPERS) for thing in shared}
    assert {thing: n for thing, n in named.items() if n < shared[thing]} == {}


@pytest.mark.skipif(not SHARED.exists(), reason="shared is not beside the checkout")
def test_no_sentence_is_taken_from_the_listings_or_the_gold():
    texts = [
        json.loads(line)["abstract"]
        for line in (SHARED / "gold" / "papers.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    texts += [
        line
        for page in sorted((SHARED / "seeds").glob("*.txt"))
        for line in page.read_text(encoding="utf-8").split("\n")
    ]
    theirs = {folded(one) for text in texts for one in sentences(text)}
    assert len(theirs) > 1000
    ours = {folded(one) for paper in PAPERS for one in sentences(paper.abstract)}
    assert ours & theirs == set()
