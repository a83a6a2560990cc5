"""How much a query may take, and how many may run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from kg.errors import InputError

__all__ = ["MEBIBYTE", "Limits"]

MEBIBYTE: Final = 1 << 20

#: Seconds of 34 years, and mebibytes of a pebibyte; the system's own calls fail far beyond.
_MOST: Final = 1 << 30

#: Limits whose options have other names.
_OPTIONS: Final = {"timeout_s": "timeout", "memory_mb": "memory", "n_workers": "workers"}


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one server, or of one query on the command line.

    Attributes
    ----------
    timeout_s : float
        Seconds (wall clock) after which a query is ended.
    memory_mb : int
        Mebibytes that a query may take beyond those of the open store.
    max_rows : int
        Rows or triples of an answer.
    max_result_mb : int
        Mebibytes of an answer as it is written.
    max_query_bytes : int
        Bytes of a request's body, and of its query.
    n_workers : int
        Queries that run at once.
    n_long : int
        Queries that may run for longer than ``long_after_s`` at once, beside those.
    long_after_s : float
        Seconds after which a query makes room for others.
    n_waiting : int
        Queries that may wait for a worker.
    max_wait_s : float
        Seconds that a query waits for a worker.
    in_memory_mb : int
        Mebibytes of a store on disk up to which a server copies it into memory, where it takes
        some three times as much; 0 for none.

    Raises
    ------
    InputError
        If one is not above zero, or beyond all that clocks and memories hold.
    """

    timeout_s: float = 10.0
    memory_mb: int = 512
    max_rows: int = 100_000
    max_result_mb: int = 64
    max_query_bytes: int = 256 * 1024
    n_workers: int = 4
    n_long: int = 2
    long_after_s: float = 1.0
    n_waiting: int = 64
    max_wait_s: float = 10.0
    in_memory_mb: int = 256

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value = getattr(self, name)
            most = _MOST if name in _OPTIONS else math.inf
            if 0 < value <= most or (name == "in_memory_mb" and value == 0):
                continue
            option = _OPTIONS.get(name, name.replace("_", "-"))
            hint = "give more than 0" if not value > 0 else f"give {_MOST:,} at most"
            raise InputError(f"--{option}", f"{value} is out of range", hint=hint)
