"""Tokens → the known names among them: longest match against lists of methods, data sets and so on.

The shipped lists stand in ``ontology/lexicon``, where ``README.md`` names the source and the
licence of each and says how often a match is right. Users may add lists of their own
(:func:`kg.extract.lexicon_table.read_lexicon`). A match is a hint, not a decision: the tagger takes
it as a feature, and the rules ask it for a type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.config import ONTOLOGY_DIR
from kg.extract.lexicon_table import LexiconEntry, read_lexicon
from kg.text.folding import fold
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Lexicon", "LexiconEntry", "LexiconMatch", "load_lexicon", "name_key", "read_lexicon"]

#: A match spans at most so many tokens (hyphens count).
MAX_TOKENS: Final = 12

#: A one-word name with capitals inside is only matched letter by letter up to this many characters:
#: ``DROP`` is not ``drop``, but ``ImageNet`` may be written ``Imagenet``.
EXACT_LENGTH: Final = 5

#: Tokens without letters that may stand inside a name.
_JOINERS: Final = frozenset("-‐‑–/+_'’&.·×")

_PIECE: Final = re.compile(r"[^\W_]+[+#*]*")
_PLURAL_OF_ACRONYM: Final = re.compile(r"(?<=[A-Z0-9])s\b")
_ANY_CAPITAL: Final = "A"


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """A stretch of tokens that is a known name.

    Attributes
    ----------
    first, last : int
        Indices of its tokens, half-open.
    entries : tuple of LexiconEntry
        Every entry that has this name, sorted by type, source and name; never empty.
    """

    first: int
    last: int
    entries: tuple[LexiconEntry, ...]

    @property
    def types(self) -> tuple[EntityType, ...]:
        """Types that the lists give it, in the order of the vocabulary, without doubles."""
        types = {entry.type for entry in self.entries}
        return tuple(entity_type for entity_type in EntityType if entity_type in types)

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources that have it, sorted, without doubles."""
        return tuple(sorted({entry.source for entry in self.entries}))

    @property
    def weak(self) -> bool:
        """True if every entry is weak."""
        return all(entry.weak for entry in self.entries)

    @property
    def name(self) -> str:
        """The name as its first strong entry has it, else its first one."""
        return min(self.entries, key=lambda entry: entry.weak).name


@lru_cache(maxsize=1 << 16)
def _piece_key(piece: str) -> str:
    return fold(piece).tight


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


def _letters(text: str) -> str:
    """Join the pieces, case kept, without the plural of an acronym: ``GPT-4s`` is ``GPT4``."""
    return "".join(_PIECE.findall(_PLURAL_OF_ACRONYM.sub("", text)))


def _wanted_letters(name: str, key: str, entity_type: EntityType) -> str:
    """Say how strictly the case of a name counts: exact letters, ``A`` for any capital, or empty.

    Fires on ``DROP``, ``LoRA``, ``mAP`` (exact) and on ``ImageNet``, ``Places`` (a capital); names
    of several words and common nouns (``Dropout``, ``perplexity``) are free.
    """  # noqa: DOC201
    if name.islower() or (" " in name and len(key) > EXACT_LENGTH):
        return "" if len(key) > 2 else _letters(name)
    letters = _letters(name)
    if len(letters) <= 2 or not letters[1:].islower():
        return letters if len(letters) <= EXACT_LENGTH else _ANY_CAPITAL
    return _ANY_CAPITAL if entity_type is EntityType.DATASET and letters[0].isupper() else ""


