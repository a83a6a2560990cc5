"""Surface → key: what is left of a name when its spelling does not count, and which rules it took.

Only spelling is folded: case, hyphen and space, plural, British or American, accents, Greek
letters, mark-up. Whatever tells two artefacts apart stays: digits, ``+``, ``#``, ``*``, brackets,
``/``, ``:``, ``@``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.text.normalise import normalise
from kg.text.plurals import singular
from kg.text.spelling import one_spelling
from kg.text.words import word_set

__all__ = ["RULES", "Folded", "fold", "match_key", "tight_key"]

#: Rules, in the order in which they are applied and reported.
RULES: Final = (
    "markup",  # LaTeX residue, ligatures, odd quotes: ``kg.text.normalise``
    "hyphen",  # hyphens, dots of ``DALL·E`` and runs of spaces become one space
    "possessive",  # Green's function → green function
    "script",  # L_2, L^2 → l2
    "dots",  # i.i.d. → iid
    "greek",  # μ → mu, ℓ → l
    "accent",  # Schrödinger → schrodinger
    "plural",  # of the last word, and of the one before its first preposition
    "case",
    "spelling",  # British → American, parametr- → parameter-
)

_PLAIN: Final = re.compile(r"(?:[A-Za-z0-9 .\-+*#/:@&%,()'](?!(?<=\d)times))*")
_APART: Final = re.compile(r"[\s\-—·]+|(?<=[A-Za-z]{2})_(?=[A-Za-z]{2})")
_POSSESSIVE: Final = re.compile(r"(.+\w)'(?:s)?")
_SCRIPT: Final = re.compile(r"(?<=\w)[_^]+(?=[\w*+])")
_DOTTED: Final = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?")
_EDGE: Final = "\"'`,;:!?."
_PREPOSITIONS: Final = word_set("as at between by for from in of on over to under via with")
_DIGITS_APART: Final = re.compile(r"(?<=\d) (?=\d)")
_GREEK_NAME: Final = re.compile(r"GREEK (?:SMALL|CAPITAL) LETTER (?:FINAL )?(\w+)")
_GREEK: Final = re.compile(
    r"[\u0370-\u03ff\u1f00-\u1fff]|ℓ|\bvar(?=epsilon|phi|theta|sigma|pi|rho)"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A key and how it was made.

    Attributes
    ----------
    key : str
        Words, lower case, apart by single spaces.
    rules : tuple of str
        Of ``RULES``, those that changed something, in their order.
    """

    key: str
    rules: tuple[str, ...]

    @property
    def tight(self) -> str:
        """The key without its spaces, except between two digits: ``llama2``."""
        return _DIGITS_APART.sub("\0", self.key).replace(" ", "").replace("\0", " ")


@lru_cache(maxsize=1 << 17)
def fold(surface: str) -> Folded:
    r"""Fold a name.

    Parameters
    ----------
    surface : str
        As the text has it, mark-up and all.

    Returns
    -------
    Folded
        Key and rules. The key of a key is the key itself, as far as case tells no plural.

    Examples
    --------
    >>> fold("Physics-Informed Neural Networks")
    Folded(key='physics informed neural network', rules=('hyphen', 'plural', 'case'))
    >>> [fold(name).key for name in ('Schr\\"odinger Bridges', "u-$μ$P", "L_2 loss", "C++", "C#")]
    ['schrodinger bridge', 'u mup', 'l2 loss', 'c++', 'c#']
    >>> fold("LLaMA-2").tight == fold("Llama 2").tight == fold("llama2").tight
    True
    """
    used: set[str] = set()
    text = surface
    if not _PLAIN.fullmatch(surface):
        text = unicodedata.normalize("NFKC", normalise(surface).text).replace("×", "x")
        if text != surface:
            used.add("markup")
    parts = _APART.split(text)
    words = [word for part in parts if (word := part.strip(" "))]
    if " ".join(parts) != text:
        used.add("hyphen")
    words = [_fold_signs(word, used) for word in words]
    for index, word in enumerate(words):
        if not word.isascii():
            _apply("accent", words, index, _without_accents(word), used)
    words = [word for word in words if word]
    for index in _plural_places(words):
        _apply("plural", words, index, singular(words[index]), used)
    for index, word in enumerate(words):
        _apply("case", words, index, word.casefold(), used)
        _apply("spelling", words, index, one_spelling(words[index]), used)
    rules = tuple([rule for rule in RULES if rule in used]) if used else ()
    return Folded(" ".join(words), rules)


def _apply(rule: str, words: list[str], index: int, new: str, used: set[str]) -> None:
    if new != words[index]:
        words[index] = new
        used.add(rule)


def _fold_signs(word: str, used: set[str]) -> str:
    """Fold the signs of one word: possessive, sub- and superscripts, dots, Greek letters."""
    if word.isascii() and word.isalnum() and "var" not in word:
        return word
    if _DOTTED.fullmatch(word) and "." in word[:-1]:
        used.add("dots")
        return word.replace(".", "")
    bare = word.strip(_EDGE) if word[0] in _EDGE or word[-1] in _EDGE else word
    if "'" in bare or word.endswith("s'"):
        possessive = _POSSESSIVE.fullmatch(word.rstrip(_EDGE[1:]) if "'" not in bare else bare)
        if possessive is not None:
            used.add("possessive")
            bare = possessive[1]
    if "_" in bare or "^" in bare:
        used.add("script")
        bare = _SCRIPT.sub("", bare)
    if not bare.isascii() or "var" in bare:
        greek = _GREEK.sub(lambda match: _greek_name(match[0]), bare)
        if greek != bare:
            used.add("greek")
            bare = greek
    return bare.replace(",!", " ").replace(",", " ").strip() if _drops_comma(bare) else bare


def _drops_comma(word: str) -> bool:
    return "," in word and not any(char.isdigit() for char in word)


def _greek_name(char: str) -> str:
    if char == "ℓ":
        return "l"
    named = _GREEK_NAME.match(unicodedata.name(char, "")) if len(char) == 1 else None
    return "" if named is None else named[1].lower().replace("lamda", "lambda")


def _plural_places(words: list[str]) -> list[int]:
    """Say which words carry the number of a name: the last one, and the head before ``of``."""
    if not words:
        return []
    places = [len(words) - 1]
    for index, word in enumerate(words[1:-1], start=1):
        if word in _PREPOSITIONS:
            places.append(index - 1)
            break
    return places


def _without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize(
        "NFC", "".join(c for c in decomposed if not unicodedata.combining(c))
    )


def match_key(surface: str) -> str:
    """Give the readable key of a name.

    Parameters
    ----------
    surface : str
        As the text has it.

    Returns
    -------
    str
        ``fold(surface).key``: names whose keys are equal differ in spelling only.

    Examples
    --------
    >>> match_key("Generative Modelling") == match_key("generative modeling")
    True
    """
    return fold(surface).key


def tight_key(surface: str) -> str:
    """Give the key of a name in which spaces and hyphens do not count at all.

    Parameters
    ----------
    surface : str
        As the text has it.

    Returns
    -------
    str
        ``fold(surface).tight``.

    Examples
    --------
    >>> tight_key("pre-trained model") == tight_key("Pretrained Models")
    True
    >>> tight_key("CIFAR-10") == tight_key("CIFAR-100")
    False
    """
    return fold(surface).tight
