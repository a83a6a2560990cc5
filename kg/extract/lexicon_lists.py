"""The shipped lists with the keys of their names worked out beforehand.

To fold every name took more than a second of each start, and of the start of each process. Beside
``pwc.tsv`` stands ``pwc.keys``: one line a row, the keys of its name and aliases; the first line
is the hash of the list. A list that was changed since is folded anew.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from kg.extract.lexicon_table import iter_rows, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView, Sequence
    from pathlib import Path

    from kg.extract.lexicon_table import LexiconEntry

__all__ = ["KeyedLists", "keys_path", "pack_keys", "read_keys"]


def keys_path(path: Path) -> Path:
    """Say where the keys of a list stand.

    Parameters
    ----------
    path : Path
        The list.

    Returns
    -------
    Path
        Beside it.
    """
    return path.with_suffix(".keys")


def read_keys(path: Path) -> list[str] | None:
    """Read the keys of a list.

    Parameters
    ----------
    path : Path
        The list.

    Returns
    -------
    list of str or None
        One a row: the keys of its surfaces, apart by tabs. None if there are none, or if they are
        those of another version of the list.
    """
    kept = keys_path(path)
    if not kept.exists():
        return None
    head, *keys = kept.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return keys if head == hashlib.sha256(path.read_bytes()).hexdigest() else None


def pack_keys(path: Path, rows: Iterable[Sequence[str]]) -> str:
    """Make the file of keys of a list.

    Parameters
    ----------
    path : Path
        The list.
    rows : iterable of sequence of str
        The keys of each row.

    Returns
    -------
    str
        One line a row, behind the hash of the list.
    """
    head = hashlib.sha256(path.read_bytes()).hexdigest()
    return "\n".join([head, *("\t".join(keys) for keys in rows)]) + "\n"


class KeyedLists:
    """Lists of names of which a row is read when its name is asked for.

    Parameters
    ----------
    lists : iterable of (str, str, sequence of str)
        Of each list: what to call it, its text, and the keys of its rows.
    """

    def __init__(self, lists: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        self._rows: Final[list[tuple[str, str]]] = []
        # Key → first row that has it; the further ones apart, since a list a key takes a start as
        # long as all the rest.
        self._at: Final[dict[str, int]] = {}
        self._more: Final[dict[str, list[int]]] = {}
        at = self._at
        for name, text, keys in lists:
            first = len(self._rows)
            self._rows.extend((line, name) for _, line in iter_rows(text))
            for row, own in zip(range(first, len(self._rows)), keys, strict=True):
                for key in own.split("\t") if "\t" in own else (own,):
                    if at.setdefault(key, row) != row:
                        self._more.setdefault(key, []).append(row)
        self._at.pop("", None)

    @property
    def keys(self) -> KeysView[str]:
        """All keys."""
        return self._at.keys()

    @property
    def entries(self) -> tuple[LexiconEntry, ...]:
        """All entries, in the order of the lists and lines."""
        return tuple(entry for row in self._rows for entry in read_lexicon(*row))

    def entries_of(self, key: str) -> list[LexiconEntry]:
        """List the entries that have a key.

        Parameters
        ----------
        key : str
            Of a name or an alias.

        Returns
        -------
        list of LexiconEntry
            Each once, in the order of the lists and lines; none if nothing has the key.
        """
        if key not in self._at:
            return []
        numbers = dict.fromkeys((self._at[key], *self._more.get(key, ())))
        return [entry for at in numbers for entry in read_lexicon(*self._rows[at])]
