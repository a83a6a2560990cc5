"""Reliability is measured as defined, the fits mend what they are made for, the diagram is SVG."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import numpy as np
import pytest

from kg.evaluate.calibration import (
    fit_isotonic,
    fit_temperature,
    judge_paper,
    measure_reliability,
)
from kg.evaluate.diagram import reliability_svg
from tests.evaluate.test_counts import FOUND, GOLD, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable


def outcomes(
    n: int, *, seed: int = 0, true_chance: Callable[[float], float] = lambda said: said
) -> list[tuple[float, bool]]:
    draw = random.Random(seed)
    said = [draw.random() for _ in range(n)]
    return [(one, draw.random() < true_chance(one)) for one in said]


def test_honest_confidences_have_a_small_error_and_boastful_ones_a_large_one():
    assert measure_reliability(outcomes(20_000)).error < 0.02
    boastful = outcomes(20_000, true_chance=lambda said: said / 2)
    assert measure_reliability(boastful).error == pytest.approx(0.25, abs=0.02)


def test_bins_hold_everything_once():
    found = measure_reliability([(0.0, False), (0.1, False), (0.95, True), (1.0, True)])
    assert [(one.low, one.n) for one in found.bins] == [(0.0, 1), (0.1, 1), (0.9, 2)]
    assert sum(one.n for one in found.bins) == found.n == 4


def test_nothing_has_no_error():
    assert measure_reliability([]).error == 0.0


def test_confidences_are_judged_as_they_are_counted():
    judged = judge_paper(TEXT, GOLD, FOUND)
    assert [right for _, right in judged["mention"]] == [True, True, False, True]
    assert [right for _, right in judged["role"]] == [False, False, True]
    assert judged["relation"] == [(1.0, True)]


def test_role_confidence_is_that_of_the_edge():
    one = {**FOUND["entities"][0], "confidence": 0.5, "role_confidence": 0.5}
    assert judge_paper(TEXT, GOLD, {"entities": [one]})["role"] == [(0.25, False)]


def test_isotonic_fit_mends_held_out_confidences():
    points = fit_isotonic(outcomes(4000, seed=1, true_chance=lambda said: said**2))
    held_out = outcomes(4000, seed=2, true_chance=lambda said: said**2)
    before = measure_reliability(held_out).error
    after = measure_reliability(
        [(float(np.interp(said, *points)), right) for said, right in held_out]
    ).error
    assert after < before / 3


def test_isotonic_fit_rises():
    for seed in range(20):
        said, right = fit_isotonic(outcomes(60, seed=seed), min_size=5)
        assert list(said) == sorted(set(said))
        assert list(right) == sorted(right)
        assert all(0 <= one <= 1 for one in right)


def test_isotonic_fit_of_constant_confidence_is_its_share():
    assert fit_isotonic([(0.4, True), (0.4, False)] * 30) == ((0.4,), (0.5,))


def test_temperature_is_found_again():
    def cooled(said: float) -> float:
        odds = (said / (1 - said)) ** 0.5
        return float(odds / (1 + odds))

    slope, shift = fit_temperature(outcomes(20_000, seed=4, true_chance=cooled))
    assert slope == pytest.approx(0.5, abs=0.03)
    assert shift == pytest.approx(0.0, abs=0.05)


def test_temperature_is_finite_where_outcomes_are_told_apart():
    slope, shift = fit_temperature([(0.9, True)] * 50 + [(0.1, False)] * 50)
    assert 1 < slope < 50
    assert abs(shift) < 1


def test_diagram_has_a_point_a_bin_and_nothing_from_elsewhere():
    measured = {"mention": measure_reliability(outcomes(500)), "role": measure_reliability([])}
    text = reliability_svg(measured)
    svg = ElementTree.fromstring(text)
    name = "{http://www.w3.org/2000/svg}"
    assert len(svg.findall(f"{name}circle")) == len(measured["mention"].bins) == 10
    assert "ECE" in text
    assert "href" not in text
    assert reliability_svg(measured) == text
