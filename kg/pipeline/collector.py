"""Python's collector of cyclic garbage, at rest while a graph is made."""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collector_at_rest"]


@contextlib.contextmanager
def collector_at_rest() -> Iterator[None]:
    """Look for no cyclic garbage inside the block.

    Notes
    -----
    A graph is a million small values that live to the end and hold no cycles. Each time that many
    new ones are there the collector walks through them all and finds nothing: a tenth of the time
    of making a graph and writing it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
