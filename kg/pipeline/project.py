"""``Project``: what a graph folder is made from, and how it may change. Pure values, no files.

A project is pages, what each of them says, and what is to be left out. The folder is a function of
it alone, so the way that led to it does not show: any adds and removes give the bytes of a rebuild.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.config import Config
from kg.errors import InputError, NotFoundError, shown
from kg.pipeline.inputs import read_entries
from kg.sources import merge_papers
from kg.sources.identity import identity_keys, title_clashes, title_key
from kg.sources.merge import group_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Paper
    from kg.pipeline.inputs import Page

__all__ = ["Project", "ReadPage", "add_pages", "check_clashes", "forget", "read_page"]

_N_NEAR: Final = 3


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read.

    Attributes
    ----------
    name : str
        What it is called; unique in a project.
    sha256 : str
        Hash of its bytes.
    entries : tuple of Paper
        What it says, in an order that is not the page's own: by id, title, abstract and the rest.
    """

    name: str
    sha256: str
    entries: tuple[Paper, ...]


@dataclass(frozen=True)
class Project:
    """What a graph is made from.

    Attributes
    ----------
    pages : tuple of ReadPage
        By name.
    config : Config
        Settings.
    title : str or None
        Heading of the page; None for one made from the counts.
    left_out : tuple of str
        Keys (``kg.sources.identity``) of papers that are kept out, whatever page names them;
        sorted.
    """

    pages: tuple[ReadPage, ...] = ()
    config: Config = field(default_factory=Config)
    title: str | None = None
    left_out: tuple[str, ...] = ()

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """Each paper once, by id."""
        return merge_papers(paper for page in self.pages for paper in page.entries)

    @property
    def n_entries(self) -> tuple[tuple[str, int], ...]:
        """Name of each page and how many entries are taken from it."""
        return tuple((page.name, len(page.entries)) for page in self.pages)


def read_page(page: Page) -> ReadPage:
    """Read a page.

    Parameters
    ----------
    page : Page
        Name and bytes.

    Returns
    -------
    ReadPage
        All that it says.

    Raises
    ------
    InputError
        If it cannot be read whole.
    """
    entries = read_entries(page)
    return ReadPage(page.name, page.sha256, tuple(sorted(entries, key=_order)))


def _order(paper: Paper) -> tuple[str, ...]:
    rest = (paper.date, paper.date_inferred, paper.n_authors, paper.authors, paper.url)
    return (paper.id, paper.title, paper.abstract, repr(rest))


def add_pages(project: Project, pages: Iterable[ReadPage], *, replacing: bool = False) -> Project:
    """Add pages.

    Parameters
    ----------
    project : Project
        What there is.
    pages : iterable of ReadPage
        What is to be there too; a page that is there already changes nothing.
    replacing : bool
        Whether a page may take the place of another one of its name.

    Returns
    -------
    Project
        With the pages. What the project leaves out stays left out.

    Raises
    ------
    InputError
        If a page has the name of another one that says something else, or an id would be that of
        two papers.
    """
    found = {page.name: page for page in project.pages}
    for page in pages:
        known = found.get(page.name)
        if known is not None and known.sha256 != page.sha256 and not replacing:
            raise InputError(
                page.name,
                "the graph has another page of this name",
                hint="rename it, or replace that page with --replace",
            )
        found[page.name] = page
    made = _make(project, found.values(), project.left_out)
    check_clashes(paper for page in made.pages for paper in page.entries)
    return made


def forget(project: Project, names: Sequence[str]) -> Project:
    """Take papers and pages out.

    Parameters
    ----------
    project : Project
        What there is.
    names : sequence of str
        Each the id or the title of a paper, or the name of a page. A paper is left out for good,
        also when a later page names it; a page can be added again.

    Returns
    -------
    Project
        Without them.

    Raises
    ------
    NotFoundError
        If there is no such paper or page.
    """
    pages = {page.name: page for page in project.pages}
    left_out = set(project.left_out)
    for name in names:
        if name in pages:
            del pages[name]
        else:
            left_out |= _keys_of(project, name)
    return _make(project, pages.values(), left_out)


def _make(project: Project, pages: Iterable[ReadPage], left_out: Iterable[str]) -> Project:
    # Entry by entry, before papers are joined: so it does not matter when something is left out.
    out = frozenset(left_out)
    kept = (
        replace(
            page, entries=tuple(one for one in page.entries if out.isdisjoint(identity_keys(one)))
        )
        for page in sorted(pages, key=lambda page: page.name)
    )
    return replace(project, pages=tuple(kept), left_out=tuple(sorted(out)))


def _keys_of(project: Project, name: str) -> set[str]:
    """Give all keys of a paper, of every record that is joined in it."""
    groups = group_records(paper for page in project.pages for paper in page.entries)
    chosen: list[Paper] = []
    others: list[Paper] = []
    for records in groups:
        (paper,) = merge_papers(records)
        fits = name == paper.id or title_key(name) == title_key(paper.title)
        (chosen if fits else others).extend(records)
    if not chosen:
        known = [page.name for page in project.pages[:_N_NEAR]]
        raise NotFoundError("paper or page", name, _near(project, name), known)
    # A title that another paper has too is no key of this one.
    shared = {title_key(record.title) for record in others}
    return {key for record in chosen for key in identity_keys(record)} - shared


def _near(project: Project, name: str) -> list[str]:
    known = {paper.id: paper.id for paper in project.papers}
    known |= {paper.title.casefold(): paper.title for paper in project.papers}
    known |= {page.name: page.name for page in project.pages}
    return [known[one] for one in difflib.get_close_matches(name.casefold(), known, n=_N_NEAR)]


def check_clashes(papers: Iterable[Paper]) -> None:
    """Refuse records of which two have one id and nothing else in common.

    Parameters
    ----------
    papers : iterable of Paper
        Records as pages have them.

    Raises
    ------
    InputError
        Which id, which titles, which pages.
    """
    for clash in title_clashes(papers):
        (one, other), (here, there) = clash.titles, clash.sources
        raise InputError(
            here,
            f"{shown(clash.key)} is {shown(one)}, but in {there} it is {shown(other)}",
            hint="two papers cannot have one id; correct it, or leave one out",
        )
