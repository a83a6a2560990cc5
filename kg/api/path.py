"""A way from one thing to another, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from kg.api.fact import Fact, quote_answer
from kg.api.render import cell_text, html_table, text_table

if TYPE_CHECKING:
    from kg.api.answer import Answer
    from kg.api.fact import Quote
    from kg.api.publication import Publication
    from kg.api.thing import Thing

__all__ = ["Path"]


@dataclass(frozen=True, repr=False)
class Path(Sequence[Fact]):
    """Facts that lead from one thing to another.

    Attributes
    ----------
    start, end : Thing
        Where it begins and ends.
    facts : tuple of Fact
        The steps, in order; a fact may be walked against its direction.
    """

    start: Thing
    end: Thing
    facts: tuple[Fact, ...]

    @overload
    def __getitem__(self, index: int) -> Fact: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Fact]: ...
    def __getitem__(self, index: int | slice) -> Fact | Sequence[Fact]:
        return self.facts[index]

    def __len__(self) -> int:
        return len(self.facts)

    @property
    def stops(self) -> tuple[Thing | Publication, ...]:
        """What stands on the way, both ends included."""
        stops: list[Thing | Publication] = [self.start]
        for fact in self.facts:
            at = stops[-1]
            stops.append(fact.tail if _node_id(at, fact) == fact.edge.head else fact.head)
        return tuple(stops)

    @property
    def evidence(self) -> Answer[Quote]:
        """Every sentence behind the steps, the surest first."""
        return quote_answer(f"{self.start} … {self.end}", self.facts)

    def _rows(self) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for at, fact in zip(self.stops, self.facts, strict=False):
            ahead = _node_id(at, fact) == fact.edge.head
            sentence = fact.evidence[0].sentence
            other = fact.tail if ahead else fact.head
            words = fact.words
            arrow = f"{words} →" if ahead else f"← {words}"
            rows.append((at, arrow, other, sentence))
        return rows

    def __repr__(self) -> str:
        return text_table(self._heading, ("from", "", "to", "sentence"), self._rows())

    def _repr_html_(self) -> str:
        return html_table(self._heading, ("from", "", "to", "sentence"), self._rows())

    @property
    def _heading(self) -> str:
        names = " – ".join(cell_text(stop) for stop in self.stops)
        return f"{names}: {len(self)} step(s)"


def _node_id(stop: Thing | Publication, fact: Fact) -> str:
    """Give the end of the fact that the stop is."""
    head = fact.head
    return fact.edge.head if head.id == stop.id else fact.edge.tail
