"""British → American spelling, and variants of one word, for keys that names are compared by.

Nobody reads the result as prose, but it becomes part of readable ids, so words that only look
British (``noise``, ``supervised``, ``contour``) stay as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["one_spelling"]

#: What stands before ``-ise``, ``-ising``, ``-ised`` … where American English has an ``s`` too.
_KEPT_BEFORE_IS: Final = word_set(
    "adv advert anton apprem ar bru ch circumc compr comprom conc cr cru dem desp dev disgu",
    "enterpr exc exerc expert fr franch gu imprec improv inc ir lia merchand parad pra prec prem",
    "prom ra rev r superv surm surpr telev treat v",
)
_IS: Final = re.compile(r"(\w{2,}?)is(e|es|ed|er|ers|ing|ings|ation|ations|ational|able|ability)")
_WISE: Final = re.compile(r".*(?:w|no|ra|po|quo|superv)")
_DOUBLE_L: Final = re.compile(
    r"(.*(?:cancel|channel|dial|fuel|funnel|label|level|marshal|model|panel|pencil|pixel|signal"
    r"|spiral|total|travel|tunnel))l(ed|er|ers|ing|ings)"
)
_OUR: Final = re.compile(
    r"(.*(?:arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rum|tum|vap|vig))our(.*)"
)
_RE: Final = re.compile(r"(.*(?:calib|cent|fib|lit|lust|met|sab|spect|theat))re(s?)")
_YS: Final = re.compile(r"(.*(?:anal|catal|electrol|hydrol|paral))ys(e|ed|er|ers|ing)")
_PARAMETR: Final = re.compile(r"(.*)parametri[sz](.*)")

#: Single words, and stems of words, with their one spelling.
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "adaption": "adaptation",
        "ageing": "aging",
        "aluminium": "aluminum",
        "analogue": "analog",
        "artefact": "artifact",
        "backprop": "backpropagation",
        "catalogue": "catalog",
        "centred": "centered",
        "defence": "defense",
        "fibred": "fibered",
        "dialogue": "dialog",
        "disc": "disk",
        "grey": "gray",
        "greyscale": "grayscale",
        "homologue": "homolog",
        "judgement": "judgment",
        "labelled": "labeled",
        "licence": "license",
        "mould": "mold",
        "offence": "offense",
        "practise": "practice",
        "programme": "program",
        "sceptical": "skeptical",
        "sulphur": "sulfur",
        "unlabelled": "unlabeled",
    }
)


@lru_cache(maxsize=1 << 16)
def one_spelling(word: str) -> str:
    """Give the one spelling that stands for all spellings of a word.

    Parameters
    ----------
    word : str
        One word, lower case.

    Returns
    -------
    str
        The American spelling; ``parametriz-`` becomes ``parameteriz-``.

    Examples
    --------
    >>> words = "optimisation modelling behaviour centre reparametrization artefacts".split()
    >>> [one_spelling(word) for word in words]
    ['optimization', 'modeling', 'behavior', 'center', 'reparameterization', 'artifacts']
    >>> [one_spelling(word) for word in "noise supervised pairwise contour parametric".split()]
    ['noise', 'supervised', 'pairwise', 'contour', 'parametric']
    """
    if word in _WORDS:
        return _WORDS[word]
    if word.endswith("s") and word[:-1] in _WORDS:
        return f"{_WORDS[word[:-1]]}s"
    parametr = _PARAMETR.fullmatch(word)
    if parametr is not None:
        return f"{parametr[1]}parameteriz{parametr[2]}"
    for pattern, put in _ENDINGS:
        match = pattern.fullmatch(word)
        if match is not None:
            return f"{match[1]}{put}{match[2]}"
    match = _IS.fullmatch(word)
    if match is None or match[1] in _KEPT_BEFORE_IS or _WISE.fullmatch(match[1]):
        return word
    return f"{match[1]}iz{match[2]}"


_ENDINGS: Final = ((_DOUBLE_L, ""), (_OUR, "or"), (_RE, "er"), (_YS, "yz"))
