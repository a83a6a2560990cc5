"""Groups → terms of the world's vocabularies that they are, by label.

A label of several words, or one spelt as a name, is matched wherever its vocabulary speaks of
things of the type. A single ordinary word ("kernel", "field") means another thing in another field,
so it is matched only where most of its papers speak the language of that vocabulary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.config import ONTOLOGY_DIR
from kg.link.groups import Match
from kg.link.keys import is_name_like, squeeze
from kg.link.shortforms import is_short_form
from kg.text.folding import fold
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.link.groups import Group

__all__ = ["Row", "broader_keys", "load_links", "match_groups"]

_FOLDER: Final = ONTOLOGY_DIR / "links"

_METHOD, _DATASET, _TASK, _METRIC, _CONCEPT = EntityType
_NO_DATA: Final = frozenset({_METHOD, _TASK, _METRIC, _CONCEPT})

#: Vocabulary → types of the things that it speaks of.
TYPES_OF: Final[Mapping[str, frozenset[EntityType]]] = MappingProxyType(
    {
        "arxiv": frozenset({_CONCEPT, _TASK}),
        "cso": _NO_DATA,
        "huggingface": frozenset({_DATASET, _METRIC, _TASK}),
        "physh": _NO_DATA,
        "pwc-methods": frozenset({_METHOD}),
        "pwc-tasks": frozenset({_TASK, _METHOD}),
        "uat": frozenset({_CONCEPT, _METHOD}),
        "wikidata": frozenset({_CONCEPT, _METHOD}),
    }
)

#: Score of a match by kind of label. Of preferred labels: the share judged right in a sample of 200
#: matches of 1,692 papers (``tests/link/matches.tsv``), rounded down. Of other labels and of single
#: words, which are few there: by reading all of these papers' (39 and 135).
SCORES: Final[Mapping[str, float]] = MappingProxyType({"label": 0.97, "alt": 0.94, "word": 0.9})

#: Share of a word's papers that must speak the vocabulary's language.
SPEAKING: Final = 0.5

#: Other terms of a vocabulary, in words of its own, from which a paper speaks its language.
FLUENT: Final = 2


class Row(NamedTuple):
    """One label of a vocabulary.

    Attributes
    ----------
    vocabulary : str
        Id of the vocabulary: the name of its file.
    iri : str
        The term.
    label : str
        The label.
    alt : bool
        Whether its vocabulary prefers another label.
    """

    vocabulary: str
    iri: str
    label: str
    alt: bool


@cache
def load_links() -> Mapping[str, tuple[Row, ...]]:
    """Load the tables of ``ontology/links``, once a process.

    Returns
    -------
    mapping of str to tuple of Row
        Key of a label → what it names, at most one term a vocabulary. Read-only.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for name in TYPES_OF:
        for key, iri, label, *alt in _lines(f"{name}.tsv"):
            found[key].append(Row(name, iri, label, bool(alt)))
    return MappingProxyType({key: tuple(rows) for key, rows in found.items()})


@cache
def broader_keys() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Load what vocabularies set below one another, once a process.

    Returns
    -------
    mapping of str to tuple of (str, str)
        Key → broader keys with the vocabulary that says so. Read-only.
    """
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for low, high, vocabulary in _lines("broader.tsv"):
        found[low].append((high, vocabulary))
    return MappingProxyType({key: tuple(pairs) for key, pairs in found.items()})


def _lines(name: str) -> Iterator[list[str]]:
    path = _FOLDER / name
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                yield line.split("\t")


def match_groups(groups: Iterable[Group]) -> list[Group]:
    """Match groups with the terms of other vocabularies.

    Parameters
    ----------
    groups : iterable of Group
        The groups.

    Returns
    -------
    list of Group
        In the order given, each with its matches.
    """
    listed = list(groups)
    found = [list(_candidates(group)) for group in listed]
    fluent = _fluent_papers(listed, found)
    matched = []
    for group, candidates in zip(listed, found, strict=True):
        matches: dict[str, Match] = {}
        for row, sure in candidates:
            kind = "word" if not sure else "alt" if row.alt else "label"
            if sure or _speak(group, row.vocabulary, fluent):
                exact = kind == "label" and row.vocabulary != "arxiv"
                rule = f"match.{kind}:{row.vocabulary}"
                match = Match(row.iri, row.label, exact, rule, SCORES[kind])
                matches[row.iri] = max(matches.get(row.iri, match), match, key=_strength)
        found_now = tuple(sorted(matches.values()))
        matched.append(group if found_now == group.matches else replace(group, matches=found_now))
    return matched


def _strength(match: Match) -> tuple[bool, float, str]:
    return match.exact, match.score, match.label


def _candidates(group: Group) -> Iterator[tuple[Row, bool]]:
    # A short form says too little by itself: its long form, or a mixed case that few things share.
    key = squeeze(group.key)
    for name in (group.name, *group.aliases):
        folded = fold(name)
        if squeeze(folded.key) != key and not _is_telling(name):
            continue
        for row in load_links().get(squeeze(folded.key), ()):
            if group.type in TYPES_OF[row.vocabulary] and _cased_alike(name, row.label):
                yield row, " " in folded.key or _is_telling(name)


def _is_telling(name: str) -> bool:
    mixed = is_name_like(name) and any(char.islower() for char in name.removesuffix("s"))
    return mixed and len(name) > 3 and " " not in name


def _cased_alike(name: str, label: str) -> bool:
    # "SAM" is no "sam", and a data set called MATH is not mathematics.
    short = is_short_form(name) or is_short_form(label)
    return not short or name.removesuffix("s") == label.removesuffix("s") or _is_telling(name)


def _fluent_papers(
    groups: Iterable[Group], found: Iterable[list[tuple[Row, bool]]]
) -> dict[str, set[str]]:
    terms: dict[str, Counter[str]] = defaultdict(Counter)
    for group, candidates in zip(groups, found, strict=True):
        for vocabulary in {row.vocabulary for row, sure in candidates if sure}:
            terms[vocabulary].update({member.paper for member in group.members})
    return {
        vocabulary: {paper for paper, count in counted.items() if count >= FLUENT}
        for vocabulary, counted in terms.items()
    }


def _speak(group: Group, vocabulary: str, fluent: Mapping[str, set[str]]) -> bool:
    papers = {member.paper for member in group.members}
    return len(papers & fluent.get(vocabulary, set())) >= SPEAKING * len(papers)
