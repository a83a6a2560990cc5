"""One writer at a time: a lock file that lives as long as its holder, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Final

from kg.checks import check_number
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["hold_lock"]

#: Seconds between two tries while waiting.
_PAUSE: Final = 0.1


@contextlib.contextmanager
def hold_lock(path: Path, *, what: str, wait: float = 0.0) -> Iterator[None]:
    """Hold a lock for a block; a process that dies gives it back.

    Parameters
    ----------
    path : Path
        The lock file; made, and removed at the end.
    what : str
        What is locked, for the error.
    wait : float
        Seconds to wait for another holder.

    Yields
    ------
    None
        While the lock is held.

    Raises
    ------
    InputError
        If the wait is no number of seconds, the file cannot be made, or another process still
        holds it after the wait.
    """
    seconds = check_number(wait, "wait")
    try:
        import fcntl
    except ImportError:  # pragma: no cover - not on POSIX
        yield
        return
    end = time.monotonic() + seconds
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            told = f"cannot be written ({error.strerror})"
            raise InputError(what, told, hint="name another place") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            if time.monotonic() >= end:
                hint = "wait for it to end"
                raise InputError(what, "another build is writing there", hint=hint) from error
            time.sleep(_PAUSE)
            continue
        # The holder before us may have removed the file between our open and our lock; then we hold
        # a file that nobody else can find.
        if _is_at(handle, path):
            break
        os.close(handle)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(handle), path.stat())
    return False
