"""Numbers → short text: what the page reads as a column.

A column is ``[least, width, text]``. Each number less ``least`` is written with ``width`` digits
to base 92, and the digits stand plane by plane: first the highest digit of every number, then the
next. Plain JSON needs twice the room for the numbers of a large graph, and planes compress better.
The digits are the printable characters of ASCII that neither JSON nor HTML must escape. The way
back is ``KG.column`` in ``page/compact.js``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["DIGITS", "Column", "column", "gaps"]

#: ``[least, width, text]``.
Column = list[Any]

#: The digits, by their value.
DIGITS: Final = "".join(
    character for character in map(chr, range(0x20, 0x7F)) if character not in '"\\<'
)
_CODES: Final = np.frombuffer(DIGITS.encode("ascii"), dtype=np.uint8)


def column(numbers: Iterable[int]) -> Column:
    """Write whole numbers as a column.

    Parameters
    ----------
    numbers : iterable of int
        Below 2**53 apart, so that JavaScript can hold them.

    Returns
    -------
    list
        Least number, digits of each, text.

    Examples
    --------
    >>> column([5, 3, 4])
    [3, 1, '# !']
    >>> column([0, 92, 93])
    [0, 2, ' !!  !']
    >>> column([])
    [0, 1, '']
    """
    values = np.fromiter(numbers, dtype=np.int64)
    if not len(values):
        return [0, 1, ""]
    least = int(values.min())
    values -= least
    planes: list[str] = []
    while not planes or values.any():
        values, digits = np.divmod(values, len(DIGITS))
        planes.append(_CODES[digits].tobytes().decode("ascii"))
    return [least, len(planes), "".join(reversed(planes))]


def gaps(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Tell how far each span begins behind the end of the one before; the first, behind 0.

    Parameters
    ----------
    spans : sequence of (int, int)
        Starts and lengths.

    Returns
    -------
    list of int
        Negative where a span begins inside the one before.

    Examples
    --------
    >>> gaps([(0, 10), (11, 5), (12, 2)])
    [0, 1, -4]
    """
    ends = [0, *(start + length for start, length in spans)]
    return [start - end for (start, _), end in zip(spans, ends, strict=False)]
