"""Named numbers → bars, the largest on top, and rankings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.plot.picture import Picture
from kg.plot.theme import new_axes, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from kg.plot.theme import Theme

__all__ = ["plot_bars", "plot_ranking"]

#: Rows that a slide holds.
_N_ROWS: Final = 15
_ROW: Final = 0.34

#: Characters of what stands behind a bar.
_LABEL: Final = 24

#: Characters of what stands before it: two names, as topics have them.
_NAME: Final = 52


def plot_bars(
    title: str,
    names: Sequence[str],
    numbers: Sequence[float],
    *,
    labels: Sequence[str],
    axis: str,
    theme: str = "light",
) -> Picture:
    """Draw named numbers.

    Parameters
    ----------
    title, axis : str
        What the picture shows, and what its numbers are.
    names : sequence of str
        In the order in which they are drawn, from the top; 15 at most are.
    numbers : sequence of float
        Lengths of the bars, 0 or more.
    labels : sequence of str
        What stands behind each bar.
    theme : str
        ``"light"`` or ``"dark"``.

    Returns
    -------
    Picture
        One bar a name.
    """
    n = min(len(names), _N_ROWS)
    figure, axes, colours = new_axes(title, theme, height=1.6 + _ROW * max(n, 4))
    axes.barh(range(n), numbers[:n], height=0.68, color=colours.series[0], zorder=2)
    _name_rows(axes, names[:n], colours)
    for i in range(n):
        _tell(axes, numbers[i], i, labels[i], colours)
    axes.set_xlim(0, (max(numbers[:n], default=0) or 1) * 1.12)
    _finish(axes, axis, colours)
    return Picture(title, figure)


def plot_ranking(
    title: str,
    names: Sequence[str],
    numbers: Sequence[float],
    *,
    labels: Sequence[str],
    axis: str,
    theme: str = "light",
) -> Picture:
    """Draw a ranking: points, so that the scale need not begin at 0.

    Parameters
    ----------
    title, axis : str
        What the picture shows, and what its numbers are.
    names : sequence of str
        The best first; 15 at most are drawn.
    numbers : sequence of float
        Places of the points.
    labels : sequence of str
        What stands beside each point.
    theme : str
        ``"light"`` or ``"dark"``.

    Returns
    -------
    Picture
        One point a name; the best has a colour of its own and is the largest.
    """
    n = min(len(names), _N_ROWS)
    figure, axes, colours = new_axes(title, theme, height=1.6 + _ROW * max(n, 4))
    low, high = min(numbers[:n], default=0.0), max(numbers[:n], default=1.0)
    room = (high - low) or abs(high) or 1.0
    start = low - 0.12 * room
    for i in range(n):
        colour = colours.series[1] if i == 0 else colours.series[0]
        axes.plot([start, numbers[i]], [i, i], color=colours.line, linewidth=2, zorder=1)
        axes.plot(numbers[i], i, "D" if i == 0 else "o", color=colour, markersize=11 - 2 * (i > 0))
        _tell(axes, numbers[i], i, labels[i], colours, bold=i == 0)
    _name_rows(axes, names[:n], colours)
    axes.set_xlim(start, high + 0.18 * room)
    _finish(axes, axis, colours)
    return Picture(title, figure)


def _name_rows(axes: Axes, names: Sequence[str], colours: Theme) -> None:
    axes.set_yticks(range(len(names)), [short(name, _NAME) for name in names])
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
        label.set_color(colours.ink)
        label.set_fontsize(13)
    axes.set_ylim(max(len(names), 1) - 0.4, -0.6)


def _tell(
    axes: Axes, number: float, row: int, label: str, colours: Theme, *, bold: bool = False
) -> None:
    axes.annotate(
        short(label, _LABEL),
        (number, row),
        xytext=(10, 0),
        textcoords="offset points",
        va="center",
        color=colours.ink,
        fontsize=12,
        fontweight="bold" if bold else "normal",
        parse_math=False,
        # The lines of the grid end at the words, and do not strike them out.
        bbox={"facecolor": colours.ground, "edgecolor": "none", "pad": 1.5},
    )


def _finish(axes: Axes, axis: str, colours: Theme) -> None:
    axes.grid(axis="x", color=colours.line, linewidth=1)
    axes.spines["bottom"].set_visible(False)
    axes.set_xlabel(axis, color=colours.soft, fontsize=12, labelpad=8)
