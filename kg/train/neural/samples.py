"""Papers → what the network learns from: words and pieces, and what is wanted of it.

What is wanted is given as chances, so that a paper that a person annotated (chances of 0 and 1) and
one that other networks have read (what they think on the average) are one kind of thing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from multiprocessing import Pool
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kg.extract.pair_places import Thing, find_pair_places
from kg.extract.pieces import MAX_PIECES
from kg.train.neural.labels import MAX_WIDTH, RELATIONS, ROLES, TYPES
from kg.train.neural.pretrained import piece_maker
from kg.vocabulary import EntityType, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from kg.extract.pair_places import PairTable
    from kg.extract.pieces import PieceMaker, Pieces
    from kg.train.neural.pretrained import Pretrained

    Floats = NDArray[np.float32]

__all__ = [
    "GOLD",
    "Sample",
    "read_samples",
    "sample_of",
]

#: The part of the gold that is learnt from.
GOLD: Final = "train"


@dataclass(frozen=True, slots=True)
class Sample:
    """One paper.

    Attributes
    ----------
    paper_id : str
        Its id.
    annotated : bool
        Whether a person has annotated it.
    words : tuple of str
        Its ``N`` tokens; a paper that does not fit into one pass is cut at its end.
    sentence_of : tuple of int
        Number of each token's sentence.
    pieces : Pieces
        What the encoder reads.
    stretches : ndarray of int64, shape (S, 2)
        First token, and one less than the length, of each stretch that may be a mention; all
        others are none.
    kinds : ndarray of float32, shape (S, 6)
        Chance that it is none, and of each type.
    things : tuple of Thing
        ``E`` things; mentions longer than ``MAX_WIDTH`` are left out.
    roles : ndarray of float32, shape (E, 8)
        Chances.
    pairs : PairTable
        The pairs that may be related.
    relations : ndarray of float32, shape (P, 9)
        Chances.
    """

    paper_id: str
    annotated: bool
    words: tuple[str, ...]
    sentence_of: tuple[int, ...]
    pieces: Pieces
    stretches: NDArray[np.int64]
    kinds: Floats
    things: tuple[Thing, ...]
    roles: Floats
    pairs: PairTable
    relations: Floats


def sample_of(record: dict[str, Any], pieces: PieceMaker) -> Sample:
    """Make a sample.

    Parameters
    ----------
    record : dict
        From :mod:`kg.train.neural.records`.
    pieces : PieceMaker
        Cuts words.

    Returns
    -------
    Sample
        The paper as the network sees it; nothing is wanted where nothing is annotated.
    """
    words = record["words"]
    room = int(np.searchsorted(np.cumsum(pieces.count(words)), MAX_PIECES - 2, side="right"))
    words = words[:room]
    sentence_of = [at for at, n in enumerate(record["sentences"]) for _ in range(n)][:room]
    marks = [record["marks"].get(str(at), ()) for at in range(len(words))]
    number: dict[int, int] = {}
    things: list[Thing] = []
    roles: list[Sequence[float]] = []
    for at, (kind, role, found) in enumerate(record.get("things", ())):
        spans = tuple((a, b) for a, b in found if b <= room and b - a <= MAX_WIDTH)
        if spans:
            number[at] = len(things)
            things.append(Thing(EntityType(kind), spans))
            roles.append(_chances(role))
    pairs = find_pair_places(words, sentence_of, things)
    stretches, kinds = _kinds(record, things, room)
    return Sample(
        paper_id=record["id"],
        annotated="stretches" not in record,
        words=tuple(words),
        sentence_of=tuple(sentence_of),
        pieces=_of_hand(pieces.make(words, marks, record["n_title"]), record.get("part", GOLD)),
        stretches=stretches,
        kinds=kinds,
        things=tuple(things),
        roles=np.array(roles, np.float32).reshape(-1, len(ROLES)),
        pairs=pairs,
        relations=_relations(record, number, pairs),
    )


def _of_hand(pieces: Pieces, part: str) -> Pieces:
    """Tell the network whose annotation it is, where the extractor always says: the gold's."""
    # Guidelines leave room, and our own readers take more things for things than the gold's do. The
    # piece before the title has no word of its own to tell of.
    pieces.titles[0] = part != GOLD
    return pieces


def _chances(role: str | Sequence[float]) -> Sequence[float]:
    if isinstance(role, str):
        chosen = Role(role)
        return [float(one is chosen) for one in ROLES]
    return role


def _kinds(
    record: Mapping[str, Any], things: Sequence[Thing], room: int
) -> tuple[NDArray[np.int64], Floats]:
    """Stretches and what is wanted of them: as told, or the things' mentions."""
    if "stretches" in record:
        told = [one for one in record["stretches"] if one[0] + one[1] < room]
    else:
        told = [
            (first, last - first - 1, [0.0, *(float(kind is one.type) for kind in TYPES)])
            for one in things
            for first, last in one.spans
        ]
    places = np.array([one[:2] for one in told], np.int64).reshape(-1, 2)
    return places, np.array([one[2] for one in told], np.float32).reshape(-1, 1 + len(TYPES))


def _relations(record: Mapping[str, Any], number: Mapping[int, int], pairs: PairTable) -> Floats:
    ends = zip(pairs.heads.tolist(), pairs.tails.tolist(), strict=True)
    place = {pair: at for at, pair in enumerate(ends)}
    wanted = np.zeros((len(place), len(RELATIONS)), np.float32)
    for head, name, tail, *chance in record.get("relations", ()):
        at = place.get((number.get(head, -1), number.get(tail, -1)))
        if at is not None:
            wanted[at, RELATIONS.index(Relation(name))] = chance[0] if chance else 1.0
    return wanted


_maker: dict[str, PieceMaker] = {}


def _begin(begun: Pretrained) -> None:
    _maker["pieces"] = piece_maker(begun)


def _sample(record: dict[str, Any]) -> Sample:
    return sample_of(record, _maker["pieces"])


def read_samples(
    records: Iterable[dict[str, Any]], begun: Pretrained, processes: int
) -> list[Sample]:
    """Make samples of records, in several processes.

    Parameters
    ----------
    records : iterable of dict
        The records.
    begun : Pretrained
        Its tokenizer and marks.
    processes : int
        How many.

    Returns
    -------
    list of Sample
        In the records' order.
    """
    # Each process has the tokenizer of its own; the weights stay here.
    light = replace(begun, weights={})
    with Pool(processes, initializer=_begin, initargs=(light,)) as pool:
        return pool.map(_sample, records, chunksize=64)
