"""Words of a sentence → their parts of speech (Penn tags), by a small conditional random field.

Trained by ``kg.train.pos`` on Universal Dependencies English-EWT (CC BY-SA 4.0), which splits
hyphenated words as this project's tokeniser does.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import pycrfsuite

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["POS_MODEL", "pos_features", "tag_words", "word_shape"]

#: File name of the model, beside this module.
POS_MODEL: Final = "pos.crfsuite"

_RUNS: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def word_shape(word: str) -> str:
    """Describe how a word is written: runs of capitals, small letters, digits.

    Parameters
    ----------
    word : str
        A token.

    Returns
    -------
    str
        ``X`` capitals, ``x`` small letters, ``d`` digits, else the character; runs once.

    Examples
    --------
    >>> word_shape("LLaMA2"), word_shape("net"), word_shape("(")
    ('XxXd', 'x', '(')
    """
    marks = "".join(
        "X" if one.isupper() else "d" if one.isdigit() else "x" if one.isalpha() else one
        for one in word
    )
    return _RUNS.sub(r"\1", marks)


@lru_cache(maxsize=65536)
def _own(word: str) -> tuple[str, ...]:
    lower = word.lower()
    shape = word_shape(word)
    told = [f"w={lower}", f"s={shape}", f"p2={lower[:2]}", f"p3={lower[:3]}"]
    told += [f"e{n}={lower[-n:]}" for n in (1, 2, 3, 4) if len(lower) > n]
    if "X" in shape and shape != "Xx":
        told.append("odd")
    return tuple(told)


def pos_features(words: Sequence[str]) -> list[list[str]]:
    """List what the tagger sees of each word.

    Parameters
    ----------
    words : sequence of str
        Tokens of one sentence.

    Returns
    -------
    list of list of str
        Attributes, one list a word, in order.
    """
    lowers = ["<2", "<1", *(word.lower() for word in words), ">1", ">2"]
    rows = []
    for place, word in enumerate(words):
        before2, before, here, after, after2 = lowers[place : place + 5]
        rows.append(
            [
                *_own(word),
                f"-1={before}",
                f"+1={after}",
                f"-2={before2}",
                f"+2={after2}",
                f"-1+0={before}|{here}",
                f"0+1={here}|{after}",
                f"-1e={before[-3:]}",
                f"+1e={after[-3:]}",
                f"-1e0e={before[-2:]}|{here[-3:]}",
            ]
        )
    return rows


@cache
def _tagger() -> tuple[pycrfsuite.Tagger, bytes]:
    tagger = pycrfsuite.Tagger()
    model = (files("kg.extract") / "data" / POS_MODEL).read_bytes()
    tagger.open_inmemory(model)
    return tagger, model  # the tagger reads the bytes in place: they must outlive it


def tag_words(words: Sequence[str]) -> tuple[str, ...]:
    """Tag the words of one sentence.

    Parameters
    ----------
    words : sequence of str
        Tokens of one sentence, in order.

    Returns
    -------
    tuple of str
        Penn Treebank tags, one a word.

    Examples
    --------
    >>> tag_words(["We", "propose", "a", "new", "method", "."])
    ('PRP', 'VBP', 'DT', 'JJ', 'NN', '.')
    """
    return tuple(_tagger()[0].tag(pos_features(words))) if words else ()
