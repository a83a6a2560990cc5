"""Words of a paper → typed spans, by a linear-chain conditional random field.

Trained by ``kg.train.tagger``; ``docs/model-card.md`` tells on what, and how well it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import pycrfsuite

from kg.extract.features import PaperWords, paper_features
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["TAGGER_MODEL", "TaggedSpan", "spans_of_labels", "tag_paper"]

#: File name of the model, beside this module.
TAGGER_MODEL: Final = "mentions.crfsuite"

_TYPE_OF: Final = {str(kind): kind for kind in EntityType}


@dataclass(frozen=True, slots=True, order=True)
class TaggedSpan:
    """Some tokens that name something.

    Attributes
    ----------
    first, last : int
        Indexes of tokens in the paper, half-open.
    type : EntityType
        What they seem to name.
    confidence : float
        The model's probability of these very labels, 0 to 1.
    """

    first: int
    last: int
    type: EntityType
    confidence: float


def spans_of_labels(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Read spans from ``B-``, ``I-`` and ``O`` labels.

    Parameters
    ----------
    labels : sequence of str
        Labels of one sentence.

    Yields
    ------
    tuple of (int, int, str)
        First token, last token (half-open), name of the type.

    Examples
    --------
    >>> list(spans_of_labels(["O", "B-Task", "I-Task", "B-Metric"]))
    [(1, 3, 'Task'), (3, 4, 'Metric')]
    """
    first, kind = 0, ""
    for place, label in enumerate((*labels, "O")):
        if kind and not label.startswith("I-"):
            yield first, place, kind
            kind = ""
        if label.startswith("B-") or (label.startswith("I-") and not kind):
            first, kind = place, label[2:]


@cache
def _tagger() -> tuple[pycrfsuite.Tagger, bytes]:
    tagger = pycrfsuite.Tagger()
    model = (files("kg.extract") / "data" / TAGGER_MODEL).read_bytes()
    tagger.open_inmemory(model)
    return tagger, model  # the tagger reads the bytes in place: they must outlive it


def _probability(tagger: pycrfsuite.Tagger, first: int, last: int, kind: str, length: int) -> float:
    """Give the least of the probabilities of a span's labels and of its end."""
    inside = f"I-{kind}"
    sure: float = tagger.marginal(f"B-{kind}", first)
    for place in range(first + 1, last):
        sure = min(sure, tagger.marginal(inside, place))
    if last < length:
        sure = min(sure, 1.0 - tagger.marginal(inside, last))
    return sure


def tag_paper(paper: PaperWords) -> tuple[TaggedSpan, ...]:
    """Find the spans of one paper.

    Parameters
    ----------
    paper : PaperWords
        Words, tags and marks.

    Returns
    -------
    tuple of TaggedSpan
        By place, disjoint; token indexes count through the whole paper.
    """
    tagger, _ = _tagger()
    return tuple(_tag_rows(tagger, paper_features(paper)))


def _tag_rows(
    tagger: pycrfsuite.Tagger, rows: Iterable[Sequence[Sequence[str]]]
) -> Iterator[TaggedSpan]:
    shift = 0
    for row in rows:
        if row:
            for first, last, kind in spans_of_labels(tagger.tag(row)):
                sure = _probability(tagger, first, last, kind, len(row))
                yield TaggedSpan(shift + first, shift + last, _TYPE_OF[kind], round(sure, 4))
        shift += len(row)
