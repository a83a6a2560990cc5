"""Extractions → ``Linking``: which entities of which papers are one thing, and why.

Each entity gets one fine key, made of its long form where it has one: so a short form in its
mentions can never chain two things together. A short form alone takes the key of what it stands
for, where its paper or the corpus leaves no doubt. Then keys that are one name are joined.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.link.classes import join_keys
from kg.link.definitions import Definitions
from kg.link.elect import elect_name, elect_type
from kg.link.groups import Group, Join, Linking, Member
from kg.link.keys import coarse_key, is_name_like, squeeze, strip_data_head
from kg.link.kinds import find_kinds
from kg.link.shortforms import is_short_form, short_key, stands_for
from kg.link.vocabularies import match_groups
from kg.model import Dropped
from kg.text.folding import fold
from kg.vocabulary import EntityType, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.model import Entity, Extraction, Paper

__all__ = ["SYNONYM_PAPERS", "link"]

#: Roles of what a paper makes itself.
_MAKES: Final = frozenset({Role.PROPOSES, Role.INTRODUCES})

#: Papers that must use two names for one thing before these are one name everywhere.
SYNONYM_PAPERS: Final = 2


@dataclass(frozen=True, slots=True)
class _Item:
    """One entity on its way to its group: the surface that names it, its key, the rule."""

    paper: Paper
    entity: Entity
    surface: str
    key: str
    rule: str = "key.spelling"

    @property
    def member(self) -> Member:
        return Member(self.paper.id, self.entity.name)


def link(extractions: Iterable[Extraction]) -> Linking:
    """Find out which entities are one thing.

    Parameters
    ----------
    extractions : iterable of Extraction
        Papers, in any order.

    Returns
    -------
    Linking
        Every entity is in one group.

    Notes
    -----
    Everything is looked up, nothing compared pair by pair: the cost grows with the number of
    mentions.
    """
    papers = sorted(extractions, key=lambda extraction: extraction.paper.id)
    items = [_name(ex.paper, entity) for ex in papers for entity in ex.entities]
    definitions = _read_definitions(items, n_papers=len(papers))
    items = [_expand(item, definitions) for item in items]
    items = _known_elsewhere(items)
    for item in items:
        definitions.name(item.paper.id, item.key, item.entity.type)
    items = [_resolve(item, definitions) for item in items]
    items_of_key = _by(items, lambda item: item.key)
    leader, joined = join_keys(
        types={key: elect_type(i.entity for i in some) for key, some in items_of_key.items()},
        n_papers={key: len({i.paper.id for i in some}) for key, some in items_of_key.items()},
        named=frozenset(item.key for item in items if is_name_like(item.surface)),
        definitions=definitions,
        synonyms=_synonyms(items),
    )
    joins_of: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for left, right, rule in joined:
        joins_of[leader[left]].append((left, right, rule))
    groups = [
        group
        for key, some in _by(items, lambda item: leader[item.key]).items()
        for group in _make_groups(key, some, joins_of[key])
    ]
    unresolved = [
        Dropped("link", "ambiguous-short-form", item.surface, item.paper.id)
        for item in items
        if item.rule == "abbr.unresolved"
    ]
    groups = match_groups(sorted(groups, key=lambda group: group.key))
    return Linking(
        groups=tuple(groups),
        kinds=find_kinds(groups),
        dropped=tuple(sorted(unresolved)),
    )


def _by(items: Iterable[_Item], make: Callable[[_Item], str]) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        found[make(item)].append(item)
    return found


def _name(paper: Paper, entity: Entity) -> _Item:
    # The key is made of the entity's name, or of what its name stands for in its own mentions.
    surface = entity.name
    if is_short_form(surface):
        mentioned = [mention.text for mention in entity.mentions]
        long = [one for one in mentioned if not is_short_form(one) and stands_for(surface, one)]
        surface = long[0] if long else surface
    if entity.type is EntityType.DATASET:
        return _Item(paper, entity, surface, _key(strip_data_head(surface)))
    return _Item(paper, entity, surface, _key(surface))


def _key(surface: str) -> str:
    return fold(surface).key or " ".join(surface.casefold().split())


def _read_definitions(items: Sequence[_Item], *, n_papers: int) -> Definitions:
    definitions = Definitions(n_papers=n_papers)
    for item in items:
        if is_short_form(item.surface):
            continue
        for surface in item.entity.surfaces:
            if is_short_form(surface) and stands_for(surface, item.surface):
                definitions.define(item.paper.id, short_key(surface), item.key)
    return definitions


def _expand(item: _Item, definitions: Definitions) -> _Item:
    # Spell out a short form among ordinary words: "LLM agents", but not "LoRA-FA".
    if is_short_form(item.surface) or item.entity.type is EntityType.DATASET:
        return item
    words = re.split(r"[\s-]+", item.surface)
    if len(words) < 2:
        return item
    expanded = []
    for word in words:
        if re.fullmatch(r"[A-Za-z]?[a-z]{2,}|of|in", word):
            expanded.append(word)
            continue
        if not is_short_form(word):
            return item
        short = short_key(word)
        found = definitions.dominant(short)
        long = definitions.here.get((item.paper.id, short)) or (found[0] if found else None)
        if long is None:
            return item
        expanded.append(long)
    if expanded == words:
        return item
    return replace(item, key=_key(" ".join(expanded)), rule="abbr.inside")


def _known_elsewhere(items: Sequence[_Item]) -> list[_Item]:
    # What one paper alone calls so, and also by a name that others have, goes by that name. What
    # the paper makes does so only by a proper name: a new thing has a name of its own.
    papers: dict[str, set[str]] = defaultdict(set)
    for item in items:
        papers[_alike(item.key)].add(item.paper.id)
    settled = []
    for item in items:
        alone = len(papers[_alike(item.key)]) == 1 and item.rule == "key.spelling"
        others = {
            _key(one)
            for one in (item.entity.surfaces if alone else ())
            if not is_short_form(one)
            and (is_name_like(one) or (" " in one and item.entity.role not in _MAKES))
        }
        others = {one for one in others if papers.get(_alike(one), set()) - {item.paper.id}}
        if others:
            key = min(others, key=lambda one: (-len(papers[_alike(one)]), one))
            settled.append(replace(item, key=key, rule="paper.other-name"))
        else:
            settled.append(item)
    return settled


def _alike(key: str) -> str:
    return squeeze(coarse_key(key))


def _resolve(item: _Item, definitions: Definitions) -> _Item:
    if not is_short_form(item.surface):
        return item
    short = short_key(item.surface)
    found = definitions.resolve(item.paper.id, item.surface, item.entity.type)
    if found is not None:
        return replace(item, key=found[0], rule=found[1])
    if len(definitions.senses(short)) > 1:
        return replace(item, key=f"{item.key} (Paper {item.paper.id})", rule="abbr.unresolved")
    return item


def _synonyms(items: Iterable[_Item]) -> list[tuple[str, str]]:
    """Find names that several papers use for one thing, and that no paper keeps apart."""
    papers: dict[tuple[str, str], set[str]] = defaultdict(set)
    named_in: dict[str, set[str]] = defaultdict(set)
    for item in items:
        keys = {_key(one) for one in item.entity.surfaces if not is_short_form(one)} | {item.key}
        named_in[item.key].add(item.paper.id)
        for other in keys - {item.key}:
            papers[min(other, item.key), max(other, item.key)].add(item.paper.id)
    return [
        (left, right)
        for (left, right), found in sorted(papers.items())
        if len(found) >= SYNONYM_PAPERS
        and (" " in left or " " in right)
        and not set(left.split()) <= set(right.split())
        and not set(right.split()) <= set(left.split())
        and not named_in[left] & named_in[right]
    ]


def _make_groups(
    key: str, items: list[_Item], joined: list[tuple[str, str, str]]
) -> Iterator[Group]:
    # One group for a class, or two where their types set homonyms apart.
    for suffix, some in _apart(items):
        keys = {item.key for item in some}
        yield _make_group(
            f"{key} ({suffix})" if suffix else key,
            some,
            [one for one in joined if one[0] in keys and one[1] in keys],
        )


def _apart(items: list[_Item]) -> list[tuple[str, list[_Item]]]:
    # A data set is set apart from what only shares its letters; the larger part keeps the key.
    kinds: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        kinds["dataset" if item.entity.type is EntityType.DATASET else "other"].append(item)
    if len(kinds) == 1:
        return [("", items)]
    left, right = ({item.surface for item in some} for some in kinds.values())
    if left & right and not all(is_short_form(one) and len(one) < 4 for one in left & right):
        return [("", items)]
    order = sorted(kinds, key=lambda kind: (-len(kinds[kind]), kind))
    # A capital, because a key has none: no surface can have this key.
    other = elect_type(item.entity for item in kinds["other"])
    labels = {"dataset": EntityType.DATASET.value, "other": other.value}
    return [("" if kind == order[0] else labels[kind], kinds[kind]) for kind in order]


def _make_group(key: str, items: list[_Item], joined: list[tuple[str, str, str]]) -> Group:
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
        joins=tuple(sorted(_joins(items, joined))),
    )


def _names_short(surface: str, items: list[_Item]) -> bool:
    return is_short_form(surface) and any(
        surface == item.surface or stands_for(surface, item.surface) for item in items
    )


def _joins(items: list[_Item], joined: list[tuple[str, str, str]]) -> set[Join]:
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
    return {Join(min(a, b), max(a, b), rule) for a, b, rule in pairs if a != b}
