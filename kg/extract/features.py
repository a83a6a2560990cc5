"""Words of a paper → what the mention tagger sees of each of them.

Everything is a string; the tagger learns a weight for each. What one word shows by itself is
worked out once a word and kept, since a paper repeats its words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.extract.clusters import SIZES, cluster_key, load_clusters
from kg.extract.pos import word_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["PaperWords", "paper_features", "stem"]

_EDGE: Final = "<>"


@dataclass(frozen=True, slots=True)
class PaperWords:
    """A paper as rows of words, the title first.

    Attributes
    ----------
    words : tuple of tuple of str
        Tokens of each sentence.
    tags : tuple of tuple of str
        Penn tags, aligned.
    marks : tuple of tuple of tuple of str
        What else is known of each token (lexicons it is in, parts of abbreviations), aligned.
    n_title : int
        Number of leading sentences that are the title.
    """

    words: tuple[tuple[str, ...], ...]
    tags: tuple[tuple[str, ...], ...]
    marks: tuple[tuple[tuple[str, ...], ...], ...]
    n_title: int


@lru_cache(maxsize=65536)
def is_capital(word: str) -> bool:
    """Say whether a word is an acronym by its letters: "MATH", "LLMs", but not "Math" or "AI".

    Parameters
    ----------
    word : str
        A token.

    Returns
    -------
    bool
        True if it is letters alone, at least three of them, all capital but for a plural s.

    Examples
    --------
    >>> [is_capital(word) for word in ("MATH", "LLMs", "Math", "AI", "GSM8K")]
    [True, True, False, False, False]
    """
    letters = word.removesuffix("s")
    return len(letters) >= 3 and letters.isalpha() and letters.isupper()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Fold case and plural, roughly: enough to see that a paper repeats itself.

    Parameters
    ----------
    word : str
        A token.

    Returns
    -------
    str
        Lower case, without a plural ending.

    Examples
    --------
    >>> stem("Networks"), stem("bias"), stem("class"), stem("theories")
    ('network', 'bias', 'class', 'theory')
    """
    lower = word.lower()
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is", "as")):
        return lower
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "xes", "ches", "shes")):
        return lower[:-2]
    return lower[:-1]


@lru_cache(maxsize=65536)
def _groups(word: str) -> tuple[int, ...]:
    return load_clusters().get(cluster_key(word), ())


@lru_cache(maxsize=65536)
def _own(word: str) -> tuple[str, ...]:
    lower = word.lower()
    shape = word_shape(word)
    told = ["b", f"w={lower}", f"m={stem(word)}", f"s={shape}", f"p3={lower[:3]}"]
    told += [f"e{n}={lower[-n:]}" for n in (2, 3, 4, 5) if len(lower) > n]
    if len(lower) > 5:
        told.append(f"p4={lower[:4]}")
    told += [f"c{size}={group}" for size, group in zip(SIZES, _groups(word), strict=False)]
    if not _groups(word):
        told.append("c-none")
    if any(one.isupper() for one in word[1:]):
        told.append("upper")
    if len(word) == 1:
        told.append("single")
    return tuple(told)


@lru_cache(maxsize=65536)
def _near(word: str, offset: str) -> tuple[str, ...]:
    lower = word.lower()
    told = [f"{offset}w={lower}", f"{offset}s={word_shape(word)}", f"{offset}e={lower[-3:]}"]
    told += [f"{offset}c{size}={group}" for size, group in zip(SIZES, _groups(word), strict=False)]
    return tuple(told)


@lru_cache(maxsize=65536)
def _far(word: str, offset: str) -> tuple[str, ...]:
    groups = _groups(word)
    told = [f"{offset}w={word.lower()}"]
    if groups:
        told.append(f"{offset}c={groups[1]}")
    return tuple(told)


class _Statistics:
    """How a paper writes its words, and what it repeats."""

    def __init__(self, paper: PaperWords) -> None:
        self.count: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.lower: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        self.title: set[str] = set()
        self.title_pairs: set[tuple[str, str]] = set()
        for row, words in enumerate(paper.words):
            stems = [stem(word) for word in words]
            self.count.update(stems)
            self.pairs.update(pairwise(stems))
            if row < paper.n_title:
                self.title.update(stems)
                self.title_pairs.update(pairwise(stems))
                continue
            for place, (word, one) in enumerate(zip(words, stems, strict=True)):
                if word[:1].islower():
                    self.lower[one] += 1
                elif place and word[:1].isupper():
                    self.capital[one] += 1


