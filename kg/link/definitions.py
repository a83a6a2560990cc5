"""Short forms and what they stand for: in their paper, and over the corpus.

A short form belongs to its paper. It is carried over to a paper that does not define it only where
the corpus leaves no doubt, and never across kinds of thing (a data set is not a metric).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.link.contexts import Contexts
from kg.link.forms import coarse_key
from kg.link.keys import squeeze
from kg.link.known import known_short_forms
from kg.link.shortforms import are_clipped, clipped_parts, initials, short_key
from kg.link.variants import are_variants, may_be_one
from kg.text.folding import fold
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

__all__ = ["Definitions"]

#: Share of the defining papers that the main long form must have: four of five.
DOMINANT: Final = 0.8

#: A key in more papers than this share says nothing about what a paper is about.
COMMON: Final = 0.02

#: Cosine of contexts from which a short form has the sense of the other paper, and how many times
#: that of the next sense it must be; the lower one where the literature mostly means that sense.
#: Tuned by taking away one definition after the other (docs/quality.md).
ALIKE: Final = 0.2
ALIKE_TIMES: Final = 1.5
ALIKE_KNOWN: Final = 0.08

#: Papers of a sense that are looked at.
MOST_PAPERS: Final = 60


@dataclass(slots=True)
class Definitions:
    """What the papers say their short forms stand for.

    Filled with ``define`` and then ``name`` for every entity before the first question.

    Attributes
    ----------
    n_papers : int
        Papers seen.
    papers_of : dict
        Short key → long key → papers that define it so.
    here : dict
        Paper and short key → long key.
    keys_of : dict
        Paper → fine keys of its entities.
    types_of : dict
        Fine key → types that it has.
    holders_of : dict
        Fine key → papers with an entity of it.
    with_initials : dict
        Initialism → fine keys that have it.
    contexts : Contexts
        What the papers speak of.
    asked : collection of str, optional
        The only initialisms that will be asked for; all by default.
    """

    n_papers: int = 0
    papers_of: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    here: dict[tuple[str, str], str] = field(default_factory=dict)
    keys_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    types_of: dict[str, tuple[EntityType, ...]] = field(default_factory=dict)
    holders_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    with_initials: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    asked: AbstractSet[str] | None = None
    _senses: dict[str, list[tuple[str, set[str]]]] = field(default_factory=dict)
    contexts: Contexts = field(init=False)
    _only: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.contexts = Contexts(self.keys_of)

    def define(self, paper: str, short: str, key: str) -> None:
        """Note that a paper defines a short form.

        Parameters
        ----------
        paper : str
            Id of the paper.
        short : str
            Key of the short form.
        key : str
            Fine key of its long form.
        """
        self.papers_of.setdefault(short, {}).setdefault(key, set()).add(paper)
        self.here.setdefault((paper, short), key)

    def name(self, paper: str, key: str, entity_type: EntityType) -> None:
        """Note that a paper has an entity of this key.

        Parameters
        ----------
        paper : str
            Id of the paper.
        key : str
            Fine key of the entity's name.
        entity_type : EntityType
            Its type there.
        """
        self.keys_of[paper].add(key)
        self.holders_of[key].add(paper)
        types = self.types_of.get(key)
        if types is None:
            self.types_of[key] = (entity_type,)
            for short in initials(key):
                if self.asked is None or short in self.asked:
                    self.with_initials[short].add(key)
        elif entity_type not in types:
            self.types_of[key] = (*types, entity_type)

    def senses(self, short: str) -> list[tuple[str, set[str]]]:
        """List what a short form stands for over the corpus.

        Parameters
        ----------
        short : str
            Key of the short form.

        Returns
        -------
        list of (str, set of str)
            Long key and papers, most papers first; wordings of one name are one.
        """
        if short in self._senses:
            return self._senses[short]
        senses: list[tuple[list[str], set[str]]] = []
        defined = self.papers_of.get(short, {})
        for key in sorted(defined, key=lambda one: (-len(defined[one]), one)):
            for keys, papers in senses:
                if all(are_variants(key, one) for one in keys):
                    keys.append(key)
                    papers |= defined[key]
                    break
            else:
                senses.append(([key], set(defined[key])))
        self._senses[short] = sorted(
            ((keys[0], papers) for keys, papers in senses), key=lambda one: (-len(one[1]), one[0])
        )
        return self._senses[short]

    def dominant(self, short: str) -> tuple[str, set[str]] | None:
        """Give the one thing that a short form stands for.

        Parameters
        ----------
        short : str
            Key of the short form.

        Returns
        -------
        tuple of str and set of str, or None
            Long key and the papers that say so; None where there is none, or more than one.
        """
        senses = self.senses(short)
        if not senses or len(senses[0][1]) < DOMINANT * sum(len(papers) for _, papers in senses):
            return None
        return senses[0]

    def resolve(self, paper: str, surface: str, entity_type: EntityType) -> tuple[str, str] | None:
        """Say what a short form stands for in a paper that does not define it.

        Parameters
        ----------
        paper : str
            Id of the paper.
        surface : str
            The short form as it stands there.
        entity_type : EntityType
            Type that it has there.

        Returns
        -------
        tuple of str and str, or None
            Long key and the rule that found it.
        """
        short = short_key(surface)
        # Few other things are spelt as "LoRA" is, with small letters inside.
        mixed_case = any(one.islower() for one in surface.removesuffix("s"))
        beside = sorted(self.keys_of[paper] & self.with_initials.get(short, set()))
        if len(beside) == 1 and self._fits(beside[0], entity_type):
            return beside[0], "abbr.beside"
        if beside:
            return None
        found = self.dominant(short)
        known = known_short_forms().get(short)
        # Few letters that are a metric here mean no task: MU is no machine unlearning.
        other = entity_type is EntityType.METRIC and len(short) < 4
        other = other and found is not None and entity_type not in self.types_of.get(found[0], ())
        alone = len(short) > 3
        if found is not None and not other and self._fits(found[0], entity_type, alone=alone):
            sure = len(found[1]) > 1 or len(short) > 3 or mixed_case
            if sure or self._same_subject(paper, found[1]):
                return found[0], "abbr.corpus"
        if short in self.papers_of:
            return self._by_context(paper, surface, entity_type)
        if len(short) < 3:
            return None
        if known is not None and known in self.holders_of and self._fits(known, entity_type):
            return known, "abbr.known"
        return self._by_initials(paper, short, entity_type) or self._by_parts(surface, entity_type)

    def _by_context(
        self, paper: str, surface: str, entity_type: EntityType
    ) -> tuple[str, str] | None:
        # What the literature mostly means, where no other sense is a task or metric as this is.
        short, own = short_key(surface), fold(surface).key
        known = known_short_forms().get(short)
        senses = self.senses(short)
        typed = [key for key, _ in senses if entity_type in self.types_of.get(key, ())]
        expected = [key for key in typed if known == key or (known and are_variants(known, key))]
        if typed == expected != [] and entity_type in (EntityType.TASK, EntityType.METRIC):
            return typed[0], "abbr.type"
        # Or the sense of the papers that this one is most like, if it is like them far more than
        # the papers of another sense. What the literature mostly means needs less of it.
        near = []
        for key, papers in senses:
            some = [(one, self.here.get((one, short), key)) for one in sorted(papers)[:MOST_PAPERS]]
            near.append((self.contexts.nearest(paper, own, some), key))
        near.sort(key=lambda one: (-one[0], one[1]))
        (best, key), second = near[0], near[1][0] if len(near) > 1 else 0.0
        enough, times = (ALIKE_KNOWN, 1.0) if key in expected else (ALIKE, ALIKE_TIMES)
        if key in typed and best >= enough and best >= times * second:
            return key, "abbr.context"
        return None

    def _by_initials(
        self, paper: str, short: str, entity_type: EntityType
    ) -> tuple[str, str] | None:
        if short not in self._only:
            keys = sorted(self.with_initials.get(short, ()))
            names = {squeeze(coarse_key(key)) for key in keys}
            most = min(keys, key=lambda one: (-len(self.holders_of[one]), one), default=None)
            self._only[short] = most if len(names) == 1 else None
        key = self._only[short]
        if key is None:
            return None
        holders = self.holders_of[key]
        # Three letters may be anything: DNA is no day-night asymmetry.
        sure = len(holders) > 1 or (len(short) > 3 and self._same_subject(paper, holders))
        return (key, "abbr.initials") if sure and self._fits(key, entity_type) else None

    def _by_parts(self, surface: str, entity_type: EntityType) -> tuple[str, str] | None:
        parts = clipped_parts(surface)
        keys = [
            key
            for key in sorted(self.with_initials.get("".join(one[0] for one in parts), ()))
            if are_clipped(parts, key.split())
        ]
        fits = len(keys) == 1 and self._fits(keys[0], entity_type)
        return (keys[0], "abbr.parts") if fits else None

    def _fits(self, key: str, entity_type: EntityType, *, alone: bool = False) -> bool:
        # A longer short form that means one thing may be called a method here and a metric there.
        types = self.types_of.get(key, ())
        if alone and EntityType.DATASET not in {*types, entity_type}:
            return True
        return any(may_be_one(one, entity_type) for one in types)

    def _same_subject(self, paper: str, others: AbstractSet[str]) -> bool:
        # It shares a rarer thing with one of them.
        most = max(3, COMMON * self.n_papers)
        others = others - {paper} if paper in others else others
        return any(
            1 < len(holders) <= most and not holders.isdisjoint(others)
            for holders in (self.holders_of[key] for key in self.keys_of[paper])
        )
