"""Items of one key → one thing, or several that only share their letters.

Types alone tell nothing: one thing may be a Method in one paper and a Task in another. They tell
two things apart where the name could mean many things (one ordinary word: "energy", "vision"), or
where one of them is a data set, and the papers have nothing else in common.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.link.elect import elect_type
from kg.link.keys import is_name_like
from kg.link.shortforms import is_short_form
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from kg.link.contexts import Contexts
    from kg.link.items import Item

__all__ = ["set_apart"]

#: Cosine of contexts below which two papers have nothing in common (tuned on judged pairs,
#: docs/quality.md).
UNLIKE: Final = 0.05

#: Things that a paper must speak of for what it shares with others to tell anything.
TELLING: Final = 5

#: How many times as many papers must have the other type for the few to be misread, not apart.
STRAY: Final = 20

#: Papers that are looked at.
MOST_PAPERS: Final = 60

_TYPE_ORDER: Final = tuple(EntityType)


def set_apart(items: list[Item], contexts: Contexts) -> list[tuple[str, list[Item]]]:
    """Set homonyms apart.

    Parameters
    ----------
    items : list of Item
        Of one class of keys.
    contexts : Contexts
        What else their papers speak of.

    Returns
    -------
    list of (str, list of Item)
        Parts, each with the type that tells it from the first, whose word is empty.
    """
    data = [item for item in items if item.entity.type is EntityType.DATASET]
    if data and len(data) < len(items) and not _share_name(items):
        rest = [item for item in items if item.entity.type is not EntityType.DATASET]
        return _labelled([data, rest])
    by_kind: dict[EntityType, list[Item]] = defaultdict(list)
    ordinary = all(_is_ordinary(item) for item in items)
    if not ordinary and len(data) in (0, len(items)):
        return [("", items)]
    for item in items:
        kind = item.entity.type
        by_kind[kind if ordinary or kind is EntityType.DATASET else EntityType.METHOD].append(item)
    kinds = sorted(by_kind, key=lambda one: (-len(by_kind[one]), _TYPE_ORDER.index(one)))
    home, *others = (by_kind[kind] for kind in kinds)
    some = sorted({(item.paper.id, item.key) for item in home})[:MOST_PAPERS]
    if max(contexts.n_entities(paper) for paper, _ in some) < TELLING:
        return [("", items)]
    parts = [list(home)]
    for other in others:
        away: list[Item] = []
        for item in other:
            near = contexts.nearest(item.paper.id, item.key, some)
            apart = near < UNLIKE and contexts.n_entities(item.paper.id) >= TELLING
            (away if apart else parts[0]).append(item)
        stray = len(home) >= STRAY * len(away)
        parts[0] += away if stray else []
        parts.append([] if stray else away)
    return _labelled([part for part in parts if part])


def _labelled(parts: list[list[Item]]) -> list[tuple[str, list[Item]]]:
    # The largest keeps the key. A type as the word, which begins with a capital: a key has none, so
    # no surface can have this key.
    types = [elect_type(item.entity for item in part) for part in parts]
    order = sorted(range(len(parts)), key=lambda at: (-len(parts[at]), types[at].value))
    return [("" if at == order[0] else types[at].value, parts[at]) for at in order]


def _share_name(items: list[Item]) -> bool:
    # Three capitals are shared by many things.
    data = {item.surface for item in items if item.entity.type is EntityType.DATASET}
    rest = {item.surface for item in items if item.entity.type is not EntityType.DATASET}
    return any(not is_short_form(one) or len(one) > 3 for one in data & rest)


def _is_ordinary(item: Item) -> bool:
    surface = item.surface
    return " " not in item.key and not is_name_like(surface) and not is_short_form(surface)
