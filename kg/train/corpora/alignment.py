"""Strings of mentions in a sentence → their places.

SciER gives its train part as strings, each as often as it is marked, in no order, and no two
overlap. So the longest take their places first, from left to right. Of the mentions of dev and
test, which have both forms, 99.9 per cent are put where they are marked; of the relations 97.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.train.corpora.documents import Mention, Related

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.train.corpora.documents import Span

__all__ = ["align"]


def align(
    words: Sequence[str],
    named: Sequence[tuple[str, str]],
    related: Sequence[tuple[str, str, str]],
    offset: int = 0,
) -> tuple[list[Mention], list[Related]]:
    """Find the places of mentions and relations.

    Parameters
    ----------
    words : sequence of str
        Of a sentence.
    named : sequence of (str, str)
        Surface (words with spaces between) and type, in any order.
    related : sequence of (str, str, str)
        Head's surface, relation, tail's surface.
    offset : int, optional
        Number of the sentence's first word.

    Returns
    -------
    list of Mention
        From left to right; what has no place is left out.
    list of Related
        Of a repeated name, the mention next to the other end.

    Examples
    --------
    >>> mentions, relations = align(
    ...     "A uses B ; C uses A".split(),
    ...     [("A", "Method"), ("B", "Dataset"), ("C", "Method"), ("A", "Method")],
    ...     [("C", "Part-Of", "A")],
    ... )
    >>> [one.span for one in mentions], relations[0].tail
    ([(0, 1), (2, 3), (4, 5), (6, 7)], (6, 7))
    """
    places: dict[str, list[Span]] = {}
    mentions = []
    free = [True] * len(words)
    for surface, label in sorted(named, key=lambda one: -len(one[0].split(" "))):
        sought = surface.split(" ")
        first = _place(words, sought, free)
        if first < 0:
            continue
        last = first + len(sought)
        free[first:last] = [False] * len(sought)
        span = (offset + first, offset + last)
        mentions.append(Mention(span, label))
        places.setdefault(surface, []).append(span)
    relations = []
    for head, label, tail in related:
        pairs = [(h, t) for h in places.get(head, ()) for t in places.get(tail, ()) if h != t]
        if pairs:
            relations.append(Related(*min(pairs, key=_apart), label))
    return sorted(mentions), relations


def _apart(pair: tuple[Span, Span]) -> int:
    head, tail = pair
    return max(head[0], tail[0]) - min(head[1], tail[1])


def _place(words: Sequence[str], sought: Sequence[str], free: Sequence[bool]) -> int:
    n = len(sought)
    for at in range(len(words) - n + 1):
        if list(words[at : at + n]) == list(sought) and all(free[at : at + n]):
            return at
    return -1
