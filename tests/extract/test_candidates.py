"""Noun phrases: what a name may be made of, and where it ends."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from kg.extract.candidates import find_noun_phrases, trim_span
from kg.extract.pos import tag_words

WORDS = ("the", "novel", "graph", "-", "network", "of", "trains", ",", "fast")


def phrases(text: str, tags: str) -> list[str]:
    words = text.split()
    return [" ".join(words[a:b]) for a, b in find_noun_phrases(words, tags.split())]


def test_preposition_is_a_border() -> None:
    assert phrases("loss of the network", "NN IN DT NN") == ["loss", "network"]


def test_hyphen_inside_but_not_at_the_edge() -> None:
    assert phrases("graph - based clustering", "NN HYPH VBN NN") == ["graph - based clustering"]
    assert phrases("clustering -", "NN HYPH") == ["clustering"]


def test_words_that_judge_are_taken_off() -> None:
    assert phrases("a novel efficient solver", "DT JJ JJ NN") == ["solver"]


def test_adjective_alone_is_no_phrase() -> None:
    assert phrases("robust and accurate", "JJ CC JJ") == []


def test_nothing_left_to_trim() -> None:
    assert trim_span(["novel"], ["JJ"], 0, 1) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_phrases_are_disjoint_and_end_in_a_noun(words: list[str]) -> None:
    tags = tag_words(words)
    done = 0
    for first, last in find_noun_phrases(words, tags):
        assert done <= first < last <= len(words)
        assert tags[last - 1].startswith("NN") or tags[last - 1] in {"FW", "GW", "AFX"}
        done = last
