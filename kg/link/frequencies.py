"""Word → how much it tells that two papers have it, and how alike all papers with it are.

Rare words tell much, common ones nothing. Papers with "diffeomorphism" are alike, papers with
"threshold" are not, and such a word may mean two things in two papers.

The shipped file is made by :mod:`kg.train.frequencies` from 120,870 arXiv titles and abstracts
(metadata under CC0 1.0), so that the weights are the same for two papers and for a million.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from math import log, sqrt
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

__all__ = [
    "COMMON",
    "MIN_ABSTRACTS",
    "N_ABSTRACTS",
    "load_words",
    "unit_weights",
    "word_weights",
    "words_of",
]

#: Abstracts that were counted.
N_ABSTRACTS: Final = 120_870

#: Words that fewer abstracts have are not listed; they weigh as much as the rarest listed one.
MIN_ABSTRACTS: Final = 45

#: A word that a larger share of the abstracts has weighs nothing.
COMMON: Final = 0.15

_FILE: Final = Path(__file__).resolve().parent / "data" / "frequencies.tsv.gz"
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_UNLISTED: Final = (log(N_ABSTRACTS / MIN_ABSTRACTS), 1.0)


def words_of(text: str) -> frozenset[str]:
    """Cut a text into words.

    Parameters
    ----------
    text : str
        A title, an abstract.

    Returns
    -------
    frozenset of str
        Its words of two letters or more, in lower case.

    Examples
    --------
    >>> sorted(words_of("We fine-tune BERT on 8 GPUs."))
    ['bert', 'fine', 'gpus', 'on', 'tune', 'we']
    """
    return frozenset(_WORD.findall(text.lower()))


@cache
def load_words() -> Mapping[str, tuple[float, float]]:
    """Load the shipped words, once a process.

    Returns
    -------
    mapping of str to (float, float)
        Word → its inverse frequency, as a logarithm (0 for common words), and its coherence: the
        mean cosine of two abstracts that have it. Read-only.

    Examples
    --------
    >>> load_words()["the"][0], load_words()["threshold"][1] < load_words()["neutrino"][1]
    (0.0, True)
    """
    words: dict[str, tuple[float, float]] = {}
    with gzip.open(_FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, count, coherence = line.split("\t")
            share = int(count) / N_ABSTRACTS
            words[word] = (0.0 if share > COMMON else -log(share), int(coherence) / 1e4)
    return MappingProxyType(words)


def word_weights(text: str) -> dict[str, float]:
    """Weigh the words of a text.

    Parameters
    ----------
    text : str
        A title, an abstract.

    Returns
    -------
    dict of str to float
        Sorted by word; words that weigh nothing are left out.
    """
    words = load_words()
    weighed = ((word, words.get(word, _UNLISTED)[0]) for word in sorted(words_of(text)))
    return {word: weight for word, weight in weighed if weight}


def unit_weights(weights: Mapping[str, float], left_out: Container[str]) -> dict[str, float]:
    """Leave words out, and bring what is left to length one.

    Parameters
    ----------
    weights : mapping of str to float
        From ``word_weights``.
    left_out : container of str
        Words that do not count.

    Returns
    -------
    dict of str to float
        In the same order; the product of two such is the cosine of their texts.

    Examples
    --------
    >>> unit_weights({"bert": 3.0, "the": 9.0, "tune": 4.0}, {"the"})
    {'bert': 0.6, 'tune': 0.8}
    """
    kept = {word: weight for word, weight in weights.items() if word not in left_out}
    length = sqrt(sum(weight * weight for weight in kept.values()))
    return {word: weight / length for word, weight in kept.items()}
