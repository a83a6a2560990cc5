"""A curator's file of decisions: read for a build, written by a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.link.curation import read_decisions
from kg.pipeline.folder import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.graph.review import Doubt

__all__ = ["DECISIONS", "read_decisions_file", "write_review"]

#: What decisions are called in messages of a build, whose file may have another name by then.
DECISIONS: Final = "decisions"

_HEAD: Final = """\
# What you decide. One decision a line, with tabs between:
#   join    NAME  OTHER NAME     they are one thing
#   apart   NAME  OTHER NAME     they are two things
#   rename  NAME  NEW NAME
#   retype  NAME  Method, Dataset, Task, Metric or Concept
#   reject  NAME
# Lines that begin with # are passed over: take the # away to decide so.
# Then: kg build PAGE... --out DIR --curation THIS-FILE
"""


def read_decisions_file(path: Path, *, empty: bool = False) -> str:
    """Read a file of decisions and check every line.

    Parameters
    ----------
    path : Path
        The file.
    empty : bool
        Whether it may hold nothing at all.

    Returns
    -------
    str
        Its text, for ``Config.decisions``.

    Raises
    ------
    InputError
        If it cannot be read, is empty or a line is no decision; the message tells the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8", hint="save it as UTF-8") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})") from error
    read_decisions(text, str(path))
    if not text.strip() and not empty:
        raise InputError(str(path), "is empty", hint="give what kg review wrote, or leave it out")
    return text


def write_review(path: Path, doubts: Iterable[Doubt]) -> None:
    """Write doubts as decisions that wait to be taken.

    Parameters
    ----------
    path : Path
        The file. Decisions that stand in it already are kept, at the top; a doubt about them is
        not asked again.
    doubts : iterable of Doubt
        In the order in which they are to be read.

    Raises
    ------
    InputError
        If the file is there and a line of it is no decision.
    """
    taken: list[str] = []
    decided: set[frozenset[str]] = set()
    if path.exists():
        text = read_decisions_file(path, empty=True)
        taken = [one for one in text.splitlines() if one.strip() and not one.startswith("#")]
        decided = {frozenset((one.name, one.other)) for one in read_decisions(text, str(path))}
    asked = [one for one in doubts if frozenset((one.name, one.other)) not in decided]
    lines = [f"# {one.action}\t{one.name}\t{one.other}\t{one.why}" for one in asked]
    with replace_file(path) as staging:
        text = "".join(f"{line}\n" for line in [*taken, *(["#"] if taken else []), *lines])
        staging.write_text(_HEAD + text, encoding="utf-8", newline="\n")
