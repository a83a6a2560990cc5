"""Tokens → the known names among them: longest match against lists of methods, data sets, tasks, …

The shipped lists stand in ``ontology/lexicon`` (``README.md`` there names the source and the licence
of each and says how often a match is right); users may add lists of their own. A match is a hint, not
a decision: the tagger takes it as a feature, and the rules ask it for a type.

A list is a table of tab-separated columns ``name type source strength aliases``; the last three may be
left out. ``strength`` is ``weak`` for a name that is more often something else, ``aliases`` are
separated by ``|``. Empty lines and lines that begin with ``#`` are skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from kg.config import ONTOLOGY_DIR
from kg.errors import InputError
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

_PIECE: Final = re.compile(r"[^\W_]+")
_TYPES: Final = {str(entity_type): entity_type for entity_type in EntityType}


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One name of a list.

    Attributes
    ----------
    name : str
        The name in its best form.
    type : EntityType
        What the list says that it is.
    source : str
        Id of the source: ``"pwc"``, ``"cso"``, …
    weak : bool
        True if the string is more often something else.
    aliases : tuple of str
        Other forms of the name, in the list's order.
    """

    name: str
    type: EntityType
    source: str
    weak: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """A stretch of tokens that is a known name.

    Attributes
    ----------
    first, last : int
        Indices of its first and its last token (both inside).
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


@lru_cache(maxsize=65536)
def _fold_piece(piece: str) -> str:
    """Fold a run of letters and digits: ``Networks`` → ``network``, ``optimisations`` → …``z``…."""
    folded = piece.casefold()
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        if folded.endswith("ies") and len(folded) > 4:
            folded = f"{folded[:-3]}y"
        elif folded.endswith(("sses", "xes", "ches", "shes", "zes")):
            folded = folded[:-2]
        else:
            folded = folded[:-1]
    return folded


@lru_cache(maxsize=65536)
def _fold(text: str) -> str:
    return "".join(map(_fold_piece, _PIECE.findall(text)))


@lru_cache(maxsize=65536)
def _cased(text: str) -> str:
    """Join the pieces with their case kept; only a plural ``s`` after a capital or digit goes."""
    return "".join(re.sub(r"(?<=[A-Z0-9])s$", "", piece) for piece in _PIECE.findall(text))


def name_key(name: str) -> str:
    """Give the form in which names are compared: no case, space, hyphen or plural.

    Parameters
    ----------
    name : str
        A name, or a token of it.

    Returns
    -------
    str
        The key; empty if the name has no letter or digit. The key of a text is the keys of its
        tokens joined, wherever a tokeniser may cut.

    Examples
    --------
    >>> name_key("Physics-Informed Neural Networks"), name_key("CIFAR-10"), name_key("CIFAR10")
    ('physicsinformedneuralnetwork', 'cifar10', 'cifar10')
    """
    return _fold(name)


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write an entry's name, and how strictly its case is to be kept.

    ``letters`` is the exact form, ``"A"`` where any capital will do, and empty where case is free.
    """

    entry: LexiconEntry
    letters: str

    def fits(self, surface: str) -> bool:
        if not self.letters:
            return True
        return not surface.islower() if self.letters == "A" else surface == self.letters


def _letters(name: str, entity_type: EntityType) -> str:
    """Say how strictly the case of a name counts (see ``_Form``).

    Fires on ``DROP``, ``LoRA``, ``mAP`` (exact) and on ``ImageNet``, ``Places`` (a capital); names of
    several words and common nouns (``Dropout``, ``perplexity``) are free.
    """
    letters = _cased(name)
    if " " in name.strip() and len(letters) > EXACT_LENGTH:
        return ""
    inner_capital = any(letter.isupper() for letter in letters[1:])
    if inner_capital or len(letters) <= 2:
        return letters if len(letters) <= EXACT_LENGTH else "A"
    return "A" if entity_type is EntityType.DATASET and letters[0].isupper() else ""


