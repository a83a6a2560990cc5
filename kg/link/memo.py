"""For work on millions of names: a memory of what a function gave, and rest from the collector."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Memo", "paused_collector"]

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


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the search for circles of values that nothing else holds.

    It looks at all values again and again while millions are made, and linking makes no circles:
    what is not needed any more goes at once all the same.

    Yields
    ------
    None
        Afterwards it is as it was.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
