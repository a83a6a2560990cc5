"""A reading → the rows of words that the mention tagger looks at, with all that is known of each.

Marks say which lexicons a token stands in, and whether it is part of an abbreviation that the
paper explains — where it is explained, and wherever else the short or the long form stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.features import PaperWords, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.abbreviations import Abbreviation
    from kg.extract.lexicon import Lexicon
    from kg.extract.reading import Reading
    from kg.extract.surfaces import SurfaceTable

__all__ = ["mark_abbreviations", "paper_words"]


def mark_abbreviations(reading: Reading, abbreviations: Iterable[Abbreviation]) -> list[list[str]]:
    """Mark the tokens of short and long forms.

    Parameters
    ----------
    reading : Reading
        The paper.
    abbreviations : iterable of Abbreviation
        Those that it explains.

    Returns
    -------
    list of list of str
        Marks of each token: ``long``/``short`` where it is explained, ``LONG``/``SHORT`` wherever
        the same words stand, each with its place in the form (``B``, ``I``).
    """
    marks: list[list[str]] = [[] for _ in reading.tokens]
    abbreviations = tuple(abbreviations)
    if not abbreviations:
        return marks
    forms: dict[tuple[str, ...], str] = {}
    stems = [stem(token.text) for token in reading.tokens]
    for one in abbreviations:
        for span, kind in ((one.long, "long"), (one.short, "short")):
            first, last = reading.tokens_of(span)
            _mark(marks, first, last, kind)
            if kind == "long" and last < len(marks):
                marks[last].append("after-long")
            forms[tuple(stems[first:last])] = kind.upper()
    for form, kind in forms.items():
        for first in range(len(stems) - len(form) + 1):
            if stems[first] == form[0] and tuple(stems[first : first + len(form)]) == form:
                _mark(marks, first, first + len(form), kind)
    return marks


def _mark(marks: list[list[str]], first: int, last: int, kind: str) -> None:
    for place in range(first, last):
        marks[place].append(f"{kind}-{'B' if place == first else 'I'}")


def paper_words(
    reading: Reading,
    tags: Sequence[str],
    abbreviations: Iterable[Abbreviation],
    lexicon: Lexicon,
    surfaces: SurfaceTable | None,
) -> PaperWords:
    """Put together what the tagger looks at.

    Parameters
    ----------
    reading : Reading
        The paper.
    tags : sequence of str
        Penn tag of each token.
    abbreviations : iterable of Abbreviation
        Those that the paper explains.
    lexicon : Lexicon
        Known names.
    surfaces : SurfaceTable or None
        How surfaces were read elsewhere; None for the first tagger, which makes that table.

    Returns
    -------
    PaperWords
        One row a sentence.
    """
    in_forms = mark_abbreviations(reading, abbreviations)
    words, row_tags, marks = [], [], []
    for sentence in reading.sentences:
        places = range(sentence.first, sentence.last)
        row = tuple(reading.tokens[place].text for place in places)
        words.append(row)
        row_tags.append(tuple(tags[place] for place in places))
        known = lexicon.tags(row)
        read = surfaces.marks(row) if surfaces is not None else [()] * len(row)
        marks.append(
            tuple(
                (*names, *in_forms[place], *elsewhere)
                for names, place, elsewhere in zip(known, places, read, strict=True)
            )
        )
    n_title = sum(one.first < reading.n_title_tokens for one in reading.sentences)
    return PaperWords(tuple(words), tuple(row_tags), tuple(marks), n_title)
