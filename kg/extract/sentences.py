"""Tokens → sentences: a rule-based splitter for abstracts, as a spaCy component.

A stop ends a sentence unless it belongs to an abbreviation, an initial or a number; a missing space
behind it (``shape.Different``) does not hide it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from spacy.language import Language

from kg.extract.tokens import split_words
from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

__all__ = [
    "ABBREVIATIONS",
    "COMPONENT",
    "iter_doc",
    "iter_words",
    "mark_sentences",
    "sentence_starts",
]

#: Name of the component in a pipeline.
COMPONENT: Final = "kg_sentences"

#: Abbreviations that are written with one stop and do not end a sentence.
ABBREVIATIONS: Final = word_set(
    "al alg approx assoc cf chap cit conj cor corr def defs dept dr eds eq eqn eqns eqs fig figs",
    "inc incl lem ltd mr mrs nos pp prof prop props ref refs resp sec secs sect suppl thm ver viz",
    "vol vols vs",
)

#: The same, but also ordinary words: abbreviations only before a number.
_BEFORE_NUMBER: Final = word_set("app c ca ch ed ex exp gen max min no op par st tab")

#: Abbreviations only with a capital, as in the names of journals.
_JOURNALS: Final = word_set(
    "Acad Ann Appl Astron Astrophys Bull Chem Comm Commun Comput Geophys Int Lett Math Mech Meth",
    "Mod Nat Nucl Numer Phys Proc Rev Sci Soc Stat Trans Univ",
)

#: Never the last word of a sentence.
_NEVER_LAST: Final = frozenset({"e.g.", "i.e.", "w.r.t.", "a.k.a.", "s.t.", "c.f."})

#: Words that begin a sentence, even behind what looks like an abbreviation or an initial.
_SENTENCE_WORDS: Final = word_set(
    "A Additionally After Also Although An And As At Based Both But By Code Compared Despite",
    "During Each Experiments Extensive Finally First For From Furthermore Given Here However If",
    "In Instead It Its Meanwhile More Moreover Most Note On Our Recent Recently Results Second",
    "Since Such That The Their Then There Therefore These They This Though Through Thus To",
    "Together Unlike Using We What When Where Whereas Whether Which While With Yet",
)

#: What stands before the initials of a person.
_BEFORE_INITIALS: Final = word_set("and as by due edited from in of see to with , [ ( &")

_CLOSERS: Final = frozenset({")", "]", "}", '"', "'", "*"})
_OPENERS: Final = frozenset({"(", "[", "{", '"', "'", "$", "%", "*", "-"})
_BRACKETS: Final = {"(": ")", "[": "]"}

#: Longest bracket that holds a sentence together, in tokens.
_MAX_BRACKET: Final = 60


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
    index, held_until = 0, 0
    while index < len(words):
        if words[index] in _BRACKETS and not starts[index]:
            held_until = max(held_until, _bracket_end(words, index))
        after = index + 1
        if index >= held_until and _is_stop(words[index]):
            while after < len(words) and not spaces[after - 1] and _closes(words[after]):
                after += 1
            if after < len(words):
                starts[after] = _begins(words, spaces, index, after)
        index = after
    return starts


def _bracket_end(words: Sequence[str], at: int) -> int:
    """Find where a bracket closes; its own place if it does not, or far away."""
    depth = 0
    for index in range(at, min(len(words), at + _MAX_BRACKET)):
        depth += (words[index] == words[at]) - (words[index] == _BRACKETS[words[at]])
        if depth == 0:
            return index
    return at


def _is_stop(word: str) -> bool:
    return word in {"!", "?", "…"} or not word.strip(".") or _is_dotted(word)


def _closes(word: str) -> bool:
    return word in _CLOSERS or word in {"!", "?"} or not word.strip(".")


def _is_dotted(word: str) -> bool:
    """Say whether a token is an abbreviation that ends in a stop: ``e.g.``, ``U.S.``."""
    return len(word) > 3 and word.endswith(".") and "." in word[:-1] and word[0].isalpha()


def _begins(words: Sequence[str], spaces: Sequence[bool], stop: int, after: int) -> bool:
    """Say whether a sentence begins at ``after``, behind the stop."""
    first = words[after]
    if first in _OPENERS and after + 1 < len(words):
        first = words[after + 1]
    if _is_dotted(words[stop]):
        return words[stop].lower() not in _NEVER_LAST and first in _SENTENCE_WORDS
    if not spaces[after - 1]:
        return _begins_glued(words, stop, after)
    if words[stop] == "." and stop > 0 and _is_abbreviated(words, spaces, stop, words[after]):
        return False
    return first[0].isalnum() and (not first[0].islower() or any(map(str.isupper, first)))


def _begins_glued(words: Sequence[str], stop: int, after: int) -> bool:
    """Read ``shape.Different``: a word, a stop, a capitalised word and no space."""
    before, first = words[stop - 1], words[after]
    if after > stop + 1 or stop == 0:
        return False
    if first in _SENTENCE_WORDS and len(first) > 1:
        return True
    return len(before) > 2 and before[-1].islower() and first.istitle()


def _is_abbreviated(words: Sequence[str], spaces: Sequence[bool], stop: int, first: str) -> bool:
    """Say whether a full stop belongs to the word before it."""
    before = words[stop - 1]
    if spaces[stop - 1] or first in _SENTENCE_WORDS:
        return False
    if before in _JOURNALS:
        return True
    if before.lower() == "al":
        return not first[0].isupper()
    if before.lower() in _BEFORE_NUMBER:
        return first[0].isdigit()
    if before.lower() in ABBREVIATIONS:
        return True
    if len(before) > 1 or not before.isupper():
        return False
    return first in _JOURNALS or _is_initial(words, stop - 1)


def _is_initial(words: Sequence[str], at: int) -> bool:
    """Say whether a capital is somebody's initial, from what stands before it."""
    if at == 0:
        return True
    earlier = words[at - 1]
    if earlier == "." and at > 1:
        return len(words[at - 2]) == 1 and _is_initial(words, at - 2)
    return earlier.lower() in _BEFORE_INITIALS


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
    # All at once: set one by one, each looks at the whole doc.
    starts: Any = np.where(sentence_starts(words, spaces), 1, -1).view(np.uint64)
    return doc.from_array(["SENT_START"], starts[:, None])


def iter_words(text: str) -> Iterator[tuple[str, int, bool, str]]:
    """Read a normalised text without spaCy.

    Parameters
    ----------
    text : str
        Normalised text.

    Yields
    ------
    tuple of (str, int, bool, str)
        As of :func:`iter_doc` for the doc of the same text; no token has a tag.
    """
    words, spaces = split_words(text)
    at = 0
    for word, space, begins in zip(words, spaces, sentence_starts(words, spaces), strict=True):
        yield word, at, begins, ""
        at += len(word) + space


def iter_doc(doc: Doc) -> Iterator[tuple[str, int, bool, str]]:
    """Give the tokens of a doc.

    Parameters
    ----------
    doc : Doc
        With its sentences marked.

    Yields
    ------
    tuple of (str, int, bool, str)
        Token, its place in the text, whether it begins a sentence, and its universal tag.
    """
    for token in doc:
        yield token.text, token.idx, bool(token.is_sent_start), token.pos_
