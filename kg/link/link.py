"""Extractions → ``Linking``: which entities of which papers are one thing, and why.

Each entity gets one fine key, made of its long form where it has one: so a short form in its
mentions can never chain two things together. A short form alone takes the key of what it stands
for, where its paper or the corpus leaves no doubt. Then keys that are one name are joined.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.link.assemble import make_groups
from kg.link.classes import join_keys
from kg.link.curate import Curation
from kg.link.definitions import Definitions
from kg.link.elect import elect_type
from kg.link.forms import form_key
from kg.link.groups import Linking
from kg.link.homonyms import tell_apart
from kg.link.items import Item, key_of as make_key
from kg.link.keys import is_name_like, strip_data_head
from kg.link.kinds import find_kinds
from kg.link.memo import Memo
from kg.link.shortforms import clipped_parts, is_short_form, short_key, stands_for
from kg.link.vocabularies import match_groups
from kg.model import Dropped
from kg.vocabulary import EntityType, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.link.curation import Decision
    from kg.model import Entity, Extraction, Paper

__all__ = ["SYNONYM_PAPERS", "link"]

#: Roles of what a paper makes itself.
_MAKES: Final = frozenset({Role.PROPOSES, Role.INTRODUCES})

#: Papers that must use two names for one thing before these are one name everywhere.
SYNONYM_PAPERS: Final = 2


def link(extractions: Iterable[Extraction], decisions: Iterable[Decision] = ()) -> Linking:
    """Find out which entities are one thing.

    Parameters
    ----------
    extractions : iterable of Extraction
        Papers, in any order.
    decisions : iterable of Decision
        What a curator decided; it goes before every rule.

    Returns
    -------
    Linking
        Every entity is in one group, but for those of what was rejected. A decision that no longer
        applies is among ``dropped``.

    Notes
    -----
    Everything is looked up, nothing compared pair by pair: the cost grows with the number of
    mentions.
    """
    papers = sorted(extractions, key=lambda extraction: extraction.paper.id)
    key_of: Memo[str] = Memo(make_key)
    alike: Memo[str] = Memo(form_key)
    items = [_name(ex.paper, entity, key_of) for ex in papers for entity in ex.entities]
    definitions = _read_definitions(items, n_papers=len(papers))
    items = [_expand(item, definitions) for item in items]
    items = _known_elsewhere(items, key_of, alike)
    for item in items:
        definitions.name(item.paper.id, item.key, item.entity.type)
    items = tell_apart([_resolve(item, definitions) for item in items])
    curation = Curation(decisions)
    items = curation.settle(items)
    items_of_key = _by(items, lambda item: item.key)
    leader, joined = join_keys(
        types={key: elect_type(i.entity for i in some) for key, some in items_of_key.items()},
        n_papers={key: len({i.paper.id for i in some}) for key, some in items_of_key.items()},
        # What is only abbreviated so is not spelt as a name: "deep learning", by "DL".
        named=frozenset(
            item.key for item in items if is_name_like(item.surface) and item.rule.startswith("key")
        ),
        definitions=definitions,
        synonyms=_synonyms(items, key_of),
        alike=alike,
        curation=curation,
    )
    whole = {leader[key] for key in curation.joined_keys}
    joins_of: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for left, right, rule in joined:
        joins_of[leader[left]].append((left, right, rule))
    groups = [
        group
        for key, some in _by(items, lambda item: leader[item.key]).items()
        for group in make_groups(key, some, joins_of[key], whole=key in whole)
    ]
    groups = match_groups(curation.change(sorted(groups, key=lambda group: group.key)))
    unresolved = [
        Dropped("link", "ambiguous-short-form", item.surface, item.paper.id)
        for item in items
        if item.rule == "abbr.unresolved"
    ]
    return Linking(
        groups=tuple(groups),
        kinds=find_kinds(groups),
        dropped=tuple(sorted([*unresolved, *curation.without_effect()])),
    )


def _by(items: Iterable[Item], make: Callable[[Item], str]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[make(item)].append(item)
    return found


def _name(paper: Paper, entity: Entity, key_of: Mapping[str, str]) -> Item:
    # The key is made of the entity's name, or of what its name stands for in its own mentions.
    surface = entity.name
    if is_short_form(surface):
        mentioned = [mention.text for mention in entity.mentions]
        long = [one for one in mentioned if not is_short_form(one) and stands_for(surface, one)]
        surface = long[0] if long else surface
    if entity.type is EntityType.DATASET:
        return Item(paper, entity, surface, key_of[strip_data_head(surface)])
    return Item(paper, entity, surface, key_of[surface])


def _read_definitions(items: Sequence[Item], *, n_papers: int) -> Definitions:
    short_forms = {item.surface for item in items if is_short_form(item.surface)}
    asked = {short_key(one) for one in short_forms}
    asked |= {"".join(part[0] for part in clipped_parts(one)) for one in short_forms}
    definitions = Definitions(n_papers=n_papers, asked=asked)
    for item in items:
        if item.surface in short_forms:
            continue
        for surface in item.entity.surfaces:
            if is_short_form(surface) and stands_for(surface, item.surface):
                definitions.define(item.paper.id, short_key(surface), item.key)
    return definitions


def _expand(item: Item, definitions: Definitions) -> Item:
    # Spell out a short form among ordinary words: "LLM agents", but not "LoRA-FA".
    if item.entity.type is EntityType.DATASET or item.surface.islower():
        return item
    if is_short_form(item.surface):
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
    return replace(item, key=make_key(" ".join(expanded)), rule="abbr.inside")


def _known_elsewhere(
    items: Sequence[Item], key_of: Mapping[str, str], alike: Mapping[str, str]
) -> list[Item]:
    # What one paper alone calls so, and also by a name that others have, goes by that name. What
    # the paper makes does so only by a proper name: a new thing has a name of its own.
    # Items come paper by paper, so that the last paper of a name is all one needs to count papers.
    last: dict[str, str] = {}
    n_papers: Counter[str] = Counter()
    for item in items:
        name = alike[item.key]
        if last.get(name) != item.paper.id:
            last[name] = item.paper.id
            n_papers[name] += 1
    settled = []
    for item in items:
        alone = n_papers[alike[item.key]] == 1 and item.rule == "key.spelling"
        others = {
            key_of[one]
            for one in (item.entity.surfaces if alone else ())
            if not is_short_form(one)
            and (is_name_like(one) or (" " in one and item.entity.role not in _MAKES))
        }
        others = {
            one
            for one in others
            if n_papers[alike[one]] > 1 or last.get(alike[one], item.paper.id) != item.paper.id
        }
        if others:
            key = min(others, key=lambda one: (-n_papers[alike[one]], one))
            settled.append(replace(item, key=key, rule="paper.other-name"))
        else:
            settled.append(item)
    return settled


def _resolve(item: Item, definitions: Definitions) -> Item:
    if not is_short_form(item.surface):
        return item
    short = short_key(item.surface)
    found = definitions.resolve(item.paper.id, item.surface, item.entity.type)
    if found is not None:
        return replace(item, key=found[0], rule=found[1])
    if len(definitions.senses(short)) > 1:
        return replace(item, key=f"{item.key} (Paper {item.paper.id})", rule="abbr.unresolved")
    return item


def _synonyms(items: Sequence[Item], key_of: Mapping[str, str]) -> list[tuple[str, str]]:
    """Find names that several papers use for one thing, and that no paper keeps apart."""
    papers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item in items:
        keys = {key_of[one] for one in item.entity.surfaces if not is_short_form(one)}
        for other in keys - {item.key}:
            papers[min(other, item.key), max(other, item.key)].add(item.paper.id)
    pairs = [
        (left, right)
        for (left, right), found in sorted(papers.items())
        if len(found) >= SYNONYM_PAPERS
        and (" " in left or " " in right)
        and not set(left.split()) <= set(right.split())
        and not set(right.split()) <= set(left.split())
    ]
    named_in: dict[str, set[str]] = {key: set() for pair in pairs for key in pair}
    for item in items:
        if item.key in named_in:
            named_in[item.key].add(item.paper.id)
    return [(left, right) for left, right in pairs if not named_in[left] & named_in[right]]
