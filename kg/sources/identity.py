"""What makes two records one paper, and what speaks against it."""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.ids import content_hash, paper_id
from kg.sources.identifiers import known_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.paper import Paper

__all__ = ["Clash", "fold_title", "identity_keys", "is_made_id", "title_clashes", "title_key"]

#: Likeness of two folded titles (Ratcliff-Obershelp) from which one may be the other, revised.
#: Titles of two papers drawn from the 120,870 of arXiv are rarely above 0.5.
_REVISED: Final = 0.6


def fold_title(title: str) -> str:
    r"""Fold a title to its letters and digits.

    Parameters
    ----------
    title : str
        As printed.

    Returns
    -------
    str
        Without case, accents' encoding, punctuation, braces; words apart by single spaces.

    Examples
    --------
    >>> fold_title("{LoRA}: Low-Rank  Adaptation of\nLarge Language Models.")
    'lora low rank adaptation of large language models'
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in text).split())


def title_key(title: str) -> str:
    """Give the key by which a paper is known by its title.

    Parameters
    ----------
    title : str
        As printed.

    Returns
    -------
    str
        ``title:`` and a hash of the folded title; of the title itself where folding leaves
        nothing.
    """
    return f"title:{content_hash(fold_title(title) or title, length=12)}"


def is_made_id(paper: Paper) -> bool:
    """Say whether a paper's id was made from its title, since its source gives none.

    Parameters
    ----------
    paper : Paper
        As one source has it.

    Returns
    -------
    bool
        True if it was.
    """
    return paper.id == paper_id(paper.title)


def identity_keys(paper: Paper) -> frozenset[str]:
    """Give every key by which a paper is known: records that share one are one paper.

    Parameters
    ----------
    paper : Paper
        As one source has it, or merged.

    Returns
    -------
    frozenset of str
        Its id, its other ids, the arXiv id and the DOI that its id and its address are, and its
        folded title.

    Examples
    --------
    >>> from kg.paper import Paper
    >>> paper = Paper("1703.06114", "Deep Sets", "", ids=("doi:10.1145/1",))
    >>> sorted(identity_keys(paper))
    ['1703.06114', 'arxiv:1703.06114', 'doi:10.1145/1', 'title:40f007caca37']
    """
    made = {title_key(paper.title)} if is_made_id(paper) else {paper.id, title_key(paper.title)}
    return frozenset({*made, *paper.ids, *known_ids(paper.id, paper.url)})


@dataclass(frozen=True, slots=True)
class Clash:
    """One id that two papers seem to have.

    Attributes
    ----------
    key : str
        The id.
    titles : tuple of str
        Two titles that have nothing in common.
    sources : tuple of str
        Where each was read.
    """

    key: str
    titles: tuple[str, str]
    sources: tuple[str, str]


def title_clashes(papers: Iterable[Paper]) -> tuple[Clash, ...]:
    """Find ids under which sources have papers whose titles have nothing in common.

    Parameters
    ----------
    papers : iterable of Paper
        Records as sources have them, in any order.

    Returns
    -------
    tuple of Clash
        One an id, by id. A title that was revised is no clash.
    """
    first: dict[str, Paper] = {}
    found: dict[str, Clash] = {}
    for paper in sorted(papers, key=lambda one: (one.title, one.sources)):
        for key in identity_keys(paper):
            if key.startswith("title:") or key in found:
                continue
            known = first.setdefault(key, paper)
            if known.title != paper.title and not _may_be_one(known.title, paper.title):
                where = (", ".join(known.sources), ", ".join(paper.sources))
                found[key] = Clash(key, (known.title, paper.title), where)
    return tuple(found[key] for key in sorted(found))


def _may_be_one(one: str, other: str) -> bool:
    left, right = fold_title(one), fold_title(other)
    shorter, longer = sorted((left.split(), right.split()), key=len)
    if shorter and longer[: len(shorter)] == shorter:  # a subtitle came or went
        return True
    return difflib.SequenceMatcher(None, left, right, autojunk=False).ratio() >= _REVISED
