"""Names that name nothing: bare generic words, alone or behind nothing but praise.

The sets follow the annotation guidelines ("What is out": bare generic words, unnamed resources,
evaluative words, URLs, numbers). A name is generic only if every word of it is; one word with
content (``gradient descent method``) keeps it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.text.folding import match_key
from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ATTRIBUTES",
    "CORE_HEADS",
    "DETERMINERS",
    "HEADS",
    "KEPT",
    "LEADING",
    "PHRASES",
    "PRAISE",
    "count_leading",
    "is_generic",
]

#: Nouns that name nothing when they stand alone or behind :data:`DETERMINERS` (singular).
HEADS: Final = word_set(
    "account advance advancement amount answer appendix area attribute author behavior",
    "characteristic choice claim class collection combination conclusion condition",
    "configuration corpus count counterpart datum design detail development difficulty",
    "dimension discipline discussion effect entity environment experimentation explanation",
    "extension failure family fashion format formula formulation github importance industry",
    "information innovation input introduction item kind knowledge level library machinery",
    "manner margin means metric mode nature need network notion object option order output",
    "overview package page parameter part percentage period perspective piece place platform",
    "possibility practice principle process project promise protocol publication purpose",
    "quality quantity range rate reader reduction relationship repository requirement review",
    "routine sample scale scientist score section sense series significance size society",
    "stage step strength structure style subject subset suite superiority survey term thing",
    "toolbox toolkit total training type understanding use usefulness user variety way",
    "weakness website year",
)

#: Of such nouns, those that name nothing behind praise and attributes either.
CORE_HEADS: Final = word_set(
    "ability achievement advantage algorithm application approach architecture aspect",
    "baseline benchmark benefit capability case challenge code community comparison component",
    "contribution data dataset domain drawback effectiveness effort evaluation evidence",
    "example experiment factor finding framework gain gap goal idea impact implementation",
    "improvement insight instance investigation issue limitation literature mechanism method",
    "methodology model module motivation objective observation outcome paper paradigm",
    "performance pipeline practitioner problem procedure progress property question reason",
    "recipe research researcher resource result role scenario scheme setting setup situation",
    "software solution solver strategy study success system task technique technology tool",
    "topic variant version work",
)

#: Words that never make a name of the noun behind them: articles, amounts, order, novelty.
DETERMINERS: Final = word_set(
    "a additional all alternative an and another any available both certain corresponding",
    "current desired different each either emerging enough every existing few final first",
    "five following four further given her his its many more most much my neither new newly",
    "next no novel numerous of one only or original other our overall own particular present",
    "presented previous previously proposed recent recently related relevant resulting same",
    "second selected several similar six some specific subsequent such ten that the their",
    "them these third this those three two underlying unified various varying which",
)

#: Words of judgement, size and time; before a core noun they add nothing.
PRAISE: Final = word_set(
    "abundant accurate advanced appealing appropriate arbitrary attractive basic best better",
    "broad careful carefully challenging cheap cheaper classic clear common commonly",
    "comparable compelling competitive comprehensive computationally consistent consistently",
    "conventional convincing core costly critical crucial curated cutting dedicated desirable",
    "detailed difficult distinct diverse effective efficient elegant empirical encouraging",
    "entire essential established excellent expensive experimental extensive fast faster",
    "favorable flexible full fully fundamental future general generic good great greater hard",
    "high higher highest highly huge important impressive improved inexpensive inherent",
    "initial innovative insightful interesting intuitive key known large larger largest last",
    "latest leading lightweight limited little long low lower lowest main major massive",
    "meaningful minor modern multiple necessary notable obtained old outstanding past popular",
    "positive potential powerful practical precise principled prominent promising public",
    "publicly quantitative rapid rapidly real realistic reasonable reliable remarkable",
    "representative required rich rigorous robust satisfactory scalable seamless sensible",
    "serious severe significant significantly simple simpler single slow small smaller",
    "sophisticated special specialized standard straightforward strong stronger strongest",
    "substantial successful sufficient suitable superior systematic tailored theoretical",
    "thorough top traditional typical unique unprecedented useful usual valuable varied vast",
    "viable whole wide widely worse worst",
)

#: Nouns that may stand before a core noun and still name nothing: ``baseline method``.
ATTRIBUTES: Final = word_set(
    "application baseline benchmark dataset experiment method paper performance problem",
    "project research result study",
)

#: Lower-case words that never begin a name (GUIDELINES "Span"); in the train split of gold, of
#: 13,743 mentions none begins with one of them.
LEADING: Final = word_set(
    "a additional an and another appealing attractive carefully certain challenging",
    "compelling comprehensive consistently convincing desirable different efficient elegant",
    "encouraging excellent existing extensive her highly his huge important impressive",
    "innovative insightful interesting its many my newly notable novel numerous other our",
    "outstanding own popular powerful previous previously prominent promising proposed",
    "publicly reasonable recent recently remarkable rigorous scalable seamless sensible",
    "several significantly some substantial such that the their them these this thorough",
    "those unprecedented various widely",
)

#: Phrases that are generic as a whole.
PHRASES: Final = frozenset(
    {
        "case study",
        "code and data",
        "cutting edge",
        "data set",
        "et al",
        "large scale",
        "numerical example",
        "numerical experiment",
        "numerical result",
        "open source",
        "plug and play",
        "real world",
        "sota",
        "state of art",
        "state of the art",
        "synthetic and real world dataset",
        "trade off",
    }
)

#: Terms of art that are made of generic words: each would be called generic without this.
KEPT: Final = frozenset(
    {
        "fundamental domain",
        "fundamental solution",
        "general solution",
        "large model",
        "limited data",
        "positive solution",
        "simple module",
        "small data",
        "standard model",
        "standard module",
        "strong solution",
    }
)

#: Pairs of words that are a term of art together.
_BOUND: Final = frozenset({("many", "body"), ("novel", "view"), ("novel", "class")})

_URL: Final = re.compile(r"https?://|www\.|\bgithub\.com|\bhuggingface\.co")
_SHORT_FORM: Final = re.compile(r"[A-Z]{2,}s?")
_LETTER: Final = re.compile(r"[^\W\d_]")


def is_generic(surface: str) -> bool:
    """Say whether a name names nothing.

    Parameters
    ----------
    surface : str
        A candidate, as the text has it.

    Returns
    -------
    bool
        True for bare generic words with or without determiners and praise, for URLs, and for
        what has no letter.

    Examples
    --------
    >>> names = ("our approach", "several benchmarks", "state-of-the-art performance", "98.5%")
    >>> all(is_generic(name) for name in names)
    True
    >>> names = ("finite element method", "Standard Model", "large language model", "R", "accuracy")
    >>> any(is_generic(name) for name in names)
    False
    """
    if _LETTER.search(surface) is None or _URL.search(surface) is not None:
        return True
    key = match_key(surface)
    if key in KEPT or (_SHORT_FORM.fullmatch(surface) and key not in PHRASES):
        return False
    padded = f" {key} "
    for phrase in _LONGEST_FIRST:
        padded = padded.replace(f" {phrase} ", " ")
    words = [word for word in padded.split() if word not in DETERMINERS]
    if not words:
        return True
    *before, head = words
    if head in HEADS:
        return not before
    if head in CORE_HEADS:
        return all(word in PRAISE or word in ATTRIBUTES for word in before)
    is_praise = all(word in PRAISE for word in words)
    return is_praise and (len(words) > 1 or padded.strip() != key)


_LONGEST_FIRST: Final = tuple(sorted(PHRASES, key=lambda phrase: (-len(phrase), phrase)))


def count_leading(words: Sequence[str]) -> int:
    """Count the words at the start of a candidate that are no part of the name.

    Parameters
    ----------
    words : sequence of str
        Tokens of a candidate, in the case that the text has; a hyphen is a token.

    Returns
    -------
    int
        How many to cut: articles, ``novel``, ``efficient`` and the like in lower case, but none
        that a hyphen binds to what follows, and never the last word.

    Examples
    --------
    >>> count_leading(["our", "novel", "graph", "network"])
    2
    >>> count_leading(["Efficient", "Net"]), count_leading(["several", "-", "body", "problem"])
    (0, 0)
    """
    count = 0
    while count + 1 < len(words) and words[count] in LEADING:
        if words[count + 1] == "-" or tuple(words[count : count + 2]) in _BOUND:
            break
        count += 1
    return count
