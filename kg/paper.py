"""A paper as its sources have it, and places in its text.

Offsets are code points, half-open, over ``paper.text`` (title, newline, abstract, as the source has
them).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.errors import ValueCheckError, shown

__all__ = ["Paper", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text.

    Attributes
    ----------
    start, end : int
        Code points, half-open.

    Examples
    --------
    >>> Span(2, 2)
    Traceback (most recent call last):
        ...
    kg.errors.ValueCheckError: a span must hold something: 2:2
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueCheckError(f"a span must hold something: {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character.

        Parameters
        ----------
        other : Span
            A span over the same text.

        Returns
        -------
        bool
            True if they overlap.
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Say whether the other lies inside this one.

        Parameters
        ----------
        other : Span
            A span over the same text.

        Returns
        -------
        bool
            True if it does; a span holds itself.
        """
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Paper:
    """A paper as its sources have it.

    Attributes
    ----------
    id : str
        Unique; from the source, else from the title (``kg.ids.paper_id``).
    title, abstract : str
        To the letter; only white space at both ends is trimmed.
    date : str or None
        ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; None where the source has none.
    date_inferred : bool
        True if the year was not printed but taken from the page's own date.
    n_authors : int or None
        Number of authors; None where the source does not say.
    authors : tuple of str
        Names, in the source's order; empty where the source has none.
    url : str or None
        Where the paper stands; None where the source does not say.
    sources : tuple of str
        Every page or file it was read from, sorted, without doubles.
    ids : tuple of str
        Other identifiers, sorted: ``"arxiv:1703.06114"``, ``"doi:10.1145/3292500"``,
        ``"openalex:W2741809807"``, and ids that other sources give it.
    """

    id: str
    title: str
    abstract: str
    date: str | None = None
    date_inferred: bool = False
    n_authors: int | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    sources: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.title:
            raise ValueCheckError(f"paper {shown(self.id)} has no title")

    @cached_property
    def text(self) -> str:
        """Title, newline, abstract: the text that every offset counts in."""
        return f"{self.title}\n{self.abstract}"

    @property
    def year(self) -> int | None:
        """Year of the date; None without one."""
        return None if self.date is None else int(self.date[:4])
