"""Names → the keys by which lists and texts are compared, and how strictly case counts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.text.folding import fold
from kg.vocabulary import EntityType

__all__ = ["ANY_CAPITAL", "EXACT_LENGTH", "letters_of_name", "name_key", "wanted_letters"]

#: A one-word name with capitals inside is only matched letter by letter up to this many characters:
#: ``DROP`` is not ``drop``, but ``ImageNet`` may be written ``Imagenet``.
EXACT_LENGTH: Final = 5

#: Stands for any capital, where a name wants one.
ANY_CAPITAL: Final = "A"

_PIECE: Final = re.compile(r"[^\W_]+[+#*]*")
_PLURAL_OF_ACRONYM: Final = re.compile(r"(?<=[A-Z0-9])s\b")


@lru_cache(maxsize=1 << 16)
def _piece_key(piece: str) -> str:
    return fold(piece).tight


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Give the form in which names are compared: no case, space, hyphen, plural or accent.

    Parameters
    ----------
    name : str
        A name, or a token of it.

    Returns
    -------
    str
        The key; empty if the name has no letter or digit. Every word is folded by itself, so the
        key of a text is the keys of its tokens joined, wherever a tokeniser cuts at signs.

    Examples
    --------
    >>> name_key("Generalised Linear Models"), name_key("CIFAR-10"), name_key("CIFAR10")
    ('generalizedlinearmodel', 'cifar10', 'cifar10')
    """
    return "".join(map(_piece_key, _PIECE.findall(name)))


def letters_of_name(text: str) -> str:
    """Join the pieces, case kept, without the plural of an acronym: ``GPT-4s`` is ``GPT4``."""
    return "".join(_PIECE.findall(_PLURAL_OF_ACRONYM.sub("", text)))


def wanted_letters(name: str, key: str, entity_type: EntityType) -> str:
    """Say how strictly the case of a name counts: exact letters, ``A`` for any capital, or empty.

    Fires on ``DROP``, ``LoRA``, ``mAP`` (exact) and on ``ImageNet``, ``Places`` (a capital); names
    of several words and common nouns (``Dropout``, ``perplexity``) are free.
    """  # noqa: DOC201
    if name.islower() or (" " in name and len(key) > EXACT_LENGTH):
        return "" if len(key) > 2 else letters_of_name(name)
    letters = letters_of_name(name)
    if len(letters) <= 2 or not letters[1:].islower():
        return letters if len(letters) <= EXACT_LENGTH else ANY_CAPITAL
    return ANY_CAPITAL if entity_type is EntityType.DATASET and letters[0].isupper() else ""
