"""Pictures: what is drawn, that it can be read in light and dark, that it is always the same."""

from __future__ import annotations

import errno
import itertools
import os
import xml.etree.ElementTree as ET

import numpy as np
import pytest

import kg
from kg.plot import plot_bars, plot_distribution, plot_lines, plot_ranking
from kg.plot.theme import MARKERS, THEMES
from tests.rdf.small import small_graph

SERIES = {f"method {i}": [0, i, 2 * i, i] for i in range(6)}
PERIODS = ("2021", "2022", "2023", "2024")


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(w * one for w, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_every_colour_can_be_seen_on_its_ground(name):
    theme = THEMES[name]
    assert contrast(theme.ink, theme.ground) >= 7
    assert contrast(theme.soft, theme.ground) >= 4.5
    # WCAG 2.2, 1.4.11: graphics need 3:1.
    seen = {one: contrast(one, theme.ground) for one in theme.series}
    assert {one: ratio for one, ratio in seen.items() if ratio < 3} == {}


#: G. Machado, M. Oliveira, L. Fernandes, "A physiologically-based model for simulation of color
#: vision deficiency", IEEE TVCG 15(6), 2009: severity 1.0, on linear RGB.
_SEEN = {
    "all": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, sight: str):
    """CIE L*a*b* (D65) of a colour as it is seen."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    white = np.array([0.9505, 1.0, 1.089])
    x, y, z = np.cbrt(_XYZ @ np.clip(_SEEN[sight] @ linear, 0, 1) / white)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", _SEEN)
@pytest.mark.parametrize("name", THEMES)
def test_colours_differ_whoever_looks(name, sight):
    seen = [lab(colour, sight) for colour in THEMES[name].series]
    nearest = min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))
    assert nearest >= 12  # five times what is just noticeable


@pytest.mark.parametrize("name", THEMES)
def test_series_differ_by_mark_as_well_as_by_colour(name):
    series = THEMES[name].series
    assert len(set(series)) == len(series) <= len(set(MARKERS))


def lines_of(picture) -> dict[str, list[float]]:
    axes = picture.figure.axes[0]
    names = [text.get_text() for text in axes.texts]
    drawn = [line for line in axes.lines if np.size(line.get_xdata()) > 1]
    return {
        name: np.asarray(line.get_ydata()).tolist() for name, line in zip(names, drawn, strict=True)
    }


def test_lines_show_every_number_and_name():
    assert lines_of(plot_lines("t", PERIODS, SERIES, axis="papers")) == SERIES


def test_names_at_the_end_do_not_stand_on_each_other():
    figure = plot_lines("t", PERIODS, {name: [1] * 4 for name in SERIES}, axis="papers").figure
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)


def test_bars_and_ranking_show_at_most_fifteen_in_order():
    names, numbers = [f"name {i}" for i in range(30)], [float(30 - i) for i in range(30)]
    labels = [str(one) for one in numbers]
    for plot in (plot_bars, plot_ranking):
        axes = plot("t", names, numbers, labels=labels, axis="x").figure.axes[0]
        assert [label.get_text() for label in axes.get_yticklabels()] == names[:15]
        assert [text.get_text() for text in axes.texts] == labels[:15]
        assert axes.yaxis_inverted()


def test_distribution_counts_what_is_at_least_so_large():
    picture = plot_distribution("t", {"a": [1, 1, 2, 5, 0]}, axis="x", of="y")
    (line,) = picture.figure.axes[0].lines
    assert np.asarray(line.get_xdata()).tolist() == [1, 2, 5]
    assert np.asarray(line.get_ydata()).tolist() == [4, 2, 1]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_same_picture_gives_the_same_bytes(tmp_path, theme, kind):
    def save(name: str) -> bytes:
        picture = plot_lines("t", PERIODS, SERIES, axis="papers", theme=theme)
        return picture.save(tmp_path / f"{name}.{kind}").read_bytes()

    assert save("a") == save("b")


def test_hostile_names_are_drawn_as_text(tmp_path):
    evil = "$\\frac{$ <b>&amp; \x1b 漢字 " + "x" * 200
    picture = plot_bars(evil, [evil], [1.0], labels=[evil], axis="x")
    root = ET.fromstring(picture.save(tmp_path / "x.svg").read_bytes())
    assert root.tag.endswith("svg")
    assert picture._repr_png_().startswith(b"\x89PNG")
    assert "frac" in repr(picture)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plot_lines("t", (), {}, axis="x"),
        lambda: plot_lines("t", ("2024",), {"a": [0]}, axis="x", percent=True),
        lambda: plot_bars("t", [], [], labels=[], axis="x"),
        lambda: plot_ranking("t", ["a", "b"], [3.0, 3.0], labels=["3", "3"], axis="x"),
        lambda: plot_distribution("t", {}, axis="x", of="y"),
    ],
)
def test_pictures_of_little_or_nothing_are_drawn(draw):
    assert draw()._repr_png_().startswith(b"\x89PNG")


def test_unknown_theme_and_kind_are_told(tmp_path):
    with pytest.raises(kg.VocabularyError, match="unknown theme 'sepia'; known: light, dark"):
        plot_lines("t", (), {}, axis="x", theme="sepia")
    with pytest.raises(kg.VocabularyError, match=r"unknown kind of picture '\.doc'"):
        plot_lines("t", (), {}, axis="x").save(tmp_path / "x.doc")


def test_answers_draw_themselves():
    graph = kg.Graph(small_graph())
    assert lines_of(graph.trends("BERT", "GLUE").plot()) == {"BERT": [0, 2, 1], "GLUE": [0, 2, 1]}
    share = lines_of(graph.trends("BERT").plot(share=True))
    assert share == {"BERT": [0.0, 100.0, 100.0]}
    ranking = graph.leaderboard("GLUE").plot().figure.axes[0]
    assert [text.get_text() for text in ranking.texts] == ["88.5%", "80.5%"]
    assert "more is better" in ranking.get_xlabel()
    assert graph.degrees().plot(theme="dark").figure.axes[0].lines
    assert graph.communities(min_size=1).plot().figure.axes[0].patches


def test_ranking_of_nothing_is_told():
    graph = kg.Graph(small_graph())
    with pytest.raises(kg.NotFoundError, match="did you mean accuracy"):
        graph.leaderboard("GLUE").plot("BLEU")
    with pytest.raises(kg.NotFoundError):
        graph.leaderboard("SQuAD").plot()


def test_a_picture_that_cannot_be_written_leaves_the_earlier_one(tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "x.png"
    path.write_bytes(b"earlier")
    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(kg.InputError, match=r"x\.png: cannot be written \(No space left"):
        plot_lines("t", PERIODS, SERIES, axis="x").save(path)
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]
