"""Tokens → the known names among them: longest match against lists of methods, data sets and so on.

The shipped lists stand in ``ontology/lexicon``, where ``README.md`` names the source and the
licence of each and says how often a match is right. Users may add lists of their own
(:func:`kg.extract.lexicon_table.read_lexicon`). A match is a hint, not a decision: the tagger takes
it as a feature, and the rules ask it for a type.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from kg.config import ONTOLOGY_DIR
from kg.extract.lexicon_keys import ANY_CAPITAL, letters_of_name, name_key, wanted_letters
from kg.extract.lexicon_lists import KeyedLists, read_keys
from kg.extract.lexicon_table import LexiconEntry, read_lexicon
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Lexicon", "LexiconEntry", "LexiconMatch", "load_lexicon", "name_key", "read_lexicon"]

#: A match spans at most so many tokens (hyphens count).
MAX_TOKENS: Final = 12

#: Tokens without letters that may stand inside a name.
_JOINERS: Final = frozenset("-‐‑–/+_'’&.·×")

#: Characters of a key that are looked at before a match goes on from token to token.
_START: Final = 6


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


class Lexicon:
    r"""Names, ready to be found in texts.

    Parameters
    ----------
    entries : iterable of LexiconEntry, optional
        In any order.
    lists : KeyedLists, optional
        More entries, their keys known beforehand.

    Examples
    --------
    >>> lexicon = Lexicon(read_lexicon("ImageNet\tDataset\nneural network\tMethod\n", "mine"))
    >>> tokens = "Deep neural - networks on ImageNet".split()
    >>> [(m.first, m.last, m.name, str(*m.types)) for m in lexicon.match(tokens)]
    [(1, 4, 'neural network', 'Method'), (5, 6, 'ImageNet', 'Dataset')]
    """

    def __init__(
        self, entries: Iterable[LexiconEntry] = (), *, lists: KeyedLists | None = None
    ) -> None:
        self._added: Final = tuple(entries)
        self._lists: Final = lists
        # Key → entries with the letters that each wants.
        self._forms: Final[dict[str, list[tuple[LexiconEntry, str]]]] = {}
        for entry in self._added:
            for surface in (entry.name, *entry.aliases):
                key = name_key(surface)
                form = (entry, wanted_letters(surface, key, entry.type))
                self._forms.setdefault(key, []).append(form)
        self._forms.pop("", None)
        self._keys: Final = lists.keys | self._forms.keys() if lists else self._forms.keys()
        self._starts: Final = {key[:_START] for key in self._keys}
        self._longest: Final = max(map(len, self._keys), default=0)
        self._listed: Final[dict[str, list[tuple[LexiconEntry, str]]]] = {}

    @cached_property
    def entries(self) -> tuple[LexiconEntry, ...]:
        """Every entry, those of the lists first."""
        return (*(self._lists.entries if self._lists else ()), *self._added)

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
        return Lexicon((*self._added, *entries), lists=self._lists)

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
        forms = self._forms_of(name_key(surface))
        if not forms:
            return ()
        letters = letters_of_name(surface)
        capital = not letters.islower()
        fitting = {
            entry
            for entry, wanted in forms
            if not wanted or wanted == letters or (wanted == ANY_CAPITAL and capital)
        }
        return tuple(sorted(fitting, key=lambda entry: (entry.type, entry.source, entry.name)))

    def _forms_of(self, key: str) -> list[tuple[LexiconEntry, str]]:
        if key not in self._listed and self._lists is not None:
            self._listed[key] = [
                (entry, wanted_letters(surface, key, entry.type))
                for entry in self._lists.entries_of(key)
                for surface in (entry.name, *entry.aliases)
                if name_key(surface) == key
            ]
        return [*self._listed.get(key, ()), *self._forms.get(key, ())]

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
            if len(key) > self._longest or (
                len(key) >= _START and key[:_START] not in self._starts
            ):
                break
            if keys[end] and key in self._keys:
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
    lists = [(file.name, file.read_text(encoding="utf-8"), read_keys(file)) for file in files]
    keyed = [(name, text, keys) for name, text, keys in lists if keys is not None]
    changed = (
        entry for name, text, keys in lists if keys is None for entry in read_lexicon(text, name)
    )
    return Lexicon(changed, lists=KeyedLists(keyed))
