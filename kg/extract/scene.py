"""A reading and its entities → a scene: sentences in which every mention is one unit.

Roles, relations and results are read from the same picture: a sentence is a row of units, a unit
is a word or a whole mention. ``our method`` and ``this data set`` are units that stand for the
paper's own proposal, whichever entity that turns out to be.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.entities import DraftEntity
    from kg.extract.reading import Reading, Token
    from kg.model import Entity, Span

__all__ = ["OWN_DATA", "OWN_METHOD", "Occurrence", "Row", "Scene", "Unit", "set_scene"]

#: Stands for the paper's own method, where the text says "our method".
OWN_METHOD: Final = -1

#: Stands for the paper's own data set, where the text says "our benchmark".
OWN_DATA: Final = -2

_METHOD_NOUNS: Final = (
    "method|methods|approach|approaches|framework|model|models|algorithm|algorithms|architecture|"
    "technique|techniques|network|networks|system|scheme|solver|procedure|strategy|paradigm|"
    "formulation|pipeline|methodology|estimator|optimizer|optimiser|attack|agent|mechanism|recipe|"
    "toolkit|library|package|software|code"
)
_DATA_NOUNS: Final = "dataset|datasets|benchmark|benchmarks|corpus|corpora|suite|collection"
_ADJECTIVES: Final = (
    "proposed|new|novel|resulting|final|trained|simple|full|best|learned|hybrid|introduced|"
    "developed|presented|unified|general|two-stage|end-to-end|efficient|own|latest|optimal"
)
_OWN: Final = re.compile(
    rf"(?:our|this|these|the proposed|the resulting|the introduced|the developed|the new)"
    rf"(?: (?:{_ADJECTIVES}))* (?:(?P<method>{_METHOD_NOUNS})|(?P<data>{_DATA_NOUNS}))"
)
_OWN_BEGINS: Final = frozenset({"our", "the", "these", "this"})
_LONGEST_OWN: Final = 5  # tokens looked at for one such phrase


class Unit(NamedTuple):
    """A word, a mention, or a phrase that stands for the paper's own proposal.

    Attributes
    ----------
    word : str
        Lower case; ``"@"`` for a mention, ``"@own"`` for "our method".
    entity : int or None
        Index of the entity; ``OWN_METHOD`` or ``OWN_DATA`` for a phrase; None for a word.
    start, end : int
        Place in the paper's text.
    """

    word: str
    entity: int | None
    start: int
    end: int


class Occurrence(NamedTuple):
    """Where an entity stands.

    Attributes
    ----------
    row : int
        Index of the sentence.
    place : int
        Index of the unit in it.
    own : bool
        True if the text says "our method" there instead of a name.
    """

    row: int
    place: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence as a row of units.

    Attributes
    ----------
    span : Span
        The sentence.
    units : tuple of Unit
        In the order of the text.
    text : str
        The units' words, each followed by a space: what cues are matched on.
    is_title : bool
        True for the title.
    """

    span: Span
    units: tuple[Unit, ...]
    text: str
    is_title: bool

    def left(self, place: int, width: int = 12) -> str:
        """Give the words before a unit.

        Parameters
        ----------
        place : int
            Index of the unit.
        width : int
            Number of units at most.

        Returns
        -------
        str
            Each followed by a space; empty at the beginning of the sentence.
        """
        return _words(self.units[max(0, place - width) : place])

    def right(self, place: int, width: int = 12) -> str:
        """Give the words behind a unit.

        Parameters
        ----------
        place : int
            Index of the unit.
        width : int
            Number of units at most.

        Returns
        -------
        str
            Each followed by a space; empty at the end of the sentence.
        """
        return _words(self.units[place + 1 : place + 1 + width])

    def between(self, first: int, second: int) -> str:
        """Give the words between two units of which the first stands earlier.

        Parameters
        ----------
        first, second : int
            Indices of the units.

        Returns
        -------
        str
            Each followed by a space; empty if they touch.
        """
        return _words(self.units[first + 1 : second])


@dataclass(frozen=True)
class Scene:
    """All that the claims of a paper are read from.

    Attributes
    ----------
    rows : tuple of Row
        The sentences.
    entities : tuple of DraftEntity or Entity
        In the given order; occurrences count in it.
    places : tuple of tuple of Occurrence
        Of each entity, in the order of the text; never empty.
    own_method, own_data : tuple of Occurrence
        Phrases that stand for the paper's own proposal.
    """

    rows: tuple[Row, ...]
    entities: tuple[DraftEntity | Entity, ...]
    places: tuple[tuple[Occurrence, ...], ...]
    own_method: tuple[Occurrence, ...]
    own_data: tuple[Occurrence, ...]


