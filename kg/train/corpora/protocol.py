"""Annotated and predicted documents → F1 by the protocols under which the corpora are reported.

A mention is right if boundaries and type are; figures are micro-averaged over all documents. A
relation (``Rel``) is right if the boundaries of both ends and the label are, whatever the types of
the ends; in the strict measure (``Rel+``) the types must be right too (Zhong and Chen 2021, "A
Frustratingly Easy Approach for Entity and Relation Extraction", section 3.1).

Two ways of counting symmetric relations (on SciERC ``CONJUNCTION`` and ``COMPARE``) are published:

- *once*: one pair of stretches has one label, in the direction annotated. So counts DyGIE++
  (Wadden et al. 2019; ``dygie/training/relation_metrics.py`` of ``dwadden/dygiepp``).
- *both ways*: a symmetric relation counts twice, both where annotated and where found, and is
  right in either direction. So counts PL-Marker (Ye et al. 2022; ``evaluate`` in ``run_re.py`` of
  ``thunlp/PL-Marker``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.evaluate.counts import Counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.train.corpora.documents import Document, Related, Span

__all__ = ["BOTH", "NER", "ONCE", "STRICT_BOTH", "STRICT_ONCE", "score"]

#: Names of the measures.
NER = "NER"
ONCE = "Rel, once"
STRICT_ONCE = "Rel+, once"
BOTH = "Rel, both ways"
STRICT_BOTH = "Rel+, both ways"


def score(
    wanted: Sequence[Document], given: Sequence[Document], symmetric: frozenset[str]
) -> dict[str, Counts]:
    """Compare what was found with what is annotated.

    Parameters
    ----------
    wanted : sequence of Document
        Annotated.
    given : sequence of Document
        The same documents as a network reads them, in the same order.
    symmetric : frozenset of str
        Relations whose ends may be exchanged; if empty, only the first way of counting is given.

    Returns
    -------
    dict of str to Counts
        By measure: ``NER``, ``NER TYPE`` for each type, and those of relations if there are any.
    """
    found: dict[str, Counts] = {}
    for one, other in zip(wanted, given, strict=True):
        for name, counts in _score_document(one, other, symmetric).items():
            found[name] = found.get(name, Counts()) + counts
    return dict(sorted(found.items(), key=lambda item: (not item[0].startswith(NER), item[0])))


def _score_document(
    wanted: Document, given: Document, symmetric: frozenset[str]
) -> dict[str, Counts]:
    found = {NER: _count(wanted.mentions, given.mentions)}
    for label in {one.label for one in (*wanted.mentions, *given.mentions)}:
        found[f"{NER} {label}"] = _count(
            [one for one in wanted.mentions if one.label == label],
            [one for one in given.mentions if one.label == label],
        )
    if not (wanted.relations or given.relations):
        return found
    for typed, once, both in ((False, ONCE, BOTH), (True, STRICT_ONCE, STRICT_BOTH)):
        ends = [_ends(one, typed=typed) for one in (wanted, given)]
        found[once] = _count(*map(_labelled_once, ends))
        if symmetric:
            found[both] = _count(*(_labelled_both(one, symmetric) for one in ends))
    return found


#: Ends of a relation, each with its types if they count, and the label.
_Ends = tuple[tuple["Span", tuple[str, ...]], tuple["Span", tuple[str, ...]], str]


def _ends(document: Document, *, typed: bool) -> list[_Ends]:
    labels: dict[Span, tuple[str, ...]] = {}
    if typed:
        for one in document.mentions:
            labels[one.span] = (*labels.get(one.span, ()), one.label)

    def ends(one: Related) -> _Ends:
        head, tail = labels.get(one.head, ()), labels.get(one.tail, ())
        return (one.head, head), (one.tail, tail), one.label

    return [ends(one) for one in document.relations]


def _labelled_once(found: Iterable[_Ends]) -> set[_Ends]:
    # Of two labels of one pair the last stays, as in the dictionaries of DyGIE++.
    return {(*pair, label) for pair, label in {(h, t): label for h, t, label in found}.items()}


def _labelled_both(found: Iterable[_Ends], symmetric: frozenset[str]) -> set[_Ends]:
    turned = set(found)
    return turned | {(tail, head, label) for head, tail, label in turned if label in symmetric}


def _count(wanted: Iterable[object], given: Iterable[object]) -> Counts:
    right, said, true = set(wanted) & set(given), set(given), set(wanted)
    return Counts(len(right), len(said), len(true))
