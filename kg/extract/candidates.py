"""Tagged words → noun phrases: every stretch of words that could name something.

A candidate is what the classic term pattern matches: modifiers, then a noun; inside it also
hyphens, ``of`` is a border. Wider than what the tagger finds, narrower than all stretches.

References
----------
J. S. Justeson, S. M. Katz: Technical terminology: some linguistic properties and an algorithm for
identification in text. Natural Language Engineering 1(1), 1995, section 3 (the pattern of
adjectives and nouns).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["EMPTY_MODIFIERS", "find_noun_phrases", "trim_span"]

_NOUN: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "FW", "GW", "AFX"})
_MODIFIER: Final = _NOUN | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD"}
_JOINTS: Final = frozenset({"-", "–", "/", "'s"})

#: Words at the edge of a phrase that only judge it (guidelines, "Span").
EMPTY_MODIFIERS: Final = word_set(
    "a an the our their its this these those such other another novel new proposed efficient",
    "effective existing recent several various many different state-of-the-art large-scale common",
    "popular traditional conventional standard simple first second two three multiple certain",
    "some any all both each every same own most more better best key important significant",
    "promising powerful challenging well-known so-called",
)


def find_noun_phrases(words: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find the noun phrases of a sentence, without articles and words that only judge.

    Parameters
    ----------
    words : sequence of str
        Tokens.
    tags : sequence of str
        Their Penn tags.

    Yields
    ------
    tuple of int
        First and last token, half-open; longest ones, in order, disjoint.

    Examples
    --------
    >>> words = "We train a novel graph neural network on molecules .".split()
    >>> tags = "PRP VBP DT JJ NN JJ NN IN NNS .".split()
    >>> [words[first:last] for first, last in find_noun_phrases(words, tags)]
    [['graph', 'neural', 'network'], ['molecules']]
    """
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and _inside(words, tags, first, last):
            last += 1
        if last > first:
            trimmed = trim_span(words, tags, first, last)
            if trimmed is not None:
                yield trimmed
        first = max(last, first + 1)


def _inside(words: Sequence[str], tags: Sequence[str], first: int, place: int) -> bool:
    if words[place] in _JOINTS or tags[place] == "HYPH":
        return first < place < len(words) - 1
    return tags[place] in _MODIFIER


def trim_span(
    words: Sequence[str], tags: Sequence[str], first: int, last: int
) -> tuple[int, int] | None:
    """Take off what no name begins or ends with.

    Parameters
    ----------
    words, tags : sequence of str
        The sentence.
    first, last : int
        A stretch of it, half-open.

    Returns
    -------
    tuple of int or None
        The stretch from its first word that says something to its last noun; None if nothing is
        left.

    Examples
    --------
    >>> trim_span(["the", "novel", "loss", "-"], ["DT", "JJ", "NN", "HYPH"], 0, 4)
    (2, 3)
    """
    while first < last and (words[first].lower() in EMPTY_MODIFIERS or words[first] in _JOINTS):
        first += 1
    while last > first and tags[last - 1] not in _NOUN:
        last -= 1
    return (first, last) if first < last else None
