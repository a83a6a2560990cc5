"""One spelling, several things: which entities that are spelt alike are set apart, and by what.

Only names of one word are looked at, since terms of several words mean one thing nearly always:

- an ordinary word ("translation", "temperature", "kernel") means one thing in papers that speak
  of the same; papers whose words are unlike are set apart;
- a coined name that is spelt as an ordinary word but for its capitals ("SLoPe") is not the word;
- a name that two papers coin for what they make themselves is two things.

Likeness is the mean cosine of the papers' words, weighed by how rare they are
(``kg.link.frequencies``); a paper is compared with all papers of a sense, never with one alone, so
that there are no chains.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from math import exp, log
from typing import TYPE_CHECKING, Final

from kg.link.frequencies import load_words, unit_weights, word_weights, words_of
from kg.link.items import key_of
from kg.link.keys import is_name_like
from kg.link.shortforms import is_short_form
from kg.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set as AbstractSet

    from kg.link.items import Item

__all__ = ["LEAST_COHERENCE", "LEAST_LIKENESS", "coherence_of", "tell_apart"]

#: How sure it must be that two uses of an ordinary word are one thing, and what makes it so: a
#: logistic model of the likeness of the papers, the coherence of the word and whether the types
#: agree. Learnt by cross-validation on judged pairs (docs/quality.md).
SURE: Final = 0.5
CONSTANT: Final = 6.10
BY_LIKENESS: Final = 1.14
BY_COHERENCE: Final = 0.72
BY_TYPE: Final = 1.89

#: Added to likeness and coherence before the logarithm.
LEAST_LIKENESS: Final = 0.005
LEAST_COHERENCE: Final = 0.001

#: Least likeness of a cased name and the word in small letters, where the types differ.
ALIKE_OTHER_CASE: Final = 0.06

#: Least likeness of two papers that both make a thing of one coined name, if it is one thing: they
#: are versions of one paper.
ALIKE_MAKERS: Final = 0.35

#: A text with fewer words that weigh anything says too little.
MIN_WORDS: Final = 20

#: Senses that are told apart at most; what fits none of them stands alone.
MOST_SENSES: Final = 8

_MAKES: Final = frozenset({Role.PROPOSES, Role.INTRODUCES})

#: Fields of study are spoken of in papers that have nothing else in common, and mean one thing.
_FIELD: Final = re.compile(
    r"(?:mathemat|phys|robot|econom|linguist|genom)ics"
    r"|\w*(?:bi|ec|ge|cosm|neur|onc|pharmac|psych|radi|soci)ology"
)

#: Words written together, each with its capital: "PyTorch", "LayerNorm". The case says nothing.
_CAMEL: Final = re.compile(r"(?:[A-Z][a-z]+){2,}")


@dataclass(slots=True)
class _Use:
    """One entity and its paper's words."""

    item: Item
    coined: bool
    small: bool
    makes: bool
    words: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Sense:
    """Uses that are one thing, and the sum of their words."""

    uses: list[_Use] = field(default_factory=list)
    sums: dict[str, float] = field(default_factory=dict)

    def add(self, use: _Use) -> None:
        self.uses.append(use)
        for word, weight in use.words.items():
            self.sums[word] = self.sums.get(word, 0.0) + weight

    def likeness(self, words: Mapping[str, float], n: int = 1) -> float:
        told = sum(one.words != {} for one in self.uses) * n
        sums = self.sums
        found = sum(weight * sums[word] for word, weight in words.items() if word in sums)
        return found / told if told else 0.0


def tell_apart(items: Sequence[Item]) -> list[Item]:
    """Give the entities of one spelling that are other things keys of their own.

    Parameters
    ----------
    items : sequence of Item
        Every item with its key, sorted by paper.

    Returns
    -------
    list of Item
        In the same order. The sense that most papers have keeps the key.

    Notes
    -----
    Each use is compared with a bounded number of senses: the cost grows with the number of uses.
    """
    of_key: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        one_word = item.key.isalpha() and len(item.key) > 1
        if item.rule == "key.spelling" and one_word and not _FIELD.fullmatch(item.surface.lower()):
            of_key[item.key].append(index)
    told = list(items)
    weights: dict[str, dict[str, float]] = {}
    for key, indices in of_key.items():
        uses = [_use(items[index]) for index in indices]
        if not _may_differ(uses):
            continue
        _read_words(uses, weights)
        senses = _senses(uses, _evidence(uses))
        for sense in senses[1:]:
            other = f"{key} (Paper {min(use.item.paper.id for use in sense.uses)})"
            apart = {id(use.item) for use in sense.uses}
            for index in indices:
                if id(items[index]) in apart:
                    told[index] = replace(items[index], key=other, rule="word.other-meaning")
    return told


