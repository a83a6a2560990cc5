"""A graph → its doubtful joins and splits: what a curator should look at, most papers first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.link.curation import Action
from kg.link.forms import coarse_key
from kg.link.keys import squeeze
from kg.link.shortforms import initials, is_short_form, short_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.node import Node
    from kg.graph.value import KnowledgeGraph

__all__ = ["DOUBTFUL_RULES", "Doubt", "find_doubts"]

#: Rules of joins that may be wrong, and why.
DOUBTFUL_RULES: Final = {
    "abbr.beside": "a short form that another entity of its paper explains",
    "abbr.context": "a short form of several meanings, settled by what else its paper speaks of",
    "abbr.corpus": "a short form that its paper does not explain",
    "abbr.initials": "a short form that no paper explains",
    "abbr.known": "a short form that no paper explains",
    "abbr.parts": "a clipped name that no paper explains",
    "abbr.shared": "two long forms of one short form",
    "abbr.type": "a short form of several meanings, settled by its type",
    "key.head": "a last word that may say something",
    "key.typo": "a typing error, or another word",
    "key.word-form": "two wordings",
    "paper.other-name": "two names in one paper",
    "paper.synonym": "two names in several papers",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that may be wrong, as the decision that would mend it.

    Attributes
    ----------
    action : Action
        ``apart`` for a doubtful join, ``join`` for a doubtful split.
    name, other : str
        The two names.
    why : str
        What makes it doubtful, and how many papers it is about.
    n_papers : int
        Papers that a change would touch.
    """

    action: Action
    name: str
    other: str
    why: str
    n_papers: int


def find_doubts(kg: KnowledgeGraph) -> list[Doubt]:
    """List what a curator should look at.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    list of Doubt
        Most papers first; then joins before splits, then by name.
    """
    doubts = {(one.action, one.name, one.other): one for one in (*_joins(kg), *_splits(kg))}
    return sorted(doubts.values(), key=lambda one: (-one.n_papers, one.action, one.name, one.other))


def _joins(kg: KnowledgeGraph) -> Iterator[Doubt]:
    for node in kg.nodes:
        for join in node.joins:
            reason = DOUBTFUL_RULES.get(join.rule)
            if reason is not None:
                name, other = join.left, join.right
                if other == node.name:
                    name, other = other, name
                why = f"{reason} ({join.rule}); papers: {len(node.papers)}"
                yield Doubt(Action.APART, name, other, why, len(node.papers))


def _splits(kg: KnowledgeGraph) -> Iterator[Doubt]:
    by_initials: dict[str, list[Node]] = defaultdict(list)
    by_form: dict[str, list[Node]] = defaultdict(list)
    for node in kg.nodes:
        for one in initials(node.key):
            by_initials[one].append(node)
        by_form[squeeze(coarse_key(node.key.partition(" (")[0]))].append(node)
    for node in kg.nodes:
        if is_short_form(node.name) and len(short_key(node.name)) > 1:
            for other in by_initials.get(short_key(node.name), ()):
                if other.id != node.id:
                    yield _split(node, other, "a short form that fits")
    for alike in by_form.values():
        first = max(alike, key=lambda node: (len(node.papers), node.id))
        for other in alike:
            if other.id != first.id:
                yield _split(first, other, "two kinds of thing under one name")


def _split(node: Node, other: Node, reason: str) -> Doubt:
    # The smaller one would go into the larger one.
    small, large = sorted((node, other), key=lambda one: (len(one.papers), one.id))
    why = f"{reason}; papers: {len(large.papers)} and {len(small.papers)}"
    return Doubt(Action.JOIN, large.name, small.name, why, len(small.papers))
