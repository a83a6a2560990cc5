"""``Paper`` → ``Reading``: normalised tokens and sentences, each at its place in the original text.

The normalised title and the normalised abstract are read each by itself: no sentence and no token
goes over the line break between them. What comes out is plain values.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import spacy

from kg.errors import ValueCheckError
from kg.extract.sentences import COMPONENT, iter_doc, iter_words
from kg.extract.tokens import TOKENIZER
from kg.text import NormalisedText, concatenate, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from kg.model import Paper, Span

__all__ = ["Reading", "Sentence", "Token", "make_reader", "read_paper"]


class Token(NamedTuple):
    """A word or a sign.

    Attributes
    ----------
    text : str
        Normalised form.
    start, end : int
        Code points in the paper's original text, half-open.
    pos : str
        Universal part-of-speech tag; empty while nobody has tagged it.
    """

    text: str
    start: int
    end: int
    pos: str = ""

    @property
    def lower(self) -> str:
        """Normalised form in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence.

    Attributes
    ----------
    first, last : int
        Indexes of its tokens in the reading, half-open.
    span : Span
        In the paper's original text, without white space at its ends.
    """

    first: int
    last: int
    span: Span

    def __len__(self) -> int:
        return self.last - self.first


@dataclass(frozen=True)
class Reading:
    """A paper as its tokens and sentences.

    Attributes
    ----------
    paper : Paper
        The paper itself.
    tokens : tuple of Token
        In order, disjoint.
    sentences : tuple of Sentence
        In order; together they hold every token once. The title is the first, or the first few.
    normalised : NormalisedText
        What was read, with the way back to ``paper.text``.
    places : tuple of tuple of int
        Start and end of each token in ``normalised.text``.
    """

    paper: Paper
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    normalised: NormalisedText
    places: tuple[tuple[int, int], ...]

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """Normalised tokens in lower case."""
        return tuple(token.lower for token in self.tokens)

    @cached_property
    def spaces(self) -> tuple[bool, ...]:
        """Whether anything stands between a token and the next; False for the last."""
        starts = [start for start, _ in self.places[1:]]
        ends = [end for _, end in self.places[:-1]]
        return (*(a < b for a, b in zip(ends, starts, strict=True)), False)[: len(self.tokens)]

    @cached_property
    def n_title_tokens(self) -> int:
        """Number of tokens of the title: the abstract's first token has this index."""
        return bisect_left(self._starts, len(self.paper.title))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    @cached_property
    def _firsts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    def text_of(self, first: int, last: int) -> str:
        """Give the normalised text of some tokens.

        Parameters
        ----------
        first, last : int
            Indexes of tokens, half-open, not empty.

        Returns
        -------
        str
            From the first token's first character to the last token's last.
        """
        return self.normalised.text[self.places[first][0] : self.places[last - 1][1]]

    def span_of(self, first: int, last: int) -> Span:
        r"""Give the place of some tokens in the original text.

        Parameters
        ----------
        first, last : int
            Indexes of tokens, half-open, not empty.

        Returns
        -------
        Span
            From the first token to the last, with both halves of mark-up that would else be cut
            (``$\ell^p$-norm``): use this, and not the tokens' own ends, to make a mention.
        """
        return self.normalised.to_original(self.places[first][0], self.places[last - 1][1])

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Find the tokens that stand in a stretch of the original text.

        Parameters
        ----------
        span : Span
            In ``paper.text``.

        Returns
        -------
        tuple of int
            First and last, half-open: every token that shares a character with it; empty (both
            equal) where none does.
        """
        first = bisect_right(self._ends, span.start)
        return first, max(first, bisect_left(self._starts, span.end))

    def sentence_at(self, token: int) -> Sentence:
        """Give the sentence of a token.

        Parameters
        ----------
        token : int
            Index of a token.

        Returns
        -------
        Sentence
            The one that holds it.
        """
        return self.sentences[bisect_right(self._firsts, token) - 1]

    def sentence_of(self, offset: int) -> Sentence:
        """Give the sentence of a place in the original text.

        Parameters
        ----------
        offset : int
            Code point in ``paper.text``.

        Returns
        -------
        Sentence
            The one that holds it; between two sentences, the earlier one.

        Raises
        ------
        ValueCheckError
            If the paper has no such place, or nothing to read.
        """
        if not 0 <= offset < len(self.paper.text) or not self.tokens:
            raise ValueCheckError(f"no sentence at {offset} in paper {self.paper.id!r}")
        return self.sentence_at(max(0, bisect_right(self._starts, offset) - 1))


def make_reader() -> Language:
    """Make the spaCy pipeline that reads papers.

    Returns
    -------
    Language
        English, with this project's tokeniser and its sentence splitter; no trained part.
    """
    config = {"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}}
    nlp = spacy.blank("en", config=config)
    nlp.add_pipe(COMPONENT)
    return nlp


def read_paper(paper: Paper, nlp: Language | None = None) -> Reading:
    r"""Read one paper.

    Parameters
    ----------
    paper : Paper
        Any paper; its abstract may be empty.
    nlp : Language, optional
        From :func:`make_reader`, perhaps with more components (a tagger's ``pos_`` is kept);
        without one, tokens and sentences are the same, made without a spaCy doc.

    Returns
    -------
    Reading
        Its tokens and sentences.

    Examples
    --------
    >>> from kg.model import Paper
    >>> paper = Paper("p", "Bridges", 'Schr\\"odinger bridges, \\eg ours. They work.')
    >>> reading = read_paper(paper)
    >>> [token.text for token in reading.tokens[:5]]
    ['Bridges', 'Schrödinger', 'bridges', ',', 'e.g.']
    >>> [paper.text[one.span.start : one.span.end] for one in reading.sentences]
    ['Bridges', 'Schr\\"odinger bridges, \\eg ours.', 'They work.']
    """
    parts = [normalise(paper.title), normalise(paper.abstract)]
    normalised = concatenate(*parts, between="\n")
    tokens: list[Token] = []
    places: list[tuple[int, int]] = []
    firsts: list[int] = []
    for part, shift in zip(parts, (0, len(parts[0].text) + 1), strict=True):
        found = iter_words(part.text) if nlp is None else iter_doc(nlp(part.text))
        _add_tokens(found, shift, normalised, tokens, places, firsts)
    bounds = [*firsts, len(tokens)]
    sentences = tuple(
        Sentence(first, last, normalised.to_original(places[first][0], places[last - 1][1]))
        for first, last in itertools.pairwise(bounds)
    )
    return Reading(paper, tuple(tokens), sentences, normalised, tuple(places))


def _add_tokens(
    found: Iterator[tuple[str, int, bool, str]],
    shift: int,
    normalised: NormalisedText,
    tokens: list[Token],
    places: list[tuple[int, int]],
    firsts: list[int],
) -> None:
    begins = True
    for word, at, starts, pos in found:
        begins = begins or starts
        if word.isspace():
            continue
        start, end = shift + at, shift + at + len(word)
        first, last = normalised.bounds(start, end)
        if tokens and first < tokens[-1].end:
            # Both stand for one sign of the original (``0\\eg`` → ``0e.g.``): one token.
            start, text = places.pop()[0], tokens[-1].text + word
            tokens[-1] = Token(text, *normalised.bounds(start, end), pos)
            places.append((start, end))
            begins = False
            continue
        if begins:
            firsts.append(len(tokens))
            begins = False
        tokens.append(Token(word, first, last, pos))
        places.append((start, end))
