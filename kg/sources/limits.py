"""How long a title and an abstract may be: beyond it is something else, and would take hours."""

from __future__ import annotations

from typing import Final

from kg.errors import InputError

__all__ = ["MAX_ABSTRACT", "MAX_TITLE", "check_length"]

#: Characters. The longest of 120,870 arXiv titles has 272, of as many abstracts 3,600 (arXiv itself
#: allows 1,920); some journals print structured abstracts of 10,000.
MAX_TITLE: Final = 2_000
MAX_ABSTRACT: Final = 50_000


def check_length(title: str, abstract: str, where: str) -> None:
    """Refuse what cannot be a title or an abstract.

    Parameters
    ----------
    title, abstract : str
        As the source has them.
    where : str
        File and line, for the error.

    Raises
    ------
    InputError
        If one is longer than any of its kind.

    Examples
    --------
    >>> check_length("Deep Sets", "word " * 100_000, "papers.jsonl:3")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    kg.errors.InputError: papers.jsonl:3: an abstract of 500,000 characters is none; give ...
    """
    for what, text, most in (
        ("a title", title, MAX_TITLE),
        ("an abstract", abstract, MAX_ABSTRACT),
    ):
        if len(text) > most:
            hint = f"give {what} of {most:,} characters at most, not the paper's whole text"
            raise InputError(where, f"{what} of {len(text):,} characters is none", hint=hint)
