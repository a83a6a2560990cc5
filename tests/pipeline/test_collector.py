"""The collector rests inside the block, and is as it was behind it, whatever happens."""

from __future__ import annotations

import gc

import pytest

from kg.pipeline.collector import collector_at_rest


def break_off(seen: list[bool]) -> None:
    with collector_at_rest():
        seen.append(gc.isenabled())
        raise KeyError


def test_collector_rests_and_comes_back():
    seen: list[bool] = []
    with pytest.raises(KeyError):
        break_off(seen)
    assert seen == [False]
    assert gc.isenabled()


def test_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
