"""The members of a group → its name and its type."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from kg.link.shortforms import is_short_form
from kg.text.folding import fold
from kg.vocabulary import EntityType, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Set as AbstractSet

    from kg.model import Entity, Paper

__all__ = ["elect_name", "elect_type"]

#: What is left of LaTeX in a surface; a clean surface is preferred to one with it.
_RESIDUE: Final = re.compile(r"[$\\{}^~]|_(?=\w)")

#: Papers that use the short form alone, for one that has the long form, from which a person would
#: say the short form: two ("ReLU" and not "rectified linear unit").
SHORT_WINS: Final = 2

#: How many times as often as the smaller case another one may be written in running text, for
#: the smaller one to be the name: "mixture of experts" is what a list says of "Mixture of Experts".
SMALLER_CASE: Final = 2

_TYPE_ORDER: Final = tuple(EntityType)


def elect_type(entities: Iterable[Entity]) -> EntityType:
    """Elect the type of a node.

    Parameters
    ----------
    entities : iterable of Entity
        Its members.

    Returns
    -------
    EntityType
        The type with most votes. An entity votes with its confidence, half of it where the paper
        only mentions it; of equal types the earlier of the vocabulary wins.
    """
    entities = list(entities)
    if len(types := {entity.type for entity in entities}) == 1:
        return types.pop()
    votes: Counter[EntityType] = Counter()
    for entity in entities:
        weight = round(entity.confidence * 1000)
        votes[entity.type] += weight if entity.role is Role.MENTIONS else 2 * weight
    return min(votes, key=lambda one: (-votes[one], _TYPE_ORDER.index(one)))


def elect_name(members: Iterable[tuple[Paper, Entity]], fit: AbstractSet[str]) -> str:
    """Elect the name of a node: what a person would write in a list of such things.

    Parameters
    ----------
    members : iterable of (Paper, Entity)
        Its members.
    fit : set of str
        Surfaces that name this thing and no other; all surfaces if it is empty.

    Returns
    -------
    str
        A surface of a member. In this order: fit; without LaTeX residue; the short form if at least
        twice as many papers have it alone as have the long form, else the long form; singular;
        most papers, whatever its spelling, then whatever its case; the case that running text
        writes, which is the smaller one if it is written half as often as any other; most papers;
        first in code points.
    """
    members = list(members)
    if len(surfaces := {one.text for _, entity in members for one in entity.mentions}) == 1:
        return surfaces.pop()
    papers: dict[str, set[str]] = defaultdict(set)
    plain: dict[str, set[str]] = defaultdict(set)
    chosen: Counter[str] = Counter()
    with_long: set[str] = set()
    with_short: set[str] = set()
    for paper, entity in members:
        chosen[entity.name] += 1
        for mention in entity.mentions:
            papers[mention.text].add(paper.id)
            (with_short if is_short_form(mention.text) else with_long).add(paper.id)
            if not _begins_sentence(paper, mention.span.start):
                plain[mention.text].add(paper.id)
    short_alone = len(with_short - with_long)
    short_wins = bool(with_short) and short_alone >= SHORT_WINS * max(1, len(with_long))
    together: Counter[str] = Counter()
    most: Counter[str] = Counter()
    of_key: Counter[str] = Counter()
    for one in papers:
        together[one.casefold()] += len(plain[one]) + chosen[one]
        of_key[fold(one).tight] += len(plain[one]) + chosen[one]
        most[one.casefold()] = max(most[one.casefold()], len(plain[one]))
    return min(
        papers,
        key=lambda one: (
            one not in fit,
            _RESIDUE.search(one) is not None,
            is_short_form(one) != short_wins,
            "plural" in fold(one).rules,
            -of_key[fold(one).tight],
            -together[one.casefold()],
            one.casefold(),
            SMALLER_CASE * len(plain[one]) < most[one.casefold()],
            0 if is_short_form(one) else sum(char.isupper() for char in one if plain[one]),
            -len(plain[one]),
            -len(papers[one]),
            one,
        ),
    )


def _begins_sentence(paper: Paper, start: int) -> bool:
    # A capital there may be owed to the place: in the title, or after a full stop.
    if start < len(paper.title):
        return True
    before = paper.text[max(0, start - 3) : start].rstrip(" \t\"'(")
    return before.endswith((".", "!", "?", "\n", ":")) or not before
