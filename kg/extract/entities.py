"""Typed mentions → draft entities: what is the same thing within one paper.

A draft has no role yet; roles, relations and results are read from drafts by later stages.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.errors import ValueCheckError
from kg.extract.features import is_capital, stem
from kg.text.folding import tight_key
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.abbreviations import Abbreviation
    from kg.extract.reading import Reading
    from kg.model import Mention

__all__ = [
    "DraftEntity",
    "TypedMention",
    "group_mentions",
    "long_keys",
    "surface_key",
    "thing_keys",
]

_GAPS: Final = re.compile(r"[\s\-‐‑–]+")
_TYPE_ORDER: Final = {kind: place for place, kind in enumerate(EntityType)}


@dataclass(frozen=True, slots=True)
class TypedMention:
    """A mention and the type that it seems to have where it stands.

    Attributes
    ----------
    mention : Mention
        The place, in the paper's original text.
    type : EntityType
        Its type, judged from this place alone.
    """

    mention: Mention
    type: EntityType


@dataclass(frozen=True, slots=True)
class DraftEntity:
    """One thing in one paper, before its role is known.

    Attributes
    ----------
    name : str
        Best full name among its mentions; unique in the paper.
    type : EntityType
        Elected from the types of its mentions.
    mentions : tuple of Mention
        By start, in the paper's original text; never empty.
    confidence : float
        That it is an entity of this type, 0 to 1.
    """

    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    confidence: float

    def __post_init__(self) -> None:
        if not self.mentions:
            raise ValueCheckError(f"entity {self.name!r} has no mention")


@lru_cache(maxsize=1 << 14)
def surface_key(surface: str) -> str:
    """Fold what never makes a different thing within one paper: case, hyphen, space, plural.

    An acronym keeps its capitals: "MATH" is a data set where "math" is a field.

    Parameters
    ----------
    surface : str
        A surface, normalised or not.

    Returns
    -------
    str
        The key.

    Examples
    --------
    >>> surface_key("Graph-Neural Networks") == surface_key("graph neural network")
    True
    >>> surface_key("C++") == surface_key("C"), surface_key("MATH") == surface_key("math")
    (False, False)
    """
    key = tight_key(surface) or surface
    return key.upper() if is_capital(surface) else key


def thing_keys(
    reading: Reading,
    places: Sequence[tuple[int, int]],
    abbreviations: Iterable[Abbreviation],
) -> list[str]:
    """Give each mention the key of the thing that it names: the same key, the same thing.

    Parameters
    ----------
    reading : Reading
        The paper.
    places : sequence of (int, int)
        First and last token of each mention, half-open.
    abbreviations : iterable of Abbreviation
        Those that the paper explains: a short form has the key of its long form.

    Returns
    -------
    list of str
        One key a place, in the same order.
    """
    long_of = long_keys(abbreviations)
    keys = []
    for first, last in places:
        span = reading.span_of(first, last)
        key = surface_key(reading.paper.text[span.start : span.end])
        keys.append(long_of.get(key, key))
    return keys


def long_keys(abbreviations: Iterable[Abbreviation]) -> dict[str, str]:
    """Map the key of each short form to that of its long form.

    Parameters
    ----------
    abbreviations : iterable of Abbreviation
        Those that a paper explains.

    Returns
    -------
    dict of str to str
        Keys as of :func:`surface_key`; the first explanation counts.
    """
    long_of: dict[str, str] = {}
    for pair in abbreviations:
        long_of.setdefault(surface_key(pair.short_text), surface_key(pair.long_text))
    return long_of


def _elect(found: Sequence[TypedMention]) -> tuple[EntityType, float]:
    """Choose the type with the most weight behind it, and say how sure its best place is."""
    weight: Counter[EntityType] = Counter()
    for one in found:
        weight[one.type] += one.mention.confidence  # type: ignore[assignment]
    kind = min(weight, key=lambda one: (-weight[one], _TYPE_ORDER[one]))
    return kind, max(one.mention.confidence for one in found if one.type is kind)


def _best_name(surfaces: Sequence[tuple[str, int, bool]], long_key: str | None) -> str:
    """Choose among (normalised surface, start, stands in the title): long form, singular first."""
    times = Counter(surface for surface, _, _ in surfaces)

    def rank(one: tuple[str, int, bool]) -> tuple[object, ...]:
        surface, start, in_title = one
        last = _GAPS.split(surface)[-1]
        return (
            long_key is not None and surface_key(surface) != long_key,
            stem(last) != last.lower(),
            in_title,
            -times[surface],
            start,
        )

    return min(surfaces, key=rank)[0]


def group_mentions(
    reading: Reading,
    typed_mentions: Iterable[TypedMention],
    abbreviations: Iterable[Abbreviation],
) -> tuple[DraftEntity, ...]:
    """Join the mentions of one thing: same folded surface, or short and long form.

    Parameters
    ----------
    reading : Reading
        The paper.
    typed_mentions : iterable of TypedMention
        Disjoint, in any order.
    abbreviations : iterable of Abbreviation
        Those that the paper explains.

    Returns
    -------
    tuple of DraftEntity
        By first mention; names are unique.
    """
    long_of = long_keys(abbreviations)
    groups: dict[str, list[TypedMention]] = {}
    for one in sorted(typed_mentions, key=lambda typed: typed.mention.span):
        key = surface_key(one.mention.text)
        groups.setdefault(long_of.get(key, key), []).append(one)
    title_end = len(reading.paper.title)
    long_forms = set(long_of.values())
    drafts = []
    for key, found in groups.items():
        kind, confidence = _elect(found)
        surfaces = [
            (one.mention.text, one.mention.span.start, one.mention.span.start < title_end)
            for one in found
        ]
        named_in_full = key in long_forms and any(
            surface_key(surface) == key for surface, _, _ in surfaces
        )
        name = _best_name(surfaces, key if named_in_full else None)
        mentions = tuple(one.mention for one in found)
        drafts.append(DraftEntity(name, kind, mentions, confidence))
    return tuple(sorted(drafts, key=lambda draft: draft.mentions[0].span))
