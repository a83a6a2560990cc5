"""What the encoder's vectors say of things and pairs of things: roles and relations.

The weights were trained together with the encoder (:mod:`kg.train.neural`); here they are plain
matrices. ``d`` is the length of a word's vector, ``k`` that of a thing's.
"""

from __future__ import annotations

import io
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

    from kg.extract.pair_places import PairTable, Thing

    Floats = NDArray[np.float32]

__all__ = ["HEADS_FILE", "Heads", "load_heads", "one_thread", "softmax"]

#: File name of the weights.
HEADS_FILE: Final = "heads.npz"

#: Scales the attention of a pair to the words of the paper.
ATTENTION_SCALE: Final = 14.0

#: Logarithm of the least share of attention. It changes no sum, but without it shares become so
#: small (subnormal) that a product with them takes the processor ten times as long.
_LEAST_SHARE: Final = np.float32(-60.0)


def _gelu(x: Floats) -> Floats:
    # The approximation by tanh (Hendrycks and Gimpel 2016), which needs no error function. In
    # place, for the arrays are larger than a core's nearest memory.
    inner = x * x
    inner *= np.float32(0.7978845608 * 0.044715)
    inner += np.float32(0.7978845608)
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner


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
        spans = np.array([span for thing in things for span in thing.spans])
        counts = np.array([len(thing.spans) for thing in things])
        firsts, lasts = spans.T
        lengths = lasts - firsts
        # A paper has more words than its things have: only theirs are looked at.
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) + np.repeat(lasts - ends, lengths)
        inside = self._linear("c", vectors[places])
        seen = self._linear("a", vectors[firsts]) + self._linear("b", vectors[lasts - 1])
        seen += np.maximum.reduceat(inside, ends - lengths)
        seen = _gelu(seen + self._weights["width.weight"][lengths - 1])
        begins = np.cumsum(counts) - counts
        best: Floats = np.maximum.reduceat(seen, begins)
        mean: Floats = np.add.reduceat(seen, begins)
        mean /= counts[:, None]
        return best, mean

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
        pairs: PairTable,
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
        pairs : PairTable
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
        heads, tails = pairs.heads, pairs.tails
        # The layers on top of a pair are linear in what they are given, so that what comes from
        # one end is worked out once an end; only what both ends decide together once a pair.
        weight, bias, size = self._of_ends
        ends = ends @ weight + bias
        words = ends[:, : 2 * size].reshape(-1, 2, size).transpose(1, 0, 2) @ vectors.T
        hidden = _attention(words[0][heads] + words[1][tails]) @ (vectors @ self._context)
        hidden += ends[:, 2 * size : -self._gaps.shape[1]][heads]
        hidden += ends[:, -self._gaps.shape[1] :][tails]
        for told in (self._gaps[column] for column in pairs.classes.T):
            hidden += told
        stretches, same = np.unique(pairs.between @ (len(vectors) + 1, 1), return_inverse=True)
        places = np.stack(np.divmod(stretches, len(vectors) + 1), 1)
        hidden += (_greatest(self._linear("btw", vectors), places) @ self._r1[3])[same]
        scores = self._linear("r2", _gelu(hidden))
        n_types = len(self._weights["tend.weight"])
        prior: Floats = self._weights["prior.weight"][types[heads] * n_types + types[tails]]
        return scores + prior

    @cached_property
    def _r1(self) -> list[Floats]:
        """First layer on a pair: for head, tail, context and the words between."""
        return _columns(self._weights["r1.weight"], 4)

    @cached_property
    def _of_ends(self) -> tuple[Floats, Floats, int]:
        """What follows from an end, as head and as tail, in one layer: weight, bias, d.

        First what the head and what the tail ask of the words, led back to the words' own vectors
        (the bias of what is asked adds the same to all words, which changes no share); then what
        each gives to the first layer on a pair, with all that is always the same.
        """
        told, key = self._weights, self._weights["ctxk.weight"] / np.float32(ATTENTION_SCALE)
        asks = [part @ key for part in _columns(told["q.weight"], 2)]
        always = told["ctxv.bias"] @ self._r1[2] + told["r1.bias"]
        parts = [
            (name, layer, more)
            for layers, extra in ((asks, told["q.bias"] @ key), (self._r1, always))
            for name, layer, more in zip(("rh", "rt"), layers, (0, extra), strict=False)
        ]
        weight = [told[f"{name}.weight"].T @ layer for name, layer, _ in parts]
        bias = [told[f"{name}.bias"] @ layer + more for name, layer, more in parts]
        return np.concatenate(weight, axis=1), np.concatenate(bias), key.shape[1]

    @cached_property
    def _context(self) -> Floats:
        """What a word that is looked at gives to that layer."""
        context: Floats = self._weights["ctxv.weight"].T @ self._r1[2]
        return context

    @cached_property
    def _gaps(self) -> Floats:
        """What each class of pairs adds to that layer."""
        gaps: Floats = self._weights["dist.weight"] @ self._r1[2]
        return gaps


def _columns(weight: Floats, n_parts: int) -> list[Floats]:
    """Cut a layer by what it is given."""
    return [np.ascontiguousarray(part.T) for part in np.split(weight, n_parts, axis=1)]


def _attention(scores: Floats) -> Floats:
    """As :func:`softmax`, in the place of the scores."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.maximum(scores, _LEAST_SHARE, out=scores)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores


def _type_numbers(things: Sequence[Thing]) -> list[int]:
    numbers = {kind: at for at, kind in enumerate(EntityType)}
    return [numbers[thing.type] for thing in things]


def _greatest(rows: Floats, stretches: Sequence[tuple[int, int]] | NDArray[np.int64]) -> Floats:
    """Find the greatest value of each column over stretches of rows."""
    # Two overlapping stretches of a power of two cover each (a sparse table), so that the work
    # does not grow with their length.
    firsts, lasts = np.asarray(stretches).T
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
