"""How a graph grew → words on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from kg.cli.show import as_line, new_console, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.rising import Periods, Rise
    from kg.pipeline.history import Change
    from kg.view.changes import Section

__all__ = ["print_log", "print_rises", "print_sections"]

#: Names of pages and papers that a line of the log lists; more are counted.
_N_NAMES = 5


def print_log(changes: Sequence[Change]) -> None:
    """Print what was done to a folder.

    Parameters
    ----------
    changes : sequence of Change
        Oldest first.
    """
    table = _table(None, "when (UTC)", "did", "what", "papers", "nodes", "edges")
    for one in changes:
        named = ", ".join(plain(name) for name in one.what[:_N_NAMES])
        more = len(one.what) - _N_NAMES
        what = f"{named} and {more} more" if more > 0 else named
        when = one.at.replace("T", " ").rstrip("Z")
        counts = (one.papers, one.nodes, one.edges)
        table.add_row(when, one.did, Text(what), *map(str, counts))
    new_console().print(table)


def print_sections(sections: Sequence[Section], *, top: int) -> None:
    """Print what changed between two graphs.

    Parameters
    ----------
    sections : sequence of Section
        What ``change_sections`` made; nothing if nothing changed.
    top : int
        Rows of each; 0 for all. What is left out is counted.
    """
    console = new_console()
    for section in sections:
        table = _table(f"{section.title} ({len(section.rows)})", *section.columns)
        shown = section.rows[:top] if top > 0 else section.rows
        for row in shown:
            table.add_row(*(Text(plain(cell)) for cell in row))
        console.print(table)
        if len(shown) < len(section.rows):
            console.print(as_line(f"… and {len(section.rows) - len(shown)} more"))
    if not sections:
        console.print(as_line("nothing changed"))


def print_rises(periods: Periods, rises: Sequence[Rise], last: int) -> None:
    """Print what gains ground.

    Parameters
    ----------
    periods : Periods
        The papers of the graph by time.
    rises : sequence of Rise
        Greatest first.
    last : int
        How many periods are recent.
    """
    recent = periods.names[-last:]
    told = recent[0] if len(recent) == 1 else f"{recent[0]} to {recent[-1]}"
    table = _table(f"what gains ground: {told}", "name", "type", "before", "recent", "factor")
    for one in rises:
        counts = (str(one.before), str(one.recent), f"{one.factor:.1f}")
        table.add_row(Text(plain(one.node.name)), one.node.type.value, *counts)
    new_console().print(table)


def _table(title: str | None, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
