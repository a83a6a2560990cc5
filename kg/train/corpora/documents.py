"""Annotated documents as the corpora have them: sentences of words, mentions, relations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Corpus", "Document", "Mention", "Published", "Related", "Span", "cut"]

#: First word and the word after the last, counted through the document.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of words with a type.

    Attributes
    ----------
    span : tuple of (int, int)
        Half-open, in words of the document.
    label : str
        Its type.
    """

    span: Span
    label: str


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """Two stretches of one sentence that are related.

    Attributes
    ----------
    head, tail : tuple of (int, int)
        Spans.
    label : str
        The relation.
    """

    head: Span
    tail: Span
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document, annotated or as a network reads it.

    Attributes
    ----------
    name : str
        Its id in the corpus.
    words : tuple of str
        ``N`` tokens of the corpus.
    ends : tuple of int
        End of each sentence, half-open; the last is ``N``.
    mentions : tuple of Mention
        Each within a sentence.
    relations : tuple of Related
        Each within a sentence.
    """

    name: str
    words: tuple[str, ...]
    ends: tuple[int, ...]
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Related, ...] = ()

    @property
    def sentence_of(self) -> list[int]:
        """Number of each word's sentence."""
        found: list[int] = []
        for at, end in enumerate(self.ends):
            found += [at] * (end - len(found))
        return found


@dataclass(frozen=True, slots=True)
class Published:
    """What a paper reports on a part of a corpus.

    Attributes
    ----------
    who : str
        System and paper.
    part : str
        As in :attr:`Corpus.parts`.
    figures : Mapping of str to float
        Measure, as :func:`kg.train.corpora.protocol.score` names it → F1 in per cent.
    """

    who: str
    part: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus.

    Attributes
    ----------
    name : str
        As given on the command line.
    types, relations : tuple of str
        Its labels.
    symmetric : frozenset of str
        Relations whose ends may be exchanged.
    parts : Mapping of str to tuple of Document
        ``train``, ``dev`` and one or more others to test on.
    max_width : int
        Longest mention that the network looks at, in words.
    published : tuple of Published
        Figures to stand beside.
    """

    name: str
    types: tuple[str, ...]
    relations: tuple[str, ...]
    symmetric: frozenset[str]
    parts: Mapping[str, tuple[Document, ...]]
    max_width: int
    published: tuple[Published, ...] = field(default=())


def cut(ends: Sequence[int], counts: Sequence[int], room: int) -> Iterator[Span]:
    """Cut a document at ends of sentences into stretches that fit into one pass.

    Parameters
    ----------
    ends : sequence of int
        Ends of its sentences, half-open.
    counts : sequence of int
        Word pieces of each word.
    room : int
        Greatest number of pieces; what a single sentence has beyond it is left out.

    Yields
    ------
    tuple of (int, int)
        First word and end of each stretch, from left to right.

    Examples
    --------
    >>> list(cut([2, 4, 6], [1, 1, 1, 1, 1, 1], room=4))
    [(0, 4), (4, 6)]
    >>> list(cut([3, 4], [2, 2, 2, 1], room=5))
    [(0, 2), (3, 4)]
    """
    first, last, held, start = 0, 0, 0, 0
    for end in ends:
        size = sum(counts[start:end])
        if held and held + size > room:
            yield first, last
            first, held = start, 0
        last, held = end, held + size
        while held > room:
            last -= 1
            held -= counts[last]
        start = end
        if last < end:
            yield first, last
            first, held = end, 0
    if held:
        yield first, last
