"""Short forms: what looks like one, and whether it stands for a long form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kg.text.words import word_set

__all__ = [
    "are_clipped",
    "clipped_parts",
    "initials",
    "is_short_form",
    "short_key",
    "stands_for",
]

#: Small words that an initialism may leave out.
_SMALL: Final = word_set("a an and by for from in of on or the to with")

#: Signs of a short form at most.
_LONGEST: Final = 12

_TWO_WORDS: Final = re.compile(r"[A-Z]?[a-z]{2,}-[A-Z]?[a-z]{2,}")
_SHORT: Final = re.compile(r"(?=[^\s]{2,12}$)(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9][A-Za-z0-9/&.+*-]*")


def is_short_form(surface: str) -> bool:
    """Say whether a surface may be a short form: one word, two capitals, at most twelve signs.

    Parameters
    ----------
    surface : str
        A surface.

    Returns
    -------
    bool
        True for "PINNs", "LoRA", "ViT"; false for "Fine-Tuning" (a hyphen before a small letter's
        word) and "Adam".

    Examples
    --------
    >>> [is_short_form(one) for one in ("PINNs", "LoRA", "Fine-Tuning", "Adam", "SE(3)")]
    [True, True, False, False, False]
    """
    if len(surface) > _LONGEST or " " in surface or _SHORT.fullmatch(surface) is None:
        return False
    return "-" not in surface or _TWO_WORDS.search(surface) is None


@lru_cache(maxsize=1 << 16)
def short_key(surface: str) -> str:
    """Give the key of a short form: no plural, no hyphen, no case.

    Parameters
    ----------
    surface : str
        A short form.

    Returns
    -------
    str
        Its key.

    Examples
    --------
    >>> short_key("PINNs"), short_key("SAS"), short_key("Bi-LSTMs")
    ('pinn', 'sas', 'bilstm')
    """
    singular = re.sub(r"(?<=[A-Z0-9])'?s$", "", surface)
    return singular.replace("-", "").casefold()


def stands_for(short: str, long: str) -> bool:
    """Say whether a short form can stand for a long form.

    Parameters
    ----------
    short, long : str
        Two surfaces.

    Returns
    -------
    bool
        True if the long form has more words than one or more letters, and the short form's letters
        stand in it in their order, the first at its beginning.

    References
    ----------
    A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions in
    biomedical text", Pacific Symposium on Biocomputing 2003, section 3.2. Here the first letter
    must also be the first of the long form, since there is no text around it to cut.

    Examples
    --------
    >>> stands_for("PINNs", "physics-informed neural networks")
    True
    >>> stands_for("LLMs", "language models"), stands_for("ODEs", "neural ODE")
    (False, False)
    """
    letters = [one for one in short_key(short) if one.isalnum()]
    text = _plain(long)
    if len(letters) < 2 or len(text) <= len(short) + 2 or not text.startswith(letters[0]):
        return False
    if re.sub(r"[\W_]", "", text).startswith("".join(letters)):
        return False
    at = len(text)
    for letter in reversed(letters[1:]):
        at = text.rfind(letter, 1, at)
        if at < 0:
            return False
    words = re.findall(r"[a-z0-9]+", text)
    starts = sum(word[0] in letters for word in words if word not in _SMALL)
    return 2 * starts >= min(len(letters), len([word for word in words if word not in _SMALL]))


def initials(key: str) -> frozenset[str]:
    """Give the initialisms of a name.

    Parameters
    ----------
    key : str
        Fine key of a name.

    Returns
    -------
    frozenset of str
        First letters of all words, and of all but the small ones; empty for a single word.

    Examples
    --------
    >>> sorted(initials("mixture of experts"))
    ['me', 'moe']
    """
    if " " not in key and "-" not in key and key.isascii():
        return frozenset()
    words = _plain(key).replace("-", " ").split()
    large = [word for word in words if word not in _SMALL]
    some = (words,) if len(large) == len(words) else (words, large)
    return frozenset("".join([word[0] for word in one]) for one in some if len(one) > 1)


def clipped_parts(surface: str) -> list[str]:
    """Give the parts of a name made of clipped words.

    Parameters
    ----------
    surface : str
        A surface.

    Returns
    -------
    list of str
        The beginnings of its words, folded; none if it is no such name.

    Examples
    --------
    >>> clipped_parts("ResNets"), clipped_parts("CNN")
    (['res', 'nets'], [])
    """
    clipped = re.fullmatch(r"(?:[A-Z][a-z]{2,})+", surface.removesuffix("s"))
    return [one.casefold() for one in re.findall(r"[A-Z][a-z]+", surface) if clipped]


def are_clipped(parts: list[str], words: list[str]) -> bool:
    """Say whether parts are the beginnings of words, each shorter than its word.

    Parameters
    ----------
    parts, words : list of str
        Folded.

    Returns
    -------
    bool
        True for "res", "net" and "residual", "network".

    Examples
    --------
    >>> are_clipped(["res", "net"], ["residual", "network"])
    True
    """
    if len(parts) != len(words):
        return False
    pairs = zip(parts, words, strict=True)
    return all(word.startswith(part) and word != part for part, word in pairs)


def _plain(text: str) -> str:
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in decomposed if not unicodedata.combining(one))
