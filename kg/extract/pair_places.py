"""Things of a paper → where each pair comes closest, as the relation head is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, overload

import numpy as np

from kg.extract.features import stem
from kg.vocabulary import EntityType, Relation, allowed_ends

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "MAX_BETWEEN",
    "N_PAIR_CLASSES",
    "PairPlaces",
    "PairTable",
    "Thing",
    "find_pair_places",
    "may_relate",
]

#: Of the words between two mentions, so many are looked at.
MAX_BETWEEN: Final = 30

#: Classes of pairs: distances in words (0 to 15, the upper half where the head stands first),
#: distances in sentences (16 to 20), what the names share (21 to 25).
N_PAIR_CLASSES: Final = 28

_WORDS_APART: Final = (1, 2, 4, 7, 12, 20, 40)
_HEAD_FIRST: Final = 8
_SAME_SENTENCE: Final = 16
_MAX_SENTENCES: Final = 4
_NOTHING_SHARED, _A_WORD, _LAST_WORD, _TAIL_IN_HEAD, _HEAD_IN_TAIL = range(21, 26)

_TYPES: Final = tuple(EntityType)
_TYPE_NUMBERS: Final = {kind: number for number, kind in enumerate(_TYPES)}


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as the heads see it.

    Attributes
    ----------
    type : EntityType
        Its type.
    spans : tuple of (int, int)
        First and last token of each mention, half-open, by place; never empty.
    """

    type: EntityType
    spans: tuple[tuple[int, int], ...]


class PairPlaces(NamedTuple):
    """Where the two ends of a pair come closest.

    Attributes
    ----------
    head, tail : int
        Indexes of the things.
    classes : (int, int, int)
        Of the distance in words, of that in sentences, and of what the names share.
    between : (int, int)
        Tokens from the one to the other, with one more at each side; half-open, not empty.
    """

    head: int
    tail: int
    classes: tuple[int, int, int]
    between: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PairTable(Sequence[PairPlaces]):
    """``P`` pairs as columns: what :class:`PairPlaces` tells of one, for all of them.

    Attributes
    ----------
    heads, tails : ndarray of int, shape (P,)
        Indexes of the things.
    classes : ndarray of int, shape (P, 3)
        As of one pair.
    between : ndarray of int, shape (P, 2)
        As of one pair.
    """

    heads: NDArray[np.int64]
    tails: NDArray[np.int64]
    classes: NDArray[np.int64]
    between: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, at: int) -> PairPlaces: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PairPlaces]: ...
    def __getitem__(self, at: int | slice) -> PairPlaces | Sequence[PairPlaces]:
        """Give a pair, or some."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        one, two, three = self.classes[at].tolist()
        start, end = self.between[at].tolist()
        return PairPlaces(int(self.heads[at]), int(self.tails[at]), (one, two, three), (start, end))


@cache
def may_relate(head: EntityType, tail: EntityType) -> bool:
    """Say whether any relation joins two types.

    Parameters
    ----------
    head, tail : EntityType
        The types.

    Returns
    -------
    bool
        True if the vocabulary allows one.

    Examples
    --------
    >>> may_relate(EntityType.METHOD, EntityType.DATASET)
    True
    >>> may_relate(EntityType.CONCEPT, EntityType.DATASET)
    False
    """
    return any(allowed_ends(relation, head, tail) for relation in Relation)


def find_pair_places(
    words: Sequence[str], sentence_of: Sequence[int], things: Sequence[Thing]
) -> PairTable:
    """List the pairs that may be related, with their closest places.

    Parameters
    ----------
    words : sequence of str
        Tokens of the paper.
    sentence_of : sequence of int
        Number of each token's sentence.
    things : sequence of Thing
        The things.

    Returns
    -------
    PairTable
        By head, then tail. The closest places are in one sentence if any are, then fewest words
        apart, then those with the earliest mention of the head.

    Notes
    -----
    All pairs at once: a paper has hundreds, and one by one they took a sixth of its time.
    """
    types = np.array([_TYPE_NUMBERS[thing.type] for thing in things], dtype=int)
    allowed = _related_types()[types[:, None], types]
    np.fill_diagonal(allowed, val=False)
    heads, tails = np.nonzero(allowed)
    if not len(heads):
        return PairTable(heads, tails, np.zeros((0, 3), int), np.zeros((0, 2), int))
    spans = np.array([span for thing in things for span in thing.spans])
    first, second = (spans[at] for at in _closest(spans, sentence_of, things, heads, tails))
    rows = np.asarray(sentence_of)
    apart = np.abs(rows[first[:, 0]] - rows[second[:, 0]])
    head_first = first[:, 0] < second[:, 0]
    classes = (
        np.searchsorted(_WORDS_APART, np.abs(_gaps(first, second))) + _HEAD_FIRST * head_first,
        _SAME_SENTENCE + np.minimum(apart, _MAX_SENTENCES),
        _shared_classes(words, things)[heads, tails],
    )
    start = np.maximum(np.where(head_first, first[:, 1], second[:, 1]) - 1, 0)
    end = np.minimum(np.where(head_first, second[:, 0], first[:, 0]) + 1, len(words))
    end = np.where(end > start, np.minimum(end, start + MAX_BETWEEN), start + 1)
    return PairTable(heads, tails, np.stack(classes, 1), np.stack([start, end], 1))


@cache
def _related_types() -> NDArray[np.bool_]:
    return np.array([[may_relate(head, tail) for tail in _TYPES] for head in _TYPES])


def _gaps(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count the words from one mention to the other; mentions are the last axis, start and end."""
    forward, back = second[..., 0] - first[..., 1], first[..., 0] - second[..., 1]
    gaps: NDArray[np.int64] = np.where(second[..., 0] >= first[..., 1], forward, back)
    return gaps


