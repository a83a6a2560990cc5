"""Confidences and what became of them → how far a confidence can be taken at its word.

A confidence is calibrated if, of all that is said with 0.8, 80 % are right. What is told here is
told of the confidences as they stand in a prediction: of a mention, of a role (its entity's times
its own, as on the graph's edge) and of a relation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kg.evaluate.places import gold_places, match_entities, predicted_places, triples_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

__all__ = [
    "Bin",
    "Judged",
    "Reliability",
    "fit_isotonic",
    "fit_temperature",
    "judge_paper",
    "measure_reliability",
]

#: Bins of a diagram, all of one width.
N_BINS: Final = 10

#: Confidences are kept this far from 0 and 1 where their log-odds are taken.
_EDGE: Final = 1e-4

#: A confidence and whether what it was given for is right.
Judged = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """What was said with about one confidence.

    Attributes
    ----------
    low, high : float
        Bounds of the confidences; the lower one belongs to it.
    n : int
        How many; never 0.
    said : float
        Their mean confidence.
    right : float
        Share of them that is right.
    """

    low: float
    high: float
    n: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well confidences are calibrated.

    Attributes
    ----------
    bins : tuple of Bin
        By confidence; empty ones are left out.
    n : int
        How many confidences.
    error : float
        Expected calibration error: mean distance of ``said`` and ``right``, weighted by ``n``.
    brier : float
        Mean squared distance of confidence and outcome.
    """

    bins: tuple[Bin, ...]
    n: int
    error: float
    brier: float


def judge_paper(
    text: str, gold: Mapping[str, Any], predicted: Mapping[str, Any]
) -> dict[str, list[Judged]]:
    """Say of everything that was found how sure it was said to be and whether it is right.

    Parameters
    ----------
    text : str
        Title, line break, abstract.
    gold, predicted : mapping
        As for :func:`kg.evaluate.counts.count_paper`; a confidence that is not told is 1.

    Returns
    -------
    dict of str to list of (float, bool)
        ``mention``, ``role``, ``relation``; right as counted there.
    """
    entities = predicted["entities"]
    wanted = gold_places(text, gold["entities"])
    predicted_places(text, entities)
    mentions = [
        (
            float(mention.get("confidence", one.get("confidence", 1.0))),
            (mention["start"], mention["end"], str(one["type"])) in wanted,
        )
        for one in entities
        for mention in one["mentions"]
    ]
    pairs = match_entities(gold["entities"], entities)
    mine = {j: gold["entities"][i] for i, j in pairs.items()}
    roles = [
        (
            float(one.get("confidence", 1.0)) * float(one.get("role_confidence", 1.0)),
            j in mine and (mine[j]["type"], mine[j]["role"]) == (one["type"], one["role"]),
        )
        for j, one in enumerate(entities)
    ]
    names = {entities[j]["name"]: one["name"] for j, one in mine.items()}
    triples = triples_of(gold)
    relations = [
        (
            float(one.get("confidence", 1.0)),
            (names.get(one["head"]), one["relation"], names.get(one["tail"])) in triples,
        )
        for one in predicted.get("relations", ())
    ]
    return {"mention": mentions, "role": roles, "relation": relations}


def measure_reliability(judged: Sequence[Judged], *, n_bins: int = N_BINS) -> Reliability:
    """Measure how well confidences are calibrated.

    Parameters
    ----------
    judged : sequence of (float, bool)
        Confidences from 0 to 1 and what became of them.
    n_bins : int, optional
        Bins of one width.

    Returns
    -------
    Reliability
        Zero throughout if nothing is given.

    References
    ----------
    C. Guo, G. Pleiss, Y. Sun, K. Q. Weinberger: On calibration of modern neural networks. ICML
    2017, section 2 (reliability diagram, expected calibration error).

    Examples
    --------
    >>> found = measure_reliability([(0.8, True)] * 8 + [(0.8, False)] * 2 + [(0.3, True)] * 10)
    >>> [(one.n, round(one.said, 2), one.right) for one in found.bins], round(found.error, 3)
    ([(10, 0.3, 1.0), (10, 0.8, 0.8)], 0.35)
    """
    if not judged:
        return Reliability((), 0, 0.0, 0.0)
    said, right = _columns(judged)
    numbers = np.minimum((said * n_bins).astype(int), n_bins - 1)
    bins = []
    for number in np.unique(numbers).tolist():
        inside = numbers == number
        bins.append(
            Bin(
                number / n_bins,
                (number + 1) / n_bins,
                int(inside.sum()),
                float(said[inside].mean()),
                float(right[inside].mean()),
            )
        )
    error = sum(one.n * abs(one.said - one.right) for one in bins) / len(judged)
    brier = float(((said - right) ** 2).mean())
    return Reliability(tuple(bins), len(judged), error, brier)