def set_scene(
    reading: Reading, entities: Sequence[DraftEntity | Entity], *, like: Scene | None = None
) -> Scene:
    """Put the mentions of entities into the sentences of a paper.

    Parameters
    ----------
    reading : Reading
        The paper's sentences and tokens.
    entities : sequence of DraftEntity or Entity
        The entities; their mentions are places in the paper's text. Of two mentions that
        overlap, the shorter one is taken to stand where the longer one does.
    like : Scene, optional
        An earlier scene of the same paper; where its entities have the same mentions, its
        sentences are taken over.

    Returns
    -------
    Scene
        Every entity has at least one occurrence in it.
    """
    if like is not None and [one.mentions for one in like.entities] == [
        one.mentions for one in entities
    ]:
        return replace(like, entities=tuple(entities))
    kept = _keep_longest(
        (mention.span.start, mention.span.end, number)
        for number, entity in enumerate(entities)
        for mention in entity.mentions
    )
    title_end = len(reading.paper.title)
    rows = tuple(
        _make_row(sentence.span, reading.tokens[sentence.first : sentence.last], kept, title_end)
        for sentence in reading.sentences
    )
    found: dict[int, list[Occurrence]] = {number: [] for number in range(len(entities))}
    own: dict[int, list[Occurrence]] = {OWN_METHOD: [], OWN_DATA: []}
    for at, row in enumerate(rows):
        for place, unit in enumerate(row.units):
            if unit.entity is not None and unit.entity >= 0:
                found[unit.entity].append(Occurrence(at, place))
            elif unit.entity is not None:
                own[unit.entity].append(Occurrence(at, place, own=True))
    for number, entity in enumerate(entities):
        if not found[number]:
            found[number].append(_locate(rows, entity.mentions[0].span.start))
    return Scene(
        rows=rows,
        entities=tuple(entities),
        places=tuple(tuple(found[number]) for number in range(len(entities))),
        own_method=tuple(own[OWN_METHOD]),
        own_data=tuple(own[OWN_DATA]),
    )


def _keep_longest(spans: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    found = sorted(spans)
    if all(one[1] <= other[0] for one, other in itertools.pairwise(found)):
        return found  # as nearly always
    kept: list[tuple[int, int, int]] = []
    for start, end, number in sorted(found, key=lambda one: (one[0] - one[1], one)):
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, number))
    return sorted(kept)


def _make_row(
    span: Span, tokens: Sequence[Token], kept: list[tuple[int, int, int]], title_end: int
) -> Row:
    inside = [one for one in kept if span.start <= one[0] < span.end]
    units: list[Unit] = []
    at = 0
    for token in tokens:
        while at < len(inside) and inside[at][0] < token.end:
            units.append(Unit("@", inside[at][2], inside[at][0], inside[at][1]))
            at += 1
        if units and units[-1].end > token.start:
            continue  # the token lies in the mention just set down
        units.append(Unit(token.text.lower(), None, token.start, token.end))
    own = any(unit.word in _OWN_BEGINS for unit in units)
    joined = tuple(_join_own(units) if own else units)
    return Row(span, joined, _words(joined), span.start < title_end)


def _words(units: Iterable[Unit]) -> str:
    return "".join([f"{unit.word} " for unit in units])


def _join_own(units: list[Unit]) -> Iterable[Unit]:
    at = 0
    while at < len(units):
        best = 0
        widths = range(_LONGEST_OWN, 1, -1) if units[at].word in _OWN_BEGINS else ()
        for width in widths:
            some = units[at : at + width]
            if all(unit.entity is None for unit in some):
                match = _OWN.fullmatch(" ".join(unit.word for unit in some))
                if match is not None:
                    own = OWN_METHOD if match["method"] else OWN_DATA
                    yield Unit("@own", own, some[0].start, some[-1].end)
                    best = len(some)
                    break
        if not best:
            yield units[at]
        at += max(best, 1)


def _locate(rows: tuple[Row, ...], start: int) -> Occurrence:
    for at, row in enumerate(rows):
        for place, unit in enumerate(row.units):
            if start < unit.end:
                return Occurrence(at, place)
    return Occurrence(len(rows) - 1, max(0, len(rows[-1].units) - 1))
