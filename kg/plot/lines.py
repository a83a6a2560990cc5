"""Counts over time → lines, each named at its end."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.plot.picture import Picture
from kg.plot.theme import MARKERS, new_axes, short
from kg.tables.extras import need

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["plot_lines"]

#: Labels of periods that fit below a picture.
_N_LABELS: Final = 12

#: Least distance of two names at the right end, as a share of the height.
_ROW: Final = 0.065


def plot_lines(
    title: str,
    periods: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    axis: str,
    percent: bool = False,
    theme: str = "light",
) -> Picture:
    """Draw counts over time.

    Parameters
    ----------
    title, axis : str
        What the picture shows, and what its numbers are.
    periods : sequence of str
        In order.
    series : mapping of str to sequence of float
        Name → a number for each period; drawn in this order.
    percent : bool
        Numbers are shares of 1, shown as percentages.
    theme : str
        ``"light"`` or ``"dark"``.

    Returns
    -------
    Picture
        One line with a mark of its own for each series, named at its right end.
    """
    figure, axes, colours = new_axes(title, theme)
    highest = max((max(one, default=0) for one in series.values()), default=0) or 1
    factor = 100 if percent else 1
    top = highest * factor * 1.08
    lines = [
        _Line(short(name), [one * factor for one in numbers], MARKERS[i % len(MARKERS)],
              colours.series[i % len(colours.series)])
        for i, (name, numbers) in enumerate(series.items())
    ]  # fmt: skip
    for line in lines:
        _draw(axes, line, edge=colours.ground)
    axes.set_ylim(0, top)
    axes.set_xlim(-0.3, max(len(periods) - 1, 1))
    for line, height in zip(lines, _spread([line.end / top for line in lines]), strict=True):
        _name(axes, line, height)
    step = max(1, -(-len(periods) // _N_LABELS))
    axes.set_xticks(range(0, len(periods), step), [*periods][::step])
    if not percent:
        axes.yaxis.set_major_locator(need("matplotlib.ticker", "plot").MaxNLocator(integer=True))
    axes.grid(axis="y", color=colours.line, linewidth=1)
    axes.set_ylabel(axis, color=colours.soft, fontsize=12)
    return Picture(title, figure)


class _Line(NamedTuple):
    """A series as it is drawn."""

    name: str
    numbers: list[float]
    marker: str
    colour: str

    @property
    def end(self) -> float:
        return self.numbers[-1] if self.numbers else 0.0


def _draw(axes: Any, line: _Line, *, edge: str) -> None:
    axes.plot(
        range(len(line.numbers)),
        line.numbers,
        color=line.colour,
        linewidth=2.4,
        marker=line.marker,
        markersize=8,
        markevery=[place for place, one in enumerate(line.numbers) if one],
        markeredgecolor=edge,
        clip_on=False,
        zorder=3,
    )


def _name(axes: Any, line: _Line, height: float) -> None:
    """Name a line at the right end, with its mark, at a share of the height."""
    axes.plot(
        1.03,
        height,
        marker=line.marker,
        color=line.colour,
        markersize=8,
        transform=axes.transAxes,
        clip_on=False,
    )
    axes.annotate(
        line.name,
        (1, height),
        xycoords="axes fraction",
        xytext=(28, 0),
        textcoords="offset points",
        color=line.colour,
        fontsize=13,
        fontweight="bold",
        va="center",
        annotation_clip=False,
        parse_math=False,
    )


def _spread(places: Sequence[float]) -> list[float]:
    """Move names apart that would stand on each other, each as little as their order allows.

    Parameters
    ----------
    places : sequence of float
        Heights, as shares of the whole.

    Returns
    -------
    list of float
        At least ``_ROW`` apart.

    Examples
    --------
    >>> [round(one, 3) for one in _spread([0.0, 0.0, 0.5])]
    [0.0, 0.065, 0.5]
    """
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    moved = list(places)
    for before, after in itertools.pairwise(order):
        moved[after] = max(moved[after], moved[before] + _ROW)
    over = max(moved, default=0.0) - 1.0
    return [one - over for one in moved] if over > 0 else moved
