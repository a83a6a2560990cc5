"""How well a short form fits the words of a long form: an alignment of letters to words.

Schwartz & Hearst take the first match from the right; a score over all matches chooses better
boundaries (``state space models (SSMs)`` after ``structured``) and says how sure the match is.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FILLERS", "alignment_score", "letters_of"]

#: Words of a long form that its short form usually leaves out.
FILLERS: Final = word_set(
    "a an and as at by de for from in into its of on or over per the through to toward towards",
    "under up using via with without",
)

_START: Final = 1.0  # a letter at the start of a word
_PREFIX: Final = 0.7  # the letters behind it, without a gap: Adaptation → Ada
_INSIDE: Final = 0.3  # a letter further inside that word
_LOOSE: Final = -0.4  # the first letter that is taken from a word stands inside it
_SKIPPED: Final = -1.1  # a word without a letter
_FILLER: Final = -0.1  # a filler without a letter
_DIGIT: Final = -0.3  # a digit that stands for something else: S3 for three words with an S

_NUMBERS: Final = {"2": ("two", "to", "double", "second"), "3": ("three",), "4": ("four", "for")}
_WORST: Final = float("-inf")


def letters_of(text: str) -> str:
    """Give the letters and digits of a text, lower case, without accents.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Only letters and digits.

    Examples
    --------
    >>> letters_of("Fréchet-2"), letters_of("μP")
    ('frechet2', 'mup')
    """
    plain = unicodedata.normalize("NFKD", text.replace("μ", "mu")).casefold()
    return "".join(char for char in plain if char.isalnum())


def alignment_score(short: str, words: Sequence[str]) -> float:
    """Score how well the letters of a short form are taken from the words of a long form.

    Parameters
    ----------
    short : str
        Letters of the short form, as :func:`letters_of` gives them; not empty.
    words : sequence of str
        Words of the long form, likewise; the first letter must begin the first word.

    Returns
    -------
    float
        At most 1, the mean over the letters less what was skipped; minus infinity if a letter
        is not found. ``1.0`` is a plain acronym.

    Notes
    -----
    Dynamic programming over letters × words; O(letters² · words).

    Examples
    --------
    >>> alignment_score("nn", ("neural", "network"))
    1.0
    >>> alignment_score("xy", ("neural", "network"))
    -inf
    """
    if not words or not short:
        return _WORST
    # best[letter]: of the letters from this one on, taken from the words from ``word`` on.
    best = [*[_WORST] * len(short), 0.0]
    for word in range(len(words) - 1, -1, -1):
        best = _with_word(short, words[word], best, is_first=word == 0)
    return best[0] / len(short)


def _with_word(short: str, word: str, behind: Sequence[float], *, is_first: bool) -> list[float]:
    """Put a word before those of which the best scores are known."""
    skip = _FILLER if word in FILLERS else _SKIPPED
    best = [_WORST if is_first else behind[-1] + skip]
    for letter in range(len(short) - 1, -1, -1):
        scores = [_WORST if is_first else behind[letter] + skip]
        if short[letter].isdigit():
            if not is_first:
                scores.append(best[-1] + _DIGIT)
            if word.startswith(_NUMBERS.get(short[letter], "?")):
                scores.append(behind[letter + 1] + _START)
        scores.extend(
            score + behind[letter + taken]
            for taken, score in _within(short[letter:], word, must_start=is_first)
        )
        best.append(max(scores))
    return best[::-1]


def _within(letters: str, word: str, *, must_start: bool) -> list[tuple[int, float]]:
    """List how many of the next letters one word can give, and what that is worth."""
    found: list[tuple[int, float]] = []
    place = word.find(letters[0])
    if place < 0 or (must_start and place > 0):
        return found
    score = _START if place == 0 else _LOOSE
    found.append((1, score))
    compact = place == 0
    for taken, letter in enumerate(letters[1:], start=2):
        after = word.find(letter, place + 1)
        if after < 0:
            break
        compact = compact and after == place + 1
        score += _PREFIX if compact else _INSIDE
        found.append((taken, score))
        place = after
    return found
