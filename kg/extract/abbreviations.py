"""Abbreviations that a paper explains: ``long form (SF)``, ``SF (long form)`` and their kin.

The candidates are those of Schwartz & Hearst; the boundaries of the long form are chosen by a score
over all alignments of letters to words (:mod:`kg.text.initials`).

References
----------
A. S. Schwartz, M. A. Hearst: A simple algorithm for identifying abbreviation definitions in
biomedical text. Pacific Symposium on Biocomputing 8, 2003, 451–462.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.text.initials import FILLERS, alignment_score, letters_of
from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.reading import Reading
    from kg.model import Span

__all__ = ["SOURCE", "Abbreviation", "find_abbreviations"]

#: Who found it, for mentions made from an abbreviation.
SOURCE: Final = "abbr.schwartz-hearst"

#: Least score of a long form before or behind a bracket; tuned on the train split of gold.
MIN_SCORE: Final = 0.25
#: Least score of a long form inside a bracket, behind its short form.
MIN_EXACT_SCORE: Final = 0.5
#: Least score where only commas or a colon mark the pair.
MIN_LOOSE_SCORE: Final = 0.8

_OPEN: Final = {"(": ")", "[": "]"}
_BREAKS: Final = frozenset({".", "!", "?", ";", ":", "(", ")", "[", "]", "{", "}"})
_JOINTS: Final = frozenset({"-", "/"})
_QUOTES: Final = frozenset({'"', "'"})
_SIGNPOSTS: Final = word_set(
    "or called dubbed named termed denoted abbreviated abbreviation abbr i.e. a.k.a. aka known as "
    "also henceforth hereafter hereinafter short for the shortly simply referred to ,"
)
_EXAMPLES: Final = frozenset({"e.g.", "eg", "see", "cf", "like", "such", "including", "and"})
_REPEATED: Final = re.compile(r"([a-z])([2-4])")
_NOT_FIRST: Final = FILLERS | word_set("are be can is our that their these this we which")
_HAS_CAPITAL: Final = re.compile(r"[A-Z\u0391-\u03a9\u03b1-\u03c9]")


@dataclass(frozen=True, slots=True, order=True)
class Abbreviation:
    """A short form and its long form, where the paper explains it.

    Attributes
    ----------
    short, long : Span
        In the paper's original text.
    short_text, long_text : str
        As they stand there.
    source : str
        Which pattern: ``"abbr.schwartz-hearst"``, with what marks the pair behind it.
    """

    short: Span
    long: Span
    short_text: str
    long_text: str
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class _Pair:
    short: tuple[int, int]
    long: tuple[int, int]
    pattern: str


def find_abbreviations(reading: Reading) -> tuple[Abbreviation, ...]:
    """Find the abbreviations that a paper explains.

    Parameters
    ----------
    reading : Reading
        The paper.

    Returns
    -------
    tuple of Abbreviation
        Every place where a short form stands beside its long form, by place of the short form.
    """
    pairs = {pair.short: pair for pair in reversed([*_iter_pairs(reading)])}
    text = reading.paper.text
    found = []
    for pair in pairs.values():
        short, long = reading.span_of(*pair.short), reading.span_of(*pair.long)
        found.append(
            Abbreviation(
                short,
                long,
                text[short.start : short.end],
                text[long.start : long.end],
                f"{SOURCE}.{pair.pattern}",
            )
        )
    return tuple(sorted(found))


def _iter_pairs(reading: Reading) -> Iterator[_Pair]:
    words = [token.text for token in reading.tokens]
    yield from _in_title(reading, words)
    for sentence in reading.sentences:
        for at in range(sentence.first, sentence.last):
            if words[at] in _OPEN and not _is_call(reading, words, at):
                close = _closing(words, at, sentence.last)
                if close is not None:
                    yield from _in_bracket(reading, words, sentence.first, at, close)
            elif words[at] == "," and at + 2 < sentence.last:
                yield from _behind_comma(reading, words, sentence.first, at, sentence.last)


def _is_call(reading: Reading, words: list[str], at: int) -> bool:
    """Say whether a bracket holds the argument of a symbol: ``O(N)``, ``SO(2)``, ``f(X)``."""
    return at > 0 and len(words[at - 1]) <= 2 and not reading.spaces[at - 1]


def _closing(words: list[str], at: int, last: int) -> int | None:
    """Find the bracket that closes the one at ``at``; None if another opens before."""
    for index in range(at + 1, last):
        if words[index] in _OPEN:
            return None
        if words[index] == _OPEN[words[at]]:
            return index
    return None


def _in_bracket(
    reading: Reading, words: list[str], first: int, at: int, close: int
) -> Iterator[_Pair]:
    for start, end in _pieces(words, at + 1, close):
        if _is_short(reading, words, start, end):
            long = _long_before(reading, words, first, at, (start, end))
            if long is not None:
                yield _Pair((start, end), long, "bracket")
                continue
        before = _short_before(reading, words, first, at)
        if before is not None and end - start >= 2:
            long = _long_exactly(reading, words, start, end, before)
            if long is not None:
                yield _Pair(before, long, "bracket-long")


def _pieces(words: list[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split what stands in a bracket at commas and semicolons; drop signposts."""
    bounds = [i for i in range(start, end) if words[i] in {",", ";"}]
    for left, right in zip([start - 1, *bounds], [*bounds, end], strict=True):
        first, last = left + 1, right
        while first < last and words[first].lower() in _SIGNPOSTS | _QUOTES:
            first += 1
        while first < last and words[last - 1] in _QUOTES:
            last -= 1
        if first < last and words[first] not in _EXAMPLES:
            yield first, last


