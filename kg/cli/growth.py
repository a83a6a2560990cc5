"""How a graph grew → words on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kg.cli.table import on_terminal, print_remark, print_table
from kg.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.rising import Periods, Rise
    from kg.pipeline.history import Change
    from kg.view.changes import Section

__all__ = ["print_log", "print_rises", "print_sections", "section_lines"]

#: Names of pages and papers that a line of the log lists; more are counted.
_N_NAMES = 5


def print_log(changes: Sequence[Change]) -> None:
    """Print what was done to a folder.

    Parameters
    ----------
    changes : sequence of Change
        Oldest first.
    """
    rows = []
    for one in changes:
        named = ", ".join(plain(name) for name in one.what[:_N_NAMES])
        more = len(one.what) - _N_NAMES
        what = f"{named} and {more} more" if more > 0 else named
        when = one.at.replace("T", " ").rstrip("Z")
        counts = (one.papers, one.nodes, one.edges)
        rows.append((when, one.did, what, *counts))
    print_table(("when (UTC)", "did", "what", "papers", "nodes", "edges"), rows)


def print_sections(sections: Sequence[Section], *, top: int) -> None:
    """Print what changed between two graphs.

    Parameters
    ----------
    sections : sequence of Section
        What ``change_sections`` made; nothing if nothing changed.
    top : int
        Rows of each; 0 for all. What is left out is counted.
    """
    for section in sections:
        listed = section.rows[:top] if top > 0 else section.rows
        if on_terminal():
            print_table(section.columns, listed, title=f"{section.title} ({len(section.rows)})")
        else:
            sys.stdout.write(section_lines(section, listed))
        if len(listed) < len(section.rows):
            about = "" if on_terminal() else f"{section.title}: "
            print_remark(f"{about}… and {len(section.rows) - len(listed)} more")
    if not sections:
        print_remark("nothing changed")


def section_lines(section: Section, rows: Sequence[Sequence[str]]) -> str:
    """Write rows of what changed as lines for a program: title of the section, tab, cells.

    Parameters
    ----------
    section : Section
        What the rows are of.
    rows : sequence of sequence of str
        Some of its rows.

    Returns
    -------
    str
        Lines with their ends.
    """
    return "".join("\t".join(map(plain, (section.title, *row))) + "\n" for row in rows)


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
    rows = [
        (one.node.name, one.node.type.value, one.before, one.recent, f"{one.factor:.1f}")
        for one in rises
    ]
    columns = ("name", "type", "before", "recent", "factor")
    print_table(columns, rows, title=f"what gains ground: {told}")
    if not rows:
        print_remark("nothing gains ground")
