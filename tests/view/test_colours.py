"""Colours of the page: any two differ whoever looks, and each is seen on its ground."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from kg.view import page as page_module
from tests.plot import test_plot as sight

THEME = (Path(page_module.__file__).parent / "page" / "theme.js").read_text(encoding="utf-8")
CSS = (Path(page_module.__file__).parent / "page" / "page.css").read_text(encoding="utf-8")
GROUND = dict(zip(("light", "dark"), re.findall(r"--ground: (#[0-9a-f]{6})", CSS), strict=False))


def palette(name: str, mode: str) -> list[str]:
    table = THEME[THEME.index(f"const {name} = ") :]
    (row,) = re.findall(rf"{mode}: \[(.*?)\]", table[: table.index("};")])
    return re.findall(r"#[0-9a-f]{6}", row)


def luminance(colour: str) -> float:
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("name", "size", "least"), [("TYPES", 5, 12), ("TOPICS", 10, 10)])
def test_colours_differ_whoever_looks(name, size, least, mode):
    colours = palette(name, mode)
    assert len(colours) == size
    for kind in sight._SEEN:
        seen = [sight.lab(colour, kind) for colour in colours]
        nearest = min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))
        assert nearest >= least, kind  # 2.3 is just noticeable


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", ["TYPES", "TOPICS"])
def test_colours_are_seen_on_their_ground(name, mode):
    for colour in palette(name, mode):
        low, high = sorted((luminance(colour), luminance(GROUND[mode])))
        assert (high + 0.05) / (low + 0.05) >= 3, colour  # WCAG 2.2, 1.4.11