def _columns(judged: Sequence[Judged]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    table = np.array(judged, dtype=np.float64)
    return table[:, 0], table[:, 1]


def fit_isotonic(
    judged: Sequence[Judged], *, min_size: int = 20
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Fit the rising steps that are nearest to what became of confidences.

    Parameters
    ----------
    judged : sequence of (float, bool)
        From papers that the judge had not seen; at least one.
    min_size : int, optional
        Steps of fewer are joined with the next, so that no step rests on a handful.

    Returns
    -------
    tuple of float
        Mean confidence of each step, ascending.
    tuple of float
        Share that is right there, not descending. A straight line between the points makes a
        confidence of a raw one.

    References
    ----------
    B. Zadrozny, C. Elkan: Transforming classifier scores into accurate multiclass probability
    estimates. KDD 2002, section 3 (pool adjacent violators).

    Examples
    --------
    >>> judged = [(0.2, False)] * 3 + [(0.6, True), (0.7, False), (0.9, True), (0.9, True)]
    >>> fit_isotonic(judged, min_size=1)
    ((0.2, 0.65, 0.9), (0.0, 0.5, 1.0))
    """
    blocks: list[list[float]] = []  # size, sum of confidences, sum of right ones
    for said, right in sorted(judged):
        last = blocks[-1] if blocks else None
        if last is not None and (last[0] < min_size or said * last[0] <= last[1]):
            last[0] += 1
            last[1] += said
            last[2] += right
        else:
            blocks.append([1, said, float(right)])
    pooled: list[list[float]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and (
            pooled[-2][2] * pooled[-1][0] >= pooled[-1][2] * pooled[-2][0]
            or pooled[-1][0] < min_size
        ):
            above = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], above, strict=True)]
    return (
        tuple(round(said / n, 4) for n, said, _ in pooled),
        tuple(round(right / n, 4) for n, _, right in pooled),
    )


def fit_temperature(judged: Sequence[Judged]) -> tuple[float, float]:
    """Fit slope and shift of the log-odds: the sigmoid of both is the better confidence.

    Parameters
    ----------
    judged : sequence of (float, bool)
        From papers that the judge had not seen; at least one right and one wrong.

    Returns
    -------
    float
        Slope: 1 over the temperature.
    float
        Shift.

    Notes
    -----
    Newton's method on the log-likelihood, with a faint pull to slope 1 and shift 0 that keeps it
    finite where the outcomes can be told apart without error.

    References
    ----------
    J. Platt: Probabilistic outputs for support vector machines, 1999 (slope and shift);
    C. Guo et al., 2017, section 4.2 (temperature alone).

    Examples
    --------
    >>> judged = [(0.9, True)] * 7 + [(0.9, False)] * 3 + [(0.1, True)] * 3 + [(0.1, False)] * 7
    >>> slope, shift = fit_temperature(judged)
    >>> round(slope, 2), abs(round(shift, 2))  # log-odds of 0.7 over log-odds of 0.9
    (0.39, 0.0)
    """
    said, right = _columns(judged)
    said = np.clip(said, _EDGE, 1 - _EDGE)
    odds = np.log(said / (1 - said))
    rows = np.stack([odds, np.ones_like(odds)], axis=1)
    prior, pull = np.array([1.0, 0.0]), 1e-3
    found = prior.copy()
    for _ in range(50):
        chances = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (chances - right) + pull * (found - prior)
        bend = (rows * (chances * (1 - chances))[:, None]).T @ rows + pull * np.eye(2)
        step = np.linalg.solve(bend, slope)
        found = found - np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-9:
            break
    return float(found[0]), float(found[1])
