"""How a graph grew → words on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from kg.cli.show import new_console, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.pipeline.history import Change

__all__ = ["print_log"]

#: Names of pages and papers that a line of the log lists; more are counted.
_N_NAMES = 5


def print_log(changes: Sequence[Change]) -> None:
    """Print what was done to a folder.

    Parameters
    ----------
    changes : sequence of Change
        Oldest first.
    """
    table = Table(header_style="bold", show_edge=False)
    for column in ("when (UTC)", "did", "what", "papers", "nodes", "edges"):
        table.add_column(column, overflow="fold")
    for one in changes:
        named = ", ".join(plain(name) for name in one.what[:_N_NAMES])
        more = len(one.what) - _N_NAMES
        what = f"{named} and {more} more" if more > 0 else named
        when = one.at.replace("T", " ").rstrip("Z")
        counts = (one.papers, one.nodes, one.edges)
        table.add_row(when, one.did, Text(what), *map(str, counts))
    new_console().print(table)
