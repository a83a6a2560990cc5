"""Tables → CSV, Markdown, Parquet, Excel, SQLite: the same bytes for the same tables."""

from __future__ import annotations

import csv
import datetime
import errno
import io
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from kg.tables.extras import need
from kg.tables.table import Kind, flat
from kg.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.tables.table import Cell, Table

__all__ = ["csv_text", "markdown_text", "write_excel", "write_parquet", "write_sqlite"]

#: Excel holds no more (Microsoft, "Excel specifications and limits").
_EXCEL_TEXT: Final = 32_767
_EXCEL_ROWS: Final = 1_048_576
_EXCEL_WIDTH: Final = 60

_SQL_TYPES: Final = {
    Kind.TEXT: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.LIST: "TEXT",
}

#: Column → table whose ``id`` it is. ``edges.head`` is a paper's node or a thing, so it is none.
_FOREIGN: Final = {
    ("edges", "tail"): "nodes",
    ("evidence", "edge"): "edges",
    ("evidence", "paper"): "papers",
    ("mentions", "node"): "nodes",
    ("mentions", "paper"): "papers",
    ("results", "paper"): "papers",
    ("results", "method_id"): "nodes",
    ("results", "dataset_id"): "nodes",
    ("results", "metric_id"): "nodes",
    ("results", "baseline_id"): "nodes",
}
_INDEXED: Final = (("edges", "head"),)


def csv_text(table: Table) -> str:
    """Write a table as CSV (RFC 4180).

    Parameters
    ----------
    table : Table
        The table.

    Returns
    -------
    str
        A line of heads, then the rows; a list is a JSON array, None is empty.
    """
    told = io.StringIO(newline="")
    writer = csv.writer(told, lineterminator="\r\n")  # so that a lone return is quoted too
    writer.writerow(table.heads)
    writer.writerows([flat(cell) for cell in row] for row in table.rows)
    return told.getvalue()


def markdown_text(table: Table) -> str:
    """Write a table in GitHub's Markdown.

    Parameters
    ----------
    table : Table
        The table.

    Returns
    -------
    str
        Lines with their ends; a list is set apart by commas.
    """
    heads = [list(table.heads), ["---"] * len(table.columns)]
    rows = [[_marked(cell) for cell in row] for row in table.rows]
    return "".join(f"| {' | '.join(row)} |\n" for row in [*heads, *rows])


def _marked(cell: Cell) -> str:
    text = plain(_words(cell))
    return "".join(f"\\{char}" if char in "\\`*_[]<>|" else char for char in text)


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    return ", ".join(cell) if isinstance(cell, tuple) else str(cell)


def write_parquet(table: Table, path: Path) -> None:
    """Write a table as Parquet; needs the extra ``tables``.

    Parameters
    ----------
    table : Table
        The table; lists stay lists, decimal numbers become floats.
    path : Path
        The file.

    Raises
    ------
    InputError
        If pyarrow is not installed.
    """
    arrow, parquet = need("pyarrow", "tables"), need("pyarrow.parquet", "tables")
    types = {
        Kind.TEXT: arrow.string(),
        Kind.INTEGER: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.LIST: arrow.list_(arrow.string()),
    }
    arrays = [
        arrow.array([_arrow(row[i]) for row in table.rows], type=types[column.kind])
        for i, column in enumerate(table.columns)
    ]
    fields = [
        arrow.field(column.name, types[column.kind], metadata={"description": column.meaning})
        for column in table.columns
    ]
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=arrow.schema(fields)), str(path))


def _arrow(cell: Cell) -> object:
    return list(cell) if isinstance(cell, tuple) else flat(cell)


def write_excel(tables: Iterable[Table], path: Path) -> None:
    """Write tables as the sheets of an Excel workbook; needs the extra ``tables``.

    Parameters
    ----------
    tables : iterable of Table
        The tables. What does not fit into a cell (32,767 characters) or a sheet is cut, and ends
        in "…". Text is text: nothing is taken for a formula or a link.
    path : Path
        The file.

    Raises
    ------
    InputError
        If XlsxWriter is not installed.
    """
    xlsxwriter = need("xlsxwriter", "tables")
    # In memory: on a full disk the library would leave its files open, and tell of each.
    told = io.BytesIO()
    with xlsxwriter.Workbook(told, {"strings_to_urls": False, "in_memory": True}) as book:
        # No clock: the same tables give the same bytes.
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for i, column in enumerate(table.columns):
                sheet.write_string(0, i, column.name, bold)
                longest = max((len(_words(row[i])) for row in table.rows), default=0)
                sheet.set_column(i, i, min(max(len(column.name), longest) + 2, _EXCEL_WIDTH))
            for number, row in enumerate(table.rows[: _EXCEL_ROWS - 1], start=1):
                for i, cell in enumerate(row):
                    value = flat(cell)
                    if isinstance(value, int | float):
                        sheet.write_number(number, i, value)
                    elif cell is not None:
                        sheet.write_string(number, i, _cut(_words(cell)))
    path.write_bytes(told.getvalue())


def _cut(text: str) -> str:
    return text if len(text) <= _EXCEL_TEXT else f"{text[: _EXCEL_TEXT - 1]}…"


def write_sqlite(tables: Iterable[Table], path: Path) -> None:
    """Write tables as a SQLite database with keys and indexes.

    Parameters
    ----------
    tables : iterable of Table
        The tables, those first that others refer to; a list is a JSON array (``json_each``).
    path : Path
        The file; must not be there.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    try:
        with closing(sqlite3.connect(path)) as base:
            base.execute("PRAGMA foreign_keys = ON")
            with base:
                _fill(base, tuple(tables))
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        number = errno.ENOSPC if full else errno.EIO
        told = os.strerror(number) if full else str(error)
        raise OSError(number, told, str(path)) from error


def _fill(base: sqlite3.Connection, tables: tuple[Table, ...]) -> None:
    names = {table.name for table in tables}
    for table in tables:
        base.execute(_create(table, names))
        marks = ", ".join("?" * len(table.columns))
        rows = ([flat(cell) for cell in row] for row in table.rows)
        insert = f'INSERT INTO "{table.name}" VALUES ({marks})'  # noqa: S608 - our names
        base.executemany(insert, rows)
    for of, column in (*_FOREIGN, *_INDEXED):
        if of in names:
            base.execute(f'CREATE INDEX "{of}_{column}" ON "{of}" ("{column}")')


def _create(table: Table, names: set[str]) -> str:
    parts = []
    for column in table.columns:
        words = [f'"{column.name}"', _SQL_TYPES[column.kind]]
        if column.name == "id":
            words.append("PRIMARY KEY NOT NULL")
        target = _FOREIGN.get((table.name, column.name))
        if target in names:
            words.append(f'REFERENCES "{target}" ("id")')
        parts.append(" ".join(words))
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'
