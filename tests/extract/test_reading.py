"""Readings: plain values, each at its place in the original text."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from kg.errors import ValueCheckError
from kg.extract.reading import Reading, make_reader, read_paper
from kg.model import Paper, Span

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
NLP = make_reader()


def read(title: str, abstract: str = "") -> Reading:
    return read_paper(Paper("p", title, abstract), NLP)


@pytest.fixture(name="reading")
def fixture_reading():
    return read(
        "Deep Sets: why?",
        'We solve Schr\\"odinger bridges, \\eg with u-$μ$P. It beats \\textbf{GPT-3.5}.',
    )


def test_tokens_are_normalised_and_lie_in_the_original(reading):
    seen = {token.text: reading.paper.text[token.start : token.end] for token in reading.tokens}
    assert seen["Schrödinger"] == 'Schr\\"odinger'
    assert seen["e.g."] == "\\eg"
    assert seen["3.5"] == "3.5"


def test_title_is_a_sentence_of_its_own(reading):
    first = reading.sentences[0]
    assert reading.paper.text[first.span.start : first.span.end] == "Deep Sets: why?"
    assert first.last == reading.n_title_tokens
    assert len(reading.sentences) == 3


def test_title_without_a_stop_does_not_run_on():
    reading = read("Deep Sets", "and more. And more.")
    spans = [one.span for one in reading.sentences]
    assert [reading.paper.text[s.start : s.end] for s in spans] == [
        "Deep Sets",
        "and more.",
        "And more.",
    ]


def test_span_of_holds_both_halves_of_mark_up(reading):
    at = reading.paper.text.index("u-$μ$P")
    span = Span(at, at + 6)
    first, last = reading.tokens_of(span)
    assert reading.span_of(first, last) == span
    assert reading.text_of(first, last) == "u-μP"


def test_tokens_of_mark_up_alone_is_empty():
    reading = read("a {}b")
    assert reading.tokens_of(Span(2, 3)) == (1, 1)


def test_sentence_of_offsets_and_tokens_agree(reading):
    for index, token in enumerate(reading.tokens):
        sentence = reading.sentence_at(index)
        assert sentence == reading.sentence_of(token.start) == reading.sentence_of(token.end - 1)
        assert sentence.first <= index < sentence.last


def test_sentence_of_refuses_places_outside(reading):
    with pytest.raises(ValueCheckError, match="no sentence at 999"):
        reading.sentence_of(999)


def test_empty_abstract_reads_as_its_title():
    reading = read("Flagfolds")
    assert [token.text for token in reading.tokens] == ["Flagfolds"]
    assert len(reading.sentences) == 1
    assert reading.spaces == (False,)


def test_spaces_and_lower(reading):
    assert reading.lower[:2] == ("deep", "sets")
    assert reading.spaces[:3] == (True, False, True)
    assert len(reading.spaces) == len(reading.tokens)


RESIDUE = st.lists(
    st.one_of(
        st.sampled_from(
            ["$", "{", "}", "\\emph{", "$μ$", "A", "net", "- ", " ", ". We", "\\eg", "**", "ﬁ", "^"]
        ),
        st.text(max_size=4),
    ),
    min_size=1,
    max_size=12,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(RESIDUE, RESIDUE)
def test_reading_holds_every_token_once_and_in_order(title, abstract):
    reading = read(f"T{title}", abstract)
    text = reading.paper.text
    for token in reading.tokens:
        assert 0 <= token.start < token.end <= len(text)
    for one, other in itertools.pairwise(reading.tokens):
        assert one.end <= other.start
    for token in reading.tokens:
        assert token.end <= len(reading.paper.title) or token.start > len(reading.paper.title)
    bounds = [(sentence.first, sentence.last) for sentence in reading.sentences]
    assert [first for first, _ in bounds] == [0, *(last for _, last in bounds[:-1])][: len(bounds)]
    assert not bounds or bounds[-1][1] == len(reading.tokens)
    for left, right in itertools.pairwise(reading.sentences):
        assert left.span.end <= right.span.start


@pytest.mark.slow
@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated papers are not beside this checkout")
def test_gold_mentions_stand_on_token_boundaries():
    """At least 99.5 % of the mentions; the rest are parts of URLs."""
    with (GOLD / "papers.jsonl").open(encoding="utf-8") as lines:
        papers = {row["id"]: row for row in map(json.loads, lines)}
    n_mentions = n_aligned = 0
    with (GOLD / "train.jsonl").open(encoding="utf-8") as lines:
        for row in itertools.islice(map(json.loads, lines), 0, None, 4):
            paper = papers[row["id"]]
            reading = read(paper["title"], paper["abstract"])
            for mention in sorted({text for one in row["entities"] for text in one["mentions"]}):
                at = reading.paper.text.find(mention)
                before, after = (
                    reading.paper.text[at - 1 : at],
                    reading.paper.text[at:][len(mention) :][:1],
                )
                if before.isalnum() or after.isalnum():
                    continue
                span = Span(at, at + len(mention))
                n_mentions += 1
                n_aligned += reading.span_of(*reading.tokens_of(span)) == span
    assert n_mentions > 2500
    assert n_aligned / n_mentions >= 0.995


@pytest.mark.parametrize("title", ["Graphs", "A. Graph: i.i.d. sets"])
@pytest.mark.parametrize(
    "abstract",
    [
        "",
        "We use e.g. BERT. It works (see Fig. 2).",
        " \n Two  spaces.New sentence?! \\eg 0\\eg one",
        "X. Y. Zhang et al. show it. {\\em Emphasis} and $\\ell^p$ norms… The end",
    ],
)
def test_spacy_reads_the_same_as_the_plain_way(title, abstract):
    paper = Paper("p", title, abstract)
    assert read_paper(paper) == read_paper(paper, NLP)
