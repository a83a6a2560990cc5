"""Word → the groups that it stands in: features by which the tagger reads words it never saw.

The shipped file is made by :mod:`kg.train.clusters` from 120,870 arXiv titles and abstracts
(metadata under CC0 1.0): word vectors, grouped by k-means into 64, 256 and 1024 groups. A group's
number means nothing by itself; words of one group are used alike.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SIZES", "cluster_key", "load_clusters"]

#: Numbers of groups of the shipped groupings, in the order of the file's columns.
SIZES: Final = (64, 256, 1024)

_FILE: Final = Path(__file__).resolve().parent / "data" / "clusters.tsv.gz"
_DIGIT: Final = re.compile(r"\d")


def cluster_key(token: str) -> str:
    """Give the form under which a token is looked up: lower case, every digit a zero.

    Parameters
    ----------
    token : str
        A token without hyphens (the tokeniser cuts at them).

    Returns
    -------
    str
        The key.

    Examples
    --------
    >>> cluster_key("BERT"), cluster_key("2023"), cluster_key("GPT4")
    ('bert', '0000', 'gpt0')
    """
    return _DIGIT.sub("0", token.lower())


@cache
def load_clusters() -> Mapping[str, tuple[int, ...]]:
    """Load the shipped clusters, once a process.

    Returns
    -------
    mapping of str to tuple of int
        For each cluster key (:func:`cluster_key`) its group in each grouping of ``SIZES``; rare
        words are absent. Read-only.

    Examples
    --------
    >>> len(load_clusters()["accuracy"]) == len(SIZES)
    True
    """
    groups: dict[str, tuple[int, ...]] = {}
    with gzip.open(_FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, *numbers = line.rstrip("\n").split("\t")
            groups[word] = tuple(map(int, numbers))
    return MappingProxyType(groups)