def _closest(
    spans: NDArray[np.int64],
    sentence_of: Sequence[int],
    things: Sequence[Thing],
    heads: NDArray[np.int64],
    tails: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find where each pair comes closest; mentions are numbered over all things in a row."""
    # One number says how close two mentions are, by sentence, gap and place, and which they are.
    n_spans, n_words = len(spans), len(sentence_of)
    rows = np.asarray(sentence_of)[spans[:, 0]]
    gaps = _gaps(spans[:, None], spans[None]) + n_words
    far = (rows[:, None] != rows) * (2 * n_words + 1) + gaps
    ids = np.arange(n_spans)
    ranks = (far * n_spans + ids[:, None]) * n_spans + ids
    counts = [len(thing.spans) for thing in things]
    begins = np.cumsum([0, *counts[:-1]])
    best = np.minimum.reduceat(np.minimum.reduceat(ranks, begins, axis=0), begins, axis=1)
    best = best[heads, tails] % n_spans**2
    return best // n_spans, best % n_spans


def _shared_classes(words: Sequence[str], things: Sequence[Thing]) -> NDArray[np.int64]:
    """Class each pair of things, row and column, by what their names share."""
    names = [_name_words(words, thing) for thing in things]
    last = _incidence([ends for ends, _ in names])
    told = _incidence([all_words for _, all_words in names])
    shared = told @ told.T
    sizes = np.diagonal(shared)
    in_tail, in_head = shared == sizes[:, None], shared == sizes
    classes = np.where(shared > 0, _A_WORD, _NOTHING_SHARED)
    classes[last @ last.T > 0] = _LAST_WORD
    classes[in_head & ~in_tail] = _TAIL_IN_HEAD
    classes[in_tail & ~in_head] = _HEAD_IN_TAIL
    return classes


def _incidence(names: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """Say which words each name has: names × words, 1 or 0."""
    numbers = {word: number for number, word in enumerate(frozenset().union(*names))}
    table = np.zeros((len(names), max(1, len(numbers))), dtype=np.float32)
    for row, name in zip(table, names, strict=True):
        row[[numbers[word] for word in name]] = 1
    return table


def _name_words(words: Sequence[str], thing: Thing) -> tuple[frozenset[str], frozenset[str]]:
    """Fold the last word of each name, and all words of all names."""
    told = {_telling(word) for first, last in thing.spans for word in words[first:last]}
    return frozenset([stem(words[last - 1]) for _, last in thing.spans]), frozenset(told - {""})


@lru_cache(maxsize=65536)
def _telling(word: str) -> str:
    """Fold a word; nothing is left of a sign or a letter."""
    folded = stem(word)
    return folded if len(folded) > 1 and folded.isalnum() else ""
