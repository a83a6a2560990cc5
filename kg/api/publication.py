"""Papers as values that know their graph, and the way to find them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, overload

from kg.api.answer import Answer
from kg.api.fact import fact_answer
from kg.api.render import Link, cell_text, html_card
from kg.api.score import score_answer
from kg.api.words import as_role, as_types
from kg.checks import check_text
from kg.errors import NotFoundError
from kg.graph.names import NearTexts
from kg.vocabulary import ROLES, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

    from kg.api.fact import Fact
    from kg.api.index import Index
    from kg.api.score import Score
    from kg.api.thing import Thing
    from kg.paper import Paper
    from kg.vocabulary import Role

__all__ = ["Papers", "Publication", "TitleIndex", "paper_answer"]

_N_NEAR: Final = 3
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, repr=False)
class Publication:
    """A paper of the graph.

    Attributes
    ----------
    paper : Paper
        The paper as its sources have it.
    """

    paper: Paper
    index: Index = field(compare=False)

    @property
    def id(self) -> str:
        """Id of the paper, as its source has it."""
        return self.paper.id

    @property
    def title(self) -> str:
        """Title, to the letter."""
        return self.paper.title

    @property
    def abstract(self) -> str:
        """Abstract, to the letter."""
        return self.paper.abstract

    @property
    def date(self) -> str | None:
        """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; None where the source has none."""
        return self.paper.date

    @property
    def year(self) -> int | None:
        """Year of the date."""
        return self.paper.year

    @property
    def authors(self) -> tuple[str, ...]:
        """Names, in the source's order."""
        return self.paper.authors

    @property
    def url(self) -> str | None:
        """Where the paper stands."""
        return self.paper.url

    @property
    def link(self) -> Link:
        """Title, with the address behind it."""
        return Link(self.title, self.url)

    def things(self, role: str | Role | None = None, type: str | None = None) -> Answer[Thing]:  # noqa: A002
        """List what the paper is about.

        Parameters
        ----------
        role : str, optional
            Only what has this role: ``"proposes"``, ``"uses"``, …
        type : str, optional
            Only things of this type: ``"Method"``, ``"datasets"``, …

        Returns
        -------
        Answer of Thing
            Strongest role first, then by type and name.

        Raises
        ------
        VocabularyError
            If there is no such role or type.
        """
        wanted = None if role is None else as_role(role)
        types = frozenset(TYPES) if type is None else as_types(type)
        roles, kinds = list(ROLES), list(TYPES)
        found = [
            (self.index.role_of(self.id, node.id), node)
            for node in self.index.nodes_of_paper.get(self.id, ())
            if node.type in types
        ]
        found = [(one, node) for one, node in found if wanted is None or one is wanted]
        found.sort(
            key=lambda pair: (
                len(roles) if pair[0] is None else roles.index(pair[0]),
                kinds.index(pair[1].type),
                pair[1].name,
            )
        )
        return Answer(
            tuple(self.index.thing(node.id) for _, node in found),
            ("name", "type", "role"),
            lambda one: (one.name, one.type, self.index.role_of(self.id, one.id)),
            self.title,
        )

    def facts(self) -> Answer[Fact]:
        """List the relations that the paper states.

        Returns
        -------
        Answer of Fact
            The best supported first.
        """
        edges = self.index.relations_of_paper.get(self.id, ())
        return fact_answer(self.title, map(self.index.fact, edges))

    def results(self) -> Answer[Score]:
        """List the numbers that the paper claims.

        Returns
        -------
        Answer of Score
            In the order of the text.
        """
        records = self.index.results_of_paper.get(self.id, ())
        order = sorted(records, key=lambda one: (one.value_span, one.id))
        return score_answer(self.title, map(self.index.score, order))

    def __str__(self) -> str:
        return self.title

    def __repr__(self) -> str:
        return f"Publication({cell_text(self.title)!r}, {self.date or 'undated'})"

    def _repr_html_(self) -> str:
        roles = [(role.value, tuple(self.things(role))) for role in list(ROLES)[:-1]]
        lines = [("date", self.date), ("authors", self.authors), ("id", self.id), *roles]
        return html_card(self.link, "paper", lines)


class Papers(Answer[Publication]):
    """The papers of a graph: a list, and a look-up by id, title or its beginning."""

    @overload
    def __getitem__(self, index: int | str) -> Publication: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | str | slice) -> Publication | Self:
        if not isinstance(index, str):
            return super().__getitem__(index)
        if not self.items:
            raise NotFoundError("paper", index)
        return self.items[0].index.find_paper(index)


def paper_answer(
    title: str, papers: Iterable[Publication], roles: Sequence[Role | None] | None = None
) -> Papers:
    """List papers, in the order that they come in; ``roles`` is what a thing does in each."""
    items = tuple(papers)
    if roles is None:
        return Papers(items, ("title", "date"), lambda one: (one.link, one.date), title)
    role_of = {one.id: role for one, role in zip(items, roles, strict=True)}
    return Papers(
        items,
        ("title", "date", "role"),
        lambda one: (one.link, one.date, role_of[one.id]),
        title,
    )


class TitleIndex:
    """Finds papers by id, title, or the beginning of a title.

    Parameters
    ----------
    papers : iterable of Paper
        What can be found.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers = tuple(papers)

    @cached_property
    def _by_words(self) -> tuple[list[str], list[Paper]]:
        order = sorted(self._papers, key=lambda one: (_words(one.title), one.id))
        return [_words(one.title) for one in order], order

    @cached_property
    def _near(self) -> NearTexts:
        return NearTexts(sorted({paper.title.casefold() for paper in self._papers}))

    def find(self, name: str) -> Paper:
        """Find a paper.

        Parameters
        ----------
        name : str
            Its id, its title (case and punctuation do not count), or as much of the title's
            beginning as tells it from others (``"MgNO: …"``).

        Returns
        -------
        Paper
            The paper.

        Raises
        ------
        NotFoundError
            If no paper is called that, or several titles begin so; with titles that fit, that are
            spelt like it or that have its words, else some that there are.
        ArgumentError
            If the name is no text.
        """
        check_text(name, "paper", hint="give an id, a title or its beginning")
        for paper in self._papers:
            if name in {paper.id, paper.title}:
                return paper
        wanted = _words(name)
        words, papers = self._by_words
        first = bisect_left(words, wanted)
        fits = []
        while wanted and first < len(words) and words[first].startswith(wanted):
            fits.append(papers[first])
            first += 1
        if fits and (len(fits) == 1 or _words(fits[0].title) == wanted):
            return fits[0]
        near = [paper.title for paper in fits[:_N_NEAR]]
        printed = {paper.title.casefold(): paper.title for paper in self._papers}
        near = near or [printed[one] for one in self._near.near(name.casefold(), _N_NEAR)]
        near = near or [one.title for one in papers if _has(_words(one.title), wanted)][:_N_NEAR]
        raise NotFoundError("paper", name, near, [one.title for one in papers[:_N_NEAR]])


def _words(title: str) -> str:
    return " ".join(_WORD.findall(title.casefold()))


def _has(title: str, words: str) -> bool:
    return bool(words) and f" {words} " in f" {title} "
