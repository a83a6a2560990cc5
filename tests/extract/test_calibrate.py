"""From chances to confidences."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, strategies as st

from kg.extract.calibrate import Calibration, Curve

CURVE = Curve((0.2, 0.5, 0.9), (0.1, 0.6, 0.95))


def test_points_are_met_and_ends_are_level():
    assert [CURVE(one) for one in (0.0, 0.2, 0.5, 0.9, 1.0)] == [0.1, 0.1, 0.6, 0.95, 0.95]


@given(st.lists(st.floats(0, 1), min_size=2))
def test_never_falls(chances):
    assert all(a <= b + 1e-12 for a, b in pairwise(CURVE(one) for one in sorted(chances)))


def test_read_from_a_card():
    record = {name: [[0.0, 1.0], [0.0, 0.5]] for name in ("mention", "role", "relation")}
    assert Calibration.from_record(record).role(1.0) == 0.5
