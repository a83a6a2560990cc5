"""What the encoder's vectors say of things and pairs of things: roles and relations.

The weights were trained together with the encoder (:mod:`kg.train.neural`); here they are plain
matrices. ``d`` is the length of a word's vector, ``k`` that of a thing's.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

    from kg.extract.pair_places import PairPlaces, Thing

    Floats = NDArray[np.float32]

__all__ = ["HEADS_FILE", "Heads", "load_heads", "one_thread", "softmax"]

#: File name of the weights.
HEADS_FILE: Final = "heads.npz"

#: Scales the attention of a pair to the words of the paper.
ATTENTION_SCALE: Final = 14.0


def _gelu(x: Floats) -> Floats:
    # The approximation by tanh (Hendrycks and Gimpel 2016), which needs no error function.
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    out: Floats = np.float32(0.5) * x * (1 + np.tanh(inner))
    return out


def softmax(scores: Floats) -> Floats:
    """Turn scores of rivals, along the last axis, into chances that add up to one.

    Parameters
    ----------
    scores : ndarray of float32
        A rival that is impossible has ``-inf``; not all of them may.

    Returns
    -------
    ndarray of float32
        Of the same shape.
    """
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    share: Floats = grown / grown.sum(axis=-1, keepdims=True)
    return share


class Heads:
    """Judges of roles and relations.

    Parameters
    ----------
    weights : Mapping of str to ndarray
        ``NAME.weight`` of shape (out, in) and ``NAME.bias``, as trained.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._weights = {name: array.astype(np.float32) for name, array in weights.items()}

    def _linear(self, name: str, x: Floats) -> Floats:
        return x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def things(self, vectors: Floats, things: Sequence[Thing]) -> tuple[Floats, Floats]:
        """Work out the vectors of things.

        Parameters
        ----------
        vectors : ndarray, shape (N, d)
            Of the paper's words.
        things : sequence of Thing
            ``E`` things.

        Returns
        -------
        best, mean : ndarray, shape (E, k)
            Over the mentions of each: the greatest value in each place, and the mean.
        """
        start, end, inside = (self._linear(name, vectors) for name in ("a", "b", "c"))
        width = self._weights["width.weight"]
        best, mean = [], []
        for thing in things:
            seen = np.stack(
                [
                    start[first]
                    + end[last - 1]
                    + inside[first:last].max(axis=0)
                    + width[last - first - 1]
                    for first, last in thing.spans
                ]
            )
            seen = _gelu(seen)
            best.append(seen.max(axis=0))
            mean.append(seen.mean(axis=0))
        return np.stack(best), np.stack(mean)

    def roles(self, best: Floats, mean: Floats, things: Sequence[Thing]) -> Floats:
        """Judge the roles of things.

        Parameters
        ----------
        best, mean : ndarray, shape (E, k)
            From :meth:`things`.
        things : sequence of Thing
            The things.

        Returns
        -------
        ndarray, shape (E, 8)
            Log-odds of each role, in the order of the model's card.
        """
        kinds = self._weights["tend.weight"][_type_numbers(things)]
        hidden = self._linear("role1", np.concatenate([best, mean, kinds], axis=1))
        return self._linear("role2", _gelu(hidden))

    def relations(
        self,
        vectors: Floats,
        best: Floats,
        role_chances: Floats,
        things: Sequence[Thing],
        pairs: Sequence[PairPlaces],
    ) -> Floats:
        """Judge the relations of pairs.

        Parameters
        ----------
        vectors : ndarray, shape (N, d)
            Of the paper's words.
        best : ndarray, shape (E, k)
            From :meth:`things`.
        role_chances : ndarray, shape (E, 8)
            Chance of each role; 0 for those that the type does not allow.
        things : sequence of Thing
            The things.
        pairs : sequence of PairPlaces
            ``P`` pairs, at least one.

        Returns
        -------
        ndarray, shape (P, 9)
            Log-odds of each relation, in the order of the model's card; relations that the types
            do not allow have a number too, which means nothing.
        """
        types = np.array(_type_numbers(things))
        ends = best + self._weights["tend.weight"][types]
        ends += role_chances @ self._weights["rolemb.weight"]
        heads = np.array([pair.head for pair in pairs])
        tails = np.array([pair.tail for pair in pairs])
        head, tail = self._linear("rh", ends)[heads], self._linear("rt", ends)[tails]
        asked = self._linear("q", np.concatenate([head, tail], axis=1))
        share = softmax(asked @ self._linear("ctxk", vectors).T / np.float32(ATTENTION_SCALE))
        context = share @ self._linear("ctxv", vectors)
        gaps = self._weights["dist.weight"]
        for told in zip(*(pair.classes for pair in pairs), strict=True):
            context += gaps[list(told)]
        between = _greatest(self._linear("btw", vectors), [pair.between for pair in pairs])
        seen = np.concatenate([head, tail, context, between], axis=1)
        scores = self._linear("r2", _gelu(self._linear("r1", seen)))
        n_types = len(self._weights["tend.weight"])
        prior: Floats = self._weights["prior.weight"][types[heads] * n_types + types[tails]]
        return scores + prior


def _type_numbers(things: Sequence[Thing]) -> list[int]:
    numbers = {kind: at for at, kind in enumerate(EntityType)}
    return [numbers[thing.type] for thing in things]


def _greatest(rows: Floats, stretches: Sequence[tuple[int, int]]) -> Floats:
    """Find the greatest value of each column over stretches of rows."""
    # Two overlapping stretches of a power of two cover each (a sparse table), so that the work
    # does not grow with their length.
    firsts, lasts = np.array(stretches).T
    lengths = lasts - firsts
    levels = np.log2(lengths).astype(int)
    found = np.empty((len(stretches), rows.shape[1]), dtype=rows.dtype)
    table = rows
    for level in range(int(levels.max()) + 1):
        at = levels == level
        found[at] = np.maximum(table[firsts[at]], table[lasts[at] - 2**level])
        table = np.maximum(table[: -(2**level)], table[2**level :])
    return found


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[None]:
    """Let numpy work in one thread: for matrices as small as these, more stand in each other's way.

    Returns
    -------
    context manager
        Afterwards numpy has as many threads as before.
    """
    limited: AbstractContextManager[None] = _controller().limit(limits=1, user_api="blas")
    return limited


def load_heads(folder: Traversable) -> Heads:
    """Load the weights of heads.

    Parameters
    ----------
    folder : Traversable
        With ``heads.npz``.

    Returns
    -------
    Heads
        Ready to judge.
    """
    with np.load(io.BytesIO((folder / HEADS_FILE).read_bytes())) as weights:
        return Heads(dict(weights))
