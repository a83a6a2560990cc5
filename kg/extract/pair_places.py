"""Things of a paper → where each pair comes closest, as the relation head is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.features import stem
from kg.vocabulary import EntityType, Relation, allowed_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["MAX_BETWEEN", "N_PAIR_CLASSES", "PairPlaces", "Thing", "find_pair_places", "may_relate"]

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


@dataclass(frozen=True, slots=True)
class PairPlaces:
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
) -> list[PairPlaces]:
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
    list of PairPlaces
        By head, then tail.
    """
    names = [_name_words(words, thing) for thing in things]
    found = []
    for head, one in enumerate(things):
        for tail, other in enumerate(things):
            if head == tail or not may_relate(one.type, other.type):
                continue
            first, second = min(
                ((a, b) for a in one.spans for b in other.spans),
                key=lambda pair: _closeness(sentence_of, *pair),
            )
            apart = min(abs(sentence_of[first[0]] - sentence_of[second[0]]), _MAX_SENTENCES)
            classes = (
                _distance_class(first, second),
                _SAME_SENTENCE + apart,
                _shared_class(names[head], names[tail]),
            )
            found.append(PairPlaces(head, tail, classes, _between(len(words), first, second)))
    return found


def _gap(first: tuple[int, int], second: tuple[int, int]) -> int:
    return second[0] - first[1] if second[0] >= first[1] else first[0] - second[1]


def _closeness(
    sentence_of: Sequence[int], first: tuple[int, int], second: tuple[int, int]
) -> tuple[bool, int, int]:
    return sentence_of[first[0]] != sentence_of[second[0]], _gap(first, second), first[0]


def _distance_class(first: tuple[int, int], second: tuple[int, int]) -> int:
    apart = abs(_gap(first, second))
    return sum(apart > border for border in _WORDS_APART) + _HEAD_FIRST * (first[0] < second[0])


def _between(n_words: int, first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int]:
    start, end = (first[1], second[0]) if first[0] < second[0] else (second[1], first[0])
    start, end = max(0, start - 1), min(end + 1, n_words)
    return (start, min(end, start + MAX_BETWEEN)) if end > start else (start, start + 1)


def _name_words(words: Sequence[str], thing: Thing) -> tuple[frozenset[str], frozenset[str]]:
    """Fold the last word of each name, and all words of all names."""
    folded = [[stem(word) for word in words[first:last]] for first, last in thing.spans]
    told = frozenset(word for name in folded for word in _telling(name))
    return frozenset(name[-1] for name in folded), told


def _telling(name: Sequence[str]) -> Iterator[str]:
    return (word for word in name if len(word) > 1 and word.isalnum())


def _shared_class(
    one: tuple[frozenset[str], frozenset[str]], other: tuple[frozenset[str], frozenset[str]]
) -> int:
    (head_last, head), (tail_last, tail) = one, other
    if head != tail and head <= tail:
        return _HEAD_IN_TAIL
    if head != tail and tail <= head:
        return _TAIL_IN_HEAD
    if head_last & tail_last:
        return _LAST_WORD
    return _A_WORD if head & tail else _NOTHING_SHARED
