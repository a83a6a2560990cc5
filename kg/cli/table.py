"""Tables on a terminal; elsewhere the same rows with tabs between, for ``cut``, ``awk`` and files.

A terminal that is wide enough gets lines, padding and a title. A pipe or a file gets one line of
heads and one line a row, whole, nothing around them; what would stand around a table is told on
standard error.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["as_line", "new_console", "on_terminal", "print_remark", "print_table"]

#: Columns where the output is no terminal, so that a pipe does not cut cells.
_PIPE_WIDTH = 200

#: Columns of a terminal that a column of a table needs to be read.
_COLUMN = 6


class _Console(Console):
    """A console that leaves it to its caller what a closed pipe means."""

    def on_broken_pipe(self) -> None:
        raise  # it is called while the error is handled


def new_console(*, stderr: bool = False) -> Console:
    """Make a console for other people's text: no markup, and wide where it is no terminal.

    Parameters
    ----------
    stderr : bool
        Write to standard error, not to standard output.

    Returns
    -------
    Console
        Writes text as it is.
    """
    console = _Console(highlight=False, markup=False, emoji=False, stderr=stderr)
    if not console.is_terminal:
        console.width = _PIPE_WIDTH
    return console


def as_line(text: str) -> Text:
    """Make a line that is folded where it is too long, never cut.

    Parameters
    ----------
    text : str
        The words.

    Returns
    -------
    Text
        For a console.
    """
    return Text(text, overflow="fold")


def on_terminal() -> bool:
    """Say whether people read what is printed, not a program.

    Returns
    -------
    bool
        Whether standard output is a terminal.
    """
    return sys.stdout.isatty()


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str | None = None,
    numbers: bool = False,
    drawn: bool = False,
) -> None:
    """Print a table.

    Parameters
    ----------
    columns : sequence of str
        Heads.
    rows : iterable of sequence
        Cells: texts, shown as they are but for what a terminal would act on.
    title : str, optional
        What it tells, for a terminal.
    numbers : bool
        Whether all columns but the first are numbers.
    drawn : bool
        Draw it in any case.
    """
    cells = ([str(one) for one in row] for row in rows)
    console = new_console()
    if not drawn and (not on_terminal() or console.width < _COLUMN * len(columns)):
        for row in (columns, *cells):
            sys.stdout.write("\t".join(map(plain, row)) + "\n")
        return
    table = Table(title=title, title_justify="left", header_style="bold", show_edge=False)
    for place, column in enumerate(columns):
        right = numbers and place > 0
        table.add_column(column, overflow="fold", justify="right" if right else "left")
    for row in cells:
        indent = " " * (len(row[0]) - len(row[0].lstrip(" ")))
        table.add_row(Text(indent + plain(row[0])), *(Text(plain(cell)) for cell in row[1:]))
    console.print(table)


def print_remark(text: str, *, drawn: bool = False) -> None:
    """Print what stands around a table: with it on a terminal, else on standard error.

    Parameters
    ----------
    text : str
        One line.
    drawn : bool
        Whether the table is drawn in any case.
    """
    new_console(stderr=not (drawn or on_terminal())).print(as_line(plain(text)))
