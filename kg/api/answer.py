"""``Answer``: a list that answers one question, and shows itself as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, SupportsIndex, TypeVar, overload

from kg.api.render import cell_text, html_table, markdown_table, text_table
from kg.errors import ArgumentError, shown
from kg.tables.frame import to_frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    import pandas as pd

__all__ = ["Answer"]

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, repr=False)
class Answer(Sequence[ItemT], Generic[ItemT]):
    """Things that answer one question: a frozen list that shows itself as a table.

    Attributes
    ----------
    items : tuple
        The things, in the order of the question.
    columns : tuple of str
        Heads of the table.
    cells : callable
        Thing → its row.
    title : str
        The question in words.
    note : str
        What a reader should know about the answer; empty if nothing.
    """

    items: tuple[ItemT, ...]
    columns: tuple[str, ...] = field(compare=False)
    cells: Callable[[ItemT], tuple[object, ...]] = field(compare=False)
    title: str = field(default="", compare=False)
    note: str = field(default="", compare=False)

    @overload
    def __getitem__(self, index: int) -> ItemT: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> ItemT | Self:
        if isinstance(index, slice):
            return replace(self, items=self.items[index])
        if not isinstance(index, SupportsIndex):  # a float, None, …
            raise ArgumentError("index", f"{shown(index)} is no place in a list")
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    @property
    def rows(self) -> tuple[tuple[object, ...], ...]:
        """The rows of the table."""
        return tuple(self.cells(item) for item in self.items)

    def to_pandas(self) -> pd.DataFrame:
        """Give the table as a data frame; needs the extra ``tables``.

        Returns
        -------
        pandas.DataFrame
            One row an item.

        Raises
        ------
        InputError
            If pandas is not installed.
        """
        return to_frame(self.columns, self.rows)

    def to_csv(self) -> str:
        """Give the whole table as CSV.

        Returns
        -------
        str
            A line of heads, then the rows.
        """
        told = io.StringIO(newline="")
        writer = csv.writer(told, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(
            [cell if isinstance(cell, int | float) else cell_text(cell) for cell in row]
            for row in self.rows
        )
        return told.getvalue()

    def to_markdown(self) -> str:
        """Give the whole table as Markdown.

        Returns
        -------
        str
            Lines with their ends.
        """
        return markdown_table(self.columns, self.rows)

    def __repr__(self) -> str:
        return text_table(self._heading, self.columns, self.rows, self.note)

    def _repr_html_(self) -> str:
        return html_table(self._heading, self.columns, self.rows, self.note)

    @property
    def _heading(self) -> str:
        return f"{self.title}: {len(self)}" if self.title else ""
