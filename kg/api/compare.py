"""Two things side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.api.fact import fact_answer
from kg.api.render import cell_text, html_table, text_table
from kg.api.score import score_answer
from kg.vocabulary import RELATIONS, ROLES

if TYPE_CHECKING:
    from kg.api.answer import Answer
    from kg.api.fact import Fact
    from kg.api.index import Index
    from kg.api.publication import Papers
    from kg.api.score import Score
    from kg.api.thing import Thing
    from kg.vocabulary import Relation, Role

__all__ = ["Aspect", "Comparison"]


@dataclass(frozen=True, slots=True)
class Aspect:
    """What two things have in common in one respect, and what only one of them has.

    Attributes
    ----------
    name : str
        The respect: a relation, a role, …
    left, both, right : tuple of str
        Names that only the one has, that both have, that only the other has; sorted.
    """

    name: str
    left: tuple[str, ...]
    both: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Comparison:
    """Two things side by side.

    Attributes
    ----------
    left, right : Thing
        The two.
    facts : Answer of Fact
        What papers say between them, in either direction.
    papers : Papers
        Papers that name both.
    results : Answer of Score
        Numbers of either on a data set that both have a number on.
    aspects : tuple of Aspect
        Relation by relation, outgoing and incoming, what else they are joined to; then the papers
        by role. Respects in which neither has anything are left out.
    """

    left: Thing
    right: Thing
    facts: Answer[Fact]
    papers: Papers
    results: Answer[Score]
    aspects: tuple[Aspect, ...]

    def _rows(self) -> list[tuple[object, ...]]:
        return [(one.name, one.left, one.both, one.right) for one in self.aspects]

    @property
    def _table(self) -> tuple[str, tuple[str, ...], list[tuple[object, ...]], str]:
        left, right = cell_text(self.left.name), cell_text(self.right.name)
        said = "; ".join(str(fact) for fact in self.facts) or "no paper relates the two"
        title = f"{left} and {right}: {len(self.papers)} paper(s) name both"
        columns = ("", f"only {left}", "both", f"only {right}")
        return title, columns, self._rows(), said

    def __repr__(self) -> str:
        return text_table(*self._table)

    def _repr_html_(self) -> str:
        return html_table(*self._table)


def compare(index: Index, left: Thing, right: Thing) -> Comparison:
    """Put two things side by side; see ``Graph.compare``."""
    ends = {left.id, right.id}
    between = [one.fact for one in left.neighbors() if one.thing.id in ends]
    common = set(left.node.papers) & set(right.node.papers)
    papers = left.papers()
    named = " and ".join(cell_text(one.name) for one in (left, right))
    return Comparison(
        left,
        right,
        fact_answer(f"between {named}", between),
        type(papers)(
            tuple(one for one in papers if one.id in common),
            ("title", "date"),
            lambda one: (one.link, one.date),
            f"papers that name {named}",
        ),
        score_answer(f"results of {named}", _shared_results(index, left, right)),
        tuple(_aspects(left, right)),
    )


def _shared_results(index: Index, left: Thing, right: Thing) -> list[Score]:
    mine, theirs = (
        [
            index.score(record)
            for record in index.results_of_node.get(one.id, ())
            if record.method == one.id and record.dataset is not None
        ]
        for one in (left, right)
    )
    common = {one.record.dataset for one in mine} & {one.record.dataset for one in theirs}
    found = [one for one in [*mine, *theirs] if one.record.dataset in common]
    return sorted(
        found,
        key=lambda one: (
            one.record.dataset or "",
            one.record.metric is None,
            one.record.metric or "",
            one.record.method,
            one.record.id,
        ),
    )


def _aspects(left: Thing, right: Thing) -> list[Aspect]:
    aspects = []
    mine, theirs = (_joined(one, {left.id, right.id}) for one in (left, right))
    for direction, before in (("out", "→"), ("in", "←")):
        for relation, term in RELATIONS.items():
            key = (direction, relation)
            aspects.append(_aspect(f"{before} {term.label}", mine[key], theirs[key]))
    papers = [_papers_by_role(one) for one in (left, right)]
    aspects += [_aspect(f"papers: {role}", *(one[role] for one in papers)) for role in ROLES]
    return [one for one in aspects if one.left or one.both or one.right]


def _joined(thing: Thing, ends: set[str]) -> dict[tuple[str, Relation], set[str]]:
    """Name what each relation joins a thing to; one without direction counts as outgoing."""
    joined: dict[tuple[str, Relation], set[str]] = defaultdict(set)
    for one in thing.neighbors():
        if one.thing.id not in ends:
            direction = "out" if RELATIONS[one.relation].symmetric else one.direction
            joined[direction, one.relation].add(one.name)
    return joined


def _papers_by_role(thing: Thing) -> dict[Role | None, set[str]]:
    papers: dict[Role | None, set[str]] = defaultdict(set)
    for paper in thing.papers():
        papers[thing.index.role_of(paper.id, thing.id)].add(paper.title)
    return papers


def _aspect(name: str, left: set[str], right: set[str]) -> Aspect:
    return Aspect(
        name, tuple(sorted(left - right)), tuple(sorted(left & right)), tuple(sorted(right - left))
    )
