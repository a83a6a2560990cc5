"""Numbers → pictures for a slide: trends, rankings, distributions. Needs the extra ``plot``."""

from __future__ import annotations

from kg.plot.bars import plot_bars, plot_ranking
from kg.plot.distribution import plot_distribution
from kg.plot.lines import plot_lines
from kg.plot.picture import Picture

__all__ = ["Picture", "plot_bars", "plot_distribution", "plot_lines", "plot_ranking"]
