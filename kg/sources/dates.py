"""Dates as a listing page prints them, and the year of those that have none."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PrintedDate", "is_date", "page_year", "parse_date"]

#: English whatever the locale, which is why this is not ``calendar.month_abbr``.
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_DATE: Final = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}})(?:, (?P<year>\d{{4}}))?(?: \d+)?"
)

#: The listing (Hugging Face Daily Papers) began in May 2023: no page is older.
_FIRST_YEAR: Final = 2023

#: A page prints the day of its newest list, which over week-ends and holidays is some days old,
#: so papers up to this many days newer may stand on it.
_MAX_DAYS_AFTER: Final = 7


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day as a page prints it.

    Attributes
    ----------
    month, day : int
        From 1.
    year : int or None
        None where the page leaves it out.
    """

    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> datetime.date | None:
        """Give the day in that year.

        Parameters
        ----------
        year : int
            Any year.

        Returns
        -------
        datetime.date or None
            None for 29 February of a year that has none.
        """
        try:
            return datetime.date(year, self.month, self.day)
        except ValueError:
            return None


def is_date(line: str) -> bool:
    """Say whether a line has the form of a date.

    Parameters
    ----------
    line : str
        A line, trimmed.

    Returns
    -------
    bool
        True even if there is no such day; ``parse_date`` tells.
    """
    return _DATE.fullmatch(line) is not None


def parse_date(line: str) -> PrintedDate | None:
    """Read a date; a number of comments may follow it.

    Parameters
    ----------
    line : str
        A line, trimmed.

    Returns
    -------
    PrintedDate or None
        None if the line is no date, or there is no such day.

    Examples
    --------
    >>> parse_date("Dec 8, 2024 2")
    PrintedDate(month=12, day=8, year=2024)
    >>> parse_date("Oct 28 1")
    PrintedDate(month=10, day=28, year=None)
    >>> parse_date("Feb 30")
    """
    match = _DATE.fullmatch(line)
    if match is None:
        return None
    month, day = _MONTHS.index(match["month"]) + 1, int(match["day"])
    year = None if match["year"] is None else int(match["year"])
    date = PrintedDate(month, day, year)
    a_leap_year = 2000
    return date if date.in_year(a_leap_year if year is None else year) is not None else None


def page_year(page: PrintedDate | None, dates: Iterable[PrintedDate]) -> int | None:
    """Work out the year that a page means where it prints none.

    Parameters
    ----------
    page : PrintedDate or None
        The page's own date; None where it has none.
    dates : iterable of PrintedDate
        The dates of its papers.

    Returns
    -------
    int or None
        The year of the dates without one; None if the page does not show it.

    Notes
    -----
    The site prints a year only where it is not the current one, and no paper is from the future.
    So the page's year is later than every printed year, and the least such year is taken: a page
    that goes on being read year after year shows papers of last year too. None is inferred

    - without a page's date or without a single printed year: nothing bounds the year;
    - if the outcome lies before 2023, when there was no such page: the newest printed year is
      then not the one before;
    - if a date without a year lies more than seven days after the page's own, or is a 29
      February and the year has none: then the page does not follow the rule.

    Examples
    --------
    >>> page_year(PrintedDate(12, 11), [PrintedDate(6, 4), PrintedDate(12, 8, 2024)])
    2025
    >>> page_year(PrintedDate(2, 18), [PrintedDate(6, 4), PrintedDate(12, 8, 2024)])
    """
    listed = tuple(dates)
    printed = [date.year for date in listed if date.year is not None]
    if page is None:
        return None
    year = page.year or (max(printed) + 1 if printed else 0)
    newest = page.in_year(year) if year >= _FIRST_YEAR else None
    if newest is None:
        return None
    latest = newest + datetime.timedelta(days=_MAX_DAYS_AFTER)
    for date in listed:
        if date.year is None:
            day = date.in_year(year)
            if day is None or day > latest:
                return None
    return year
