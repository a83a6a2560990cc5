"""Short forms that the literature writes for one thing: read in abstracts, shipped as a list.

The list is ``ontology/lexicon/arxiv-abbreviations.tsv``: terms that two papers or more of 120,870
abbreviate, with the short form only where four of five papers that explain it mean that term.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.config import ONTOLOGY_DIR
from kg.extract.lexicon_table import read_lexicon
from kg.link.shortforms import is_short_form, short_key
from kg.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["known_short_forms"]

_FILE: Final = ONTOLOGY_DIR / "lexicon" / "arxiv-abbreviations.tsv"


@cache
def known_short_forms() -> Mapping[str, str]:
    """Load the list, once a process.

    Returns
    -------
    mapping of str to str
        Key of a short form → fine key of what it stands for. Read-only.

    Examples
    --------
    >>> known_short_forms()["nlg"]
    'natural language generation'
    """
    found: dict[str, str] = {}
    for entry in read_lexicon(_FILE.read_text("utf-8"), _FILE.name):
        for alias in entry.aliases:
            if is_short_form(alias) and not is_short_form(entry.name):
                found.setdefault(short_key(alias), fold(entry.name).key)
    return MappingProxyType(found)