def _bin(count: int) -> str:
    return str(count) if count < 4 else "4-6" if count < 7 else "7+"


def _in_paper(stems: Sequence[str], place: int, seen: _Statistics, *, title: bool) -> list[str]:
    here = stems[place]
    before = stems[place - 1] if place else _EDGE
    after = stems[place + 1] if place + 1 < len(stems) else _EDGE
    told = [
        f"n={_bin(seen.count[here])}",
        f"n-={_bin(seen.pairs[before, here])}",
        f"n+={_bin(seen.pairs[here, after])}",
        f"case={min(seen.lower[here], 2)}{min(seen.capital[here], 2)}",
    ]
    if title:
        told.append("T")
    else:
        if here in seen.title:
            told.append("inT")
        if (before, here) in seen.title_pairs:
            told.append("inT-")
        if (here, after) in seen.title_pairs:
            told.append("inT+")
    return told


def _depth(words: Sequence[str]) -> list[bool]:
    depth, told = 0, []
    for word in words:
        if word in {")", "]"}:
            depth = max(0, depth - 1)
        told.append(depth > 0)
        if word in {"(", "["}:
            depth += 1
    return told


def _word_row(padded: Sequence[str], at: int) -> list[str]:
    """Attributes that the word at ``at`` and three words on each side give."""
    lowers = [word.lower() for word in padded[at - 2 : at + 3]]
    two, one, now, next_, later = lowers
    row = [
        *_own(padded[at]),
        *_near(padded[at - 1], "-1"),
        *_near(padded[at + 1], "+1"),
        *_far(padded[at - 2], "-2"),
        *_far(padded[at + 2], "+2"),
        *_far(padded[at - 3], "-3"),
        *_far(padded[at + 3], "+3"),
        f"-w={one}|{now}",
        f"w+={now}|{next_}",
        f"-w+={one}|{next_}",
        f"--w={two}|{one}",
        f"w++={next_}|{later}",
    ]
    groups, before, after = (_groups(padded[place]) for place in (at, at - 1, at + 1))
    if groups and before:
        row += [f"-c={before[1]}|{groups[1]}", f"-cc={before[2]}|{groups[2]}"]
    if groups and after:
        row += [f"c+={groups[1]}|{after[1]}", f"cc+={groups[2]}|{after[2]}"]
    return row


def _tag_row(two: str, one: str, now: str, next_: str, later: str) -> list[str]:
    """Attributes that the part of speech of a word and of two on each side give."""
    return [
        f"t={now}",
        f"-1t={one}",
        f"+1t={next_}",
        f"-2t={two}",
        f"+2t={later}",
        f"-t={one}|{now}",
        f"t+={now}|{next_}",
        f"-t+={one}|{now}|{next_}",
        f"--t={two}|{one}|{now}",
        f"t++={now}|{next_}|{later}",
    ]


def _row_features(
    words: Sequence[str],
    tags: Sequence[str],
    marks: Sequence[tuple[str, ...]],
    seen: _Statistics,
    *,
    title: bool,
) -> list[list[str]]:
    padded = [_EDGE] * 3 + list(words) + [_EDGE] * 3
    pos = [_EDGE] * 2 + list(tags) + [_EDGE] * 2
    around = [(), *marks, ()]
    stems = [stem(word) for word in words]
    brackets = _depth(words)
    rows = []
    for place in range(len(words)):
        two, one, now, next_, later = pos[place : place + 5]
        row = _word_row(padded, place + 3) + _tag_row(two, one, now, next_, later)
        row += [f"k={mark}" for mark in around[place + 1]]
        row += [f"-k={mark}" for mark in around[place]]
        row += [f"+k={mark}" for mark in around[place + 2]]
        row += _in_paper(stems, place, seen, title=title)
        if brackets[place]:
            row.append("()")
        if place == 0:
            row.append("first")
        rows.append(row)
    return rows


def paper_features(paper: PaperWords) -> list[list[list[str]]]:
    """List what the tagger sees of each word of a paper.

    Parameters
    ----------
    paper : PaperWords
        Words, tags and marks.

    Returns
    -------
    list of list of list of str
        Attributes of each word of each sentence.
    """
    seen = _Statistics(paper)
    return [
        _row_features(words, tags, marks, seen, title=row < paper.n_title)
        for row, (words, tags, marks) in enumerate(
            zip(paper.words, paper.tags, paper.marks, strict=True)
        )
    ]
