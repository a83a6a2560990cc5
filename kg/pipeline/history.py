"""What was done to a graph folder, and when: ``.kg/log.jsonl``, one line a change.

The log is what happened, not what is: it alone holds clock time, and it is no part of what equals
a rebuild (docs/decisions/0005).
"""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.pipeline.state import STATE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.graph.value import KnowledgeGraph

__all__ = ["Change", "now", "read_log", "write_log"]

_LOG: Final = "log.jsonl"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a folder.

    Attributes
    ----------
    at : str
        When, in UTC: ``2026-11-26T18:00:00Z``.
    did : str
        ``"build"``, ``"add"``, ``"remove"``.
    what : tuple of str
        Names of pages and papers.
    papers, nodes, edges : int
        How many the graph has since then.
    """

    at: str
    did: str
    what: tuple[str, ...]
    papers: int
    nodes: int
    edges: int


def now(did: str, what: Sequence[str], graph: KnowledgeGraph) -> Change:
    """Note a change that is being made.

    Parameters
    ----------
    did : str
        What is done.
    what : sequence of str
        To which pages or papers.
    graph : KnowledgeGraph
        What comes of it.

    Returns
    -------
    Change
        With the clock's time.
    """
    at = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    counts = (len(graph.papers), len(graph.nodes), len(graph.edges))
    return Change(at, did, tuple(what), *counts)


def write_log(folder: Path, changes: Sequence[Change]) -> None:
    """Write the log of an export into it.

    Parameters
    ----------
    folder : Path
        Where the export is written; its state is there already.
    changes : sequence of Change
        Oldest first.
    """
    with (folder / STATE_FOLDER / _LOG).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in changes)


def read_log(folder: Path) -> tuple[Change, ...]:
    """Read the log of a folder.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.

    Returns
    -------
    tuple of Change
        Oldest first; empty where nothing is known.

    Raises
    ------
    InputError
        If the log is damaged.
    """
    path = folder / STATE_FOLDER / _LOG
    try:
        lines = path.read_text("utf-8").split("\n")[:-1]
        records = [json.loads(line) for line in lines]
        return tuple(Change(**{**one, "what": tuple(one["what"])}) for one in records)
    except FileNotFoundError:
        return ()
    except (ValueError, TypeError, LookupError) as error:
        raise InputError(str(path), "is damaged", hint="remove it to start anew") from error
