"""``Memo``: what a function gave for a key, kept as long as the one who asks lives."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Memo"]

V = TypeVar("V")


class Memo(dict[str, V]):
    """A function of a string that works each value out once.

    A cache of bounded size is of no use where a million names come by in turn, several times: each
    is gone before it comes again. This one is bounded by its owner's life instead.

    Parameters
    ----------
    make : callable
        The function; pure.

    Examples
    --------
    >>> length = Memo(len)
    >>> length["gradient"], len(length)
    (8, 1)
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> V:
        value = self[key] = self._make(key)
        return value
