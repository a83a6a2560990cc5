"""Tokens → sentences: a rule-based splitter for abstracts, as a spaCy component.

A stop ends a sentence unless it belongs to an abbreviation, an initial or a number; a missing space
behind it (``shape.Different``) does not hide it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from spacy.language import Language

from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

__all__ = ["ABBREVIATIONS", "COMPONENT", "mark_sentences", "sentence_starts"]

#: Name of the component in a pipeline.
COMPONENT: Final = "kg_sentences"

#: Abbreviations that are written with one stop and do not end a sentence before a capital.
ABBREVIATIONS: Final = word_set(
    "al alg app approx assoc cf ch chap cit conj cor corr def defs dept dr ed eds eq eqn eqns",
    "eqs ex exp fig figs gen inc incl lem ltd max min mr mrs ms no nos op par pp prof prop",
    "props ref refs resp sec secs sect st suppl tab thm ver viz vol vols vs",
)

#: Of these, the ones that are also ordinary words or can close a sentence: only before a number.
_ONLY_BEFORE_NUMBER: Final = word_set(
    "app ch ed ex exp gen max min ms no op par st tab",
)

_STOPS: Final = frozenset({".", "!", "?", "...", "…"})
_CLOSERS: Final = frozenset({")", "]", "}", '"', "'", "''"})
_OPENERS: Final = frozenset({"(", "[", "{", '"', "'", "$", "*"})


def sentence_starts(words: Sequence[str], spaces: Sequence[bool]) -> list[bool]:
    """Say which tokens begin a sentence.

    Parameters
    ----------
    words : sequence of str
        Tokens of one text.
    spaces : sequence of bool
        Whether white space stands behind the token; as long as ``words``.

    Returns
    -------
    list of bool
        As long as ``words``; the first is True.

    Examples
    --------
    >>> words = "We use e.g. BERT . It works .".split()
    >>> sentence_starts(words, [True] * 8)
    [True, False, False, False, False, True, False, False]
    """
    starts = [index == 0 for index in range(len(words))]
    index = 0
    while index < len(words):
        if not _is_stop(words, spaces, index):
            index += 1
            continue
        after = index + 1
        while after < len(words) and words[after] in _STOPS | _CLOSERS and not spaces[after - 1]:
            after += 1
        if after < len(words) and _can_begin(words, spaces, index, after):
            starts[after] = True
        index = after
    return starts


def _is_stop(words: Sequence[str], spaces: Sequence[bool], index: int) -> bool:
    return words[index] in _STOPS or _is_dotted(words[index])


def _is_dotted(word: str) -> bool:
    return len(word) > 3 and word.endswith(".") and "." in word[:-1] and word[0].isalpha()


def _can_begin(words: Sequence[str], spaces: Sequence[bool], stop: int, after: int) -> bool:
    first = words[after]
    if first in _OPENERS and after + 1 < len(words):
        first = words[after + 1]
    before = words[stop - 1].casefold() if stop > 0 else ""
    if _is_dotted(words[stop]):
        return words[stop].casefold() not in _NEVER_LAST and first in _SENTENCE_WORDS
    if not spaces[after - 1]:
        return _glued(words, stop, after, first)
    if words[stop] == ".":
        if before in ABBREVIATIONS and spaces[stop - 1] is False:
            if before == "al":
                return first in _SENTENCE_WORDS
            if before not in _ONLY_BEFORE_NUMBER or first[:1].isdigit():
                return False
        if len(before) == 1 and words[stop - 1].isupper() and _is_name(words, stop, first):
            return False
    return (
        first[:1].isupper()
        or first[:1].isdigit()
        or not first[:1].isascii()
        or (
            first[:1].islower()
            and words[stop] in {".", "!", "?"}
            and any(c.isupper() for c in first)
        )
        or first[:1] in "$\\"
    )


def _glued(words: Sequence[str], stop: int, after: int, first: str) -> bool:
    return (
        after == stop + 1
        and words[stop] in {".", "?", "!"}
        and stop > 0
        and len(words[stop - 1]) > 2
        and words[stop - 1][-1:].islower()
        and first[:1].isupper()
        and first[1:2].islower()
    )


def _is_name(words: Sequence[str], stop: int, first: str) -> bool:
    return first[:1].isupper() and first not in _SENTENCE_WORDS


_NEVER_LAST: Final = frozenset({"e.g.", "i.e.", "w.r.t.", "a.k.a.", "s.t."})

#: Words that begin a sentence after an abbreviation that may also end one.
_SENTENCE_WORDS: Final = word_set(
    "A Additionally After Also Although An And As At Based Both But By Code Compared Despite",
    "During Each Experiments Extensive Finally First For From Furthermore Given Here However If",
    "In Instead It Its Meanwhile More Moreover Most Note On Our Recent Recently Results Second",
    "Since Such That The Their Then There Therefore These They This Though Through Thus To",
    "Together Unlike Using We What When Where Whereas Whether Which While With Yet",
)


@Language.component(COMPONENT, assigns=["token.is_sent_start"])
def mark_sentences(doc: Doc) -> Doc:
    """Mark the sentences of a doc.

    Parameters
    ----------
    doc : Doc
        Over one normalised text.

    Returns
    -------
    Doc
        The same, with ``is_sent_start`` set on every token.
    """
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    for token, begins in zip(doc, sentence_starts(words, spaces), strict=True):
        token.is_sent_start = begins
    return doc
