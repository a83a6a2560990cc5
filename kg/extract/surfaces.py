"""Surface → how it was read elsewhere: what a first tagger made of it in thousands of abstracts.

A first tagger, trained on the annotated papers alone, read unlabelled arXiv abstracts; for each
surface that it tagged often the table tells in which share of its places, and as which type, and
for each word how often it stood inside, first and last in a mention. The second tagger, the one
that is shipped, takes this as a feature: a word is judged by its company everywhere, not only here.

Made by :mod:`kg.train.surfaces` from arXiv titles and abstracts (metadata under CC0 1.0).
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.extract.features import stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["MAX_WORDS", "SURFACES_FILE", "SurfaceTable", "load_surfaces", "share_class"]

#: File name of the table, beside this module.
SURFACES_FILE: Final = "surfaces.tsv.gz"

#: Longest surface in the table, in tokens.
MAX_WORDS: Final = 6

_BORDERS: Final = (0.05, 0.2, 0.4, 0.6, 0.8)


def share_class(share: float) -> str:
    """Class a share of places.

    Parameters
    ----------
    share : float
        0 to 1.

    Returns
    -------
    str
        ``"0"`` (hardly ever) to ``"5"`` (nearly always).

    Examples
    --------
    >>> share_class(0.0), share_class(0.5), share_class(1.0)
    ('0', '3', '5')
    """
    return str(sum(share >= border for border in _BORDERS))


@dataclass(frozen=True)
class SurfaceTable:
    """What was learnt by reading elsewhere.

    Attributes
    ----------
    surfaces : mapping of str to str
        Stems of a surface, apart by spaces → class of its share, then its usual type, then ``+``
        if that type is nearly always given.
    words : mapping of str to str
        Stem of a word → classes of its shares inside, first and last in a mention.
    """

    surfaces: Mapping[str, str]
    words: Mapping[str, str]

    def marks(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Mark the tokens of a sentence.

        Parameters
        ----------
        words : sequence of str
            Tokens.

        Returns
        -------
        list of tuple of str
            One tuple a token, empty where nothing is known.

        Examples
        --------
        >>> table = SurfaceTable({"neural network": "5Method+"}, {"a": "000"})
        >>> table.marks(["A", "neural", "networks"])[1:]
        [('new', 'B-5Method+', 'B-5'), ('new', 'I-5Method+', 'I-5', 'L-5')]
        """
        stems = [stem(word) for word in words]
        marks = [self._of_word(one) for one in stems]
        for first, last in self._longest(stems):
            told = self.surfaces[" ".join(stems[first:last])]
            for place in range(first, last):
                letter = "B" if place == first else "I"
                marks[place] += [f"{letter}-{told}", f"{letter}-{told[0]}"]
            if last - first > 1:
                marks[last - 1].append(f"L-{told[0]}")
        return [tuple(row) for row in marks]

    def _of_word(self, word: str) -> list[str]:
        told = self.words.get(word)
        return ["new"] if told is None else [f"in{told[0]}", f"first{told[1]}", f"last{told[2]}"]

    def _longest(self, stems: Sequence[str]) -> list[tuple[int, int]]:
        """Find known surfaces, longest first, disjoint."""
        found = []
        for first in range(len(stems)):
            for last in range(min(len(stems), first + MAX_WORDS), first, -1):
                if " ".join(stems[first:last]) in self.surfaces:
                    found.append((first, last))
                    break
        taken = bytearray(len(stems))
        kept = []
        for first, last in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
            if not any(taken[first:last]):
                taken[first:last] = b"\1" * (last - first)
                kept.append((first, last))
        return kept


@cache
def load_surfaces() -> SurfaceTable:
    """Load the shipped table, once a process.

    Returns
    -------
    SurfaceTable
        Read-only.
    """
    tables: dict[str, dict[str, str]] = {"s": {}, "w": {}}
    packed = (files("kg.extract") / "data" / SURFACES_FILE).read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        kind, name, told = line.split("\t")
        tables[kind][name] = told
    return SurfaceTable(MappingProxyType(tables["s"]), MappingProxyType(tables["w"]))
