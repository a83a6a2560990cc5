"""Heads on the encoder: plain matrices."""

from __future__ import annotations

import numpy as np
from hypothesis import given, strategies as st

from kg.extract.heads import _gelu, _greatest, softmax


@given(st.integers(1, 40), st.randoms(use_true_random=False))
def test_greatest_is_that_of_each_stretch(n_rows, draw):
    rows = np.array([[draw.random() for _ in range(3)] for _ in range(n_rows)], np.float32)
    stretches = []
    for _ in range(8):
        first = draw.randrange(n_rows)
        stretches.append((first, draw.randrange(first + 1, n_rows + 1)))
    wanted = np.stack([rows[first:last].max(axis=0) for first, last in stretches])
    assert (_greatest(rows, stretches) == wanted).all()


def test_softmax_adds_up_to_one_and_bears_great_scores():
    share = softmax(np.array([[1000.0, 999.0, -1000.0]], np.float32))
    assert np.isclose(share.sum(), 1.0)
    assert share[0, 0] > share[0, 1] > share[0, 2]


def test_gelu_is_near_its_definition():
    from math import erf

    x = np.linspace(-4, 4, 41, dtype=np.float32)
    wanted = [one * 0.5 * (1 + erf(one / 2**0.5)) for one in x.tolist()]
    assert np.abs(_gelu(x) - wanted).max() < 2e-3