class Lexicon:
    r"""Names, ready to be found in texts.

    Parameters
    ----------
    entries : iterable of LexiconEntry
        In any order.

    Examples
    --------
    >>> lexicon = Lexicon(read_lexicon("ImageNet\tDataset\nneural network\tMethod\n", "mine"))
    >>> tokens = "Deep neural - networks on ImageNet".split()
    >>> [(m.first, m.last, m.name, str(*m.types)) for m in lexicon.match(tokens)]
    [(1, 4, 'neural network', 'Method'), (5, 6, 'ImageNet', 'Dataset')]
    """

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        self.entries: Final = tuple(entries)
        # Key → entries with the letters that each wants.
        self._forms: Final[dict[str, list[tuple[LexiconEntry, str]]]] = {}
        for entry in self.entries:
            for surface in (entry.name, *entry.aliases):
                key = name_key(surface)
                form = (entry, _wanted_letters(surface, key, entry.type))
                self._forms.setdefault(key, []).append(form)
        self._forms.pop("", None)
        self._longest: Final = max(map(len, self._forms), default=0)

    def __len__(self) -> int:
        return len(self.entries)

    def extended(self, entries: Iterable[LexiconEntry]) -> Lexicon:
        """Give a lexicon with more entries.

        Parameters
        ----------
        entries : iterable of LexiconEntry
            What is added, a user's own list for example.

        Returns
        -------
        Lexicon
            A new one; this one stays as it is.
        """
        return Lexicon((*self.entries, *entries))

    def lookup(self, surface: str) -> tuple[LexiconEntry, ...]:
        """List the entries that have a string as their name.

        Parameters
        ----------
        surface : str
            A name as a text has it.

        Returns
        -------
        tuple of LexiconEntry
            Sorted by type, source and name, without doubles; empty if the string is unknown.
        """
        forms = self._forms.get(name_key(surface), ())
        if not forms:
            return ()
        letters = _letters(surface)
        capital = not letters.islower()
        fitting = {
            entry
            for entry, wanted in forms
            if not wanted or wanted == letters or (wanted == _ANY_CAPITAL and capital)
        }
        return tuple(sorted(fitting, key=lambda entry: (entry.type, entry.source, entry.name)))

    def match(self, tokens: Sequence[str]) -> list[LexiconMatch]:
        """Find the known names in a row of tokens; where two overlap, the longer one stays.

        Parameters
        ----------
        tokens : sequence of str
            Tokens of one sentence, cut by any tokeniser; a hyphen may be a token of its own.

        Returns
        -------
        list of LexiconMatch
            Pairwise disjoint, by place; of two equally long ones that overlap the earlier stays.

        Notes
        -----
        One look-up for each stretch of at most ``MAX_TOKENS`` tokens: O(n) for n tokens.
        """
        keys = list(map(name_key, tokens))
        found = [
            match
            for first in range(len(tokens))
            if (match := self._longest_at(tokens, keys, first))
        ]
        found.sort(key=lambda match: (match.first - match.last, match.first))
        taken = bytearray(len(tokens))
        kept = []
        for match in found:
            if not any(taken[match.first : match.last]):
                taken[match.first : match.last] = b"\1" * (match.last - match.first)
                kept.append(match)
        return sorted(kept, key=lambda match: match.first)

    def _longest_at(
        self, tokens: Sequence[str], keys: Sequence[str], first: int
    ) -> LexiconMatch | None:
        if not keys[first]:
            return None
        key = ""
        best = None
        for end in range(first, min(len(tokens), first + MAX_TOKENS)):
            if not keys[end] and tokens[end] not in _JOINERS:
                break
            key += keys[end]
            if len(key) > self._longest:
                break
            if keys[end] and key in self._forms:
                entries = self.lookup(" ".join(tokens[first : end + 1]))
                best = LexiconMatch(first, end + 1, entries) if entries else best
        return best

    def tags(self, tokens: Sequence[str]) -> list[tuple[str, ...]]:
        """Tag every token with the matches that it stands in.

        Parameters
        ----------
        tokens : sequence of str
            As for :meth:`match`.

        Returns
        -------
        list of tuple of str
            One tuple a token, sorted, empty outside matches: ``B-Dataset:pwc`` on a match's first
            token, ``I-Dataset:pwc`` on the others, with ``?`` at the end where the entry is weak.
        """
        tags: list[tuple[str, ...]] = [()] * len(tokens)
        for match in self.match(tokens):
            kinds = sorted(
                {f"{entry.type}:{entry.source}{'?' * entry.weak}" for entry in match.entries}
            )
            tags[match.first] = tuple(f"B-{kind}" for kind in kinds)
            inside = tuple(f"I-{kind}" for kind in kinds)
            tags[match.first + 1 : match.last] = [inside] * (match.last - match.first - 1)
        return tags


@cache
def load_lexicon() -> Lexicon:
    """Load the shipped lists, once a process.

    Returns
    -------
    Lexicon
        All of ``ontology/lexicon/*.tsv``.
    """
    files = sorted((ONTOLOGY_DIR / "lexicon").glob("*.tsv"))
    return Lexicon(
        entry
        for file in files
        for entry in read_lexicon(file.read_text(encoding="utf-8"), file.name)
    )
