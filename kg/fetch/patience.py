"""Patience with a busy server: asked again after a while, and clear words when it is given up."""

from __future__ import annotations

import email.utils
import time
from typing import TYPE_CHECKING, Final, TypeVar

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Busy", "retry_after", "with_patience"]

_T = TypeVar("_T")

#: Seconds: the longest wait that a server may ask for before we give up and say so.
_LONGEST_WAIT: Final = 120.0


class Busy(Exception):  # noqa: N818 - no error yet: it is asked again
    """A server that wants to be asked later.

    Parameters
    ----------
    reason : str
        What it said.
    after : float or None
        Seconds that it asks for.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


def with_patience(
    ask: Callable[[], _T],
    *,
    where: str,
    tries: int = 5,
    sleep: Callable[[float], None] = time.sleep,
) -> _T:
    """Ask until there is an answer: after 1, 2, 4, … seconds, or when the server says.

    Parameters
    ----------
    ask : callable
        Raises ``Busy`` where it may be asked again.
    where : str
        Who is asked, for the error.
    tries : int
        How often at most.
    sleep : callable
        Waits so many seconds.

    Returns
    -------
    object
        The answer.

    Raises
    ------
    InputError
        If there is none after all tries, or the server asks for a longer wait than two minutes.
    """
    for n in range(tries):
        try:
            return ask()
        except Busy as busy:
            wait = 2.0**n if busy.after is None else busy.after
            if n + 1 == tries or wait > _LONGEST_WAIT:
                asked = "" if busy.after is None else f" and asks to wait {busy.after:.0f} s"
                hint = "run the same command later: it goes on where it stopped"
                raise InputError(where, f"{busy.reason}{asked}", hint=hint) from busy
            sleep(wait)
    raise InputError(where, "was not asked", hint="give tries of 1 or more")


def retry_after(value: str | None, *, now: float) -> float | None:
    """Read the header ``Retry-After`` (RFC 9110, 10.2.3).

    Parameters
    ----------
    value : str or None
        Seconds, or a date as HTTP writes it.
    now : float
        Seconds since 1970.

    Returns
    -------
    float or None
        Seconds from now, never negative; None if there is none that can be read.

    Examples
    --------
    >>> retry_after("7", now=0.0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", now=50.0)
    (7.0, 10.0)
    >>> retry_after("soon", now=0.0)
    """
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        at = email.utils.parsedate_to_datetime(value).timestamp()
    except ValueError:
        return None
    return max(at - now, 0.0)
