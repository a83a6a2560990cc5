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
    from collections.abc import Callable, Iterable, Sequence

    from kg.extract.abbreviations import Abbreviation
    from kg.extract.consistency import Kept
    from kg.extract.features import PaperWords
    from kg.extract.linear import LinearModel
    from kg.extract.reading import Reading
    from kg.extract.tagger import MentionTagger

__all__ = ["EXTRACTOR", "REPEATED", "collect_mentions", "find_mentions"]

#: Name and version of what finds mentions: the source of each mention that it found.
EXTRACTOR: Final = "crf-0.1"

#: Ends the source of a mention that was not seen in its place, but elsewhere in the paper.
REPEATED: Final = "repeated"


def find_mentions(
    reading: Reading,
    words: PaperWords,
    abbreviations: Sequence[Abbreviation],
    *,
    tagger: MentionTagger,
    kinds: LinearModel,
    dropped: list[Dropped] | None = None,
) -> tuple[TypedMention, ...]:
    """Find the mentions of one paper by the field and give each its type.

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
        As of :func:`collect_mentions`.
    """
    flat = FlatWords(words)

    def judge(places: Sequence[tuple[int, int]], shares: Sequence[float]) -> Sequence[float]:
        return weigh_kinds(kinds, kind_features(flat, places), shares)

    kept = keep_consistent(words, tagger.find_candidates(words))
    return collect_mentions(
        reading, kept, abbreviations, judge=judge, source=EXTRACTOR, dropped=dropped
    )


def collect_mentions(
    reading: Reading,
    kept: Iterable[Kept],
    abbreviations: Sequence[Abbreviation],
    *,
    judge: Callable[[Sequence[tuple[int, int]], Sequence[float]], Sequence[float]],
    source: str,
    dropped: list[Dropped] | None = None,
    sure: Callable[[float], float] = float,
) -> tuple[TypedMention, ...]:
    """Leave out generic words, and give all mentions of a thing one type.

    Parameters
    ----------
    reading : Reading
        The paper.
    kept : iterable of Kept
        Stretches that name something, whatever it is.
    abbreviations : sequence of Abbreviation
        Those that the paper explains.
    judge : callable
        Places of a thing and the mean shares of the types there → chance of each of ``TYPES``.
    source : str
        Who found them.
    dropped : list of Dropped, optional
        Takes up what was found and not kept.
    sure : callable, optional
        Chance of a mention, its type taken into account → confidence.

    Returns
    -------
    tuple of TypedMention
        By place, pairwise disjoint; all mentions of one thing have one type.
    """
    named = []
    for one in kept:
        surface = reading.text_of(one.first, one.last)
        if not is_generic(surface):
            named.append(one)
        elif dropped is not None:
            dropped.append(Dropped("extract", "generic-word", surface, reading.paper.id))
    keys = thing_keys(reading, [(one.first, one.last) for one in named], abbreviations)
    things: dict[str, list[Kept]] = {}
    for key, one in zip(keys, named, strict=True):
        things.setdefault(key, []).append(one)
    typed = []
    for thing in things.values():
        columns = zip(*(one.shares for one in thing), strict=True)
        shares = [sum(column) / len(thing) for column in columns]
        chances = judge([(one.first, one.last) for one in thing], shares)
        typed += [_typed(reading, one, chances, source, sure) for one in thing]
    return tuple(sorted(typed, key=lambda found: found.mention.span))


def _typed(
    reading: Reading,
    one: Kept,
    chances: Sequence[float],
    source: str,
    sure: Callable[[float], float],
) -> TypedMention:
    best = max(range(len(TYPES)), key=lambda place: (chances[place], -place))
    span = reading.span_of(one.first, one.last)
    mention = Mention(
        span,
        reading.paper.text[span.start : span.end],
        f"{source}.{REPEATED}" if one.repeated else source,
        sure(round(one.score * chances[best], 4)),
    )
    return TypedMention(mention, TYPES[best])
