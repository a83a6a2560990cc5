"""A source's label → a clean name, or nothing."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kg.extract.lexicon import name_key
from kg.text.words import word_set

__all__ = ["clean"]

#: Names of more words are headings.
MAX_WORDS: Final = 5

#: Heads and adjectives that name nothing by themselves (the guidelines' list and its like).
GENERIC: Final = word_set(
    "method model framework approach algorithm network data dataset task problem performance",
    "result experiment parameter training baseline system paper study analysis technique",
    "application test example theory proof theorem lemma definition function state input",
    "output other overall average score total unknown none index table list title figure",
    "topic set value size number time feature architecture component layer image text video",
    "audio speech language sentence document graph user learning research science technology",
    "information knowledge computer software tool program code process property condition",
    "term question answer rule case step level order group class type",
)

_FORBIDDEN: Final = re.compile(
    r"https?:|www\.|[<>{}$\\=|%~*\"?!;\[\]#^…@]|\.\w{2,3}$|(?:^|\s)&(?:\s|$)"
)
_TAIL: Final = re.compile(r"^(.+?)\s*\(([^()]+)\)$")


def clean(name: str) -> tuple[str, ...]:
    """Clean a source's label.

    Parameters
    ----------
    name : str
        The label.

    Returns
    -------
    tuple of str
        The name, then the short form that stood behind it in brackets, if any; empty if the
        label is no name: an address, markup, a formula, a heading, a bare number or letter, or a
        generic word.

    Examples
    --------
    >>> clean("Automatic speech  recognition (ASR)")
    ('Automatic speech recognition', 'ASR')
    >>> clean("DAVIS 2017 (val)"), clean("x^2"), clean("Models")
    (('DAVIS 2017',), (), ())
    """
    text = " ".join(unicodedata.normalize("NFC", name).split()).strip(" .,:'’-")
    tail = _TAIL.match(text)
    short: tuple[str, ...] = ()
    if tail:
        text = tail[1].rstrip(" -")
        initials = "".join(word[0] for word in re.split(r"[\s-]", text) if word).casefold()
        if tail[2].casefold() == initials and len(tail[2]) > 1:
            short = (tail[2],)
    key = name_key(text)
    wrong = (
        len(key) < 2
        or not re.search(r"[^\W\d_]", text)
        or not 1 <= len(text.split()) <= MAX_WORDS
        or _FORBIDDEN.search(text)
        or "(" in text
        or "," in text
        or "/" in text
        or key in GENERIC
    )
    return () if wrong else (text, *short)
