"""Replace a folder of exports as a whole: a reader sees the old one or the new one, never a mix.

Files are written into a hidden folder beside the target, which is then exchanged with it in one
system call where the system has one (Linux, macOS). A build that is killed leaves the earlier
export as it was; what it left half-written is cleared away by the next build.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.pipeline.lock import hold_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check_file", "exchange", "replace_file", "replace_folder"]

#: A folder with this file was written by ``kg`` and may be replaced by it.
MARKER: Final = "build.json"

_AT_FDCWD: Final = {"linux": -100, "darwin": -2}
#: ``RENAME_EXCHANGE`` of renameat2(2); ``RENAME_SWAP`` of renameatx_np(2). Both are 2.
_EXCHANGE: Final = 2

#: The disk is full, or what a user may take of it, or a file may not be larger.
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def replace_folder(target: Path, *, ours: frozenset[str], wait: float = 0.0) -> Iterator[Path]:
    """Give an empty folder to write to; when the block ends well, it takes the target's place.

    Parameters
    ----------
    target : Path
        The folder to replace; need not be there.
    ours : frozenset of str
        Names of the files that an export holds. Other files that a user keeps in the target are
        carried over.
    wait : float
        Seconds to wait for another build that is writing there.

    Yields
    ------
    Path
        The folder to write to.

    Raises
    ------
    InputError
        If the target is a file or a folder that ``kg`` did not write, or another build is
        writing there now.

    Notes
    -----
    Inside the block nobody else writes to the target: what is read from it stays true.
    """
    target = Path(os.path.realpath(target))
    _check_target(target)
    _make_parents(target)
    staging = target.parent / f".{target.name}.building"
    aside = target.parent / f".{target.name}.before"
    lock = target.parent / f".{target.name}.lock"
    with hold_lock(lock, what=str(target), wait=wait), _telling_of(target):
        if not target.exists() and aside.exists():
            aside.replace(target)  # a build was killed between its two steps; see `_swap`
        try:
            staging.mkdir(exist_ok=True)
            _clear(staging)
            yield staging
            _carry_over(target, staging, ours)
            _flush(staging)
            _swap(staging, target, aside)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextlib.contextmanager
def replace_file(target: Path) -> Iterator[Path]:
    """Give a file to write to; when the block ends well, it takes the target's place.

    Parameters
    ----------
    target : Path
        The file to replace; need not be there. Folders that are missing on the way are made.

    Yields
    ------
    Path
        The file to write to, in the same folder.

    Raises
    ------
    InputError
        If the target is there and is no plain file, or cannot be written.
    """
    target = Path(os.path.realpath(target))
    check_file(target)
    staging = target.parent / f".{target.name}.{os.getpid()}"
    with _telling_of(target):
        _make_parents(target)
        try:
            yield staging
            staging.replace(target)
        finally:
            staging.unlink(missing_ok=True)


def check_file(target: Path) -> None:
    """Refuse what is no place for a file, before anything is done for it.

    Parameters
    ----------
    target : Path
        Where a file is to be written.

    Raises
    ------
    InputError
        If something else is there.
    """
    try:
        is_there = target.exists()
    except OSError as error:  # a name that is too long
        told = f"cannot be written ({error.strerror})"
        raise InputError(str(target), told, hint="name another place") from error
    if target.is_symlink() and os.path.realpath(target) == str(target.absolute()):
        raise InputError(str(target), "is a link to itself", hint="name a file")
    if is_there and not target.is_file():
        raise InputError(str(target), "is no plain file", hint="name a file")


def _make_parents(target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        told = f"cannot be written ({error.filename} is no folder)"
        raise InputError(str(target), told, hint="name another place") from error


@contextlib.contextmanager
def _telling_of(target: Path) -> Iterator[None]:
    """Tell of a full disk, or of what lies beside or above the target, by the target's own name."""
    try:
        yield
    except OSError as error:
        place = Path(str(error.filename or ""))
        ours = place in target.parents or str(place).startswith(
            str(target.parent / f".{target.name}.")
        )
        if error.errno not in _FULL and not ours:
            raise
        told = f"cannot be written ({error.strerror})"
        hint = "make room, or name another place; what was there is whole"
        raise InputError(str(target), told, hint=hint) from error


def _check_target(target: Path) -> None:
    if target.is_symlink():  # still, though every link was followed
        raise InputError(str(target), "is a link to itself", hint="name a folder")
    if not target.exists():
        return
    if not target.is_dir():
        raise InputError(str(target), "is a file", hint="name a folder")
    if any(target.iterdir()) and not (target / MARKER).exists():
        raise InputError(
            str(target),
            "holds files that kg did not write",
            hint="name an empty or a new folder",
        )


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _carry_over(target: Path, staging: Path, ours: frozenset[str]) -> None:
    if not target.exists():
        return
    for path in sorted(target.iterdir()):
        if path.name in ours:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, staging / path.name, symlinks=True)
        else:
            shutil.copy2(path, staging / path.name, follow_symlinks=False)


def _flush(folder: Path) -> None:
    """Have the files on disk before the exchange, so that a power cut cannot empty them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _swap(staging: Path, target: Path, aside: Path) -> None:
    """Put the staging folder in the target's place; the old export ends in the staging's."""
    if not target.exists() or not any(target.iterdir()):
        Path(staging).replace(target)  # an empty folder may be replaced at once
        return
    if exchange(staging, target):
        return
    # Two steps, for systems that cannot exchange: for a moment there is no target, and the
    # earlier export stands whole beside it.
    shutil.rmtree(aside, ignore_errors=True)
    Path(target).replace(aside)
    Path(staging).replace(target)
    shutil.rmtree(aside, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step.

    Parameters
    ----------
    one, other : Path
        Both are there, on one file system.

    Returns
    -------
    bool
        False where the system or the file system cannot, and nothing was done.
    """
    at = _AT_FDCWD.get(sys.platform)
    name = {"linux": "renameat2", "darwin": "renameatx_np"}.get(sys.platform)
    if at is None or name is None:
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if call is None:
        return False
    return bool(call(at, os.fsencode(one), at, os.fsencode(other), _EXCHANGE) == 0)
