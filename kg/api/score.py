"""Results as values that know their graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.api.answer import Answer
from kg.api.render import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from kg.api.index import Index
    from kg.api.publication import Publication
    from kg.api.thing import Thing
    from kg.graph.value import ResultRecord
    from kg.vocabulary import ResultKind

__all__ = ["Score", "score_answer"]


@dataclass(frozen=True, slots=True, repr=False)
class Score:
    """A number that a paper claims.

    Attributes
    ----------
    record : ResultRecord
        The result as the graph has it.
    """

    record: ResultRecord
    index: Index = field(compare=False)

    @property
    def method(self) -> Thing:
        """What has it."""
        return self.index.thing(self.record.method)

    @property
    def dataset(self) -> Thing | None:
        """What it was measured on; None where the text does not say."""
        return self._thing(self.record.dataset)

    @property
    def metric(self) -> Thing | None:
        """What was measured; None where the text does not say."""
        return self._thing(self.record.metric)

    @property
    def value(self) -> str:
        """As printed."""
        return self.record.value

    @property
    def number(self) -> Decimal | None:
        """The value as a number; None where it is not one number."""
        return self.record.number

    @property
    def unit(self) -> str | None:
        """As printed: ``"%"``, ``"times"``; None without one."""
        return self.record.unit

    @property
    def kind(self) -> ResultKind:
        """Whether the number stands for itself or for a difference."""
        return self.record.kind

    @property
    def baseline(self) -> Thing | str | None:
        """What it is better than: a thing, the text's own words, or nothing."""
        return self._thing(self.record.baseline) or self.record.baseline_text

    @property
    def paper(self) -> Publication:
        """The paper that claims it."""
        return self.index.publication(self.record.paper)

    @property
    def sentence(self) -> str:
        """The sentence that says so."""
        return self.index.graph.sentence(self.record.evidence)

    @property
    def confidence(self) -> float:
        """That it is read rightly; 0 to 1."""
        return self.record.evidence.confidence

    def _thing(self, node_id: str | None) -> Thing | None:
        return None if node_id is None else self.index.thing(node_id)

    def __str__(self) -> str:
        metric = f" {cell_text(self.metric)}" if self.metric else ""
        dataset = f" on {cell_text(self.dataset)}" if self.dataset else ""
        over = f" over {cell_text(self.baseline)}" if self.baseline else ""
        return f"{cell_text(self.method)}: {cell_text(self.value)}{metric}{dataset}{over}"

    def __repr__(self) -> str:
        return f"Score({self}, {self.kind})"


def score_answer(title: str, scores: Iterable[Score], note: str = "") -> Answer[Score]:
    """List results, in the order that they come in."""
    return Answer(
        tuple(scores),
        ("method", "value", "metric", "dataset", "baseline", "kind", "paper"),
        lambda one: (
            one.method,
            one.value,
            one.metric,
            one.dataset,
            one.baseline,
            one.kind,
            one.paper.link,
        ),
        title,
        note,
    )
