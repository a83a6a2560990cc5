r"""LaTeX residue → characters: accents, symbols, the writers' own macros.

Listing pages hold LaTeX in three states: whole (``Schr\"odinger``), with the backslash lost
(``256times256``, ``mathcal O``), and half of it (``15\%sim30\%``). What a single macro looks like
as text is asked of pylatexenc; which words are lost macros is a table here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DROPPED_COMMANDS", "LOST_SYMBOLS", "WRITTEN_OUT", "macro_text"]

#: Commands that only change how their argument looks, with or without their backslash.
DROPPED_COMMANDS: Final = word_set(
    "boldsymbol emph hbox mathbb mathbf mathbin mathcal mathfrak mathit mathop mathrm mathscr",
    "mathsf mathtt mbox operatorname pmb text textbf textit textmd textnormal textrm textsc",
    "textsf textsl texttt textup underline url",
)

#: Macros of abstracts that stand for words.
WRITTEN_OUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "eg": "e.g.",
        "ie": "i.e.",
        "aka": "a.k.a.",
        "etal": "et al.",
        "etc": "etc.",
        "wrt": "w.r.t.",
        "vs": "vs.",
        "deg": "°",
        "degree": "°",
        "textdegree": "°",
        "textmu": "μ",
        "frac": "",
        "sqrt": "√",
        "sim": "~",
    }
)

#: Names of macros that are no English words: they can be read without their backslash.
LOST_SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cdot": "·",
        "cdots": "…",
        "geq": "≥",
        "geqslant": "≥",
        "infty": "∞",
        "ldots": "…",
        "leq": "≤",
        "leqslant": "≤",
        "neq": "≠",
        "rightarrow": "→",
        "leftarrow": "←",
        "varepsilon": "ε",
        "varphi": "φ",
    }
)

_SYMBOLS: Final = get_default_latex_context_db()
_NAME: Final = re.compile(r"\\([A-Za-z]+)")


@lru_cache(maxsize=4096)
def macro_text(source: str) -> str:
    r"""Say what one macro, with its argument if it is an accent, looks like as text.

    Parameters
    ----------
    source : str
        ``\leq``, ``\"o``, ``\'{e}``, ``\c{c}``, ``\model``.

    Returns
    -------
    str
        Its text; of a macro that nobody knows, its name.

    Examples
    --------
    >>> [macro_text(source) for source in (r"\leq", r"\"{a}", r"\'e", r"\eg", r"\model")]
    ['≤', 'ä', 'é', 'e.g.', 'model']
    """
    named = _NAME.fullmatch(source)
    if named is not None and named[1] in WRITTEN_OUT:
        return WRITTEN_OUT[named[1]]
    if named is None:
        accented: str = LatexNodes2Text(math_mode="text").latex_to_text(source).strip()
        return accented or source
    known = getattr(_SYMBOLS.get_macro_spec(named[1]), "simplify_repl", None)
    if not isinstance(known, str) or "%" in known:
        return named[1]
    return known.strip() or named[1]
