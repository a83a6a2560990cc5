"""Rows → a table for a terminal, for a notebook, for Markdown. Other people's text stays text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from kg.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Link", "cell_text", "html_card", "html_table", "markdown_table", "text_table"]

#: Rows of a table that are shown; the rest is counted.
MAX_ROWS: Final = 20

#: Characters of a cell that a notebook does not break.
_ONE_LINE: Final = 20

#: Characters of a cell that a terminal shows.
_WIDTH: Final = 60

_WEB: Final = re.compile(r"https?://[^\s<>\"]+")
_MARKS: Final = re.compile(r"([\\`*_\[\]<>|])")


class Link(str):
    """Text with an address behind it.

    Parameters
    ----------
    text : str
        What is shown.
    url : str or None
        Where it leads; shown as plain text where there is none.
    """

    __slots__ = ("url",)
    url: str | None

    def __new__(cls, text: str, url: str | None) -> Link:  # noqa: D102 - as the class says
        link = super().__new__(cls, text)
        link.url = url
        return link


def cell_text(value: object) -> str:
    """Write a value for people.

    Parameters
    ----------
    value : object
        Anything; None is nothing, several values are listed.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> cell_text(0.5), cell_text(None), cell_text(("a", "b"))
    ('0.50', '', 'a, b')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, tuple | list):
        return ", ".join(cell_text(one) for one in value)
    return plain(str(value))


def text_table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], note: str = ""
) -> str:
    """Lay a table out for a terminal.

    Parameters
    ----------
    title, note : str
        Line above and line below; empty for none.
    columns : sequence of str
        Heads.
    rows : sequence of sequence of object
        Cells.

    Returns
    -------
    str
        Lines without an end; numbers stand to the right.
    """
    shown = [[_cut(cell_text(cell)) for cell in row] for row in rows[:MAX_ROWS]]
    widths = [
        max(len(head), *(len(row[i]) for row in shown)) if shown else len(head)
        for i, head in enumerate(columns)
    ]
    right = _numeric(columns, rows)
    lines = [plain(title)] if title else []
    if shown:
        lines.append(_line(columns, widths, right))
        lines.extend(_line(row, widths, right) for row in shown)
    lines.extend(_rest(rows, note))
    return "\n".join(lines)


def html_table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], note: str = ""
) -> str:
    """Write a table for a notebook.

    Parameters
    ----------
    title, note : str
        Line above and line below; empty for none.
    columns : sequence of str
        Heads.
    rows : sequence of sequence of object
        Cells; a ``Link`` becomes one if it leads to the web.

    Returns
    -------
    str
        A ``<table>`` without scripts; colours are the notebook's own.
    """
    right = _numeric(columns, rows)
    side = ["right" if one else "left" for one in right]
    head = "".join(
        f'<th style="text-align:{side[i]}">{html.escape(name)}</th>'
        for i, name in enumerate(columns)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{side[i]};{_wrap(cell)}">{_html_cell(cell)}</td>'
            for i, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows[:MAX_ROWS]
    )
    caption = f'<caption style="text-align:left"><b>{html.escape(plain(title))}</b></caption>'
    below = "".join(f"<div><small>{html.escape(one)}</small></div>" for one in _rest(rows, note))
    table = f"<table>{caption if title else ''}<thead><tr>{head}</tr></thead>"
    return f"<div>{table}<tbody>{body}</tbody></table>{below}</div>"


def html_card(title: str, kind: str, lines: Iterable[tuple[str, object]]) -> str:
    """Write what is known of one thing for a notebook.

    Parameters
    ----------
    title, kind : str
        What it is called and what it is.
    lines : iterable of (str, object)
        Label and value; lines without a value are left out.

    Returns
    -------
    str
        A ``<div>``.
    """
    rows = "".join(
        f'<tr><td style="text-align:left;opacity:.7;{_wrap(label)}">{html.escape(label)}</td>'
        f'<td style="text-align:left">{_html_cell(value)}</td></tr>'
        for label, value in lines
        if cell_text(value)
    )
    head = f"<b>{_html_cell(title)}</b> <small>{html.escape(kind)}</small>"
    return f"<div>{head}<table><tbody>{rows}</tbody></table></div>"


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""Write a table in GitHub's Markdown.

    Parameters
    ----------
    columns : sequence of str
        Heads.
    rows : iterable of sequence of object
        Cells.

    Returns
    -------
    str
        Lines with their ends.

    Examples
    --------
    >>> print(markdown_table(["name", "n"], [("a|b", 1)]), end="")
    | name | n |
    | --- | --- |
    | a\|b | 1 |
    """
    lines = [list(columns), ["---"] * len(columns)]
    lines += [[_MARKS.sub(r"\\\1", cell_text(cell)) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _rest(rows: Sequence[object], note: str) -> list[str]:
    more = len(rows) - MAX_ROWS
    return [*([f"… {more} more"] if more > 0 else []), *([plain(note)] if note else [])]


def _numeric(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[bool]:
    return [
        bool(rows) and all(isinstance(row[i], int | float) or row[i] is None for row in rows)
        for i in range(len(columns))
    ]


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    placed = [
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    ]
    return f"  {'  '.join(placed)}".rstrip()


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"


def _wrap(value: object) -> str:
    """Keep what is short on one line: dates, values, labels."""
    return "white-space:nowrap" if len(cell_text(value)) <= _ONE_LINE else ""


def _html_cell(value: object) -> str:
    if isinstance(value, tuple | list):
        return " · ".join(_html_cell(one) for one in value)
    text = html.escape(cell_text(value))
    url = value.url if isinstance(value, Link) else None
    if url is None or not _WEB.fullmatch(url):
        return text
    return f'<a href="{html.escape(url)}" rel="noreferrer">{text}</a>'
