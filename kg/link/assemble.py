"""Items of one class → its group: name, type, members, and the reason of every join."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.link.elect import elect_name, elect_type
from kg.link.groups import Group, Join
from kg.link.shortforms import is_short_form, stands_for
from kg.text.folding import fold
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.link.items import Item

__all__ = ["make_groups"]


def make_groups(
    key: str,
    items: list[Item],
    joined: list[tuple[str, str, str]],
    *,
    whole: bool = False,
) -> Iterator[Group]:
    """Make the group of a class of keys, or two where their types set homonyms apart.

    Parameters
    ----------
    key : str
        Key that leads the class.
    items : list of Item
        Its items.
    joined : list of (str, str, str)
        Pairs of its keys and the rules that joined them.
    whole : bool
        Whether it must stay one group.

    Yields
    ------
    Group
        One or two.
    """
    lone = _make_lone(key, items)
    if lone is not None:
        yield lone
        return
    for suffix, some in [("", items)] if whole else _apart(items):
        keys = {item.key for item in some}
        yield _make_group(
            f"{key} ({suffix})" if suffix else key,
            some,
            [one for one in joined if one[0] in keys and one[1] in keys],
        )


def _make_lone(key: str, items: list[Item]) -> Group | None:
    # Most things are named once and by one surface; there is nothing to elect, nothing to join.
    if len(items) > 1 or items[0].entity.surfaces != (items[0].surface,):
        return None
    item = items[0]
    return Group(key, item.surface, item.entity.type, (item.member,))


def _apart(items: list[Item]) -> list[tuple[str, list[Item]]]:
    # A data set is set apart from what only shares its letters.
    kinds: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        kinds["dataset" if item.entity.type is EntityType.DATASET else "other"].append(item)
    if len(kinds) == 1:
        return [("", items)]
    left, right = ({item.surface for item in some} for some in kinds.values())
    unlike = all(is_short_form(one) and len(one) < 4 for one in left & right)
    if left & right and not unlike and not _is_name_of_word(kinds["dataset"], kinds["other"]):
        return [("", items)]
    # Neither keeps the bare key: whichever did would hand its IRI to the other when papers come.
    # A capital, because a key has none: no surface can have such a key.
    return [("Dataset", kinds["dataset"]), ("Other", kinds["other"])]


def _is_name_of_word(data: list[Item], others: list[Item]) -> bool:
    # A data set with a capital wherever it is named, and a word that is written small.
    named = {one for item in data for one in item.entity.surfaces}
    return all(one[0].isupper() for one in named) and any(
        one.islower() for item in others for one in item.entity.surfaces
    )


def _make_group(key: str, items: list[Item], joined: list[tuple[str, str, str]]) -> Group:
    surfaces = sorted({one for item in items for one in item.entity.surfaces})
    keys = {item.key for item in items}
    fit = {one for one in surfaces if fold(one).key in keys or _names_short(one, items)}
    members = [(item.paper, item.entity) for item in items]
    name = elect_name(members, fit or {item.surface for item in items} & set(surfaces))
    return Group(
        key=key,
        name=name,
        type=elect_type(item.entity for item in items),
        members=tuple(sorted(item.member for item in items)),
        aliases=tuple(one for one in surfaces if one != name),
        joins=tuple(_joins(items, joined)),
    )


def _names_short(surface: str, items: list[Item]) -> bool:
    return is_short_form(surface) and any(
        surface == item.surface or stands_for(surface, item.surface) for item in items
    )


def _joins(items: list[Item], joined: list[tuple[str, str, str]]) -> list[Join]:
    # A star of surfaces around each key's own, and a bridge between keys for each rule.
    stands: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        stands[item.key][item.surface] += 1 if item.rule.startswith("key") else 0
    centre = {key: min(some, key=lambda one: (-some[one], one)) for key, some in stands.items()}
    pairs = [(centre[item.key], item.surface, item.rule) for item in items]
    pairs += [(centre[left], centre[right], rule) for left, right, rule in joined]
    for item in items:
        for surface in item.entity.surfaces:
            short = is_short_form(surface) and stands_for(surface, item.surface)
            pairs.append(
                (item.surface, surface, "abbr.same-paper" if short else "paper.one-entity")
            )
    told = {(a, b, rule) if a < b else (b, a, rule) for a, b, rule in pairs if a != b}
    return [Join(*one) for one in sorted(told)]
