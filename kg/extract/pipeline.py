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
from spacy.vocab import Vocab

from kg.config import DEFAULT_EXTRACTOR
from kg.extract.abbreviations import Abbreviation, find_abbreviations
from kg.extract.entities import group_mentions
from kg.extract.extractor import ReadPaper
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.reading import Reading, read_paper
from kg.extract.registry import load_extractor
from kg.extract.taught import TaughtNames
from kg.extract.tokens import TOKENIZER
from kg.model import Dropped, Entity, Extraction, Paper, RelationClaim, ResultClaim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.entities import DraftEntity, TypedMention
    from kg.extract.extractor import Extractor, PaperExtractor
    from kg.extract.lexicon_table import LexiconEntry

__all__ = ["extract_papers", "stage_names"]


_STATE: Final = "kg"
_STAGES: Final = (
    "kg_reader",
    "kg_abbreviations",
    "kg_mentions",
    "kg_entities",
    "kg_roles",
    "kg_relations",
    "kg_results",
)


@dataclass
class _State:
    """What is known of a paper so far; each stage fills in its part."""

    paper: Paper
    extractor: Extractor
    lexicon: Lexicon
    taught: TaughtNames
    min_confidence: float
    reading: Reading | None = None
    opened: PaperExtractor | None = None
    abbreviations: tuple[Abbreviation, ...] = ()
    mentions: tuple[TypedMention, ...] = ()
    drafts: tuple[DraftEntity, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[RelationClaim, ...] = ()
    results: tuple[ResultClaim, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)

    @property
    def read(self) -> Reading:
        """The reading; only asked for after the first stage."""
        assert self.reading is not None  # noqa: S101 - an order of stages, not an input
        return self.reading

    @property
    def answers(self) -> PaperExtractor:
        """What the extractor says; only asked for after the abbreviations."""
        assert self.opened is not None  # noqa: S101 - as above
        return self.opened


@Language.component("kg_reader")
def _read(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    reading = state.reading = read_paper(state.paper)
    firsts = {sentence.first for sentence in reading.sentences}
    return Doc(
        doc.vocab,
        words=[token.text for token in reading.tokens],
        spaces=list(reading.spaces),
        sent_starts=[place in firsts for place in range(len(reading.tokens))],
        user_data={_STATE: state},
    )


@Language.component("kg_abbreviations")
def _find_abbreviations(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    state.abbreviations = find_abbreviations(state.read)
    paper = ReadPaper(state.read, state.abbreviations, state.lexicon, state.dropped)
    state.opened = state.extractor.open(paper)
    return doc


@Language.component("kg_mentions")
def _find_mentions(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    state.mentions = state.taught.teach(
        state.read, state.answers.mentions(), state.abbreviations, state.dropped
    )
    return doc


@Language.component("kg_entities")
def _group(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    drafts = group_mentions(state.read, state.mentions, state.abbreviations)
    state.drafts = tuple(one for one in drafts if one.confidence >= state.min_confidence)
    state.dropped += (
        Dropped("extract", "below-threshold", one.name, state.paper.id)
        for one in drafts
        if one.confidence < state.min_confidence
    )
    return doc


@Language.component("kg_roles")
def _give_roles(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    state.entities = state.answers.entities(state.drafts)
    return doc


@Language.component("kg_relations")
def _relate(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    claims = state.answers.relations(state.entities)
    state.relations = tuple(one for one in claims if one.confidence >= state.min_confidence)
    state.dropped += (
        Dropped(
            "extract",
            "below-threshold",
            f"{one.head} {one.relation} {one.tail}",
            state.paper.id,
        )
        for one in claims
        if one.confidence < state.min_confidence
    )
    return doc


@Language.component("kg_results")
def _find_results(doc: Doc) -> Doc:
    state: _State = doc.user_data[_STATE]
    state.results = state.answers.results(state.entities)
    return doc


@cache
def _pipeline() -> Language:
    # With a tokeniser of spaCy's own, a tenth of a second goes into its exceptions; none is used.
    # Nor are the dozen properties that it works out of each word that it has not met.
    config = {"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}}
    nlp = spacy.blank("en", vocab=Vocab(), config=config)
    for stage in _STAGES:
        nlp.add_pipe(stage)
    return nlp


def stage_names() -> tuple[str, ...]:
    """Name the stages, as spaCy's registry knows them.

    Returns
    -------
    tuple of str
        In the order in which they run.
    """
    return _STAGES


def extract_papers(
    papers: Iterable[Paper],
    *,
    extractor: str | Extractor = DEFAULT_EXTRACTOR,
    min_confidence: float = 0.0,
    extra_names: Iterable[LexiconEntry] = (),
) -> Iterator[Extraction]:
    """Extract entities, roles, relations and results from papers.

    Parameters
    ----------
    papers : iterable of Paper
        In any order; each is read by itself, so the order changes nothing.
    extractor : str or Extractor, optional
        Who reads them, or its name (``kg.extract.registry``).
    min_confidence : float, optional
        Entities and relations below it are dropped, and told as dropped.
    extra_names : iterable of LexiconEntry, optional
        The user's own names (``kg.extract.taught.read_own_names``), beside the shipped ones: each
        is a mention of its type wherever it stands, whoever reads; weak ones are only hints.

    Yields
    ------
    Extraction
        One a paper, in the order given.
    """
    nlp = _pipeline()
    reader = load_extractor(extractor) if isinstance(extractor, str) else extractor
    extra = tuple(extra_names)
    taught = TaughtNames(extra)
    lexicon = load_lexicon().extended(extra) if extra else load_lexicon()
    for paper in papers:
        begun = _State(paper, reader, lexicon, taught, min_confidence)
        doc = nlp(Doc(nlp.vocab, user_data={_STATE: begun}))
        state: _State = doc.user_data[_STATE]
        yield Extraction(
            paper,
            state.entities,
            state.relations,
            state.results,
            dropped=tuple(sorted(state.dropped)),
        )
