"""A surface → keys to compare names by.

The *fine* key (``kg.text.folding``) undoes spelling alone, so that equal fine keys are one name;
here is what else a name may lose, and what it looks like. ``kg.link.forms`` has the coarse key.
"""

from __future__ import annotations

import re
from typing import Final

from kg.text.words import word_set

__all__ = [
    "head_of",
    "is_name_like",
    "squeeze",
    "strip_data_head",
]

#: Heads that add nothing to the name of a data resource (GUIDELINES, "Span").
_DATA_HEADS: Final = frozenset({"benchmark", "corpus", "dataset", "leaderboard", "suite"})

#: Heads that add nothing to a term that also stands without them, by type of the term.
_HEADS: Final = {
    "Method": word_set(
        "algorithm approach architecture framework method model optimizer scheme technique"
    ),
    "Task": frozenset({"problem", "task"}),
    "Metric": frozenset({"metric", "score"}),
    "Dataset": _DATA_HEADS,
}

#: What is itself a way to simulate: "molecular dynamics simulation", "Monte Carlo simulation".
_SIMULATED: Final = frozenset({"carlo", "dynamics"})

#: A model or algorithm *for* an activity is not the activity: "machine learning model".
_ACTIVITY: Final = re.compile(r".*(?:ing|ion|ai|intelligence)")

_NAME_LIKE: Final = re.compile(r"(?<=\w)[A-Z]|\d")
_SPACE_OF_DIGITS: Final = re.compile(r"(?<=\d) (?=\d)")


def squeeze(key: str) -> str:
    """Take the spaces out of a key: ``code llama`` and ``codellama`` are one spelling.

    Parameters
    ----------
    key : str
        A fine key.

    Returns
    -------
    str
        The key without spaces; a space between digits stays, as an underscore.

    Examples
    --------
    >>> squeeze("code llama"), squeeze("llama 3 1")
    ('codellama', 'llama3_1')
    """
    squeezed = key.replace(" ", "")
    return squeezed if squeezed.isalpha() else _SPACE_OF_DIGITS.sub("_", key).replace(" ", "")


def head_of(key: str, type_: str, *, name_like: bool) -> str | None:
    """Give the key without a last word that may add nothing.

    Parameters
    ----------
    key : str
        A fine key.
    type_ : str
        Type of the thing.
    name_like : bool
        Whether the rest is spelt as a name ("ReLU", "MS MARCO").

    Returns
    -------
    str or None
        The shorter key, if a thing of the same type with it would be the same thing.

    Examples
    --------
    >>> head_of("conjugate gradient method", "Method", name_like=False)
    'conjugate gradient'
    >>> head_of("machine learning model", "Method", name_like=False) is None
    True
    """
    words = key.split()
    if words[-2:] == ["activation", "function"]:
        words = words[:-1]
    if type_ == "Metric" and words[:2] in (["number", "of"], ["numbers", "of"]):
        return " ".join(words[2:]) or None
    if len(words) < 2:
        return None
    rest, head = words[:-1], words[-1]
    if head == "activation" and ((name_like and len(rest) == 1) or rest[-1] == "unit"):
        return " ".join(rest)
    if type_ == "Method" and head in {"prompting", "reasoning"} and len(rest) > 2:
        return " ".join(rest)
    if type_ == "Method" and head == "simulation" and rest[-1] in _SIMULATED:
        return " ".join(rest)
    if head not in _HEADS.get(type_, ()):
        return None
    if len(rest) < 2 and (type_ == "Task" or not name_like):
        return None
    if type_ == "Method" and _ACTIVITY.fullmatch(rest[-1]) and (not name_like or rest == ["ai"]):
        return None
    return " ".join(rest)


def is_name_like(surface: str) -> bool:
    """Say whether a surface is spelt as a name: a capital inside a word, or a digit.

    Parameters
    ----------
    surface : str
        A surface.

    Returns
    -------
    bool
        True for "ReLU", "ImageNet-1K", "MS MARCO"; false for "Gaussian mixture".

    Examples
    --------
    >>> is_name_like("GSM8K"), is_name_like("Gaussian mixture")
    (True, False)
    """
    return _NAME_LIKE.search(surface) is not None


def strip_data_head(surface: str) -> str:
    """Take "dataset" and the like off the name of a data resource.

    Parameters
    ----------
    surface : str
        Surface of a Dataset.

    Returns
    -------
    str
        The name alone where it is spelt as one, else the surface.

    Examples
    --------
    >>> strip_data_head("ImageNet-1K dataset"), strip_data_head("chest X-ray dataset")
    ('ImageNet-1K', 'chest X-ray dataset')
    """
    rest = re.sub(
        r"[\s-]+(?:data ?sets?|benchmarks?|corp(?:us|ora)|leaderboard|suite)$",
        "",
        surface,
        flags=re.IGNORECASE,
    )
    named = all(is_name_like(word) or word[:1].isupper() for word in re.split(r"[\s-]+", rest))
    return rest if rest and named and is_name_like(rest) else surface
