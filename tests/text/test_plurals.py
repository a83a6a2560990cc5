"""Singular of words, and the words that only look like plurals."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from kg.text.plurals import IRREGULAR, singular

PLURALS = {
    "networks": "network",
    "GANs": "GAN",
    "RoPEs": "RoPE",
    "S3Ms": "S3M",
    "ResNets": "ResNet",
    "losses": "loss",
    "matrices": "matrix",
    "Matrices": "Matrix",
    "theories": "theory",
    "boxes": "box",
    "batches": "batch",
    "analyses": "analysis",
    "biases": "bias",
    "caches": "cache",
    "causes": "cause",
    "databases": "database",
    "heuristics": "heuristic",
    "movies": "movie",
    "ansatze": "ansatz",
    "heroes": "hero",
}
SINGULARS = [
    "Bayes",
    "bias",
    "basis",
    "analysis",
    "loss",
    "physics",
    "dynamics",
    "Stokes",
    "AdS",
    "series",
    "CelebA-HQ",
    "GaAs",
    "corpus",
    "1990s",
    "gas",
    "news",
    "data",
    "LSTMS",
    "Gauss",
    "s",
    "Keras",
    "Texas",
    "Procrustes",
]


@pytest.mark.parametrize(("plural", "expected"), PLURALS.items())
def test_singular_of_plurals(plural, expected):
    assert singular(plural) == expected


@pytest.mark.parametrize("word", SINGULARS)
def test_singular_leaves_singulars(word):
    assert singular(word) == word


def test_irregular_singulars_are_singular():
    assert all(singular(word) == word for word in IRREGULAR.values())


@given(st.from_regex(r"[A-Za-z]{1,12}", fullmatch=True))
def test_singular_is_never_empty(word):
    assert singular(word)
