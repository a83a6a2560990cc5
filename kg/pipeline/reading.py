"""Settings → how papers are read: who reads them, and the user's own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import kg.extract
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.config import Config
    from kg.extract.lexicon_table import LexiconEntry
    from kg.model import Extraction, Paper

__all__ = ["extract_with", "read_lexicon_file"]


def read_lexicon_file(path: Path) -> str:
    """Read a user's list of names and check every line.

    Parameters
    ----------
    path : Path
        Tab-separated: name, type; ``docs/lexicon.md`` tells the rest.

    Returns
    -------
    str
        Its text, for ``Config.lexicon``.

    Raises
    ------
    InputError
        If it cannot be read; the message tells the line and what would be right.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8", hint="save it as UTF-8") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})") from error
    from kg.extract.taught import read_own_names

    read_own_names(text, str(path))
    return text


def extract_with(papers: Iterable[Paper], config: Config) -> Iterator[Extraction]:
    """Extract what papers say, as the settings want it.

    Parameters
    ----------
    papers : iterable of Paper
        Texts.
    config : Config
        Who reads, with which names, and what is too unsure.

    Returns
    -------
    iterator of Extraction
        One a paper, in the order given.
    """
    listed = tuple(papers)
    if not listed:
        return iter(())  # and neither spaCy nor a model is loaded
    names: tuple[LexiconEntry, ...] = ()
    if config.lexicon:
        from kg.extract.taught import read_own_names

        names = tuple(read_own_names(config.lexicon, "--lexicon"))
    return kg.extract.extract_in_processes(
        listed,
        n_processes=config.n_processes,
        extractor=config.extractor,
        min_confidence=config.min_confidence,
        extra_names=names,
    )
