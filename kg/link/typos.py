"""A key with a word that nobody writes → the key that was meant.

A word is taken for a typing error only if it is long, unknown to 120,870 abstracts, and one letter
away from a word that they know, so that exactly one mended name stands in the corpus itself.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

from kg.extract.clusters import load_clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set as AbstractSet

__all__ = ["find_typos"]

#: Shorter words are too near to each other.
MIN_LETTERS: Final = 8


def find_typos(keys: Iterable[str], named: AbstractSet[str]) -> list[tuple[str, str]]:
    """Pair keys that hold a typing error with those that were meant.

    Parameters
    ----------
    keys : iterable of str
        Fine keys of the corpus.
    named : set of str
        Keys that are spelt as names; they mean what they say.

    Returns
    -------
    list of (str, str)
        Meant key and mistyped key, in the order of the keys.

    Examples
    --------
    >>> find_typos(["principal component analysis", "principal componant analysis"], set())
    [('principal component analysis', 'principal componant analysis')]
    >>> find_typos(["gas adsorption model", "gas absorption model"], set())
    []
    """
    listed = list(keys)
    all_keys = set(listed)
    known = load_clusters()
    meant: dict[str, tuple[str, ...]] = {}
    pairs = []
    for key in listed:
        words = key.split()
        if key in named or len(words) < 2:
            continue
        for index, word in enumerate(words):
            if len(word) < MIN_LETTERS or not word.isalpha() or word in known:
                continue
            if word not in meant:
                near = {one for one in _one_letter_away(word) if one in known}
                meant[word] = tuple(sorted(near))
            mended = [" ".join([*words[:index], one, *words[index + 1 :]]) for one in meant[word]]
            there = [one for one in mended if one in all_keys]
            if len(there) == 1:
                pairs.append((there[0], key))
    return pairs


def _one_letter_away(word: str) -> Iterator[str]:
    # The first letter is seldom mistyped, and a prefix makes another word: "anisotropic".
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
        for letter in string.ascii_lowercase:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
