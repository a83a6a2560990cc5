"""Words that a person types → terms of the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from kg.checks import check_list, check_text, check_word
from kg.errors import VocabularyError
from kg.vocabulary import TYPES, EntityType, Relation, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

__all__ = ["DIRECTIONS", "as_direction", "as_relation", "as_role", "as_types"]

#: Which edges at a thing are meant: those that begin there, those that end there, or all.
DIRECTIONS: Final = ("out", "in", "both")

_TermT = TypeVar("_TermT", bound="StrEnum")


def as_role(word: str) -> Role:
    """Read the name of a role.

    Parameters
    ----------
    word : str
        ``"proposes"``; case does not count.

    Returns
    -------
    Role
        The role.

    Raises
    ------
    VocabularyError
        If there is none of that name.
    """
    return _term("role", word, Role)


def as_relation(word: str) -> Relation:
    """Read the name of a relation.

    Parameters
    ----------
    word : str
        ``"evaluated_on"`` or ``"evaluated on"``; case does not count.

    Returns
    -------
    Relation
        The relation.

    Raises
    ------
    VocabularyError
        If there is none of that name.

    Examples
    --------
    >>> as_relation("evaluated on")
    <Relation.EVALUATED_ON: 'evaluated_on'>
    >>> as_relation("outperfroms")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    kg.errors.VocabularyError: unknown relation 'outperfroms'; known: evaluated_on, ...
    """
    return _term("relation", word, Relation)


def as_types(words: str | Iterable[str]) -> frozenset[EntityType]:
    """Read the names of types.

    Parameters
    ----------
    words : str or iterable of str
        ``"Method"`` or ``"methods"``, or several such; case does not count.

    Returns
    -------
    frozenset of EntityType
        The types.

    Raises
    ------
    VocabularyError
        If there is none of a name.
    """
    hint = f"give one of {', '.join(kind.value for kind in TYPES)}"
    plurals = {term.plural: kind.value for kind, term in TYPES.items()}
    listed = check_list(words, "type", str, hint=hint)
    return frozenset(_term("type", plurals.get(one.casefold(), one), EntityType) for one in listed)


def as_direction(word: str) -> str:
    """Read a direction.

    Parameters
    ----------
    word : str
        One of ``DIRECTIONS``.

    Returns
    -------
    str
        The same.

    Raises
    ------
    VocabularyError
        If it is none of them.
    """
    return check_word(word, "direction", DIRECTIONS)


def _term(kind: str, word: str, terms: type[_TermT]) -> _TermT:
    known = [term.value for term in terms]
    given = check_text(word, kind, hint=f"give one of {', '.join(known)}")
    wanted = "_".join(given.casefold().replace("-", " ").replace("_", " ").split())
    for term in terms:
        if wanted == term.value.casefold():
            return term
    raise VocabularyError(kind, word, known)
