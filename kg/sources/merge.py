"""Papers of many sources → each paper once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import paper_id
from kg.model import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["merge_papers"]


def merge_papers(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Join what is one paper: the same id, or the same title but for case and white space.

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

    - id: one that a source gave wins over one made from a title; the least of several;
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
    merged = (_merge_group(group) for group in _group(papers))
    return tuple(sorted(merged, key=lambda paper: paper.id))


def _group(papers: Iterable[Paper]) -> list[list[Paper]]:
    """Part papers into those that share an id or a title, also through others (union-find)."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def find(key: tuple[str, str]) -> tuple[str, str]:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    listed = list(papers)
    for paper in listed:
        parent[find(("id", paper.id))] = find(("title", paper_id(paper.title)))
    groups: dict[tuple[str, str], list[Paper]] = {}
    for paper in listed:
        groups.setdefault(find(("id", paper.id)), []).append(paper)
    return list(groups.values())


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
    return Paper(
        id=min(papers, key=lambda paper: (paper.id == paper_id(paper.title), paper.id)).id,
        title=text.title,
        abstract=text.abstract,
        date=date,
        date_inferred=date_inferred,
        n_authors=len(authors) or max(numbers, default=None),
        authors=authors,
        url=min((paper.url for paper in papers if paper.url is not None), default=None),
        sources=tuple(sorted({source for paper in papers for source in paper.sources})),
    )
