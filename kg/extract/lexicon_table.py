r"""A list of names, as text → its entries.

A list is a table of tab-separated columns ``name type source strength aliases``; the last three
may be left out. ``strength`` is ``weak`` for a name that is more often something else, ``aliases``
are separated by ``|``. Empty lines and lines that begin with ``#`` are skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, shown
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LexiconEntry", "iter_rows", "read_lexicon"]

_TYPES: Final = {str(entity_type): entity_type for entity_type in EntityType}
_NAMES_SOMETHING: Final = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One name of a list.

    Attributes
    ----------
    name : str
        The name in its best form.
    type : EntityType
        What the list says that it is.
    source : str
        Id of the source: ``"pwc"``, ``"cso"``, …
    weak : bool
        True if the string is more often something else.
    aliases : tuple of str
        Other forms of the name, in the list's order.
    """

    name: str
    type: EntityType
    source: str
    weak: bool = False
    aliases: tuple[str, ...] = ()


def read_lexicon(text: str, name: str) -> tuple[LexiconEntry, ...]:
    r"""Read a list of names.

    Parameters
    ----------
    text : str
        The list, in the format that the module's docstring tells.
    name : str
        What to call the list in messages, and its source where a row names none.

    Returns
    -------
    tuple of LexiconEntry
        In the order of the lines.

    Raises
    ------
    InputError
        If a line has no name, no type or one that the vocabulary does not have, a strength other
        than ``weak``, or too many columns; the message tells the line.

    Examples
    --------
    >>> read_lexicon("GSM8K\tDataset\tmine\t\tGrade School Math 8K\n", "my.tsv")[0].aliases
    ('Grade School Math 8K',)
    >>> read_lexicon("GSM8K\tDataset\tmine\tstrong\n", "my.tsv")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: my.tsv:1: unknown strength 'strong'; give 'weak' or nothing
    """
    entries = []
    for number, line in iter_rows(text):
        try:
            entries.append(_read_row(line, source=name))
        except _RowError as error:
            raise InputError(f"{name}:{number}", error.what, hint=error.hint) from None
    return tuple(entries)


def iter_rows(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines of a list that hold a name.

    Parameters
    ----------
    text : str
        The list.

    Yields
    ------
    int, str
        Number of the line, from 1, and the line.
    """
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line and not line.startswith("#") and not line.isspace():
            yield number, line


class _RowError(ValueError):
    """A row that cannot be read; the caller knows its line."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


def _read_row(line: str, *, source: str) -> LexiconEntry:
    columns = line.split("\t")
    if not 2 <= len(columns) <= 5:
        hint = "give name, type and at most source, strength and aliases, separated by tabs"
        raise _RowError(f"the number of columns is {len(columns)}", hint)
    name, kind, own_source, strength, aliases = (*map(str.strip, columns), "", "", "")[:5]
    if not _NAMES_SOMETHING.search(name):
        raise _RowError(f"{shown(name)} is no name", "give one with letters or digits")
    if kind not in _TYPES:
        raise _RowError(
            f"unknown type {shown(kind)}", "give Method, Dataset, Task, Metric or Concept"
        )
    if strength not in {"", "weak"}:
        raise _RowError(f"unknown strength {shown(strength)}", "give 'weak' or nothing")
    others = tuple(alias for part in aliases.split("|") if (alias := part.strip()))
    return LexiconEntry(name, _TYPES[kind], own_source or source, strength == "weak", others)
