"""The extractor without a neural network: a conditional random field, rules and linear models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.kinds import load_kind_model
from kg.extract.marks import paper_words
from kg.extract.mentions import EXTRACTOR, find_mentions
from kg.extract.pos import tag_words
from kg.extract.relations import find_relations
from kg.extract.results import find_results
from kg.extract.roles import assign_roles
from kg.extract.surfaces import load_surfaces
from kg.extract.tagger import load_tagger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.entities import DraftEntity, TypedMention
    from kg.extract.extractor import ReadPaper
    from kg.model import Entity, RelationClaim, ResultClaim

__all__ = ["RulesExtractor"]


class _PaperByRules:
    """One paper, read by the field and the linear models."""

    def __init__(self, paper: ReadPaper) -> None:
        self._paper = paper

    def mentions(self) -> tuple[TypedMention, ...]:
        paper = self._paper
        reading = paper.reading
        tags = [
            tag
            for sentence in reading.sentences
            for tag in tag_words(
                [token.text for token in reading.tokens[sentence.first : sentence.last]]
            )
        ]
        return find_mentions(
            reading,
            paper_words(reading, tags, paper.abbreviations, paper.lexicon, load_surfaces()),
            paper.abbreviations,
            tagger=load_tagger(),
            kinds=load_kind_model(),
            dropped=paper.dropped,
        )

    def entities(self, drafts: Sequence[DraftEntity]) -> tuple[Entity, ...]:
        return assign_roles(self._paper.reading, drafts)

    def relations(self, entities: Sequence[Entity]) -> tuple[RelationClaim, ...]:
        return find_relations(self._paper.reading, entities)

    def results(self, entities: Sequence[Entity]) -> tuple[ResultClaim, ...]:
        return find_results(self._paper.reading, entities)


class RulesExtractor:
    """Reads papers by the field and the linear models; needs no onnxruntime."""

    version = EXTRACTOR

    def open(self, paper: ReadPaper) -> _PaperByRules:
        """Begin to read a paper.

        Parameters
        ----------
        paper : ReadPaper
            The paper.

        Returns
        -------
        PaperExtractor
            Answers for it.
        """
        return _PaperByRules(paper)
