"""Abstracts → terms that several papers abbreviate: what is worth a short form is a term.

Only exact cases count: every letter of the short form begins a word of the long form, in order, and
all words between are small ones. Rarer ways to abbreviate are left to the reader of each paper
(:mod:`kg.extract.abbreviations`).

References
----------
A. S. Schwartz, M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", Pacific Symposium on Biocomputing 8, 2003 (the idea, and the window of words).
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from kg.extract.lexicon import name_key
from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["iter_terms", "long_form"]

#: A term is taken when so many papers abbreviate it.
MIN_PAPERS: Final = 2

#: Its short form is taken too, if that share of the papers that use it mean this term.
MIN_MEANT: Final = 0.8

_SHORT: Final = re.compile(r"\(([A-Za-z][A-Za-z-]{1,8})\)")
_WORD: Final = re.compile(r"[A-Za-z][\w'’]*")
_GAP: Final = re.compile(r"[^\w'’ -]")
_WINDOW: Final = 120  # characters before the bracket
_SMALL: Final = word_set("a an and as by for from in of on the to with")


def long_form(before: str, short: str) -> str | None:
    """Find the words that a short form abbreviates.

    Parameters
    ----------
    before : str
        Text that ends where the bracket opens.
    short : str
        What stands in the bracket, without plural.

    Returns
    -------
    str or None
        The long form; None if the letters are not the initials of the last words.

    Examples
    --------
    >>> long_form("We use a graph neural network ", "GNN")
    'graph neural network'
    >>> long_form("with out-of-distribution data ", "OOD") is None
    True
    """
    letters = [letter.casefold() for letter in short if letter.isalpha()]
    words = list(_WORD.finditer(_GAP.split(before)[-1]))
    while letters and words:
        word = words.pop()
        if word[0][0].casefold() == letters[-1]:
            letters.pop()
        elif word[0].casefold() not in _SMALL:
            return None
    return word.string[word.start() :].strip() if not letters else None


def iter_terms(folder: Path) -> Iterator[tuple[str, str | None]]:
    """List the terms that several papers abbreviate.

    Parameters
    ----------
    folder : Path
        Holds the abstracts, as JSON lines packed with xz.

    Yields
    ------
    (str, str or None)
        A long form in its most frequent spelling and, where it mostly means this term, its short
        form; sorted by key.
    """
    papers: dict[str, int] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    shorts: dict[str, Counter[str]] = defaultdict(Counter)
    meanings: dict[str, Counter[str]] = defaultdict(Counter)
    for file in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                for key, long, short in sorted(_pairs(json.loads(line)["abstract"])):
                    papers[key] += 1
                    spellings[key][long] += 1
                    shorts[key][short] += 1
                    meanings[short][key] += 1
    for key in sorted(key for key, count in papers.items() if count >= MIN_PAPERS):
        short = _first(shorts[key])
        meant = meanings[short][key] >= MIN_MEANT * meanings[short].total()
        yield _first(spellings[key]), short if meant and len(short) > 2 else None


def _pairs(abstract: str) -> set[tuple[str, str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for bracket in _SHORT.finditer(abstract):
        short = re.sub(r"(?<=[A-Z])s$", "", bracket[1])
        if sum(letter.isupper() for letter in short) >= 2:
            before = abstract[max(0, bracket.start() - _WINDOW) : bracket.start()]
            long = long_form(before, short)
            if long is not None and " " in long:  # one hyphened word is mostly an adjective
                found.setdefault(name_key(long), (long, short))
    return {(key, long, short) for key, (long, short) in found.items()}


def _first(counts: Counter[str]) -> str:
    """Give the most frequent one; of equals the first in the alphabet, small letters preferred."""
    return min(counts, key=lambda one: (-counts[one], one.swapcase()))
