"""Alignment of a short form's letters to the words of a long form."""

from __future__ import annotations

import math

import pytest

from kg.text.initials import alignment_score, letters_of


def score(short: str, long: str) -> float:
    return alignment_score(letters_of(short), [letters_of(word) for word in long.split()])


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("SGD", "stochastic gradient descent"),
        ("CoT", "chain of thought"),
        ("2D", "two dimensional"),
        ("FID", "Fréchet Inception Distance"),
    ],
)
def test_plain_acronyms_score_high(short, long):
    assert score(short, long) > 0.9


@pytest.mark.parametrize(
    ("short", "better", "worse"),
    [
        ("SSM", "state space model", "structured state space model"),
        ("LoRA", "low rank adaptation", "novel low rank adaptation"),
        ("GNN", "graph neural network", "general graph neural network"),
        ("BERT", "bidirectional encoder representations transformers", "big other target"),
    ],
)
def test_the_right_long_form_scores_higher(short, better, worse):
    assert score(short, better) > score(short, worse)


@pytest.mark.parametrize(("short", "long"), [("XYZ", "neural network"), ("NN", "a neural net")])
def test_what_does_not_fit_has_no_score(short, long):
    assert score(short, long) == -math.inf
