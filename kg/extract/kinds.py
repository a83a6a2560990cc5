"""Mentions of one thing → its type, judged from all its places at once.

A linear model reads the name and what stands around each of its places; its word is weighed
against the tagger's. One thing has one type in one paper (guidelines, "Type choice").
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.clusters import SIZES, cluster_key, load_clusters
from kg.extract.features import stem
from kg.extract.linear import LinearModel, load_models, softmax
from kg.extract.pos import word_shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.features import PaperWords

__all__ = ["KIND_MODEL", "FlatWords", "kind_features", "load_kind_model", "weigh_kinds"]

#: Name of the model's file, without its ending.
KIND_MODEL: Final = "kinds"

#: Weight of the linear model's word against the tagger's; tuned on a held-out fold of gold's
#: train split, flat between 0.4 and 0.8.
MODEL_WEIGHT: Final = 0.6

#: Share that a type never falls below in the tagger's word.
_FLOOR: Final = 1e-4

_EDGE: Final = "<>"


class FlatWords:
    """A paper's words as one row, with the sentence of each.

    Parameters
    ----------
    paper : PaperWords
        Words, tags and marks.
    """

    def __init__(self, paper: PaperWords) -> None:
        self.words = [word for row in paper.words for word in row]
        self.tags = [tag for row in paper.tags for tag in row]
        self.marks = [mark for row in paper.marks for mark in row]
        self.rows = [number for number, row in enumerate(paper.words) for _ in row]
        self.n_title = paper.n_title

    def near(self, place: int, row: int) -> str:
        """Give the word at a place, in lower case; a mark where the sentence ends before it.

        Parameters
        ----------
        place : int
            Index of a token; may be out of range.
        row : int
            The sentence that it must stand in.

        Returns
        -------
        str
            The word or the mark.
        """
        inside = 0 <= place < len(self.words) and self.rows[place] == row
        return self.words[place].lower() if inside else _EDGE


@lru_cache(maxsize=65536)
def _grouped(word: str, name: str) -> tuple[str, ...]:
    groups = load_clusters().get(cluster_key(word), ())
    return tuple(f"{name}{size}={group}" for size, group in zip(SIZES, groups, strict=False))


def _of_name(flat: FlatWords, first: int, last: int) -> Iterator[str]:
    words = flat.words[first:last]
    stems = [stem(word) for word in words]
    head = stems[-1]
    yield from (
        f"h={head}",
        f"f={stems[0]}",
        f"n={min(last - first, 5)}",
        f"full={' '.join(stems)}",
    )
    yield from (f"he{length}={head[-length:]}" for length in (2, 3, 4))
    yield from _grouped(words[-1], "hc")
    yield from _grouped(words[0], "fc")
    if len(stems) > 1:
        yield f"h2={stems[-2]}|{head}"
    yield f"s={' '.join(word_shape(word) for word in words[:4])}"
    yield f"hs={word_shape(words[-1])}"
    yield f"t={' '.join(flat.tags[first:last][-3:])}"
    for place in range(first, last):
        yield f"w={stems[place - first]}"
        yield from _grouped(flat.words[place], "wc")
        yield from (f"k={mark}" for mark in flat.marks[place])


def _of_place(flat: FlatWords, first: int, last: int) -> Iterator[str]:
    row = flat.rows[first]
    before2, before = flat.near(first - 2, row), flat.near(first - 1, row)
    after, after2 = flat.near(last, row), flat.near(last + 1, row)
    yield from (f"-1={before}", f"-2={before2}", f"+1={after}", f"+2={after2}")
    yield from (f"-={before2}|{before}", f"+={after}|{after2}", f"-+={before}|{after}")
    yield f"-h={before}|{stem(flat.words[last - 1])}"
    for name, word in (("-1c", before), ("-2c", before2), ("+1c", after), ("+2c", after2)):
        yield from _grouped(word, name)
    yield from (f"b={flat.near(place, row)}" for place in range(first - 6, first - 2))
    yield from (f"a={flat.near(place, row)}" for place in range(last + 2, last + 6))
    yield "title" if row < flat.n_title else "body"
    yield f"row={min(row, 3)}"
    if row == flat.rows[-1]:
        yield "last-row"


def kind_features(flat: FlatWords, places: Sequence[tuple[int, int]]) -> frozenset[str]:
    """List what tells the type of a thing.

    Parameters
    ----------
    flat : FlatWords
        The paper.
    places : sequence of (int, int)
        First and last token of each mention, half-open.

    Returns
    -------
    frozenset of str
        Features of the name and of all its places.
    """
    told = {f"places={min(len(places), 4)}"}
    for first, last in places:
        told.update(_of_name(flat, first, last))
        told.update(_of_place(flat, first, last))
    return frozenset(told)


def load_kind_model() -> LinearModel:
    """Load the shipped model, once a process.

    Returns
    -------
    LinearModel
        Its labels are the names of ``TYPES``, in that order.
    """
    return LinearModel.from_record(load_models(KIND_MODEL))


def weigh_kinds(
    model: LinearModel, features: frozenset[str], shares: Sequence[float]
) -> tuple[float, ...]:
    """Weigh the linear model's word against the tagger's.

    Parameters
    ----------
    model : LinearModel
        Over ``TYPES``.
    features : frozenset of str
        From :func:`kind_features`.
    shares : sequence of float
        The tagger's share of each type.

    Returns
    -------
    tuple of float
        Chance of each of ``TYPES``.

    Notes
    -----
    The model is trained on features of unit length, so that a thing with many places does not
    shout: the sum is divided by the root of the number of known features.
    """
    known = [one for one in features if one in model.weights]
    scale = math.sqrt(max(1, len(known)))
    bias = [one / 1000 for one in model.bias]
    sums = model.score(known)
    by_model = softmax(
        start + (whole - start) / scale for start, whole in zip(bias, sums, strict=True)
    )
    return softmax(
        MODEL_WEIGHT * math.log(max(ours, _FLOOR))
        + (1.0 - MODEL_WEIGHT) * math.log(max(theirs, _FLOOR))
        for ours, theirs in zip(by_model, shares, strict=True)
    )
