"""Papers of many sources → each paper once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import Paper
from kg.sources.identifiers import arxiv_id
from kg.sources.identity import identity_keys, is_made_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["group_records", "merge_papers"]


def merge_papers(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Join what is one paper: one id, arXiv id or DOI, or one title by its letters and digits.

    Parameters
    ----------
    papers : iterable of Paper
        Of any sources, in any order.

    Returns
    -------
    tuple of Paper
        By id, each once; it knows all its sources. The order of the input does not matter.

    Notes
    -----
    Each field is taken by a rule that knows no order:

    - id: one that a source gave wins over one made from a title, an arXiv id over others; the
      least of several; the others are kept in ``ids``;
    - title and abstract: together, from the one with the longest abstract; of equals, the least
      by code points;
    - date: a printed one before an inferred one, then the more precise, then the earliest;
    - authors: the longest list, then the least; their number is that of the list, without a list
      the greatest number;
    - url: the least.

    Examples
    --------
    >>> page = Paper("p1", "Deep sets", "On sets.", n_authors=6, sources=("page.txt",))
    >>> row = Paper("1703.06114", "Deep Sets", "On sets.", date="2017-03", sources=("a.jsonl",))
    >>> (paper,) = merge_papers([page, row])
    >>> paper.id, paper.date, paper.n_authors, paper.sources
    ('1703.06114', '2017-03', 6, ('a.jsonl', 'page.txt'))
    """
    merged = (_merge_group(group) for group in group_records(papers))
    return tuple(sorted(merged, key=lambda paper: paper.id))


def group_records(papers: Iterable[Paper]) -> list[list[Paper]]:
    """Part records into those of one paper: they share a key, also through others.

    Parameters
    ----------
    papers : iterable of Paper
        Records as sources have them, in any order.

    Returns
    -------
    list of list of Paper
        One list a paper.

    Notes
    -----
    Union-find over ``identity_keys``. Two arXiv ids are two papers, though they have one title: of
    such a title only the records without an arXiv id are joined by it.
    """
    listed = [(paper, identity_keys(paper)) for paper in papers]
    arxiv_of: dict[str, set[str]] = defaultdict(set)
    for _, keys in listed:
        arxiv_of[_title(keys)] |= _arxiv(keys)
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    usable = []
    for paper, keys in listed:
        shared = len(arxiv_of[_title(keys)]) > 1 and _arxiv(keys)
        kept = sorted(keys - {_title(keys)} if shared else keys)
        for key in kept:
            parent[find(key)] = find(kept[0])
        usable.append((paper, kept[0]))
    groups: dict[str, list[Paper]] = {}
    for paper, key in usable:
        groups.setdefault(find(key), []).append(paper)
    return list(groups.values())


def _title(keys: Iterable[str]) -> str:
    return next(key for key in keys if key.startswith("title:"))


def _arxiv(keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key.startswith("arxiv:")}


def _merge_group(papers: Sequence[Paper]) -> Paper:
    text = min(papers, key=lambda paper: (-len(paper.abstract), paper.abstract, paper.title))
    dates = [
        (paper.date_inferred, -len(paper.date), paper.date)
        for paper in papers
        if paper.date is not None
    ]
    date_inferred, _, date = min(dates, default=(False, 0, None))
    authors = min((paper.authors for paper in papers), key=lambda names: (-len(names), names))
    numbers = [paper.n_authors for paper in papers if paper.n_authors is not None]
    chosen = min(papers, key=_rank).id
    given = {paper.id for paper in papers if not is_made_id(paper)}
    return Paper(
        id=chosen,
        title=text.title,
        abstract=text.abstract,
        date=date,
        date_inferred=date_inferred,
        n_authors=len(authors) or max(numbers, default=None),
        authors=authors,
        url=min((paper.url for paper in papers if paper.url is not None), default=None),
        sources=tuple(sorted({source for paper in papers for source in paper.sources})),
        ids=tuple(sorted(given.union(*(paper.ids for paper in papers)) - {chosen})),
    )


def _rank(paper: Paper) -> tuple[bool, bool, str]:
    return is_made_id(paper), arxiv_id(paper.id) is None, paper.id
