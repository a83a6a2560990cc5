"""How many papers name a thing, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.api.render import cell_text, html_table, text_table
from kg.checks import check_word
from kg.tables.frame import to_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from kg.api.index import Index
    from kg.api.thing import Thing
    from kg.plot import Picture

__all__ = ["Series", "Trend", "find_trend"]

#: Periods that can be counted, and how much of a date each takes.
PERIODS: Final = {"year": 4, "month": 7}

#: Years from which ``by="auto"`` counts years, not months.
_MANY_YEARS: Final = 3


#: Things that the title of a picture names.
_FEW: Final = 2


@dataclass(frozen=True, slots=True)
class Series:
    """The counts of one thing.

    Attributes
    ----------
    thing : Thing
        What is counted.
    counts : tuple of int
        Papers that name it, period by period.
    """

    thing: Thing
    counts: tuple[int, ...]

    @property
    def name(self) -> str:
        """Name of the thing."""
        return self.thing.name


@dataclass(frozen=True, repr=False)
class Trend:
    """Counts of papers over time.

    Attributes
    ----------
    periods : tuple of str
        ``"2024"`` or ``"2024-05"``, in order, without gaps.
    totals : tuple of int
        All dated papers of the graph, period by period.
    series : tuple of Series
        One a thing.
    undated : int
        Papers of the graph that have no date, or none that is exact enough: not counted.
    """

    periods: tuple[str, ...]
    totals: tuple[int, ...]
    series: tuple[Series, ...]
    undated: int

    @property
    def counts(self) -> tuple[int, ...]:
        """Counts of the first thing."""
        return self.series[0].counts

    @property
    def shares(self) -> tuple[tuple[float, ...], ...]:
        """Counts divided by the totals, thing by thing; 0 where a period has no paper."""
        return tuple(
            tuple(
                round(n / of, 4) if of else 0.0
                for n, of in zip(one.counts, self.totals, strict=True)
            )
            for one in self.series
        )

    def to_pandas(self) -> pd.DataFrame:
        """Give the counts as a data frame; needs the extra ``tables``.

        Returns
        -------
        pandas.DataFrame
            One row a period: ``period``, a column for each thing, ``all papers``.

        Raises
        ------
        InputError
            If pandas is not installed.
        """
        return to_frame(self._columns, self._rows)

    def plot(self, *, share: bool = False, theme: str = "light") -> Picture:
        """Draw the counts as lines; needs the extra ``plot``.

        Parameters
        ----------
        share : bool
            Draw the share of all papers of the period, not the number.
        theme : str
            ``"light"`` or ``"dark"``.

        Returns
        -------
        Picture
            Shows itself in a notebook; ``save`` writes it.

        Raises
        ------
        InputError
            If matplotlib is not installed.
        VocabularyError
            If there is no such theme.
        """
        from kg.plot import plot_lines

        listed = self.shares if share else tuple(one.counts for one in self.series)
        which = "Share of papers" if share else "Papers"
        named = " and ".join(cell_text(one.name) for one in self.series)
        return plot_lines(
            f"{which} that name {named}" if len(self.series) <= _FEW else f"{which} over time",
            self.periods,
            {one.name: numbers for one, numbers in zip(self.series, listed, strict=True)},
            axis="% of papers" if share else "papers",
            percent=share,
            theme=theme,
        )

    @property
    def _columns(self) -> tuple[str, ...]:
        return ("period", *(cell_text(one.name) for one in self.series), "all papers")

    @property
    def _rows(self) -> list[tuple[object, ...]]:
        counts = [one.counts for one in self.series]
        return list(zip(self.periods, *counts, self.totals, strict=True))

    @property
    def _note(self) -> str:
        return f"{self.undated} paper(s) without a date are not counted" if self.undated else ""

    def __repr__(self) -> str:
        return text_table("papers by period", self._columns, self._rows, self._note)

    def _repr_html_(self) -> str:
        return html_table("papers by period", self._columns, self._rows, self._note)


def find_trend(index: Index, things: Sequence[Thing], *, by: str, kinds: bool) -> Trend:
    """Count papers over time; see ``Graph.trends``."""
    check_word(by, "period", ("auto", *PERIODS))
    dates = {paper.id: paper.date for paper in index.graph.papers if paper.date is not None}
    period = _period(dates.values()) if by == "auto" else by
    length = PERIODS[period]
    of = {id_: date[:length] for id_, date in dates.items() if len(date) >= length}
    periods = _fill(sorted(set(of.values())))
    series = []
    for thing in things:
        counted = index.kinds_of(thing.id) if kinds else {thing.id}
        papers = {paper for one in counted for paper in index.graph.node_of[one].papers}
        found = [of[paper] for paper in papers if paper in of]
        series.append(Series(thing, _count(found, periods)))
    undated = len(index.graph.papers) - len(of)
    return Trend(tuple(periods), _count(of.values(), periods), tuple(series), undated)


def _period(dates: Iterable[str]) -> str:
    """Choose years if there are many, or if a date has nothing else; months if not."""
    listed = set(dates)
    by_year = len({date[:4] for date in listed}) >= _MANY_YEARS
    return "year" if by_year or any(len(date) < PERIODS["month"] for date in listed) else "month"


def _count(found: Iterable[str], periods: Sequence[str]) -> tuple[int, ...]:
    listed = list(found)
    return tuple(listed.count(period) for period in periods)


def _fill(periods: Sequence[str]) -> list[str]:
    """Put the periods in that lie between the first and the last."""
    if not periods:
        return []
    if len(periods[0]) == PERIODS["year"]:
        return [str(year) for year in range(int(periods[0]), int(periods[-1]) + 1)]
    first, last = (int(one[:4]) * 12 + int(one[5:7]) - 1 for one in (periods[0], periods[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]
