r"""The user's own names → mentions: what a user teaches is found, whoever reads the papers.

A list is that of :mod:`kg.extract.lexicon_table`. A name on it is a mention of its type wherever it
stands; a name that is marked ``weak`` is only a hint to the extractor.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, shown
from kg.extract.entities import TypedMention, long_keys, surface_key
from kg.extract.lexicon import Lexicon, name_key
from kg.extract.lexicon_table import iter_rows, read_lexicon
from kg.model import Dropped, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.extract.abbreviations import Abbreviation
    from kg.extract.lexicon_table import LexiconEntry
    from kg.extract.reading import Reading
    from kg.vocabulary import EntityType

__all__ = ["SOURCE", "TaughtNames", "read_own_names"]

#: Who found a mention that the user taught.
SOURCE: Final = "lexicon"


def read_own_names(text: str, name: str) -> tuple[LexiconEntry, ...]:
    r"""Read a user's list of names.

    Parameters
    ----------
    text : str
        The list.
    name : str
        What to call it in messages.

    Returns
    -------
    tuple of LexiconEntry
        In the order of the lines.

    Raises
    ------
    InputError
        If a line cannot be read, a name has two types, or there is no name at all.

    Examples
    --------
    >>> read_own_names("GSM8K\tDataset\ngsm8k\tTask\n", "my.tsv")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: my.tsv:2: 'gsm8k' is a Dataset in line 1; give a name one type
    """
    entries = read_lexicon(text, name)
    if not entries:
        hint = "give lines of name, tab, type"
        raise InputError(name, "there is no name in it", hint=hint)
    numbers = [number for number, _ in iter_rows(text)]
    first: dict[str, tuple[EntityType, int]] = {}
    for number, entry in zip(numbers, entries, strict=True):
        for surface in (entry.name, *entry.aliases):
            kind, line = first.setdefault(surface_key(surface), (entry.type, number))
            if kind is not entry.type:
                what = f"{shown(surface)} is a {kind} in line {line}"
                raise InputError(f"{name}:{number}", what, hint="give a name one type")
    return entries


class TaughtNames:
    """Names that are mentions wherever they stand.

    Parameters
    ----------
    entries : iterable of LexiconEntry
        The user's list; weak entries are passed over.
    """

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        strong = [entry for entry in entries if not entry.weak]
        self._lexicon = Lexicon(strong)
        surfaces = {surface: e.type for e in strong for surface in (e.name, *e.aliases)}
        self._surfaces: Final = sorted(surfaces.items(), key=lambda one: (-len(one[0]), one[0]))

    def __bool__(self) -> bool:
        return bool(self._surfaces)

    def teach(
        self,
        reading: Reading,
        mentions: Sequence[TypedMention],
        abbreviations: Iterable[Abbreviation],
        dropped: list[Dropped],
    ) -> tuple[TypedMention, ...]:
        """Put the user's names among the mentions of a paper.

        Parameters
        ----------
        reading : Reading
            The paper.
        mentions : sequence of TypedMention
            What the extractor found; disjoint.
        abbreviations : iterable of Abbreviation
            Those that the paper explains: long and short form of a taught name have its type.
        dropped : list of Dropped
            Takes up what had to give way.

        Returns
        -------
        tuple of TypedMention
            By place, pairwise disjoint.

        Notes
        -----
        A taught name takes its place from whatever overlaps it. Inside a longer mention of the
        extractor it only does where the paper has it nowhere by itself ("No nested entities: take
        the longest one", annotation guidelines; but a name that was taught must be found).
        """
        found = self._chosen(reading, mentions) if self else {}
        if not found:
            return tuple(mentions)
        text = reading.paper.text
        kept = []
        for one in mentions:
            span = one.mention.span
            if not any(_overlap(span, other) for other in found):
                kept.append(one)
            elif span not in found:
                told = f"{one.mention.text} [{one.type}]"
                dropped.append(Dropped("extract", "taught-name", told, reading.paper.id))
        taught = [
            TypedMention(Mention(span, text[span.start : span.end], SOURCE), kind)
            for span, kind in found.items()
        ]
        return _with_one_type([*kept, *taught], abbreviations)

    def _chosen(
        self, reading: Reading, mentions: Sequence[TypedMention]
    ) -> Mapping[Span, EntityType]:
        places: dict[str, list[tuple[Span, EntityType]]] = defaultdict(list)
        for span, kind in self._places(reading):
            places[name_key(reading.paper.text[span.start : span.end])].append((span, kind))
        chosen: dict[Span, EntityType] = {}
        for same in places.values():
            free = [
                (span, kind)
                for span, kind in same
                if not any(_inside(span, one.mention.span) for one in mentions)
            ]
            chosen.update(free or same)
        return chosen

    def _places(self, reading: Reading) -> Iterator[tuple[Span, EntityType]]:
        """Find the names: to the letter first, then in other case, number and hyphens."""
        taken = bytearray(len(reading.tokens))
        for surface, kind in self._surfaces:
            start = reading.paper.text.find(surface)
            while start >= 0:
                span = Span(start, start + len(surface))
                first, last = reading.tokens_of(span)
                if _is_whole(reading, first, last, span) and not any(taken[first:last]):
                    taken[first:last] = b"\1" * (last - first)
                    yield span, kind
                start = reading.paper.text.find(surface, start + 1)
        for sentence in reading.sentences:
            words = [token.text for token in reading.tokens[sentence.first : sentence.last]]
            for match in self._lexicon.match(words):
                first, last = sentence.first + match.first, sentence.first + match.last
                if not any(taken[first:last]):
                    yield reading.span_of(first, last), match.types[0]


def _is_whole(reading: Reading, first: int, last: int, span: Span) -> bool:
    """Say whether a stretch begins and ends with a word, in one sentence."""
    return (
        first < last
        and reading.span_of(first, last) == span
        and reading.sentence_at(first) == reading.sentence_at(last - 1)
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(inner: Span, outer: Span) -> bool:
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


def _with_one_type(
    mentions: Iterable[TypedMention], abbreviations: Iterable[Abbreviation]
) -> tuple[TypedMention, ...]:
    """Give all mentions of a taught thing its type."""
    long_of = long_keys(abbreviations)
    keyed = []
    types: dict[str, set[EntityType]] = defaultdict(set)
    for one in mentions:
        key = surface_key(one.mention.text)
        key = long_of.get(key, key)
        keyed.append((key, one))
        if one.mention.source == SOURCE:
            types[key].add(one.type)
    made = []
    for key, one in keyed:
        if len(types[key]) == 1 and one.mention.source != SOURCE:
            made.append(replace(one, type=min(types[key])))
        else:
            made.append(one)
    return tuple(sorted(made, key=lambda one: one.mention.span))
