"""What a caller gives → a value that fits, or one clear error: texts, words, numbers and paths.

Python lets anything in where a text or number is meant. These are the only checks of it: each names
the argument, what was given and what would be right.
"""

from __future__ import annotations

import math
import operator
import os
from collections.abc import Iterable
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex

from kg.errors import ArgumentError, VocabularyError, shown

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "check_call",
    "check_count",
    "check_list",
    "check_number",
    "check_path",
    "check_text",
    "check_word",
]


def check_text(value: object, argument: str, *, hint: str = "give a text") -> str:
    """Take a text.

    Parameters
    ----------
    value : object
        What was given.
    argument : str
        Name of the argument.
    hint : str
        What would be right.

    Returns
    -------
    str
        The same.

    Raises
    ------
    ArgumentError
        If it is none.

    Examples
    --------
    >>> check_text(5, "title")
    Traceback (most recent call last):
        ...
    kg.errors.ArgumentError: title: 5 is no text; give a text
    """
    if not isinstance(value, str):
        raise ArgumentError(argument, f"{shown(value)} is no text", hint=hint)
    return value


def check_word(value: object, kind: str, known: Collection[str]) -> str:
    """Take one of a few words.

    Parameters
    ----------
    value : object
        What was given.
    kind : str
        What the words are.
    known : collection of str
        The words.

    Returns
    -------
    str
        The same.

    Raises
    ------
    ArgumentError
        If it is no text.
    VocabularyError
        If it is none of them.

    Examples
    --------
    >>> check_word(5, "theme", ("light", "dark"))
    Traceback (most recent call last):
        ...
    kg.errors.ArgumentError: theme: 5 is no text; give one of light, dark
    """
    word = check_text(value, kind, hint=f"give one of {', '.join(known)}")
    if word not in known:
        raise VocabularyError(kind, word, tuple(known))
    return word


def check_count(value: object, argument: str, *, least: int = 0) -> int:
    """Take a whole number.

    Parameters
    ----------
    value : object
        What was given; numpy's numbers are numbers too, True and False are none.
    argument : str
        Name of the argument.
    least : int
        The least that makes sense.

    Returns
    -------
    int
        The number.

    Raises
    ------
    ArgumentError
        If it is none, or less.

    Examples
    --------
    >>> check_count(-1, "depth")
    Traceback (most recent call last):
        ...
    kg.errors.ArgumentError: depth: -1 is out of range; give 0 or more
    """
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        what = f"{shown(value)} is no whole number"
        raise ArgumentError(argument, what, hint=f"give {least} or more")
    number = operator.index(value)
    if number < least:
        raise ArgumentError(argument, f"{number} is out of range", hint=f"give {least} or more")
    return number


def check_number(value: object, argument: str, *, most: float = math.inf) -> float:
    """Take a number from 0 on.

    Parameters
    ----------
    value : object
        What was given.
    argument : str
        Name of the argument.
    most : float
        The most that makes sense.

    Returns
    -------
    float
        The number.

    Raises
    ------
    ArgumentError
        If it is none, less than 0 or more than that.

    Examples
    --------
    >>> check_number("x", "min_confidence", most=1)
    Traceback (most recent call last):
        ...
    kg.errors.ArgumentError: min_confidence: 'x' is no number; give 0 to 1
    """
    hint = f"give 0 to {most}" if most < math.inf else "give 0 or more"
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ArgumentError(argument, f"{shown(value)} is no number", hint=hint)
    number = float(value)
    if not 0 <= number <= most or number == math.inf:
        raise ArgumentError(argument, f"{value} is out of range", hint=hint)
    return number


def check_path(value: object, argument: str) -> Path:
    r"""Take the path of a file or folder.

    Parameters
    ----------
    value : object
        What was given: a text, a ``Path`` or what else stands for a path in Python.
    argument : str
        Name of the argument.

    Returns
    -------
    Path
        The path.

    Raises
    ------
    ArgumentError
        If it is none, names nothing, or no system could have it.

    Examples
    --------
    >>> check_path("a\0b", "folder")
    Traceback (most recent call last):
        ...
    kg.errors.ArgumentError: folder: 'a\x00b' is no path; give a text or a Path
    """
    hint = "give a text or a Path"
    named = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(named, str) or "\0" in named:
        raise ArgumentError(argument, f"{shown(value)} is no path", hint=hint)
    if not named:
        raise ArgumentError(argument, "an empty text names no file or folder", hint=hint)
    return Path(named)


def check_list(value: object, argument: str, kind: Any, *, hint: str) -> list[Any]:
    """Take one or several values of a kind.

    Parameters
    ----------
    value : object
        What was given: one of them, or an iterable of such.
    argument : str
        Name of the argument.
    kind : type or union of types
        What each must be.
    hint : str
        What would be right.

    Returns
    -------
    list
        The values.

    Raises
    ------
    ArgumentError
        If it is neither.

    Examples
    --------
    >>> check_list(["a", 5], "names", str, hint="give ids or titles")
    Traceback (most recent call last):
        ...
    kg.errors.ArgumentError: names: 5 does not fit; give ids or titles
    """
    listed = list(value) if isinstance(value, Iterable) and not isinstance(value, kind) else [value]
    for one in listed:
        if not isinstance(one, kind):
            raise ArgumentError(argument, f"{shown(one)} does not fit", hint=hint)
    return listed


def check_call(value: object, argument: str) -> None:
    """Refuse what cannot be called.

    Parameters
    ----------
    value : object
        What was given; None for nothing.
    argument : str
        Name of the argument.

    Raises
    ------
    ArgumentError
        If it is no function.
    """
    if value is not None and not callable(value):
        raise ArgumentError(argument, f"{shown(value)} is no function", hint="give a function")
