"""Many numbers → how many are at least so large, on two logarithmic scales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.plot.picture import Picture
from kg.plot.theme import MARKERS, new_axes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["plot_distribution"]


def plot_distribution(
    title: str, groups: Mapping[str, Sequence[int]], *, axis: str, of: str, theme: str = "light"
) -> Picture:
    """Draw how numbers are distributed.

    Parameters
    ----------
    title, axis, of : str
        What the picture shows, what its numbers are, and what is counted.
    groups : mapping of str to sequence of int
        Name → numbers of 1 or more; smaller ones are left out.
    theme : str
        ``"light"`` or ``"dark"``.

    Returns
    -------
    Picture
        The complementary cumulative distribution of each group: a straight line is a power law.
    """
    figure, axes, colours = new_axes(title, theme)
    for i, (name, numbers) in enumerate(groups.items()):
        kept = sorted(number for number in numbers if number >= 1)
        values = sorted(set(kept))
        if not values:
            continue
        axes.loglog(
            values,
            [sum(one >= value for one in kept) for value in values],
            color=colours.series[i % len(colours.series)],
            marker=MARKERS[i % len(MARKERS)],
            markersize=6,
            markeredgecolor=colours.ground,
            linewidth=1.6,
            label=f"{name} ({len(kept)})",
        )
    axes.grid(color=colours.line, linewidth=1)
    axes.spines["left"].set_visible(False)
    axes.tick_params(which="minor", length=0)
    for scale in (axes.xaxis, axes.yaxis):
        scale.set_major_formatter(lambda value, _: f"{value:g}")
    axes.set_xlabel(axis, color=colours.soft, fontsize=12)
    axes.set_ylabel(of, color=colours.soft, fontsize=12)
    if axes.lines:
        axes.legend(frameon=False, fontsize=13, labelcolor=colours.ink)
    return Picture(title, figure)
