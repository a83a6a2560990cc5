"""A graph → its RDF files, with what has not changed since the last export copied from there.

An export is written unit by unit (``kg.rdf.triples.units``). Beside it stands an ``Outline``: for
each unit a key of what it is made of, how long its text is in each file, and what it counts. A unit
whose key is known is not made again. The outline follows from the graph alone, so it is the same
whether units were made or copied, and holds hashes only: it remembers nothing of the texts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from kg.config import DEFAULT_BASE_IRI
from kg.rdf.census import Census
from kg.rdf.export import RDF_FORMATS
from kg.rdf.terms import Iri, Provenance
from kg.rdf.triples import units

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.graph.value import KnowledgeGraph
    from kg.rdf.triples import Unit
    from kg.rdf.write import Writer

__all__ = ["Earlier", "Outline", "write_rdf_again"]

#: Bytes of a key. Enough that nobody can make two units with one.
_KEY_SIZE: Final = 16


@dataclass(slots=True)
class Outline:
    """What units RDF files have.

    Attributes
    ----------
    made_by : str
        What the texts follow from beside the graph: settings and code.
    keys : list of str
        Keys of the units, in the order of the files.
    lengths : dict of str to list of int
        Format → bytes of each unit; one more at the front for what stands before the first.
    counted : list of int
        Number of each unit's counts in ``counts``.
    counts : list of str
        Counts of units, each once, as ``_counts_text`` writes them.
    """

    made_by: str
    keys: list[str] = field(default_factory=list)
    lengths: dict[str, list[int]] = field(default_factory=dict)
    counted: list[int] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)

    def to_text(self) -> str:
        """Give the outline as two lines: a hash, and the JSON that it is of."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        line = json.dumps(fields)
        return f"{_hash(line)}\n{line}\n"

    @classmethod
    def from_text(cls, text: str) -> Outline:
        """Read what ``to_text`` gave.

        Parameters
        ----------
        text : str
            The two lines.

        Returns
        -------
        Outline
            Equal to the one that was written.

        Raises
        ------
        ValueError
            If it is anything else.
        """
        told, _, line = text.partition("\n")
        if told != _hash(line.removesuffix("\n")):
            raise ValueError("not an outline as it was written")
        return cls(**json.loads(line))


class Earlier:
    """An earlier export, to copy from.

    Parameters
    ----------
    outline : Outline
        Its outline.
    files : mapping of str to bytes-like
        Format → its file, exactly as it was written.
    """

    def __init__(self, outline: Outline, files: Mapping[str, memoryview]) -> None:
        self.outline = outline
        self._place = {key: i for i, key in enumerate(outline.keys)}
        self._files = files
        self._starts = {one: list(accumulate(outline.lengths[one])) for one in files}

    def length(self, unit: int, format: str) -> int:  # noqa: A002
        """Give the number of bytes of a unit in a file."""
        return self.outline.lengths[format][unit + 1]

    def find(self, key: str) -> int | None:
        """Give the number of a unit; None if there is none of that key."""
        return self._place.get(key)

    def text(self, first: int, last: int, format: str) -> memoryview:  # noqa: A002
        """Give the bytes of units in a file: of the first and on, without the last."""
        starts = self._starts[format]
        return self._files[format][starts[first] : starts[last]]


def write_rdf_again(
    kg: KnowledgeGraph,
    outs: Mapping[str, Callable[[bytes | memoryview], object]],
    *,
    made_by: str,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
    earlier: Earlier | None = None,
) -> tuple[Census, Outline]:
    """Write a graph in several formats at once, as ``write_rdf`` does, and outline it.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    outs : mapping of str to callable
        What takes the bytes of each format, piece by piece.
    made_by : str
        Names code and settings: nothing is copied from an export of another.
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        How much is said about where it comes from.
    earlier : Earlier, optional
        An export that has every format of ``outs``.

    Returns
    -------
    Census
        Counts of what was written.
    Outline
        For the next time.
    """
    if earlier is not None and earlier.outline.made_by != made_by:
        earlier = None
    writers = {name: RDF_FORMATS[name](base_iri) for name in outs}
    pen = _Pen(outs, writers, Outline(made_by, lengths={name: [] for name in outs}))
    for name, writer in writers.items():
        pen.put(name, writer.head().encode())
    for unit in units(kg, base_iri=base_iri, provenance=provenance):
        key = _key(unit)
        at = None if earlier is None else earlier.find(key)
        # The first unit stands behind no comma; it is short, and always made.
        if earlier is None or at is None or not pen.outline.keys:
            pen.make(key, unit)
        else:
            pen.copy(key, at, earlier)
    pen.copy_waiting()
    for name, writer in writers.items():
        outs[name](writer.tail().encode())
    return pen.census(), pen.outline


