"""``Table``: named columns of one kind each, and rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from kg.surrogates import SURROGATE

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Cell", "Column", "Kind", "Table", "flat"]

Cell: TypeAlias = str | int | float | Decimal | tuple[str, ...] | None


class Kind(StrEnum):
    """What the cells of a column are; any may be None."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes
    ----------
    name : str
        Its head: words of letters and underscores.
    kind : Kind
        What its cells are.
    meaning : str
        What it says, in a few words.
    """

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns.

    Attributes
    ----------
    name : str
        What the rows are, plural.
    columns : tuple of Column
        The columns.
    rows : tuple of tuple
        Cells, in the columns' order. Text is what every encoding can write: half of a surrogate
        pair has become U+FFFD.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)


def make_table(name: str, columns: Iterable[Column], rows: Iterable[Iterable[Cell]]) -> Table:
    """Make a table whose text can be written in any encoding of Unicode."""
    return Table(name, tuple(columns), tuple(tuple(map(_clean, row)) for row in rows))


def flat(cell: Cell) -> str | int | float | None:
    """Write a cell for formats that know no lists and no decimal numbers.

    Parameters
    ----------
    cell : str, int, float, Decimal, tuple of str, or None
        The cell.

    Returns
    -------
    str, int, float or None
        A list as a JSON array; a decimal number as a float.

    Examples
    --------
    >>> flat(("a", "b")), flat(Decimal("1.50")), flat(None)
    ('["a", "b"]', 1.5, None)
    """
    if isinstance(cell, tuple):
        return json.dumps(cell, ensure_ascii=False)
    return float(cell) if isinstance(cell, Decimal) else cell


def _clean(cell: Cell) -> Cell:
    if isinstance(cell, tuple):
        return tuple(SURROGATE.sub("\ufffd", one) for one in cell)
    if isinstance(cell, str):
        return SURROGATE.sub("\ufffd", str.__str__(cell))
    return cell
