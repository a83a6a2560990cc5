"""Papers → extractions: the stages of this part, joined as a spaCy pipeline.

Each stage is a pure function of what the stages before it found; the spaCy components here only
hand it over. A ``Doc`` holds the normalised words of one paper, and ``doc.user_data`` its state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.entities import DraftEntity, TypedMention, group_mentions
from kg.extract.features import PaperWords
from kg.extract.pos import tag_words
from kg.extract.reading import Reading, make_reader, read_paper
from kg.extract.tagger import tag_paper
from kg.model import Dropped, Entity, Extraction, Mention, Paper
from kg.vocabulary import EntityType, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["EXTRACTOR", "extract_papers"]

#: Name and version of what finds mentions: the source of each mention that it found.
EXTRACTOR: Final = "crf-0.1"

_STATE: Final = "kg"
_STAGES: Final = ("kg_reader", "kg_pos", "kg_mentions", "kg_entities", "kg_roles")

_USUAL_ROLE: Final = {
    EntityType.METHOD: Role.USES,
    EntityType.DATASET: Role.USES,
    EntityType.TASK: Role.ADDRESSES,
    EntityType.METRIC: Role.REPORTS,
    EntityType.CONCEPT: Role.STUDIES,
}


@dataclass
class _State:
    """What is known of a paper so far; each stage fills in its part."""

    paper: Paper
    reading: Reading | None = None
    abbreviations: dict[str, str] = field(default_factory=dict)
    mentions: list[TypedMention] = field(default_factory=list)
    drafts: tuple[DraftEntity, ...] = ()
    entities: tuple[Entity, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)

    @property
    def read(self) -> Reading:
        """The reading; only asked for after the first stage."""
        assert self.reading is not None  # noqa: S101 - an order of stages, not an input
        return self.reading


@cache
def _reader() -> Language:
    return make_reader()


@Language.component("kg_reader")
def _read(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    reading = state.reading = read_paper(state.paper, _reader())
    firsts = {sentence.first for sentence in reading.sentences}
    return Doc(
        doc.vocab,
        words=[token.text for token in reading.tokens],
        spaces=list(reading.spaces),
        sent_starts=[place in firsts for place in range(len(reading.tokens))],
        user_data={_STATE: state},
    )


@Language.component("kg_pos")
def _tag_pos(doc: Doc) -> Doc:
    for sentence in doc.user_data[_STATE].read.sentences:
        tokens = doc[sentence.first : sentence.last]
        for token, tag in zip(tokens, tag_words([one.text for one in tokens]), strict=True):
            token.tag_ = tag
    return doc


@Language.component("kg_mentions")
def _find_mentions(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    reading = state.read
    rows = [range(sentence.first, sentence.last) for sentence in reading.sentences]
    words = PaperWords(
        tuple(tuple(doc[place].text for place in row) for row in rows),
        tuple(tuple(doc[place].tag_ for place in row) for row in rows),
        tuple(tuple(() for _ in row) for row in rows),
        sum(sentence.first < reading.n_title_tokens for sentence in reading.sentences),
    )
    for found in tag_paper(words):
        span = reading.span_of(found.first, found.last)
        surface = state.paper.text[span.start : span.end]
        mention = Mention(span, surface, EXTRACTOR, found.confidence)
        state.mentions.append(TypedMention(mention, found.type))
    return doc


@Language.component("kg_entities")
def _group(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    state.drafts = group_mentions(state.read, state.mentions, state.abbreviations)
    return doc


@Language.component("kg_roles")
def _give_roles(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    state.entities = tuple(_with_usual_role(draft, state.read) for draft in state.drafts)
    return doc


def _with_usual_role(draft: DraftEntity, reading: Reading) -> Entity:
    first = draft.mentions[0].span
    return Entity(
        draft.name,
        draft.type,
        _USUAL_ROLE[draft.type],
        draft.mentions,
        draft.confidence,
        reading.sentence_of(first.start).span,
        "role.usual",
        0.5,
    )


@cache
def _pipeline() -> Language:
    nlp = spacy.blank("en")
    for stage in _STAGES:
        nlp.add_pipe(stage)
    return nlp


def extract_papers(
    papers: Iterable[Paper],
    *,
    min_confidence: float = 0.0,
    lexicon_files: Sequence[Path] = (),
) -> Iterator[Extraction]:
    """Extract entities, roles, relations and results from papers.

    Parameters
    ----------
    papers : iterable of Paper
        In any order; each is read by itself, so the order changes nothing.
    min_confidence : float, optional
        Entities and relations below it are dropped, and told as dropped.
    lexicon_files : sequence of Path, optional
        The user's own lists of names.

    Yields
    ------
    Extraction
        One a paper, in the order given.
    """
    nlp = _pipeline()
    for paper in papers:
        doc = nlp(Doc(nlp.vocab, user_data={_STATE: _State(paper)}))
        state: _State = doc.user_data[_STATE]
        yield Extraction(paper, state.entities, dropped=tuple(sorted(state.dropped)))
