"""What a documented rule is: a pattern over the words around mentions, with its examples.

A text of words holds each word followed by one space, in lower case, with ``@`` for a mention and
``@own`` for "our method": ``"we propose the "``. So a pattern is put together from words that each
end in a space, and an empty text is the edge of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.vocabulary import Relation

__all__ = ["LIST", "MentionCue", "PairCue", "RowCue", "any_of", "behind", "few", "spaced", "within"]

#: Mentions that stand before the one in question in the same list: ``such as @ , @ and [X]``.
LIST: Final = r"(?:@ (?:, )?(?:and |or |& |/ )?)*"

#: At the edge of the sentence or behind a space.
_WORD_BEGINS: Final = "(?<![^ ])"


def any_of(words: str) -> str:
    """Make the pattern of one of several words.

    Parameters
    ----------
    words : str
        Alternatives, apart by spaces; ``_`` stands for a space inside one, ``*`` for any ending.

    Returns
    -------
    str
        A group without number; every alternative ends in a space.

    Examples
    --------
    >>> any_of("on such_as us*")
    '(?:on |such as |us[^ ]* )'
    """
    parts = (re.escape(word).replace(r"\*", "[^ ]*").replace("_", " ") for word in words.split())
    return f"(?:{'|'.join(f'{part} ' for part in parts)})"


def few(most: int) -> str:
    """Make the pattern of a few words that are no mentions, as few as will do.

    Parameters
    ----------
    most : int
        How many at most.

    Returns
    -------
    str
        A group without number.
    """
    return f"(?:[^ @]+ ){{0,{most}}}?"


def spaced(words: str) -> str:
    """Put a space behind the last word, if there is one.

    Parameters
    ----------
    words : str
        Words joined by spaces.

    Returns
    -------
    str
        A text of words.
    """
    return f"{words} " if words else ""


def behind(pattern: str) -> re.Pattern[str]:
    """Compile what must stand at the end of the words before a mention.

    Parameters
    ----------
    pattern : str
        Over a text of words.

    Returns
    -------
    re.Pattern
        For ``search``.
    """
    return re.compile(rf"{_WORD_BEGINS}{pattern}$")


def within(pattern: str) -> re.Pattern[str]:
    """Compile what may stand anywhere in a text of words.

    Parameters
    ----------
    pattern : str
        Over a text of words.

    Returns
    -------
    re.Pattern
        For ``search``.
    """
    return re.compile(rf"{_WORD_BEGINS}{pattern}")


@dataclass(frozen=True, slots=True)
class RowCue:
    """What a sentence is for.

    Attributes
    ----------
    id : str
        ``row.…``.
    says : str
        What it tells, one sentence.
    pattern : re.Pattern
        Searched in the words of the sentence.
    example, counter : str
        A sentence that it fires on, and one that it must not fire on.
    """

    id: str
    says: str
    pattern: re.Pattern[str]
    example: str
    counter: str

    def fires(self, text: str) -> bool:
        """Say whether a sentence has the cue.

        Parameters
        ----------
        text : str
            Text of words.

        Returns
        -------
        bool
            True if it does.
        """
        return self.pattern.search(text) is not None


@dataclass(frozen=True, slots=True)
class MentionCue:
    """What the words beside a mention say about its role.

    Attributes
    ----------
    id : str
        ``role.…``.
    says : str
        What it tells, one sentence.
    left : re.Pattern or None
        Searched in the words before the mention; compiled to end at it.
    right : re.Pattern or None
        Matched from the first word behind the mention.
    example, counter : str
        A sentence that it fires on at ``[X]``, and one that it must not fire on.
    """

    id: str
    says: str
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    example: str
    counter: str

    def fires(self, left: str, right: str) -> bool:
        """Say whether the words on both sides have the cue.

        Parameters
        ----------
        left, right : str
            Texts of words before and behind the mention.

        Returns
        -------
        bool
            True if they do.
        """
        return (self.left is None or self.left.search(left) is not None) and (
            self.right is None or self.right.match(right) is not None
        )


@dataclass(frozen=True, slots=True)
class PairCue:
    """What the words around two mentions of one sentence say about their relation.

    Attributes
    ----------
    id : str
        ``rel.…``.
    says : str
        What it tells, one sentence.
    relation : Relation
        The relation that it hints at.
    head_first : bool
        True if the head stands before the tail.
    between : re.Pattern
        Must match all the words between the two.
    before : re.Pattern or None
        Searched in the words before the first mention; compiled to end at it.
    example, counter : str
        A sentence that it fires on for ``[H]`` and ``[T]``, and one that it must not fire on.
    """

    id: str
    says: str
    relation: Relation
    head_first: bool
    between: re.Pattern[str]
    before: re.Pattern[str] | None
    example: str
    counter: str

    def fires(self, before: str, between: str) -> bool:
        """Say whether the words around a pair have the cue; the caller sees to the order.

        Parameters
        ----------
        before, between : str
            Texts of words before the first mention and between the two.

        Returns
        -------
        bool
            True if they do.
        """
        return self.between.fullmatch(between) is not None and (
            self.before is None or self.before.search(before) is not None
        )
