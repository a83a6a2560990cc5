"""Candidates → the mentions of a paper: the same words are the same thing everywhere in it.

The annotation marks every place of a surface, so one sure place speaks for the others: a surface
is judged by the mean of its best chance and of its mean chance over all its places.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.features import is_capital, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.features import PaperWords
    from kg.extract.tagger import Candidate

__all__ = ["MIN_SCORE", "Kept", "keep_consistent"]

#: Least score of a surface that is kept; tuned on a held-out fold of gold's train split.
MIN_SCORE: Final = 0.5


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """A stretch of tokens that is a mention.

    Attributes
    ----------
    first, last : int
        Indexes of tokens in the paper, half-open.
    score : float
        Of its surface in this paper, 0 to 1.
    shares : tuple of float
        Share of each type, over all places of its surface.
    repeated : bool
        True if the tagger did not see it here, but its words elsewhere.
    """

    first: int
    last: int
    score: float
    shares: tuple[float, ...]
    repeated: bool


def keep_consistent(
    paper: PaperWords, candidates: Sequence[Candidate], *, min_score: float = MIN_SCORE
) -> tuple[Kept, ...]:
    """Choose disjoint mentions, best surface first, and take all places of each.

    Parameters
    ----------
    paper : PaperWords
        Its words.
    candidates : sequence of Candidate
        What the tagger saw.
    min_score : float, optional
        Surfaces below it are left out.

    Returns
    -------
    tuple of Kept
        By place, pairwise disjoint.
    """
    rows = [row for row, words in enumerate(paper.words) for _ in words]
    stems = [_key(word) for words in paper.words for word in words]
    at = {(one.first, one.last): one for one in candidates}
    places_of: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(stems):
        places_of[word].append(place)
    surfaces = {tuple(stems[one.first : one.last]) for one in candidates}
    judged = []
    for surface in surfaces:
        length = len(surface)
        places = [
            (first, first + length)
            for first in places_of[surface[0]]
            if tuple(stems[first : first + length]) == surface
            and rows[first] == rows[first + length - 1]
        ]
        seen = [at[place] for place in places if place in at]
        best = max(one.chance for one in seen)
        score = (best + sum(one.chance for one in seen) / len(places)) / 2
        if score >= min_score:
            judged.append((-score, -length, surface, places, _mean_shares(seen)))
    return _place(sorted(judged, key=lambda one: one[:3]), at)


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    # The data set MATH is tagged once; that does not make each "math" of the paper a data set.
    return stem(word).upper() if is_capital(word) else stem(word)


def _mean_shares(seen: Sequence[Candidate]) -> tuple[float, ...]:
    whole = sum(one.chance for one in seen)
    columns = zip(*([one.chance * share for share in one.shares] for one in seen), strict=True)
    return tuple(round(sum(column) / whole, 4) for column in columns)


def _place(
    judged: Sequence[tuple[float, int, tuple[str, ...], list[tuple[int, int]], tuple[float, ...]]],
    at: dict[tuple[int, int], Candidate],
) -> tuple[Kept, ...]:
    taken: set[int] = set()
    kept = []
    for negative, _, _, places, shares in judged:
        for first, last in places:
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                repeated = (first, last) not in at
                kept.append(Kept(first, last, round(-negative, 4), shares, repeated))
    return tuple(sorted(kept))
