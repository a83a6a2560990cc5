"""Groups → which is a kind of which, as their names and vocabularies tell.

Three sources, each named in the rule: a version or size is below its family (``LLaMA-2-7B``,
``LLaMA-2``, ``LLaMA``); a term whose last words are another term is below it ("stochastic gradient
descent", "gradient descent"), where the words before them make a kind of it; and what vocabularies
set below one another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.link.groups import KindOf
from kg.link.keys import is_name_like, squeeze
from kg.link.vocabularies import broader_keys
from kg.text.words import word_set
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.link.groups import Group

__all__ = ["families", "find_kinds"]

#: Words behind which the head of a term is not its last word: "rate of convergence".
_NOT_LAST: Final = word_set(
    "and as at between by for from in of on or over to under via with without"
)

#: First words that make no kind of what follows: the opposite, a look-alike, a mean, a part.
_MAKE_NO_KIND: Final = word_set(
    "absence anti average beyond co dual fake inverse log lower macro mean micro near negative no",
    "non nonlinear not post pre pseudo quasi relative root semi sub sum total upper without zero",
)

#: Single words under which everything would come.
_TOO_BROAD: Final = word_set(
    "ability accuracy analysis approach architecture behavior benchmark capability class code",
    "component concept condition constraint context data dataset design distribution domain effect",
    "efficiency element error evaluation experiment feature field form framework function gap",
    "group head information input knowledge language layer learning level limit loss map mechanism",
    "method metric model module network number object operation output parameter part performance",
    "point policy power problem process product property quality rate representation resource",
    "result rule sample scale score sequence series set setting signal size space state step",
    "strategy structure system task technique term test text theory time token tool type unit",
    "value vector weight work world",
)

#: What is behind a family's name: a size, a version, a training.
_SUFFIX: Final = re.compile(
    r"v?\d+(?:\.\d+)*[a-z]{0,2}|\d+(?:\.\d+)?[bmk]|\d+x\d+[bmk]|base|chat|huge|instruct|large|lite|"
    r"max|medium|mini|nano|plus|preview|pro|small|thinking|tiny|turbo|ultra|xl|xxl|\+{1,2}"
)
_GLUED: Final = re.compile(r"(.*[a-z]{3,})(?:v?\d+(?:\.\d+)*[a-z]?|\+{1,2})|(.*\d[a-z]?)\+{1,2}")


def find_kinds(groups: Iterable[Group]) -> tuple[KindOf, ...]:
    """Tell which groups are kinds of which.

    Parameters
    ----------
    groups : iterable of Group
        The groups.

    Returns
    -------
    tuple of KindOf
        Sorted, without doubles. Types may differ, and there may be circles: the graph, which also
        knows what papers state, leaves these out.
    """
    listed = sorted(groups, key=lambda group: group.key)
    by_key = {group.key: group for group in listed}
    by_squeezed: dict[str, Group] = {}
    for group in listed:
        by_squeezed.setdefault(squeeze(group.key), group)
    kinds = set()
    for group in listed:
        family = _family(group, by_squeezed)
        head = None if family else _head(group, by_key)
        if family is not None:
            kinds.add(KindOf(group.key, family.key, "kind.version"))
        if head is not None:
            kinds.add(KindOf(group.key, head.key, "kind.head-noun"))
        for key, vocabulary in broader_keys().get(squeeze(group.key), ()):
            above = by_squeezed.get(key)
            if above is not None and above is not group and above.type is group.type:
                kinds.add(KindOf(group.key, above.key, f"kind.vocabulary:{vocabulary}"))
    return tuple(sorted(kinds))


def families(key: str) -> Iterator[str]:
    """Give the names of the families of a version or size, the nearest first.

    Parameters
    ----------
    key : str
        Fine key of a name.

    Yields
    ------
    str
        A squeezed key.

    Examples
    --------
    >>> list(families("llama 2 7b"))
    ['llama2', 'llama']
    >>> list(families("gsm8k+")), list(families("vision transformer"))
    (['gsm8k'], [])
    """
    words = key.split()
    while len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        words = words[:-1]
        yield squeeze(" ".join(words))
    glued = _GLUED.fullmatch(words[-1])
    if glued is not None:
        yield squeeze(" ".join([*words[:-1], glued[1] or glued[2]]))


def _family(group: Group, by_squeezed: Mapping[str, Group]) -> Group | None:
    if group.type not in (EntityType.METHOD, EntityType.DATASET) or not is_name_like(group.name):
        return None
    for key in families(group.key):
        family = by_squeezed.get(key)
        if family is not None and family.type is group.type and _is_proper(family.name):
            return family
    return None


def _is_proper(name: str) -> bool:
    return is_name_like(name) or name[:1].isupper()


def _head(group: Group, by_key: Mapping[str, Group]) -> Group | None:
    if group.type is EntityType.DATASET:
        return None
    words = group.key.split()
    if "(" in group.key or not _NOT_LAST.isdisjoint(words):
        return None
    for start in range(1, len(words)):
        if words[start - 1] in _MAKE_NO_KIND:
            return None
        broader = by_key.get(" ".join(words[start:]))
        if broader is None or broader.type is not group.type:
            continue
        if start == len(words) - 1 and not _may_be_head(words[-1], broader):
            return None
        return broader
    return None


def _may_be_head(word: str, broader: Group) -> bool:
    # One word is a head only where it is a term that papers speak of by itself.
    papers = {member.paper for member in broader.members}
    return word not in _TOO_BROAD and len(word) > 3 and len(papers) > 1
