"""Words of a paper → candidate mentions, by a linear-chain conditional random field.

The field gives each word a chance of each label; a candidate is a stretch whose labels are likely
enough together, with its chance and the share of each type. What becomes of the candidates is
decided over the whole paper (:mod:`kg.extract.consistency`). Trained by ``kg.train.tagger``;
``docs/model-card-rules.md`` tells on what, and how well it does.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import pycrfsuite

from kg.extract.features import PaperWords, paper_features
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "MIN_CHANCE",
    "TAGGER_MODEL",
    "TYPES",
    "Candidate",
    "MentionTagger",
    "labels_of_spans",
    "load_tagger",
    "spans_of_labels",
]

#: File name of the model, beside this module.
TAGGER_MODEL: Final = "mentions.crfsuite.gz"

#: Stretches less likely than this are no candidates.
MIN_CHANCE: Final = 0.05

#: Order of the shares of a candidate.
TYPES: Final = tuple(EntityType)


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Some tokens that may name something.

    Attributes
    ----------
    first, last : int
        Indexes of tokens in the paper, half-open.
    chance : float
        Least of the chances of its labels and of its end, whatever its type; 0 to 1.
    shares : tuple of float
        Share of each of ``TYPES`` in that chance; they add up to one.
    """

    first: int
    last: int
    chance: float
    shares: tuple[float, ...]


def labels_of_spans(length: int, spans: Sequence[tuple[int, int, EntityType]]) -> list[str]:
    """Write typed spans as one label a token.

    Parameters
    ----------
    length : int
        Number of tokens.
    spans : sequence of (int, int, EntityType)
        First and last token, half-open; disjoint.

    Returns
    -------
    list of str
        ``B-Method``, ``I-Method``, ``O``, …

    Examples
    --------
    >>> labels_of_spans(3, [(1, 3, EntityType.TASK)])
    ['O', 'B-Task', 'I-Task']
    """
    labels = ["O"] * length
    for first, last, kind in spans:
        labels[first] = f"B-{kind}"
        labels[first + 1 : last] = [f"I-{kind}"] * (last - first - 1)
    return labels


def spans_of_labels(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Read spans from labels: the way back of :func:`labels_of_spans`.

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


class MentionTagger:
    """The trained field.

    Parameters
    ----------
    model : bytes
        A CRFsuite model over the labels of :func:`labels_of_spans`.
    """

    def __init__(self, model: bytes) -> None:
        self._model = model  # read in place by the tagger: it must live as long
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        known = set(self._tagger.labels())
        self._begins = [f"B-{kind}" if f"B-{kind}" in known else "" for kind in TYPES]
        self._insides = [f"I-{kind}" if f"I-{kind}" in known else "" for kind in TYPES]

    def best_spans(self, paper: PaperWords) -> Iterator[list[tuple[int, int, str]]]:
        """Find the spans of the likeliest labels, sentence by sentence.

        Parameters
        ----------
        paper : PaperWords
            Words, tags and marks.

        Yields
        ------
        list of (int, int, str)
            First and last token within the sentence, half-open, and the type's name.
        """
        for row in paper_features(paper):
            yield list(spans_of_labels(self._tagger.tag(row))) if row else []

    def find_candidates(self, paper: PaperWords) -> tuple[Candidate, ...]:
        """Find the candidates of one paper.

        Parameters
        ----------
        paper : PaperWords
            Words, tags and marks.

        Returns
        -------
        tuple of Candidate
            By place; they may overlap.
        """
        found: list[Candidate] = []
        shift = 0
        for row in paper_features(paper):
            if row:
                self._tagger.set(row)
                found.extend(self._in_row(len(row), shift))
            shift += len(row)
        return tuple(sorted(found))

    def _chances(self, labels: Sequence[str], place: int) -> list[float]:
        marginal = self._tagger.marginal
        return [marginal(label, place) if label else 0.0 for label in labels]

    def _in_row(self, length: int, shift: int) -> Iterator[Candidate]:
        outside = [self._tagger.marginal("O", place) for place in range(length)]
        none = [0.0] * len(TYPES)
        inside = [
            none if chance > 1.0 - MIN_CHANCE / 2 else self._chances(self._insides, place)
            for place, chance in enumerate(outside)
        ]
        inside.append(none)
        for first in range(length):
            if outside[first] > 1.0 - MIN_CHANCE:
                continue
            chances, last = self._chances(self._begins, first), first + 1
            while sum(chances) >= MIN_CHANCE:
                chance = min(sum(chances), 1.0 - sum(inside[last]))
                if chance >= MIN_CHANCE:
                    whole = sum(chances)
                    shares = tuple(round(one / whole, 4) for one in chances)
                    yield Candidate(shift + first, shift + last, round(chance, 4), shares)
                chances = [
                    min(one, other) for one, other in zip(chances, inside[last], strict=True)
                ]
                last += 1


@cache
def load_tagger() -> MentionTagger:
    """Load the shipped model, once a process.

    Returns
    -------
    MentionTagger
        The tagger.
    """
    packed = (files("kg.extract") / "data" / TAGGER_MODEL).read_bytes()
    return MentionTagger(gzip.decompress(packed))
