"""Several strings in one literal, in order, and back: RDF has no list without blank nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FIELD", "LINE", "pack", "unpack"]

#: Between the authors of a paper: one name a line.
LINE: Final = "\n"
#: Between the parts of a join.
FIELD: Final = "\t"

_ESCAPED: Final = re.compile(r"\\(.)")


def pack(parts: Iterable[str], *, separator: str) -> str:
    r"""Join strings so that they can be told apart again whatever they hold.

    Parameters
    ----------
    parts : iterable of str
        At least one string.
    separator : str
        ``LINE`` or ``FIELD``.

    Returns
    -------
    str
        The parts with the separator between them; inside a part a backslash is doubled and a
        separator becomes ``\;``.

    Examples
    --------
    >>> pack(["Ada", "B\\C"], separator=LINE)
    'Ada\nB\\\\C'
    """
    return separator.join(part.replace("\\", "\\\\").replace(separator, "\\;") for part in parts)


def unpack(packed: str, *, separator: str) -> tuple[str, ...]:
    r"""Take strings apart that ``pack`` joined.

    Parameters
    ----------
    packed : str
        What ``pack`` gave.
    separator : str
        The same separator.

    Returns
    -------
    tuple of str
        The parts, in order.

    Examples
    --------
    >>> unpack(pack(["a\nb", "\\;", ""], separator=LINE), separator=LINE)
    ('a\nb', '\\;', '')
    """

    def restore(found: re.Match[str]) -> str:
        return separator if found[1] == ";" else found[1]

    return tuple(_ESCAPED.sub(restore, part) for part in packed.split(separator))
