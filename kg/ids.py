"""Ids: made from content, never from counters, clocks or random numbers.

An id is a path below the base IRI (``entity/low-rank-adaptation``), so the same id serves in JSON,
GraphML, RDF and the page. Its last part begins with a letter and holds only ``[A-Za-z0-9_-]``,
which every RDF syntax can write with a prefix, and it never depends on what else is in the graph.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = [
    "assertion_id",
    "content_hash",
    "entity_id",
    "paper_id",
    "paper_node_id",
    "result_id",
    "slug",
    "span_id",
]

_NOT_KEPT: Final = re.compile(r"[^a-z0-9-]")

#: Keys that are kept whole: nearly all of them.
_KEPT_WHOLE: Final = re.compile(r"(?=.{1,80}\Z)[a-z][a-z0-9]*(?: [a-z0-9]+)*")


def content_hash(*parts: str, length: int = 16) -> str:
    """Hash parts so that no two different lists of parts give the same input to the hash.

    Parameters
    ----------
    *parts : str
        What defines the thing, in a fixed order.
    length : int
        Hexadecimal digits to keep.

    Returns
    -------
    str
        ``length`` lower-case hexadecimal digits of SHA-256.

    Examples
    --------
    >>> content_hash("a", "bc") == content_hash("ab", "c")
    False
    """
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    # A lone surrogate has an id too; that it cannot be written is for the writers to say.
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def slug(kind: str, key: str) -> str:
    """Turn a key into the readable last part of an id; different keys give different slugs.

    Parameters
    ----------
    kind : str
        What is named: ``"entity"``, ``"paper"``; part of the hash where one is needed.
    key : str
        The canonical key of the thing; its words are apart by single spaces.

    Returns
    -------
    str
        The key with hyphens for spaces if that keeps all of it, else with eight digits of a hash
        behind it.

    Examples
    --------
    >>> slug("entity", "low rank adaptation")
    'low-rank-adaptation'
    >>> [slug("entity", key) for key in ("c", "c#", "c++", "3d")]
    ['c', 'c-149bc95d', 'c-e31787b1', 'x3d-fc59feff']
    """
    if _KEPT_WHOLE.fullmatch(key):
        return key.replace(" ", "-")
    folded = re.sub(r"[\s_./:]", "-", unicodedata.normalize("NFKC", key).casefold())
    kept = _NOT_KEPT.sub("", folded)
    plain = re.sub(r"-+", "-", kept).strip("-")[:80].strip("-")
    if "-" not in key and plain == key.replace(" ", "-") and plain[:1].isalpha():
        return plain
    start = plain if plain[:1].isalpha() else f"x{plain}"
    return f"{start}-{content_hash(kind, key, length=8)}"


def entity_id(key: str) -> str:
    """Give the id of the node with this canonical key.

    Parameters
    ----------
    key : str
        Canonical key, as ``kg.link`` makes it.

    Returns
    -------
    str
        ``entity/…``.
    """
    return f"entity/{slug('entity', key)}"


def paper_id(title: str) -> str:
    """Give the id of a paper whose source has none.

    Parameters
    ----------
    title : str
        Its title; case and white space do not count.

    Returns
    -------
    str
        The letter ``p`` and twelve hexadecimal digits.

    Examples
    --------
    >>> paper_id("Deep  Sets") == paper_id("deep sets")
    True
    """
    return f"p{content_hash('paper', ' '.join(title.casefold().split()), length=12)}"


@lru_cache(maxsize=1 << 16)
def paper_node_id(paper: str) -> str:
    """Give the id of the node that stands for a paper.

    Parameters
    ----------
    paper : str
        Id of the paper, as its source has it.

    Returns
    -------
    str
        ``paper/…``.

    Examples
    --------
    >>> paper_node_id("2506.01234")
    'paper/x2506-01234-74d62a4c'
    """
    return f"paper/{slug('paper', paper)}"


def assertion_id(head: str, relation: str, tail: str) -> str:
    """Give the id of the record that says where a triple comes from.

    Parameters
    ----------
    head, relation, tail : str
        The triple: id, name of the edge, id.

    Returns
    -------
    str
        ``assertion/a…``: the same triple always has the same id.
    """
    return f"assertion/a{content_hash(head, relation, tail)}"


def span_id(paper: str, start: int, end: int) -> str:
    r"""Give the id of a stretch of a paper's text.

    Parameters
    ----------
    paper : str
        Id of the paper.
    start, end : int
        Code points in ``title + "\\n" + abstract``, half-open.

    Returns
    -------
    str
        ``span/s…``.
    """
    return f"span/s{content_hash(paper, str(start), str(end))}"


def result_id(*parts: str) -> str:
    """Give the id of a result from all that defines it.

    Parameters
    ----------
    *parts : str
        Paper, method, data set, metric, value, kind, baseline, start and end of the value.

    Returns
    -------
    str
        ``result/r…``.
    """
    return f"result/r{content_hash(*parts)}"
