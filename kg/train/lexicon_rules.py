"""What gold, everyday English and other lists say of a name → keep it, mark it weak, drop it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extract.lexicon import LexiconEntry, name_key
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.train.lexicon_gold import Evidence

__all__ = ["judge", "known_types", "retype", "select"]

#: A string is judged by the gold from so many places on.
MIN_PLACES: Final = 5

#: Below this share of places that are gold mentions, of whatever type, a string is dropped.
MIN_MENTIONS: Final = 0.05

#: Below this share of places that are gold mentions of its type a row is weak.
MIN_TYPED: Final = 0.3

#: A word seen so often in everyday English is weak, and dropped, unless the gold knows better.
COMMON_WEAK: Final = 2
COMMON_DROPPED: Final = 15

_PLAIN_WORD: Final = re.compile(r"[A-Z]?[a-z]+")


def judge(
    surface: str, entity_type: EntityType, evidence: Evidence | None, commonness: int
) -> bool | None:
    """Decide on one name.

    Parameters
    ----------
    surface : str
        The name.
    entity_type : EntityType
        Its type.
    evidence : Evidence or None
        What the gold says of the string.
    commonness : int
        Times the word stands in the sample of everyday English; names of several words have none.

    Returns
    -------
    bool or None
        True if it is strong, False if weak, None if it is to be dropped.
    """
    if evidence is not None and evidence.places >= MIN_PLACES:
        if evidence.mentions.total() < MIN_MENTIONS * evidence.places:
            return None
        return evidence.mentions[entity_type] >= MIN_TYPED * evidence.places
    if _PLAIN_WORD.fullmatch(surface) and commonness >= COMMON_WEAK:
        return None if commonness >= COMMON_DROPPED else False
    return not _ambiguous(surface, entity_type)


def _ambiguous(surface: str, entity_type: EntityType) -> bool:
    """Say whether a form is too short or plain: ``MR``, a data set ``LAM`` or ``Recipe``."""
    plain = r"[A-Z]{2,3}|[A-Z]?[a-z]+" if entity_type is EntityType.DATASET else r"[A-Z]{2}"
    return re.fullmatch(plain, surface) is not None


def known_types(entries: Iterable[LexiconEntry]) -> dict[str, EntityType]:
    """Tell what the lists that know the types of their names agree on.

    Parameters
    ----------
    entries : iterable of LexiconEntry
        Of the sources that are typed.

    Returns
    -------
    dict of str to EntityType
        By folded name or alias; names with two types are absent.
    """
    types: dict[str, set[EntityType]] = defaultdict(set)
    for entry in entries:
        for form in (entry.name, *entry.aliases):
            types[name_key(form)].add(entry.type)
    return {key: only for key, (only, *more) in types.items() if not more}


def retype(
    entry: LexiconEntry, evidence: Evidence | None, known: Mapping[str, EntityType]
) -> LexiconEntry:
    """Give an entry of an untyped source the type of its name in the gold, else in other lists.

    Parameters
    ----------
    entry : LexiconEntry
        Typed by its last word.
    evidence : Evidence or None
        What the gold says of its name.
    known : mapping of str to EntityType
        What other lists say (:func:`known_types`).

    Returns
    -------
    LexiconEntry
        The same where neither says anything clear.
    """
    if evidence is not None and evidence.places >= MIN_PLACES:
        best = max(EntityType, key=lambda entity_type: evidence.mentions[entity_type])
        if evidence.mentions[best] >= MIN_TYPED * evidence.places:
            return replace(entry, type=best)
    return replace(entry, type=known.get(name_key(entry.name), entry.type))


def select(
    entries: Iterable[LexiconEntry],
    evidence: Mapping[str, Evidence],
    common: Mapping[str, int],
) -> list[LexiconEntry]:
    """Keep the names that help, and mark the doubtful ones.

    Parameters
    ----------
    entries : iterable of LexiconEntry
        Of one source.
    evidence : mapping of str to Evidence
        By folded name (:func:`weigh`).
    common : mapping of str to int
        Counts of everyday words (:func:`common_words`).

    Returns
    -------
    list of LexiconEntry
        Sorted by type and name. Aliases weaker than the name are left out: a row has one strength.
    """

    def verdict(surface: str, entity_type: EntityType) -> bool | None:
        key = name_key(surface)
        return judge(surface, entity_type, evidence.get(key), common.get(key, 0))

    kept: dict[tuple[EntityType, str], LexiconEntry] = {}
    for entry in entries:
        strength = verdict(entry.name, entry.type)
        if strength is not None:
            verdicts = {form: verdict(form, entry.type) for form in entry.aliases}
            aliases = tuple(form for form, other in verdicts.items() if other or other is strength)
            row = replace(entry, weak=not strength, aliases=aliases)
            # Two names that differed in type only are one row once they are retyped.
            kept.setdefault((row.type, name_key(row.name)), row)
    return sorted(kept.values(), key=lambda entry: (entry.type, entry.name))
