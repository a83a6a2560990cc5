"""Single characters: which are taken away, which are exchanged, and mojibake.

Tables for ``str.translate``-like use; every rule is one character wide, except mojibake, where
several characters stand for one.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import ftfy

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COMBINING", "EXCHANGED", "compose", "repair_mojibake"]

#: Combining accents (Unicode block U+0300–U+036F), as a regular expression's character range.
COMBINING: Final = "\u0300-\u036f"

_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe00\ufe01\ufe0e\ufe0f\ufeff"
)
_HYPHENS: Final = "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"
_SINGLE_QUOTES: Final = "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4"
_DOUBLE_QUOTES: Final = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"
_LIGATURES: Final = "ﬀﬁﬂﬃﬄﬅﬆĳŉǆǉǌ"

#: What a character becomes: nothing (invisible), a plain hyphen, a straight quote, two letters, …
EXCHANGED: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(_INVISIBLE, "")
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys("―⸺", "—")
    | {char: unicodedata.normalize("NFKC", char) for char in _LIGATURES}
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != 0xFF0D}
    | {"\u00b5": "μ", "\u2126": "Ω", "\u212b": "Å", "\u2044": "/", "\u2215": "/", "\u22c5": "·"}
)


@lru_cache(maxsize=4096)
def repair_mojibake(run: str) -> str:
    """Mend UTF-8 that was read as another encoding, where it stands for one character.

    Parameters
    ----------
    run : str
        One or more characters beyond ASCII.

    Returns
    -------
    str
        The one character that was meant, or the run as it is.

    Examples
    --------
    >>> repair_mojibake("Ã©"), repair_mojibake("â€™"), repair_mojibake("Éö")
    ('é', '’', 'Éö')
    """
    mended = ftfy.fix_encoding(run)
    return mended if len(mended) == 1 else run


def compose(run: str) -> str:
    r"""Join a letter and its combining accents, where Unicode has one character for them.

    Parameters
    ----------
    run : str
        A character with one or more combining accents behind it.

    Returns
    -------
    str
        One character, or the run as it is.

    Examples
    --------
    >>> compose("o\u0308"), len(compose("x\u0302"))
    ('ö', 2)
    """
    composed = unicodedata.normalize("NFC", run)
    return composed if len(composed) == 1 else run
