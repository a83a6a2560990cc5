"""Export folder → the store on disk beside it, made anew where it is missing or out of date."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.config import ONTOLOGY_DIR
from kg.errors import InputError
from kg.pipeline.folder import exchange
from kg.pipeline.load import check_written
from kg.pipeline.rdf_files import DESCRIPTION
from kg.rdf.disk import ENGINE, write_disk_store

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["STORE_FOLDER", "find_store", "write_store"]

#: Folder of the store in an export folder. Not part of the export proper: its bytes differ from
#: build to build, and it can always be made from ``graph.nt``.
STORE_FOLDER: Final = "store"

_SOURCE: Final = "graph.nt"
_DB: Final = "db"
_STAMP: Final = "stamp.json"


def write_store(folder: Path) -> None:
    """Make the store of an export folder.

    Parameters
    ----------
    folder : Path
        An export folder that has ``graph.nt`` and no store.
    """
    _write(folder / _SOURCE, folder / STORE_FOLDER)


@contextlib.contextmanager
def find_store(folder: Path) -> Iterator[Path]:
    """Give the store of an export folder, in step with its ``graph.nt``.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote. Where its store is missing or is not that of its ``graph.nt``,
        one is made in its place; where the folder cannot be written to, in a temporary place.

    Yields
    ------
    Path
        The store, to be opened read-only.

    Raises
    ------
    InputError
        If the folder is no export, or its ``graph.nt`` is not as it was written.
    """
    source, store = folder / _SOURCE, folder / STORE_FOLDER
    if not source.is_file():
        raise InputError(
            str(folder), f"is not an export folder ({_SOURCE})", hint="name what kg build wrote"
        )
    if _is_current(source, store):
        yield store / _DB
        return
    with contextlib.ExitStack() as stack:
        try:
            _replace(source, store)
        except OSError:
            store = Path(stack.enter_context(tempfile.TemporaryDirectory())) / STORE_FOLDER
            _write(source, store)
        yield store / _DB


def _replace(source: Path, store: Path) -> None:
    staging = Path(tempfile.mkdtemp(prefix=".store.", dir=store.parent))
    try:
        _write(source, staging / STORE_FOLDER)
        if store.exists() and exchange(staging / STORE_FOLDER, store):
            return
        if store.exists():  # for a moment there is none, where the system cannot exchange
            store.rename(staging / "before")
        try:
            (staging / STORE_FOLDER).rename(store)
        except OSError:
            # Two processes may get here at once; the first one's store is as good as ours.
            if not _is_current(source, store):
                raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(source: Path, store: Path) -> None:
    sha256 = _digest(source)
    check_written(source.parent, source.name, sha256)
    store.mkdir()
    write_disk_store(source, store / _DB, description=source.parent / DESCRIPTION)
    stamp = {**_versions(source.parent), "source": _place(source), "sha256": sha256}
    (store / _STAMP).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def _is_current(source: Path, store: Path) -> bool:
    try:
        stamp = json.loads((store / _STAMP).read_text(encoding="utf-8"))
        if any(stamp[name] != value for name, value in _versions(source.parent).items()):
            return False
        # A copy of the folder has new times; then the bytes decide.
        return bool(stamp["source"] == _place(source) or stamp["sha256"] == _digest(source))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _versions(folder: Path) -> dict[str, str]:
    """Name what else is in a store: the ontology, the questions, the export's description."""
    beside = (ONTOLOGY_DIR / "kg.ttl", *sorted((ONTOLOGY_DIR / "queries").glob("*.rq")))
    description = folder / DESCRIPTION
    parts = [_digest(path) for path in (*beside, description) if path.is_file()]
    return {"engine": ENGINE, "beside": hashlib.sha256("".join(parts).encode()).hexdigest()}


def _place(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
