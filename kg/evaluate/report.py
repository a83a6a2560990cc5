"""Counts of papers → figures with the interval in which they would fall on other such papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kg.evaluate.counts import Counts
from kg.vocabulary import EntityType, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

__all__ = ["N_SAMPLES", "Figure", "Interval", "make_report"]

#: Draws of papers unless told otherwise; the ends of an interval then move by about 0.1 points.
N_SAMPLES: Final = 1000

_SHARE: Final = 0.95

#: Lower and upper end, from 0 to 1.
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """How well one kind of thing was found.

    Attributes
    ----------
    name : str
        ``"mention.Method"``, ``"relation.extends"``, …
    counts : Counts
        Over all papers.
    interval : tuple of float
        Of F1: percentile bootstrap over papers, 95 %.
    """

    name: str
    counts: Counts
    interval: Interval

    def to_dict(self) -> dict[str, Any]:
        """Give the figures as plain values, in percent with one decimal.

        Returns
        -------
        dict
            ``precision``, ``recall``, ``f1``, ``interval``, ``gold``.
        """
        counts = self.counts
        return {
            "precision": _percent(counts.precision),
            "recall": _percent(counts.recall),
            "f1": _percent(counts.f1),
            "interval": [_percent(end) for end in self.interval],
            "gold": counts.wanted,
        }


def _percent(share: float) -> float:
    return round(100 * share, 1)


def make_report(
    papers: Sequence[Mapping[str, Counts]], *, n_samples: int = N_SAMPLES, seed: int = 0
) -> tuple[Figure, ...]:
    """Add up the counts of papers.

    Parameters
    ----------
    papers : sequence of mapping of str to Counts
        One a paper, from :func:`kg.evaluate.counts.count_paper`.
    n_samples : int, optional
        How often papers are drawn for the intervals.
    seed : int, optional
        Of the draws: same seed and papers, same intervals.

    Returns
    -------
    tuple of Figure
        Mentions, entities, roles, relations, results, each with its parts behind it in the
        vocabulary's order; parts that never occur are left out.

    Notes
    -----
    Papers are drawn with replacement, as many as there are, and their counts added: F1 is that of
    the sums, as in the figure itself.

    References
    ----------
    B. Efron, R. Tibshirani: An Introduction to the Bootstrap, 1993, section 13.3 (percentiles).

    Examples
    --------
    >>> papers = [{"result": Counts(1, 1, 1)}, {"result": Counts(0, 1, 1)}]
    >>> [(one.name, one.counts.f1, one.interval) for one in make_report(papers)]
    [('result', 0.5, (0.0, 1.0))]
    """
    found = {name for paper in papers for name in paper}
    names = [name for name in _names() if name in found]
    empty = Counts()
    table = np.array(
        [
            [
                (one.right, one.given, one.wanted)
                for one in (paper.get(name, empty) for name in names)
            ]
            for paper in papers
        ],
        dtype=np.int64,
    ).reshape(len(papers), len(names), 3)
    intervals = _bootstrap(table, n_samples, seed)
    sums = table.sum(axis=0).tolist()
    return tuple(
        Figure(name, Counts(*row), (low, high))
        for name, row, (low, high) in zip(names, sums, intervals.tolist(), strict=True)
    )


def _names() -> Iterator[str]:
    yield "mention"
    yield from (f"mention.{kind}" for kind in EntityType)
    yield from ("mention.untyped", "entity", "role")
    yield from (f"role.{role}" for role in Role)
    yield "relation"
    yield from (f"relation.{relation}" for relation in Relation)
    yield "result"


def _bootstrap(table: NDArray[np.int64], n_samples: int, seed: int) -> NDArray[np.float64]:
    """Give the ends of the intervals: one row a name."""
    n_papers, n_names, _ = table.shape
    if not n_papers or not n_samples:
        return np.zeros((n_names, 2))
    draws = np.random.default_rng(seed).multinomial(
        n_papers, np.full(n_papers, 1 / n_papers), size=n_samples
    )
    right, given, wanted = np.moveaxis(np.tensordot(draws, table, axes=1), 2, 0)
    f1 = 2 * right / np.maximum(given + wanted, 1)
    tail = (1 - _SHARE) / 2
    ends: NDArray[np.float64] = np.quantile(f1, (tail, 1 - tail), axis=0).T
    return ends
