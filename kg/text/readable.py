r"""Names as a person would write them: LaTeX accents and looks as characters, formulas as they are.

A listing gives ``Gr\"uneisen parameters`` and ``\emph{in situ} learning``. Keys do not mind
(:mod:`kg.text.folding`); what stands on a map and in a table should be read without a compiler.
"""

from __future__ import annotations

import re
from typing import Final

from kg.text.latex import DROPPED_COMMANDS, macro_text

__all__ = ["readable"]

_FORMULA: Final = re.compile(r"(\$[^$]*\$)")
_LOOK: Final = re.compile(r"\\(?:" + "|".join(sorted(DROPPED_COMMANDS)) + r")\s*\{([^{}]*)\}")
_ACCENT: Final = re.compile(
    r"""\\(?:["'`^~=.]|[uvHcdbkr](?![A-Za-z]))\s*(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])"""
)
#: Braces that only hold together; behind ``_`` and ``^`` they say how far an index goes.
_BRACES: Final = re.compile(r"(?<![_^\\A-Za-z}])\{([^{}\\]+)\}|(?<=[A-Za-z])\{([^\w{}\\]+)\}")


def readable(name: str) -> str:
    r"""Write a name without the LaTeX of its text.

    Parameters
    ----------
    name : str
        As it stands in a paper.

    Returns
    -------
    str
        With accents as characters and without commands that change only how their argument looks;
        what stands between dollars stays.

    Examples
    --------
    >>> print(readable(r"Gr\"uneisen parameters"), readable(r"\emph{in situ} learning"), sep=", ")
    Grüneisen parameters, in situ learning
    >>> print(readable(r"Int2GC{+}FS"), readable(r"$\ell_2$-bounded"), readable("Fi_{23}"))
    Int2GC+FS $\ell_2$-bounded Fi_{23}
    """
    parts = _FORMULA.split(name)
    parts[::2] = map(_without_commands, parts[::2])
    return "".join(parts).strip() or name


def _without_commands(text: str) -> str:
    text = _LOOK.sub(lambda found: found[1], text)
    text = _ACCENT.sub(lambda found: macro_text(found[0].replace(" ", "")), text)
    return _BRACES.sub(lambda found: found[1] or found[2], text)
