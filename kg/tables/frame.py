"""Rows → a pandas data frame."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from kg.tables.extras import need

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

__all__ = ["to_frame"]


def to_frame(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """Make a data frame.

    Parameters
    ----------
    columns : sequence of str
        Names of the columns.
    rows : iterable of sequence of object
        Cells. Numbers, truth values, texts, tuples of texts and None stay what they are, a decimal
        number becomes a float, and anything else its text.

    Returns
    -------
    pandas.DataFrame
        One row each, numbered from 0.

    Raises
    ------
    InputError
        If pandas is not installed.
    """
    pandas = need("pandas", "tables")
    cells = [[_cell(cell) for cell in row] for row in rows]
    frame: pd.DataFrame = pandas.DataFrame(cells, columns=list(columns))
    return frame


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return tuple(_cell(one) for one in value)
    return str.__str__(value) if isinstance(value, str) else str(value)
