"""British and American spellings fold together; look-alikes stay."""

from __future__ import annotations

import pytest

from kg.text.spelling import one_spelling

PAIRS = [
    ("optimisation", "optimization"),
    ("regulariser", "regularizer"),
    ("normalised", "normalized"),
    ("unlabelled", "unlabeled"),
    ("modelling", "modeling"),
    ("tunnelling", "tunneling"),
    ("behavioural", "behavioral"),
    ("neighbourhood", "neighborhood"),
    ("centre", "center"),
    ("nanofibres", "nanofibers"),
    ("analysing", "analyzing"),
    ("parametrised", "parameterized"),
    ("reparametrization", "reparameterization"),
    ("artefacts", "artifacts"),
    ("greyscale", "grayscale"),
    ("adaption", "adaptation"),
]
KEPT = (
    "noise denoising supervised unsupervised precise imprecise pairwise piecewise exercise raised "
    "revised promise premise compromise rise arising surprising contour four hour tour parametric "
    "spectral central metre-like analyses crises iris enterprise paradise"
)


@pytest.mark.parametrize(("british", "american"), PAIRS)
def test_one_spelling_joins(british, american):
    assert one_spelling(british) == one_spelling(american) == american


@pytest.mark.parametrize("word", sorted(set(KEPT.split())))
def test_one_spelling_leaves_look_alikes(word):
    assert one_spelling(word) == word
