"""What a graph holds, found by name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.api.fact import Fact, fact_answer, quote_answer
from kg.api.index import Index
from kg.api.path import Path
from kg.api.publication import Papers, paper_answer
from kg.api.render import cell_text
from kg.api.score import score_answer
from kg.api.things import Things, thing_answer
from kg.api.words import as_relation
from kg.checks import check_list, check_word
from kg.errors import NotFoundError, ReadOnlyError
from kg.graph.value import KnowledgeGraph
from kg.vocabulary import RELATIONS, TYPES, EntityType, Relation

if TYPE_CHECKING:
    from kg.api.answer import Answer
    from kg.api.fact import Quote
    from kg.api.score import Score
    from kg.api.thing import Thing
    from kg.graph.value import Edge

__all__ = ["Lookup"]

#: What a path may lead through.
VIA: Final = ("relations", "papers")


class Lookup:
    """The part of ``Graph`` that finds things, papers, facts and sentences.

    Parameters
    ----------
    value : KnowledgeGraph
        The graph as one frozen value.
    """

    _value: KnowledgeGraph

    def __init__(self, value: KnowledgeGraph) -> None:
        check_list(value, "value", KnowledgeGraph, hint="kg.load and kg.build make a Graph")
        self.__dict__["_value"] = value

    def __setattr__(self, name: str, _: object) -> None:
        raise ReadOnlyError("graph", name)

    def __delattr__(self, name: str) -> None:
        raise ReadOnlyError("graph", name)

    @property
    def value(self) -> KnowledgeGraph:
        """The graph as one frozen value, from which every view is made."""
        return self._value

    @cached_property
    def index(self) -> Index:
        """Look-up tables, each built when it is first needed."""
        return Index(self._value)

    def _of_type(self, kind: EntityType) -> Things:
        return thing_answer(TYPES[kind].plural, self.index.ranked[kind], frozenset({kind}))

    @cached_property
    def things(self) -> Things:
        """Everything but the papers, what most papers name first."""
        return thing_answer("things", self.index.everything, frozenset(TYPES))

    @cached_property
    def methods(self) -> Things:
        """Methods, those that most papers name first."""
        return self._of_type(EntityType.METHOD)

    @cached_property
    def datasets(self) -> Things:
        """Data sets, those that most papers name first."""
        return self._of_type(EntityType.DATASET)

    @cached_property
    def tasks(self) -> Things:
        """Tasks, those that most papers name first."""
        return self._of_type(EntityType.TASK)

    @cached_property
    def metrics(self) -> Things:
        """Metrics, those that most papers name first."""
        return self._of_type(EntityType.METRIC)

    @cached_property
    def concepts(self) -> Things:
        """Other terms of art, those that most papers name first."""
        return self._of_type(EntityType.CONCEPT)

    @cached_property
    def papers(self) -> Papers:
        """Papers, by date, undated ones last, then by title."""
        found = [self.index.publication(paper.id) for paper in self._value.papers]
        found.sort(key=lambda one: (one.date is None, one.date or "", one.title, one.id))
        return paper_answer("papers", found)

    @cached_property
    def results(self) -> Answer[Score]:
        """Every number that a paper claims, by paper, in the order of the text."""
        order = sorted(self._value.results, key=lambda one: (one.paper, one.value_span, one.id))
        return score_answer("results", map(self.index.score, order))

    def __getitem__(self, name: str) -> Thing:
        """Find a thing by any of its names.

        Parameters
        ----------
        name : str
            Id, name or alias; case, hyphens, spaces and plural do not count.

        Returns
        -------
        Thing
            Of several that have the name, the one that most papers name.

        Raises
        ------
        NotFoundError
            If nothing is called that; with names that are near.
        """
        return self.index.find(name)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.things.get(name) is not None

    def facts(
        self,
        head: str | Thing | None = None,
        relation: str | Relation | None = None,
        tail: str | Thing | None = None,
    ) -> Answer[Fact]:
        """List what papers say between things.

        Parameters
        ----------
        head, tail : str or Thing, optional
            Ends; None for any.
        relation : str, optional
            Relation; None for any. The ends of one that has no direction may be exchanged.

        Returns
        -------
        Answer of Fact
            The best supported first.

        Raises
        ------
        NotFoundError
            If nothing is called that.
        VocabularyError
            If there is no such relation.

        Examples
        --------
        >>> import kg
        >>> g = kg.load("exports")
        >>> {fact.head.name for fact in g.facts("BERT", "evaluated on")}
        {'BERT'}
        """
        wanted = None if relation is None else as_relation(relation)
        ends = _Ends(
            None if head is None else self.index.find(head).id,
            None if tail is None else self.index.find(tail).id,
        )
        anchor = ends.head or ends.tail
        edges = self._value.edges if anchor is None else self.index.at(anchor)
        found = [
            self.index.fact(edge)
            for edge in edges
            if isinstance(edge.relation, Relation)
            and (wanted is None or edge.relation is wanted)
            and ends.fit(edge)
        ]
        names = [None if id_ is None else self._value.node_of[id_].name for id_ in ends]
        words = (names[0], wanted and RELATIONS[wanted].label, names[1])
        return fact_answer(" ".join(cell_text(word or "…") for word in words), found)

    def evidence(
        self,
        head: str | Thing | None = None,
        relation: str | Relation | None = None,
        tail: str | Thing | None = None,
    ) -> Answer[Quote]:
        """List the sentences that say something.

        Parameters
        ----------
        head, tail : str or Thing, optional
            Ends of the facts; None for any.
        relation : str, optional
            Relation; None for any.

        Returns
        -------
        Answer of Quote
            The surest first; each knows its fact, its paper and its place in the paper's text.

        Raises
        ------
        NotFoundError
            If nothing is called that.
        VocabularyError
            If there is no such relation.
        """
        facts = self.facts(head, relation, tail)
        return quote_answer(facts.title, facts)

    def path(self, source: str | Thing, target: str | Thing, via: str = "relations") -> Path:
        """Find the shortest way from one thing to another.

        Parameters
        ----------
        source, target : str or Thing
            Where it begins and ends.
        via : str
            ``"relations"``: step by step along what papers say between things, in either
            direction; ``"papers"``: also from a thing to a paper that has a role for it.

        Returns
        -------
        Path
            Fewest steps, rather not through a metric; of those, the surest facts through the least
            common things.

        Raises
        ------
        NotFoundError
            If nothing is called that, or nothing joins the two.
        VocabularyError
            If ``via`` is neither of the two.
        """
        check_word(via, "way", VIA)
        start, end = self.index.find(source), self.index.find(target)
        relations = via == "relations"
        finder = self.index.paths if relations else self.index.paths_through_papers
        edges = finder.find(start.id, end.id)
        if edges is None:
            near = ('via="papers"',) if relations else ()
            raise NotFoundError("path", f"{start.name} – {end.name}", near)
        return Path(start, end, tuple(map(self.index.fact, edges)))


class _Ends(NamedTuple):
    """What a fact must join; None for anything."""

    head: str | None
    tail: str | None

    def fit(self, edge: Edge) -> bool:
        """Say whether an edge joins them; one without direction may be turned."""
        turned = isinstance(edge.relation, Relation) and RELATIONS[edge.relation].symmetric
        ways = [(edge.head, edge.tail), *([(edge.tail, edge.head)] if turned else [])]
        return any(self.head in {None, one} and self.tail in {None, other} for one, other in ways)
