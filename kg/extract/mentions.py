"""Words of a paper → its typed mentions: tagger, consistency and types put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extract.consistency import keep_consistent
from kg.extract.entities import TypedMention, thing_keys
from kg.extract.generic import is_generic
from kg.extract.kinds import FlatWords, kind_features, weigh_kinds
from kg.extract.tagger import TYPES
from kg.model import Dropped, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.abbreviations import Abbreviation
    from kg.extract.consistency import Kept
    from kg.extract.features import PaperWords
    from kg.extract.linear import LinearModel
    from kg.extract.reading import Reading
    from kg.extract.tagger import MentionTagger

__all__ = ["EXTRACTOR", "REPEATED", "find_mentions"]

#: Name and version of what finds mentions: the source of each mention that it found.
EXTRACTOR: Final = "crf-0.1"

#: Source of a mention that the tagger did not see in its place, but elsewhere in the paper.
REPEATED: Final = "crf-0.1.repeated"


def find_mentions(
    reading: Reading,
    words: PaperWords,
    abbreviations: Sequence[Abbreviation],
    *,
    tagger: MentionTagger,
    kinds: LinearModel,
    dropped: list[Dropped] | None = None,
) -> tuple[TypedMention, ...]:
    """Find the mentions of one paper and give each its type.

    Parameters
    ----------
    reading : Reading
        The paper.
    words : PaperWords
        The same paper as the tagger looks at it.
    abbreviations : sequence of Abbreviation
        Those that it explains.
    tagger : MentionTagger
        Finds candidates.
    kinds : LinearModel
        Chooses types.
    dropped : list of Dropped, optional
        Takes up what was found and not kept.

    Returns
    -------
    tuple of TypedMention
        By place, pairwise disjoint; all mentions of one thing have one type.
    """
    kept = []
    for one in keep_consistent(words, tagger.find_candidates(words)):
        surface = reading.text_of(one.first, one.last)
        if not is_generic(surface):
            kept.append(one)
        elif dropped is not None:
            dropped.append(Dropped("extract", "generic-word", surface, reading.paper.id))
    flat = FlatWords(words)
    keys = thing_keys(reading, [(one.first, one.last) for one in kept], abbreviations)
    things: dict[str, list[Kept]] = {}
    for key, one in zip(keys, kept, strict=True):
        things.setdefault(key, []).append(one)
    typed = [found for thing in things.values() for found in _typed(reading, flat, thing, kinds)]
    return tuple(sorted(typed, key=lambda found: found.mention.span))


def _typed(
    reading: Reading, flat: FlatWords, thing: Sequence[Kept], kinds: LinearModel
) -> list[TypedMention]:
    places = [(one.first, one.last) for one in thing]
    columns = zip(*(one.shares for one in thing), strict=True)
    shares = [sum(column) / len(thing) for column in columns]
    chances = weigh_kinds(kinds, kind_features(flat, places), shares)
    best = max(range(len(TYPES)), key=lambda place: (chances[place], -place))
    found = []
    for one in thing:
        span = reading.span_of(one.first, one.last)
        mention = Mention(
            span,
            reading.paper.text[span.start : span.end],
            REPEATED if one.repeated else EXTRACTOR,
            round(one.score * chances[best], 4),
        )
        found.append(TypedMention(mention, TYPES[best]))
    return found
