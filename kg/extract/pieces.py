"""Words of a paper → what the encoder reads of them: word pieces, shapes, marks.

The encoder's vocabulary is in lower case; what capitals and digits say is told beside it, one
shape a word. Marks are what lexicons and the paper's own abbreviations tell of a word
(:mod:`kg.extract.marks`).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

__all__ = ["MAX_MARKS", "MAX_PIECES", "N_SHAPES", "PieceMaker", "Pieces", "shape_of"]

#: Positions that the encoder knows, the two at the ends included.
MAX_PIECES: Final = 512

#: Marks a word may have; more are left out, by their order in the model's list.
MAX_MARKS: Final = 6

#: Number of shapes, 0 (no word) included.
N_SHAPES: Final = 8

#: So many words are remembered with their pieces.
_MOST_KNOWN: Final = 1 << 16

_LOWER, _TITLE, _UPPER, _MIXED, _LETTERS_AND_DIGITS, _DIGITS, _SIGN = range(1, N_SHAPES)


@lru_cache(maxsize=65536)
def shape_of(word: str) -> int:
    """Class a word by its capitals and digits.

    Parameters
    ----------
    word : str
        A token.

    Returns
    -------
    int
        1 to 7; 0 stands for no word.

    Examples
    --------
    >>> [shape_of(word) for word in ("graph", "Adam", "FID", "LoRA", "C4", "2017", "-")]
    [1, 2, 3, 4, 5, 6, 7]
    """
    if not any(char.isalnum() for char in word):
        return _SIGN
    if word.isdigit():
        return _DIGITS
    if any(char.isdigit() for char in word):
        return _LETTERS_AND_DIGITS
    if word.islower():
        return _LOWER
    if word.isupper() and len(word) > 1:
        return _UPPER
    return _TITLE if (word[:1].isupper() and word[1:].islower()) or len(word) == 1 else _MIXED


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the encoder reads in one pass: ``L`` pieces of ``N`` words.

    Attributes
    ----------
    ids, shapes, titles : ndarray of int64, shape (L,)
        Piece, shape of its word, 1 in the title; both ends marked by pieces of their own.
    marks : ndarray of int64, shape (L, 6)
        Marks of its word, 0 for none.
    firsts, lasts : ndarray of int64, shape (N,)
        First and last piece of each word.
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    titles: NDArray[np.int64]
    marks: NDArray[np.int64]
    firsts: NDArray[np.int64]
    lasts: NDArray[np.int64]


class PieceMaker:
    """Cuts words into pieces.

    Parameters
    ----------
    tokenizer : Tokenizer
        Of the encoder; neither truncates nor pads.
    mark_ids : Mapping of str to int
        Mark → its number, from 1.
    """

    def __init__(self, tokenizer: Tokenizer, mark_ids: Mapping[str, int]) -> None:
        self._tokenizer = tokenizer
        self._mark_ids = mark_ids
        self._known: dict[str, tuple[int, ...]] = {}
        self._start: Any = tokenizer.token_to_id("[CLS]")
        self._end: Any = tokenizer.token_to_id("[SEP]")

    def count(self, words: Sequence[str]) -> list[int]:
        """Count the pieces of each word.

        Parameters
        ----------
        words : sequence of str
            Tokens.

        Returns
        -------
        list of int
            One number a word; at least 1 where the encoder knows the word's characters.
        """
        return list(map(len, self._pieces_of(words)))

    def make(self, words: Sequence[str], marks: Sequence[Sequence[str]], n_title: int) -> Pieces:
        """Cut words into pieces and put beside them what is known of each.

        Parameters
        ----------
        words : sequence of str
            ``N`` tokens; together at most ``MAX_PIECES`` - 2 pieces.
        marks : sequence of sequence of str
            Marks of each word; unknown ones do not count.
        n_title : int
            The first so many words are the title.

        Returns
        -------
        Pieces
            ``L`` is the number of pieces and 2.
        """
        pieces = self._pieces_of(words)
        counts = np.fromiter(map(len, pieces), np.int64, len(words))
        places = np.repeat(np.arange(len(words)), counts)
        ids = np.array([self._start, *itertools.chain.from_iterable(pieces), self._end], np.int64)
        shapes, titles = np.zeros((2, len(ids)), dtype=np.int64)
        shapes[1:-1] = np.fromiter(map(shape_of, words), np.int64, len(words))[places]
        titles[1:-1] = places < n_title
        mark_rows = np.zeros((len(ids), MAX_MARKS), dtype=np.int64)
        ends = np.cumsum(counts)
        for end, count, found in zip(ends.tolist(), counts.tolist(), marks, strict=True):
            if found:
                mark_rows[end - count + 1 : end + 1] = self._marks_of(found)
        # A word of which the encoder knows no character has no piece: the first stands for it.
        known = counts > 0
        firsts, lasts = (ends - counts + 1) * known, ends * known
        return Pieces(ids, shapes, titles, mark_rows, firsts, lasts)

    def _pieces_of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Cut each word by itself; most words of a paper were in an earlier one."""
        unknown = sorted({word for word in words if word not in self._known})
        if unknown:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
                unknown = sorted(set(words))
            for word, cut in zip(
                unknown,
                self._tokenizer.encode_batch(
                    [[word] for word in unknown], is_pretokenized=True, add_special_tokens=False
                ),
                strict=True,
            ):
                self._known[word] = tuple(cut.ids)
        return [self._known[word] for word in words]

    def _marks_of(self, found: Sequence[str]) -> list[int]:
        numbers = sorted({self._mark_ids[mark] for mark in found if mark in self._mark_ids})
        return (numbers + [0] * MAX_MARKS)[:MAX_MARKS]
