"""A fine key → coarse keys: without word forms, word order and words that add nothing.

Equal coarse keys are one name only if the types allow it, and the linking asks that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.link.keys import squeeze
from kg.link.wordings import one_wording
from kg.text.words import word_set

__all__ = ["coarse_key", "form_key", "one_order"]

#: Networks that are another thing than the neural network of the same adjective.
_OTHER_NETWORKS: Final = word_set(
    "bayesian biological boolean brain complex dynamic dynamical random social"
)

#: Inner words that add nothing: "training data distribution", "universal function approximator".
_IDLE_INNER: Final = frozenset({"data", "function"})

#: Endings of one word in its forms; the coarse key has the second.
_WORD_FORMS: Final = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"^math(?:s|ematics)?$", "mathematic"),
        (r"(?<=...)(?:iveness|ivity)$", "ive"),
        (r"(?<=....)ance$", "ant"),
        (r"(?<=....)(?:ational|ation)$", "at"),
        (r"(?<=....)ptation$|(?<=....)ption$", "pt"),
        (r"(?<=....)itional$", "ition"),
        (r"(?<=...)ical$", "ic"),
        (r"(?<=....)onality$", "on"),
        (r"^squared$", "square"),
    )
)

_TWICE: Final = re.compile(r"(\d+)(?:x|times)\1")
_VERSION: Final = re.compile(r"\d+\.\d+")

#: Words without which the order and number of words stay as they are.
_MOVING: Final = frozenset({"based", "neural", "of"}) | _IDLE_INNER


def coarse_key(key: str) -> str:
    """Undo word forms, word order around "of", and inner words that add nothing.

    Parameters
    ----------
    key : str
        A fine key.

    Returns
    -------
    str
        A key for comparison only; it may be no word.

    Examples
    --------
    >>> coarse_key("rate of convergence") == coarse_key("convergence rate")
    True
    >>> coarse_key("computational time") == coarse_key("computation time")
    True
    >>> coarse_key("recurrent neural network") == coarse_key("recurrent network")
    True
    >>> coarse_key("bayesian neural network") == coarse_key("bayesian network")
    False
    >>> coarse_key("loss surface") == coarse_key("loss landscape")
    True
    """
    words = one_wording(key.split())
    if not _MOVING.isdisjoint(words):
        words = _without_idle(words)
    words = one_wording(words)
    return " ".join([_form(word) for word in words]) if len(words) > 1 else _form_alone(words[0])


def form_key(key: str) -> str:
    """Give the key by which forms of one name are found: coarse, in one order, without spaces.

    Parameters
    ----------
    key : str
        A fine key.

    Returns
    -------
    str
        For comparison only.

    Examples
    --------
    >>> form_key("rate of convergence") == form_key("convergence rate")
    True
    """
    return squeeze(" ".join(one_order(coarse_key(key).split())))


def one_order(words: list[str]) -> list[str]:
    """Put words into one order where theirs tells nothing.

    Parameters
    ----------
    words : list of str
        Words of a key.

    Returns
    -------
    list of str
        "large" before a language model, "log" before a likelihood and the only number of a name
        with several words come first; a size that stands twice stands once.

    Examples
    --------
    >>> one_order("audio large language model".split())
    ['large', 'audio', 'language', 'model']
    >>> one_order("gemini flash 2.0".split()) == one_order("gemini 2.0 flash".split())
    True
    >>> one_order("imagenet 256x256".split()), one_order("llama 3 8b".split())
    (['imagenet', '256'], ['llama', '3', '8b'])
    """
    if len(words) < 2:
        return words
    last = words[-1]
    if last == "model" and words[-2] == "language" and "large" in words[1:]:
        return ["large", *(word for word in words if word != "large")]
    if last == "likelihood" and "log" in words[1:]:
        return ["log", *(word for word in words if word != "log")]
    numbers = [word for word in words[1:] if word[0].isdigit()]
    if len(numbers) != 1 or words[0][0].isdigit():
        return words
    if (size := _TWICE.fullmatch(numbers[0])) is not None:
        words = [size[1] if word == numbers[0] else word for word in words]
    elif len(words) == 3 and _VERSION.fullmatch(numbers[0]):
        words = [words[0], numbers[0], *(word for word in words[1:] if word != numbers[0])]
    return words


def _without_idle(words: list[str]) -> list[str]:
    if (
        words.count("of") == 1
        and words[0] != "out"
        and 0 < (at := words.index("of")) < len(words) - 1
    ):
        words = words[at + 1 :] + words[:at]
    for index in range(len(words) - 1, -1, -1):
        inner = 0 < index < len(words) - 1
        before = words[index - 1] if index else ""
        # "model based RL" is not RL of models, "language model based agent" is that agent.
        idle_based = words[index] == "based" and inner and words[:index] != ["model"]
        idle_based = idle_based and words[index + 1 :] != ["model"]
        idle_inner = (
            inner and len(words) > 2 and words[index] in _IDLE_INNER and words[index + 1] != "model"
        )
        neural = words[index : index + 2] == ["neural", "network"] and len(words) > 2
        if idle_based or idle_inner or (neural and before and before not in _OTHER_NETWORKS):
            del words[index]
    return words


def _form_alone(word: str) -> str:
    # A data set is called MATH, and it is not mathematics; an invariant is not invariance.
    return word if word.startswith(("math", "invarian")) else _form(word)


@lru_cache(maxsize=1 << 16)
def _form(word: str) -> str:
    for pattern, form in _WORD_FORMS:
        changed = pattern.sub(form, word)
        if changed != word:
            return changed
    return word
