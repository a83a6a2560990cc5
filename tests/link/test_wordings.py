"""Words that stand for each other, typing errors, and short forms that the literature knows."""

from __future__ import annotations

import re

import pytest

from kg.link.forms import coarse_key
from kg.link.known import known_short_forms
from kg.link.typos import find_typos
from kg.link.wordings import WORDINGS, one_wording


@pytest.mark.parametrize("row", WORDINGS, ids=lambda row: f"{row.word}-{row.put}")
def test_each_row_does_what_it_says(row):
    for said in (row.example, row.counter):
        left, sign, right = re.split(r" ([=≠]) ", said)
        same = one_wording(left.split()) == one_wording(right.split())
        assert same is (sign == "="), said


@pytest.mark.parametrize("row", WORDINGS, ids=lambda row: f"{row.word}-{row.put}")
def test_one_wording_is_its_own_wording(row):
    for name in re.split(" [=≠] ", row.example):
        once = one_wording(name.split())
        assert one_wording(once) == once


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("language model based agent", "language model agent"),
        ("neural network pruning", "network pruning"),
        ("artificial neural network", "neural network"),
        ("exclusive or problem", "xor problem"),
    ],
)
def test_wordings_and_word_forms_work_together(left, right):
    assert coarse_key(left) == coarse_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("model based reinforcement learning", "model reinforcement learning"),
        ("neural network analysis", "network analysis"),
        ("language model", "language"),
        ("stochastic programming", "stochastic optimization"),
        ("loss function", "loss"),
    ],
)
def test_what_only_looks_alike_stays_apart(left, right):
    assert coarse_key(left) != coarse_key(right)


def test_a_typing_error_is_a_long_unknown_word_beside_the_name_that_was_meant():
    keys = ["support vector machine", "suport vector machine", "principal componant analysis"]
    assert find_typos([*keys, "principal component analysis"], frozenset()) == [
        ("principal component analysis", "principal componant analysis")
    ]


def test_a_known_word_is_no_typing_error():
    keys = ["supervised learning method", "unsupervised learning method"]
    assert find_typos([*keys, "gas adsorption site", "gas absorption site"], frozenset()) == []


def test_a_name_is_no_typing_error():
    keys = ["principal componant analysis", "principal component analysis"]
    assert find_typos(keys, frozenset(keys)) == []


def test_ambiguous_short_forms_are_not_known():
    known = known_short_forms()
    assert known["nlg"] == "natural language generation"
    assert not {"ap", "cp", "gw", "dmp"} & known.keys()
