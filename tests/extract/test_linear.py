"""Linear models over named features."""

import math

import pytest
from hypothesis import given, settings, strategies as st

from kg.extract.linear import LinearModel, load_models, logistic, softmax

scores = st.floats(-80, 80)


@given(scores)
@settings(max_examples=50)
def test_logistic_is_a_chance_and_mirrors(score):
    assert 0 <= logistic(score) <= 1
    assert logistic(score) + logistic(-score) == pytest.approx(1)


@given(st.lists(scores, min_size=1, max_size=5))
@settings(max_examples=50)
def test_softmax_adds_up_to_one_and_keeps_order(listed):
    chances = softmax(listed)
    assert math.fsum(chances) == pytest.approx(1)
    assert max(listed) == listed[chances.index(max(chances))]


def test_score_is_exact_whatever_the_order_of_features():
    model = LinearModel(("a", "b"), (1, -1), {str(n): [n, -n] for n in range(50)})
    names = [str(n) for n in range(50)]
    assert model.score(names) == model.score(names[::-1]) == (1.226, -1.226)


def test_from_record_is_the_way_back():
    record = {"labels": ["yes"], "bias": [5], "weights": {"near": [7]}}
    assert LinearModel.from_record(record).score({"near"}) == (0.012,)


@pytest.mark.parametrize("part", ["roles", "relations", "results"])
def test_shipped_models_have_all_parts(part):
    assert load_models(part)