class Lexicon:
    """Names, ready to be found in texts.

    Parameters
    ----------
    entries : iterable of LexiconEntry
        In any order; doubles are kept once.

    Examples
    --------
    >>> lexicon = Lexicon(read_lexicon("ImageNet\\tDataset\\nneural network\\tMethod\\n", "mine"))
    >>> tokens = "Deep neural - networks on ImageNet".split()
    >>> [(m.first, m.last, m.name, str(*m.types)) for m in lexicon.match(tokens)]
    [(1, 3, 'neural network', 'Method'), (5, 5, 'ImageNet', 'Dataset')]
    """

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        self.entries: Final = tuple(dict.fromkeys(entries))
        self._forms: Final[dict[str, list[_Form]]] = {}
        for entry in self.entries:
            for surface in (entry.name, *entry.aliases):
                key = _fold(surface)
                if key:
                    form = _Form(entry, _letters(surface, entry.type))
                    self._forms.setdefault(key, []).append(form)
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
            Sorted by type, source and name; empty if it is unknown.
        """
        forms = self._forms.get(_fold(surface), ())
        letters = _cased(surface)
        entries = {form.entry for form in forms if form.fits(letters)}
        return tuple(sorted(entries, key=lambda entry: (entry.type, entry.source, entry.name)))

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
        """
        found = [
            match for first in range(len(tokens)) if (match := self._longest_at(tokens, first))
        ]
        found.sort(key=lambda match: (match.first - match.last, match.first))
        taken = bytearray(len(tokens))
        kept = []
        for match in found:
            if not any(taken[match.first : match.last + 1]):
                taken[match.first : match.last + 1] = b"\1" * (match.last + 1 - match.first)
                kept.append(match)
        return sorted(kept, key=lambda match: match.first)

    def _longest_at(self, tokens: Sequence[str], first: int) -> LexiconMatch | None:
        """Give the longest name that begins at a token, None if there is none."""
        if not _fold(tokens[first]):
            return None
        key = ""
        best = None
        for last in range(first, min(len(tokens), first + MAX_TOKENS)):
            folded = _fold(tokens[last])
            if not folded:
                if tokens[last] not in _JOINERS:
                    break
                continue
            key += folded
            if len(key) > self._longest:
                break
            if key in self._forms:
                entries = self.lookup(" ".join(tokens[first : last + 1]))
                best = LexiconMatch(first, last, entries) if entries else best
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
            One tuple a token, sorted, empty outside matches: ``B-Dataset:pwc`` on a match's first token,
            ``I-Dataset:pwc`` on the others, with ``?`` at the end where the entry is weak.
        """
        tags: list[tuple[str, ...]] = [()] * len(tokens)
        for match in self.match(tokens):
            kinds = sorted(
                {f"{entry.type}:{entry.source}{'?' * entry.weak}" for entry in match.entries}
            )
            inside = tuple(f"I-{kind}" for kind in kinds)
            tags[match.first] = tuple(f"B-{kind}" for kind in kinds)
            tags[match.first + 1 : match.last + 1] = [inside] * (match.last - match.first)
        return tags


def read_lexicon(text: str, name: str) -> tuple[LexiconEntry, ...]:
    r"""Read a list of names.

    Parameters
    ----------
    text : str
        The list, in the format that the module's docstring tells.
    name : str
        What to call the list in messages, and its source where a row names none.

    Returns
    -------
    tuple of LexiconEntry
        In the order of the lines.

    Raises
    ------
    InputError
        If a line has no name, no type or one that the vocabulary does not have, a strength other than
        ``weak``, or too many columns; the message tells the line.

    Examples
    --------
    >>> read_lexicon("GSM8K\tDataset\tmine\t\tGrade School Math 8K\n", "my.tsv")[0].aliases
    ('Grade School Math 8K',)
    >>> read_lexicon("GSM8K\tData\n", "my.tsv")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: my.tsv:1: unknown type 'Data'; give Method, Dataset, Task, Metric or Concept
    """
    entries = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            entries.append(_read_row(line.rstrip("\r"), f"{name}:{number}", source=name))
    return tuple(entries)


def _read_row(line: str, where: str, *, source: str) -> LexiconEntry:
    columns = line.split("\t")
    if not 2 <= len(columns) <= 5:
        what = f"{len(columns)} column{'s' * (len(columns) != 1)}"
        hint = "give name, type and at most source, strength, aliases, separated by tabs"
        raise InputError(where, what, hint=hint)
    name, kind, own_source, strength, aliases = (*map(str.strip, columns), "", "", "")[:5]
    if not _fold(name):
        raise InputError(where, f"{name!r} is no name", hint="give one with letters or digits")
    if kind not in _TYPES:
        hint = "give Method, Dataset, Task, Metric or Concept"
        raise InputError(where, f"unknown type {kind!r}", hint=hint)
    if strength not in {"", "weak"}:
        raise InputError(where, f"unknown strength {strength!r}", hint="give 'weak' or nothing")
    others = tuple(alias for part in aliases.split("|") if (alias := part.strip()))
    return LexiconEntry(name, _TYPES[kind], own_source or source, strength == "weak", others)


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