class _Pen:
    """Writes units, and keeps what the outline and the census need."""

    def __init__(
        self,
        outs: Mapping[str, Callable[[bytes | memoryview], object]],
        writers: Mapping[str, Writer],
        outline: Outline,
    ) -> None:
        self.outline = outline
        self._outs = outs
        self._writers = writers
        self._number: dict[str, int] = {}
        # Units that follow each other there, too: they are copied at once. From, first, last.
        self._waiting: tuple[Earlier, int, int] | None = None

    def put(self, name: str, text: bytes | memoryview) -> None:
        self._outs[name](text)
        self.outline.lengths[name].append(len(text))

    def make(self, key: str, unit: Unit) -> None:
        self.copy_waiting()
        census = Census()
        texts: dict[str, list[str]] = {name: [] for name in self._writers}
        for block in unit.blocks():
            census.count(block)
            for name, writer in self._writers.items():
                texts[name].append(writer.block(block))
        for name, writer in self._writers.items():
            self.put(name, "".join([*texts[name], writer.flush()]).encode())
        self._note(key, _counts_text(census))

    def copy(self, key: str, at: int, earlier: Earlier) -> None:
        if self._waiting is None or self._waiting[2] != at:
            self.copy_waiting()
            self._waiting = earlier, at, at
        self._waiting = earlier, self._waiting[1], at + 1
        for name, lengths in self.outline.lengths.items():
            lengths.append(earlier.length(at, name))
        self._note(key, earlier.outline.counts[earlier.outline.counted[at]])

    def copy_waiting(self) -> None:
        if self._waiting is not None:
            earlier, first, last = self._waiting
            for name, out in self._outs.items():
                out(earlier.text(first, last, name))
        self._waiting = None

    def _note(self, key: str, counts: str) -> None:
        number = self._number.get(counts)
        if number is None:
            number = self._number[counts] = len(self._number)
            self.outline.counts.append(counts)
        self.outline.keys.append(key)
        self.outline.counted.append(number)

    def census(self) -> Census:
        times = [0] * len(self.outline.counts)
        for number in self.outline.counted:
            times[number] += 1
        census = Census()
        for counts, n in zip(self.outline.counts, times, strict=True):
            census.add(_counts_from(counts), n)
        return census


def _hash(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def _key(unit: Unit) -> str:
    # Ids, names and texts of others: written so that no two values look alike.
    made_of = repr(unit.made_of()).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(made_of, digest_size=_KEY_SIZE).hexdigest()


def _counts_text(census: Census) -> str:
    by_class = [[*key, n] for key, n in census.by_class.items()]
    plain = (census.n_triples, census.n_quads, census.n_subjects, census.n_graphs)
    counts = [plain, census.entities, census.properties, by_class, census.example]
    return json.dumps(counts, separators=(",", ":"))


def _counts_from(text: str) -> Census:
    plain: list[int]
    entities: dict[str, int]
    properties: dict[str, int]
    by_class: list[Any]
    census = Census()
    plain, entities, properties, by_class, example = json.loads(text)
    census.n_triples, census.n_quads, census.n_subjects, census.n_graphs = plain
    census.entities.update({Iri(key): n for key, n in entities.items()})
    census.properties.update({Iri(key): n for key, n in properties.items()})
    census.by_class.update({(Iri(kind), Iri(name)): n for kind, name, n in by_class})
    census.example = None if example is None else Iri(example)
    return census
