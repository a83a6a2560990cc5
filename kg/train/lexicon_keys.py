"""Writes the keys of the names of lists: ``python -m kg.train.lexicon_keys [FOLDER]``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import ONTOLOGY_DIR
from kg.extract.lexicon import name_key, read_lexicon
from kg.extract.lexicon_lists import keys_path, pack_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["keys_of", "main", "write_keys"]


def keys_of(path: Path) -> list[list[str]]:
    """Work out the keys of the names of a list.

    Parameters
    ----------
    path : Path
        The list.

    Returns
    -------
    list of list of str
        Of each row: those of its name and of its aliases.
    """
    entries = read_lexicon(path.read_text(encoding="utf-8"), path.name)
    return [[name_key(surface) for surface in (one.name, *one.aliases)] for one in entries]


def write_keys(folder: Path) -> None:
    """Write the keys of each list in a folder beside it.

    Parameters
    ----------
    folder : Path
        With ``*.tsv``.
    """
    for path in sorted(folder.glob("*.tsv")):
        text = pack_keys(path, keys_of(path))
        keys_path(path).write_text(text, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write them.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line; that of the process when left out.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.train.lexicon_keys")
    parser.add_argument("folder", type=Path, nargs="?", default=ONTOLOGY_DIR / "lexicon")
    write_keys(parser.parse_args(arguments).folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
