"""Nodes as values that know their graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.api.answer import Answer
from kg.api.fact import Neighbor, fact_answer, quote_answer, strongest
from kg.api.publication import paper_answer
from kg.api.render import cell_text, html_card
from kg.api.score import score_answer
from kg.api.things import thing_answer
from kg.api.words import as_direction, as_relation, as_role, as_types
from kg.graph.seen import seen
from kg.vocabulary import RELATIONS, TYPES, EntityType, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.api.fact import Fact, Quote
    from kg.api.index import Index
    from kg.api.publication import Papers
    from kg.api.score import Score
    from kg.api.things import Things
    from kg.graph.value import Edge, Node

__all__ = ["Thing"]


@dataclass(frozen=True, slots=True, repr=False)
class Thing:
    """A method, data set, task, metric or concept of the graph.

    Attributes
    ----------
    node : Node
        The node of the graph: its names, why they are one, and every place that names it.
    """

    node: Node
    index: Index = field(compare=False)

    @property
    def id(self) -> str:
        """Id of the node: ``entity/…``."""
        return self.node.id

    @property
    def name(self) -> str:
        """The name that a person would choose."""
        return self.node.name

    @property
    def type(self) -> EntityType:
        """What it is."""
        return self.node.type

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names, sorted."""
        return self.node.aliases

    @property
    def n_papers(self) -> int:
        """Number of papers that name it."""
        return len(self.node.papers)

    @property
    def first_seen(self) -> str | None:
        """Date of the first paper that names it; None if none has a date."""
        return seen(self.index.graph, self.node).first

    @property
    def last_seen(self) -> str | None:
        """Date of the last paper that names it; None if none has a date."""
        return seen(self.index.graph, self.node).last

    @property
    def kinds(self) -> Things:
        """Its kinds and theirs: as papers state, and as names and vocabularies tell."""
        ids = self.index.kinds_of(self.id) - {self.id}
        found = [one for one in self.index.everything if one.id in ids]
        return thing_answer(f"kinds of {cell_text(self.name)}", found, frozenset({self.type}))

    def papers(self, role: str | Role | None = None) -> Papers:
        """List the papers that name it.

        Parameters
        ----------
        role : str, optional
            Only papers where it has this role: ``"proposes"``, ``"uses"``, …

        Returns
        -------
        Papers
            By date, undated ones last, then by title.

        Raises
        ------
        VocabularyError
            If there is no such role.
        """
        wanted = None if role is None else as_role(role)
        papers = [self.index.publication(one) for one in self.node.papers]
        papers.sort(key=lambda one: (one.date is None, one.date or "", one.title, one.id))
        found = [(one, self.index.role_of(one.id, self.id)) for one in papers]
        found = [(one, has) for one, has in found if wanted is None or has is wanted]
        title = f"{cell_text(self.name)}: papers" + (f" ({wanted})" if wanted else "")
        return paper_answer(title, [one for one, _ in found], [has for _, has in found])

    def neighbors(
        self,
        relation: str | Relation | None = None,
        direction: str = "both",
        type: str | None = None,  # noqa: A002 - the word of the vocabulary
    ) -> Answer[Neighbor]:
        """List the things that a relation joins it to.

        Parameters
        ----------
        relation : str, optional
            Only this relation: ``"extends"``, ``"evaluated on"``, …
        direction : str
            ``"out"``: it is the head; ``"in"``: it is the tail; ``"both"``.
        type : str, optional
            Only things of this type: ``"Method"``, ``"datasets"``, …

        Returns
        -------
        Answer of Neighbor
            By relation in the vocabulary's order, then best supported first.

        Raises
        ------
        VocabularyError
            If there is no such relation, direction or type.
        """
        wanted = None if relation is None else as_relation(relation)
        types = frozenset(TYPES) if type is None else as_types(type)
        order = list(RELATIONS)
        found = [one for one in self._around(as_direction(direction)) if one.type in types]
        found = [one for one in found if wanted is None or one.relation is wanted]
        found.sort(key=lambda one: order.index(one.relation))
        title = f"{cell_text(self.name)}: neighbors"
        columns = ("name", "type", "relation", "direction", "papers", "confidence")
        return Answer(
            tuple(found),
            columns,
            lambda one: (
                one.name, one.type, one.relation, one.direction, one.support, one.confidence
            ),
            title,
        )  # fmt: skip

    def _around(self, direction: str) -> Iterator[Neighbor]:
        index = self.index
        for fact in strongest(map(index.fact, index.outgoing.get(self.id, ()))):
            if direction != "in" or _is_symmetric(fact.edge):
                yield Neighbor(fact.tail, fact, "out")
        edges = [
            one for one in index.incoming.get(self.id, ()) if isinstance(one.relation, Relation)
        ]
        for fact in strongest(map(index.fact, edges)):
            if direction != "out" or _is_symmetric(fact.edge):
                yield Neighbor(index.thing(fact.edge.head), fact, "in")

    def facts(self, relation: str | Relation | None = None) -> Answer[Fact]:
        """List the relations that begin or end here.

        Parameters
        ----------
        relation : str, optional
            Only this relation.

        Returns
        -------
        Answer of Fact
            The best supported first.

        Raises
        ------
        VocabularyError
            If there is no such relation.
        """
        found = [one.fact for one in self.neighbors(relation)]
        return fact_answer(f"{cell_text(self.name)}: facts", found)

    def evidence(self, relation: str | Relation | None = None) -> Answer[Quote]:
        """List the sentences behind its relations.

        Parameters
        ----------
        relation : str, optional
            Only this relation.

        Returns
        -------
        Answer of Quote
            The surest first.

        Raises
        ------
        VocabularyError
            If there is no such relation.
        """
        return quote_answer(f"{cell_text(self.name)}: evidence", self.facts(relation))

    def results(self) -> Answer[Score]:
        """List the numbers that papers claim for it, on it, in it or against it.

        Returns
        -------
        Answer of Score
            By paper, in the order of the text.
        """
        records = self.index.results_of_node.get(self.id, ())
        order = sorted(records, key=lambda one: (one.paper, one.value_span, one.id))
        return score_answer(f"{cell_text(self.name)}: results", map(self.index.score, order))

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        facts = self.index.degree[self.id]
        return f"{self.type}({cell_text(self.name)!r}, papers={self.n_papers}, facts={facts})"

    def _repr_html_(self) -> str:
        seen = " – ".join(sorted({self.first_seen or "", self.last_seen or ""} - {""}))
        lines: list[tuple[str, object]] = [("also", self.aliases), ("seen", seen)]
        lines += [(role.value, tuple(one.link for one in self.papers(role))) for role in Role]
        for way, sign in (("out", "→"), ("in", "←")):
            for relation, term in RELATIONS.items():
                found = self.neighbors(relation, way)
                lines.append((f"{sign} {term.label}", tuple(one.name for one in found)))
        return html_card(self.name, f"{self.type}, {self.n_papers} paper(s)", lines)


def _is_symmetric(edge: Edge) -> bool:
    return isinstance(edge.relation, Relation) and RELATIONS[edge.relation].symmetric
