"""What every extractor is: the same questions about a paper, whoever answers them.

The pipeline reads the text, finds abbreviations and groups mentions into things; an extractor says
where mentions stand and what is claimed of the things. All of them go through the same checks, so
that what has no place in the text never becomes part of a graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.abbreviations import Abbreviation
    from kg.extract.entities import DraftEntity, TypedMention
    from kg.extract.lexicon import Lexicon
    from kg.extract.reading import Reading
    from kg.model import Dropped, Entity, RelationClaim, ResultClaim

__all__ = ["Extractor", "PaperExtractor", "ReadPaper"]


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """What an extractor is given of a paper.

    Attributes
    ----------
    reading : Reading
        Its tokens and sentences.
    abbreviations : tuple of Abbreviation
        Those that it explains.
    lexicon : Lexicon
        Known names, the user's own among them.
    dropped : list of Dropped
        Takes up what the extractor found and did not keep.
    """

    reading: Reading
    abbreviations: tuple[Abbreviation, ...]
    lexicon: Lexicon
    dropped: list[Dropped] = field(default_factory=list)


class PaperExtractor(Protocol):
    """Answers for one paper; asked once each, in this order."""

    def mentions(self) -> tuple[TypedMention, ...]:
        """Find the mentions: by place, pairwise disjoint."""
        ...

    def entities(self, drafts: Sequence[DraftEntity]) -> tuple[Entity, ...]:
        """Give each thing its role, in the order of the drafts."""
        ...

    def relations(self, entities: Sequence[Entity]) -> tuple[RelationClaim, ...]:
        """Find relations: by head, relation, tail; no doubles; types fit."""
        ...

    def results(self, entities: Sequence[Entity]) -> tuple[ResultClaim, ...]:
        """Find the results that are claimed, by place."""
        ...


class Extractor(Protocol):
    """Reads papers, one at a time and each by itself."""

    @property
    def version(self) -> str:
        """Name and version; the source of what it finds, and part of the key of what is kept."""
        ...

    def open(self, paper: ReadPaper) -> PaperExtractor:
        """Begin to read a paper."""
        ...
