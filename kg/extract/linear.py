"""Linear models over named features: read from JSON, scored with plain sums.

A feature is a string that is there or not. Weights are whole thousandths, so sums are exact
whatever their order, and the same input gives the same score on every machine.
"""

from __future__ import annotations

import gzip
import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["LinearModel", "load_models", "logistic", "softmax"]

_DATA: Final = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of named features for some labels.

    Attributes
    ----------
    labels : tuple of str
        What is chosen between; one label for a yes-or-no model.
    bias : tuple of int
        One a label, in thousandths.
    weights : mapping of str to sequence of int
        Feature → one weight a label, in thousandths; a feature that is not there weighs nothing.
    """

    labels: tuple[str, ...]
    bias: tuple[int, ...]
    weights: Mapping[str, Sequence[int]]

    def score(self, features: Collection[str]) -> tuple[float, ...]:
        """Add up the weights of features.

        Parameters
        ----------
        features : collection of str
            Features that are there, each once.

        Returns
        -------
        tuple of float
            One sum a label, any real number.

        Examples
        --------
        >>> model = LinearModel(("yes",), (-1000,), {"near": [2500]})
        >>> model.score({"near", "unheard-of"})
        (1.5,)
        """
        rows = [row for row in map(self.weights.get, features) if row is not None]
        return tuple([sum(column) / 1000 for column in zip(self.bias, *rows, strict=True)])

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> LinearModel:
        """Read a model from its JSON form.

        Parameters
        ----------
        record : mapping
            ``labels``, ``bias`` and ``weights``.

        Returns
        -------
        LinearModel
            The model.
        """
        return cls(
            labels=tuple(record["labels"]),
            bias=tuple(record["bias"]),
            weights=record["weights"],
        )


def logistic(score: float) -> float:
    """Turn a score into a chance.

    Parameters
    ----------
    score : float
        Log-odds.

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> logistic(0.0)
    0.5
    """
    if score < 0:
        return 1.0 - logistic(-score)
    return 1.0 / (1.0 + math.exp(-min(score, 60.0)))


def softmax(scores: Iterable[float]) -> tuple[float, ...]:
    """Turn scores of rivals into chances that add up to one.

    Parameters
    ----------
    scores : iterable of float
        At least one.

    Returns
    -------
    tuple of float
        In the same order.

    Examples
    --------
    >>> softmax([1.0, 1.0])
    (0.5, 0.5)
    """
    listed = list(scores)
    top = max(listed)
    powers = [math.exp(score - top) for score in listed]
    whole = math.fsum(powers)
    return tuple(power / whole for power in powers)


@cache
def load_models(name: str) -> Mapping[str, Any]:
    """Load a shipped file of models; read once.

    Parameters
    ----------
    name : str
        Name of a file in ``kg/extract/data`` without ``.json.gz``.

    Returns
    -------
    mapping
        As it was written by ``kg/train``.
    """
    loaded: Mapping[str, Any] = json.loads(
        gzip.decompress((_DATA / f"{name}.json.gz").read_bytes())
    )
    return loaded
