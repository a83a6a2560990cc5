"""How many edges things have."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.api.render import html_table, text_table
from kg.vocabulary import TYPES

if TYPE_CHECKING:
    from kg.plot import Picture
    from kg.vocabulary import EntityType

__all__ = ["Degrees"]

_COLUMNS = ("type", "things", "mean", "median", "largest", "of one edge")


@dataclass(frozen=True, repr=False)
class Degrees:
    """Numbers of edges, type by type.

    Attributes
    ----------
    counts : tuple of (EntityType, tuple of int)
        Every type, in the vocabulary's order → edges at each thing, roles and relations.
    """

    counts: tuple[tuple[EntityType, tuple[int, ...]], ...]

    def plot(self, *, theme: str = "light") -> Picture:
        """Draw how many things have at least so many edges; needs the extra ``plot``.

        Parameters
        ----------
        theme : str
            ``"light"`` or ``"dark"``.

        Returns
        -------
        Picture
            A line for each type, on two logarithmic scales.

        Raises
        ------
        InputError
            If matplotlib is not installed.
        VocabularyError
            If there is no such theme.
        """
        from kg.plot import plot_distribution

        return plot_distribution(
            "Few things have most of the edges",
            {TYPES[kind].plural: counts for kind, counts in self.counts if counts},
            axis="edges at a thing",
            of="things with at least so many",
            theme=theme,
        )

    def _rows(self) -> list[tuple[object, ...]]:
        return [
            (
                TYPES[kind].plural,
                len(counts),
                statistics.fmean(counts),
                float(statistics.median(counts)),
                max(counts),
                counts.count(1),
            )
            for kind, counts in self.counts
            if counts
        ]

    def __repr__(self) -> str:
        return text_table("edges at a thing", _COLUMNS, self._rows())

    def _repr_html_(self) -> str:
        return html_table("edges at a thing", _COLUMNS, self._rows())
