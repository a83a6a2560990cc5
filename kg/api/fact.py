"""Edges and sentences as values that know their graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.api.answer import Answer
from kg.api.render import cell_text, html_table, text_table
from kg.graph.seen import seen
from kg.vocabulary import RELATIONS, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.api.index import Index
    from kg.api.publication import Publication
    from kg.api.thing import Thing
    from kg.graph.value import Edge, Evidence
    from kg.vocabulary import EntityType, Role

__all__ = ["Fact", "Neighbor", "Quote", "fact_answer", "quote_answer", "strongest"]


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """What papers say: head, relation, tail.

    Attributes
    ----------
    edge : Edge
        The edge of the graph, with its evidence.
    """

    edge: Edge
    index: Index = field(compare=False)

    @property
    def head(self) -> Thing | Publication:
        """Where it begins: a paper where the relation is a role, else a thing."""
        paper = self.index.graph.paper_of_node.get(self.edge.head)
        if paper is not None:
            return self.index.publication(paper.id)
        return self.index.thing(self.edge.head)

    @property
    def relation(self) -> Role | Relation:
        """What holds."""
        return self.edge.relation

    @property
    def tail(self) -> Thing:
        """Where it ends."""
        return self.index.thing(self.edge.tail)

    @property
    def support(self) -> int:
        """Number of papers that say so."""
        return self.edge.support

    @property
    def confidence(self) -> float:
        """Chance that at least one paper is read rightly; 0 to 1."""
        return self.edge.confidence

    @property
    def first_seen(self) -> str | None:
        """Date of the first paper that says so; None if none has a date."""
        return seen(self.index.graph, self.edge).first

    @property
    def last_seen(self) -> str | None:
        """Date of the last paper that says so; None if none has a date."""
        return seen(self.index.graph, self.edge).last

    @property
    def evidence(self) -> Answer[Quote]:
        """Every sentence that says so, the surest first."""
        return quote_answer(str(self), [self])

    @property
    def words(self) -> str:
        """What holds, in words: ``"evaluated on"``."""
        relation = self.relation
        return RELATIONS[relation].label if isinstance(relation, Relation) else relation.value

    def __str__(self) -> str:
        return f"{cell_text(self.head)} → {self.words} → {cell_text(self.tail)}"

    def __repr__(self) -> str:
        return f"Fact({self}, support={self.support}, confidence={self.confidence:.2f})"

    def _repr_html_(self) -> str:
        answer = self.evidence
        return html_table(answer.title, answer.columns, answer.rows)


@dataclass(frozen=True, slots=True, repr=False)
class Neighbor:
    """The other end of a fact.

    Attributes
    ----------
    thing : Thing
        The other end.
    fact : Fact
        What joins the two.
    direction : str
        ``"out"`` if the fact begins at the thing that was asked, ``"in"`` if it ends there.
    """

    thing: Thing
    fact: Fact
    direction: str

    @property
    def name(self) -> str:
        """Name of the other end."""
        return self.thing.name

    @property
    def type(self) -> EntityType:
        """Type of the other end."""
        return self.thing.type

    @property
    def relation(self) -> Relation:
        """What holds."""
        return Relation(self.fact.relation)

    @property
    def support(self) -> int:
        """Number of papers that say so."""
        return self.fact.support

    @property
    def confidence(self) -> float:
        """Chance that at least one paper is read rightly; 0 to 1."""
        return self.fact.confidence

    @property
    def evidence(self) -> Answer[Quote]:
        """Every sentence that says so, the surest first."""
        return self.fact.evidence

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"Neighbor({self.fact}, direction={self.direction!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Quote:
    """A sentence that says so.

    Attributes
    ----------
    fact : Fact
        What it says.
    evidence : Evidence
        Its place in the paper's text, who read it, and how surely.
    sentence : str
        Its words, line breaks made spaces.
    """

    fact: Fact
    evidence: Evidence
    sentence: str
    index: Index = field(compare=False)

    @property
    def paper(self) -> Publication:
        """The paper that has it."""
        return self.index.publication(self.evidence.paper)

    @property
    def start(self) -> int:
        """Where it begins in title, newline, abstract; code points."""
        return self.evidence.span.start

    @property
    def end(self) -> int:
        """Where it ends; code points."""
        return self.evidence.span.end

    @property
    def source(self) -> str:
        """The rule or model that read it."""
        return self.evidence.source

    @property
    def confidence(self) -> float:
        """That it is read rightly; 0 to 1."""
        return self.evidence.confidence

    def __str__(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        return text_table(f"“{cell_text(self.sentence)}”", (), (), self.paper.title)

    def _repr_html_(self) -> str:
        return html_table("", ("sentence", "paper"), [(self.sentence, self.paper.link)])


def strongest(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Sort facts: most papers first, then surest, then by key."""
    return tuple(sorted(facts, key=lambda one: (-one.support, -one.confidence, one.edge.key)))


def fact_answer(title: str, facts: Iterable[Fact]) -> Answer[Fact]:
    """List facts, the best supported first."""
    return Answer(
        strongest(facts),
        ("head", "relation", "tail", "papers", "confidence"),
        lambda one: (one.head, one.relation, one.tail, one.support, one.confidence),
        title,
    )


def quote_answer(title: str, facts: Iterable[Fact]) -> Answer[Quote]:
    """List the sentences that say something, the surest first."""
    quotes = [one.index.quote(one, evidence) for one in facts for evidence in one.edge.evidence]
    quotes.sort(key=lambda one: (-one.confidence, one.evidence, one.fact.edge.key))
    return Answer(
        tuple(quotes),
        ("fact", "sentence", "paper", "confidence"),
        lambda one: (str(one.fact), one.sentence, one.paper.link, one.confidence),
        title,
    )