def coherence_of(forms: AbstractSet[str]) -> float:
    """Say how alike abstracts with a word are.

    Parameters
    ----------
    forms : set of str
        The word and its forms, in small letters.

    Returns
    -------
    float
        Coherence of the form that most abstracts have; 1 for a rare word, a term of one meaning.

    Examples
    --------
    >>> coherence_of({"source", "sources"}) < coherence_of({"diffeomorphism"})
    True
    """
    words = load_words()
    return min((words[one] for one in sorted(forms) if one in words), default=(0.0, 1.0))[1]


def _use(item: Item) -> _Use:
    spelt = [one for one in item.entity.surfaces if key_of(one) == item.key] or [item.surface]
    cased = [one for one in spelt if is_name_like(one) or is_short_form(one)]
    small = any(one.islower() for one in spelt)
    makes = item.entity.role in _MAKES
    coined = bool(cased) and not any(_CAMEL.fullmatch(one) for one in cased)
    return _Use(item, coined=coined or (makes and not small), small=small, makes=makes)


def _may_differ(uses: Sequence[_Use]) -> bool:
    if len({use.item.paper.id for use in uses}) < 2:
        return False
    if any(use.small for use in uses):
        return True
    return sum(use.makes for use in uses) > 1


def _read_words(uses: Sequence[_Use], weights: dict[str, dict[str, float]]) -> None:
    # The word itself and its forms do not count: all have it.
    own = {word for use in uses for one in use.item.entity.surfaces for word in words_of(one)}
    for use in uses:
        paper = use.item.paper
        found = weights.get(paper.id)
        if found is None:
            found = weights[paper.id] = word_weights(paper.text)
        words = unit_weights(found, own)
        if len(words) >= MIN_WORDS:
            use.words = words


def _evidence(uses: Sequence[_Use]) -> float | None:
    # What the word itself says for one meaning; None if it is no ordinary word.
    small = {use.item.surface.lower() for use in uses if use.small}
    if not small:
        return None
    coherence = coherence_of(small | {use.item.key for use in uses})
    return CONSTANT + BY_COHERENCE * log(coherence + LEAST_COHERENCE) - log(SURE / (1 - SURE))


def _least(evidence: float, agreeing: float) -> float:
    # How alike the papers must be, if such a share of them agrees in the type.
    needed = exp(-(evidence + BY_TYPE * agreeing) / BY_LIKENESS) - LEAST_LIKENESS
    return max(0.0, needed)


def _senses(uses: Sequence[_Use], evidence: float | None) -> list[_Sense]:
    # Makers first: what others use is one of the things that were made.
    order = sorted(uses, key=lambda use: (not (use.makes and not use.small), use.item.paper.id))
    senses: list[_Sense] = []
    for use in order:
        fitting = [
            (like, -number, sense)
            for number, sense in enumerate(senses[:MOST_SENSES])
            if (like := sense.likeness(use.words)) >= _needed(use, sense, evidence)
        ]
        if fitting:
            _likest(fitting).add(use)
        else:
            senses.append(_Sense())
            senses[-1].add(use)
    merged: list[_Sense] = []
    for sense in sorted(senses, key=_size):
        near = [
            (sense.likeness(one.sums, len(one.uses)), -number, one)
            for number, one in enumerate(merged[:MOST_SENSES])
        ]
        near = [
            (like, number, one)
            for like, number, one in near
            if all(like >= _needed(use, one, evidence) for use in sense.uses)
        ]
        if near:
            likest = _likest(near)
            for use in sense.uses:
                likest.add(use)
        else:
            merged.append(sense)
    return sorted(merged, key=_size)


def _likest(told: Sequence[tuple[float, int, _Sense]]) -> _Sense:
    """Choose a sense by likeness, given beside it; of two that are as like, the earlier one."""
    return max(told, key=lambda one: one[:2])[2]


def _size(sense: _Sense) -> tuple[int, str]:
    papers = {use.item.paper.id for use in sense.uses}
    return -len(papers), min(papers)


def _needed(use: _Use, sense: _Sense, evidence: float | None) -> float:
    # How alike the paper must be to those of the sense, if its entity is to be the same thing.
    if not use.words or not any(one.words for one in sense.uses):
        return 0.0
    if use.coined and use.makes and any(one.coined and one.makes for one in sense.uses):
        return ALIKE_MAKERS
    alike = sum(one.item.entity.type is use.item.entity.type for one in sense.uses)
    coined, small = (any(getattr(one, at) for one in sense.uses) for at in ("coined", "small"))
    if (use.coined and not use.small and not coined) or (use.small and coined and not small):
        if not alike:
            return ALIKE_OTHER_CASE
    elif use.coined:
        return 0.0
    return 0.0 if evidence is None else _least(evidence, alike / len(sense.uses))
