"""The version of all that decides what is extracted from a text: the key of every cache of it."""

from __future__ import annotations

import hashlib
import importlib.metadata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.config import DEFAULT_EXTRACTOR, ONTOLOGY_DIR
from kg.extract.registry import load_extractor

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["extractor_version", "files_hash"]

_PACKAGE: Final = Path(__file__).resolve().parent.parent

#: Parts whose code decides what is found in a text, with the models and tables beside it.
_PARTS: Final = (
    _PACKAGE / "extract",
    _PACKAGE / "text",
    _PACKAGE / "vocabulary.py",
    ONTOLOGY_DIR / "lexicon",
)

#: Libraries whose version can change what is found. A new extractor adds its own here.
_LIBRARIES: Final = (
    "ftfy",
    "numpy",
    "onnxruntime",
    "pylatexenc",
    "python-crfsuite",
    "spacy",
    "tokenizers",
)

_SUFFIXES_LEFT_OUT: Final = frozenset({".pyc", ".md"})


@cache
def extractor_version(extractor: str = DEFAULT_EXTRACTOR) -> str:
    """Name an extractor by content: its code, models, lexicons and libraries.

    Parameters
    ----------
    extractor : str
        One of ``kg.extract.registry.EXTRACTOR_NAMES``.

    Returns
    -------
    str
        16 hexadecimal digits. The same text, options and version give the same extraction; a
        changed weight, rule or word gives another version, whether or not somebody thought of
        raising a number.
    """
    libraries = (f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)
    return files_hash(_PARTS, extractor, load_extractor(extractor).version, *libraries)


def files_hash(places: Iterable[Path], *more: str) -> str:
    """Hash files by name and content.

    Parameters
    ----------
    places : iterable of Path
        Files, and folders with all that is below them; documents and byte code do not count.
    *more : str
        What else belongs to it.

    Returns
    -------
    str
        16 hexadecimal digits; the same wherever the folders lie.
    """
    digest = hashlib.sha256()
    for place in places:
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and file.suffix not in _SUFFIXES_LEFT_OUT:
                name = file.relative_to(place.parent).as_posix()
                content = hashlib.sha256(file.read_bytes()).hexdigest()
                digest.update(f"{name} {content}\n".encode())
    for one in more:
        digest.update(f"{one}\n".encode())
    return digest.hexdigest()[:16]
