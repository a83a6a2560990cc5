"""The part-of-speech tagger on sentences of our own."""

from __future__ import annotations

import pytest

from kg.extract.pos import pos_features, tag_words, word_shape


def tag(text: str) -> tuple[str, ...]:
    return tag_words(text.split())


def test_verbs_and_nouns_are_told_apart() -> None:
    assert tag("we train the network .") == ("PRP", "VBP", "DT", "NN", ".")


def test_plural_and_gerund() -> None:
    tags = tag("Our models outperform baselines while using fewer parameters .")
    assert tags[1] == tags[3] == tags[7] == "NNS"
    assert tags[5] == "VBG"


def test_hyphen_is_a_word_of_its_own() -> None:
    assert tag("a graph - based method")[2] == "HYPH"


def test_title_case_is_not_all_names() -> None:
    tags = tag("A Simple Method for Learning with Noisy Labels")
    assert tags[0] == "DT"
    assert tags[3] == "IN"
    assert tags[5] == "IN"


def test_empty_sentence() -> None:
    assert tag_words([]) == ()


def test_features_know_both_neighbours() -> None:
    row = pos_features(["deep", "networks"])[0]
    assert "-1=<1" in row
    assert "+1=networks" in row


@pytest.mark.parametrize(
    ("word", "shape"), [("GPT", "X"), ("LLaMA2", "XxXd"), ("3.5", "d.d"), ("ℓ", "x"), ("", "")]
)
def test_word_shape(word: str, shape: str) -> None:
    assert word_shape(word) == shape