def _is_short(reading: Reading, words: list[str], start: int, end: int) -> bool:
    text = reading.text_of(start, end)
    if not 2 <= len(letters_of(text)) <= 12 or text.count(" ") > 1 or end - start > 5:
        return False
    if not text[0].isalnum() or not any(char.isalpha() for char in text):
        return False
    return _HAS_CAPITAL.search(text) is not None


def _short_before(
    reading: Reading, words: list[str], first: int, at: int
) -> tuple[int, int] | None:
    """Find the short form that stands right before a bracket: one word, with its hyphens."""
    start = at
    while start > first and (start == at or words[start - 1] in _JOINTS or words[start] in _JOINTS):
        start -= 1
    if start == at or not _is_short(reading, words, start, at):
        return None
    return start, at


def _long_before(
    reading: Reading, words: list[str], first: int, at: int, short: tuple[int, int]
) -> tuple[int, int] | None:
    """Find the best long form that ends at ``at``."""
    letters = letters_of(reading.text_of(*short))
    most = min(len(letters) + 5, 2 * len(letters))
    end = at
    while end > first and words[end - 1] in _QUOTES | {","}:
        end -= 1
    best: tuple[float, int] | None = None
    n_words = 0
    for start in range(end - 1, first - 1, -1):
        if words[start] in _BREAKS or n_words > most:
            break
        if not words[start][0].isalnum():
            continue
        n_words += 1
        if words[start].lower() in _NOT_FIRST and words[start + 1] not in _JOINTS:
            continue
        score = _score(words, start, end, letters)
        if best is None or score > best[0]:
            best = (score, start)
    if best is None or best[0] < MIN_SCORE:
        return None
    return _whole_compound(reading, words, first, best[1]), end


def _whole_compound(reading: Reading, words: list[str], first: int, start: int) -> int:
    """Go back to the start of a compound: ``Weight-Decomposed``, ``pre-procedural``."""
    while (
        start - 2 >= first
        and words[start - 1] in _JOINTS
        and not any(reading.spaces[start - 2 : start])
    ):
        start -= 2
    return start


def _long_exactly(
    reading: Reading, words: list[str], start: int, end: int, short: tuple[int, int]
) -> tuple[int, int] | None:
    """Check that a stretch is the long form of a short one, perhaps behind an article."""
    letters = letters_of(reading.text_of(*short))
    while start < end and words[start].lower() in FILLERS:
        start += 1
    parts = [letters_of(word) for word in words[start:end] if word[0].isalnum()]
    if len(parts) < 2 or letters in parts or any(part.isdigit() for part in parts):
        return None
    score = _score(words, start, end, letters)
    return (start, end) if score >= MIN_EXACT_SCORE else None


def _score(words: list[str], start: int, end: int, letters: str) -> float:
    """Score a long form; a plural s need not come from its words, and S3 may stand for S S S."""
    parts = tuple(letters_of(word) for word in words[start:end] if word[0].isalnum())
    readings = [letters]
    if letters.endswith("s") and len(letters) > 2:
        readings.append(letters[:-1])
    score = max(alignment_score(one, parts) for one in readings)
    for one in readings:
        spelled = _REPEATED.sub(lambda found: found[1] * int(found[2]), one)
        repeated = alignment_score(spelled, parts)
        if spelled != one and repeated >= MIN_EXACT_SCORE:
            score = max(score, repeated)
    return score


def _behind_comma(
    reading: Reading, words: list[str], first: int, at: int, last: int
) -> Iterator[_Pair]:
    """Read ``long form, or SF,`` and ``long form, abbreviated as SF``."""
    start = at + 1
    while start < last and words[start].lower() in _SIGNPOSTS - {","}:
        start += 1
    if start == at + 1 or start >= last:
        return
    end = start + 1
    while end < last and (words[end] in _JOINTS or words[end - 1] in _JOINTS):
        end += 1
    if not _is_short(reading, words, start, end):
        return
    long = _long_before(reading, words, first, at, (start, end))
    if long is not None:
        letters = letters_of(reading.text_of(start, end))
        if _score(words, *long, letters) >= MIN_LOOSE_SCORE:
            yield _Pair((start, end), long, "comma")


def _in_title(reading: Reading, words: list[str]) -> Iterator[_Pair]:
    """Read ``SF: Long Form of …`` in a title."""
    last = reading.n_title_tokens
    colon = words.index(":") if ":" in words[: min(7, last)] else 0
    if colon == 0 or not _is_short(reading, words, 0, colon):
        return
    start = colon + 1
    while start < last and words[start].lower() in FILLERS:
        start += 1
    letters = letters_of(reading.text_of(0, colon))
    ends = [
        end
        for end in range(start + 2, min(last, start + 4 * len(letters)) + 1)
        if words[end - 1][0].isalnum() and (end == last or words[end] not in _JOINTS)
    ]
    scored = [(_score(words, start, end, letters), -end) for end in ends]
    if scored and max(scored)[0] >= MIN_LOOSE_SCORE:
        yield _Pair((0, colon), (start, -max(scored)[1]), "title")
