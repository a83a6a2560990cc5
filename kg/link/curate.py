"""Decisions → what they change in a linking, and which of them changed nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.link.curation import Action, Decision
from kg.link.items import key_of
from kg.link.shortforms import is_short_form, short_key
from kg.model import Dropped, Extraction
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.link.groups import Group, Linking
    from kg.link.items import Item

__all__ = ["Curation", "leave_out_rejected"]


class Curation:
    """Decisions on their way through a linking.

    ``settle`` goes before the joining of keys, ``change`` after it.

    Parameters
    ----------
    decisions : iterable of Decision
        In the order in which they are replayed.

    Attributes
    ----------
    joined_pairs, apart_keys : list of (str, str)
        Keys to join, and keys to keep apart; filled by ``settle``.
    joined_keys : set of str
        Keys of ``joined_pairs``.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.decisions = tuple(decisions)
        self.joined_pairs: list[tuple[str, str]] = []
        self.apart_keys: list[tuple[str, str]] = []
        self._done: set[int] = set()

    @property
    def joined_keys(self) -> set[str]:
        """Keys that a curator joined with others."""
        return {key for pair in self.joined_pairs for key in pair}

    def settle(self, items: Sequence[Item]) -> list[Item]:
        """Read which keys are to be joined or kept apart.

        Parameters
        ----------
        items : sequence of Item
            Every item with its key.

        Returns
        -------
        list of Item
            In the same order; a name that is kept apart has its own key again.
        """
        settled = list(items)
        for number, one in enumerate(self.decisions):
            if one.action is Action.APART:
                settled = self._keep_apart(number, one, settled)
        for number, one in enumerate(self.decisions):
            if one.action is Action.JOIN:
                left, right = (_keys(settled, name) for name in (one.name, one.other))
                if left and right:
                    first, *others = [*left, *right]
                    self.joined_pairs += [(first, other) for other in others if other != first]
                    self._done.add(number)
        return settled

    def _keep_apart(self, number: int, one: Decision, items: list[Item]) -> list[Item]:
        # What only bears the second name has it as its key; what bears both keeps the first's.
        key = key_of(one.other)
        settled = [
            replace(item, key=key, rule="curation.apart")
            if item.key != key and _bears(item, one.other) and not _bears(item, one.name)
            else item
            for item in items
        ]
        left, right = _keys(settled, one.name), _keys(settled, one.other)
        pairs = [(a, b) for a in left for b in right if a != b]
        if pairs:
            self.apart_keys += pairs
            self._done.add(number)
        return settled

    def change(self, groups: Iterable[Group]) -> list[Group]:
        """Rename, retype and reject.

        Parameters
        ----------
        groups : iterable of Group
            By key.

        Returns
        -------
        list of Group
            By key.
        """
        changed = list(groups)
        for number, one in enumerate(self.decisions):
            if one.action in (Action.JOIN, Action.APART):
                continue
            at = _find(changed, one.name)
            if at is None:
                continue
            self._done.add(number)
            if one.action is Action.REJECT:
                del changed[at]
            elif one.action is Action.RETYPE:
                changed[at] = replace(changed[at], type=EntityType(one.other))
            else:
                group = changed[at]
                names = {group.name, *group.aliases} - {one.other}
                changed[at] = replace(group, name=one.other, aliases=tuple(sorted(names)))
        return changed

    def without_effect(self) -> list[Dropped]:
        """List the decisions that no longer apply.

        Returns
        -------
        list of Dropped
            In the order of the decisions.
        """
        return [
            Dropped("link", "decision-does-not-apply", str(one), "")
            for number, one in enumerate(self.decisions)
            if number not in self._done
        ]


def leave_out_rejected(
    extractions: Iterable[Extraction], linking: Linking
) -> tuple[Extraction, ...]:
    """Take out what has no group, with all that is said of it.

    Parameters
    ----------
    extractions : iterable of Extraction
        What was linked.
    linking : Linking
        Its linking.

    Returns
    -------
    tuple of Extraction
        In the order given; those of which nothing was rejected are the same values.
    """
    kept = {(member.paper, member.name) for member in linking.group_of}
    made = []
    for extraction in extractions:
        paper = extraction.paper.id
        names = {one.name for one in extraction.entities if (paper, one.name) in kept}
        if len(names) == len(extraction.entities):
            made.append(extraction)
            continue
        said = (None, *names)
        made.append(
            replace(
                extraction,
                entities=tuple(one for one in extraction.entities if one.name in names),
                relations=tuple(
                    one for one in extraction.relations if {one.head, one.tail} <= names
                ),
                results=tuple(
                    one
                    for one in extraction.results
                    if one.method in names and one.dataset in said and one.metric in said
                ),
            )
        )
    return tuple(made)


def _bears(item: Item, name: str) -> bool:
    # Where its paper calls it so; a short form to the letter, but for its plural.
    key = key_of(name)
    return any(
        key_of(one) == key and (not is_short_form(name) or short_key(one) == short_key(name))
        for one in item.entity.surfaces
    )


def _keys(items: Iterable[Item], name: str) -> list[str]:
    # The name's own key where it is one, else the keys of all that bear the name.
    listed = list(items)
    key = key_of(name)
    if any(item.key == key for item in listed):
        return [key]
    return sorted({item.key for item in listed if _bears(item, name)})


def _find(groups: Sequence[Group], name: str) -> int | None:
    key = key_of(name)
    for fits in (
        lambda group: group.name == name,
        lambda group: group.key == key,
        lambda group: name in group.aliases,
    ):
        found = [at for at, group in enumerate(groups) if fits(group)]
        if len(found) == 1:
            return found[0]
    return None
