"""What else papers speak of → how near two papers are, to settle what a short form means in one.

A paper's context is the words of its other entities and these entities themselves, weighed by how
few papers have them (TF-IDF); two contexts are compared by their cosine.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set as AbstractSet

__all__ = ["Contexts"]

_SMALL: Final = word_set("a an and by for from in of on or the to using via with")


class Contexts:
    """Contexts of the papers of a corpus.

    Parameters
    ----------
    keys_of : mapping of str to set of str
        Paper → fine keys of its entities.

    Examples
    --------
    >>> contexts = Contexts(
    ...     {"p": {"tumor", "magnetic resonance imaging"}, "q": {"tumor", "scan"}, "r": {"arm"}}
    ... )
    >>> contexts.likeness("p", "tumor scan", "q", "") > contexts.likeness("p", "", "r", "")
    True
    """

    def __init__(self, keys_of: Mapping[str, AbstractSet[str]]) -> None:
        self._keys_of = keys_of
        self._vectors: dict[tuple[str, str], dict[str, float]] = {}

    @cached_property
    def _weights(self) -> dict[str, float]:
        # What one paper alone has can be shared with none.
        n_papers: Counter[str] = Counter()
        for keys in self._keys_of.values():
            n_papers.update({feature for key in keys for feature in _features(key)})
        n = len(self._keys_of)
        return {feature: log(n / count) for feature, count in n_papers.items() if count > 1}

    def likeness(self, left: str, left_key: str, right: str, right_key: str) -> float:
        """Say how alike two papers are, but for one entity of each.

        Parameters
        ----------
        left, right : str
            Ids of papers.
        left_key, right_key : str
            Fine keys of the entities in question, which do not count.

        Returns
        -------
        float
            Cosine of the two contexts, 0 to 1.
        """
        one, other = self._vector(left, left_key), self._vector(right, right_key)
        if len(one) > len(other):
            one, other = other, one
        return sum(value * other[feature] for feature, value in one.items() if feature in other)

    def nearest(self, paper: str, key: str, others: Iterable[tuple[str, str]]) -> float:
        """Give the likeness to the most alike of some papers.

        Parameters
        ----------
        paper, key : str
            A paper, and its entity in question.
        others : iterable of (str, str)
            Other papers and theirs; the paper itself is passed over.

        Returns
        -------
        float
            0 to 1; 0 if there is no other.
        """
        found = (self.likeness(paper, key, one, its) for one, its in others if one != paper)
        return max(found, default=0.0)

    def _vector(self, paper: str, without: str) -> dict[str, float]:
        made = self._vectors.get((paper, without))
        if made is None:
            counts: Counter[str] = Counter()
            for key in sorted(self._keys_of[paper]):
                if key != without:
                    counts.update(_features(key))
            weights = self._weights
            made = {
                feature: (1 + log(count)) * weights[feature]
                for feature, count in counts.items()
                if feature in weights
            }
            length = sqrt(sum(value * value for value in made.values())) or 1.0
            made = {feature: value / length for feature, value in made.items()}
            self._vectors[paper, without] = made
        return made


def _features(key: str) -> list[str]:
    # A name of several words is also a feature as a whole; sorted, so that sums are the same.
    words = sorted(set(key.split()) - _SMALL)
    return [*words, f"={key}"] if len(words) > 1 else words
