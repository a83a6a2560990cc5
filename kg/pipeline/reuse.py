"""What an export tells the next one: extractions of texts that have not changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.extract import (
    extraction_from_dict,
    extraction_to_line,
    extractor_version,
    paper_to_dict,
)
from kg.pipeline.rdf_files import file_facts
from kg.pipeline.reading import extract_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.config import Config
    from kg.model import Extraction, Paper
    from kg.pipeline.state import State

__all__ = ["EXTRACTIONS", "Known", "extract_new", "known_extractions", "read_known"]

#: The file of an export that holds what was read from each paper.
EXTRACTIONS: Final = "extractions.jsonl"

#: Title and abstract: all that an extraction depends on beside extractor and options.
_Text = tuple[str, str]

#: What an extraction's record says beside its paper.
_FOUND: Final[tuple[str, ...]] = ("entities", "relations", "results", "dropped")


@dataclass(frozen=True, slots=True)
class Known:
    """An extraction as an export has it.

    Attributes
    ----------
    line : str
        Its line, with its end.
    record : dict
        What the line says.
    """

    line: str
    record: dict[str, Any]


def known_extractions(folder: Path, state: State, config: Config) -> Mapping[_Text, Known]:
    """Give the extractions of an export that this extractor would make again.

    Parameters
    ----------
    folder : Path
        An export.
    state : State
        What it says of itself.
    config : Config
        Settings of the build to come.

    Returns
    -------
    Mapping of (str, str) to Known
        Title and abstract → what was found. Empty if the extractor, an option or the file itself is
        another one than then.
    """
    path = folder / EXTRACTIONS
    same = (
        state.extractor_version == extractor_version(config.extractor)
        and state.project.config.min_confidence == config.min_confidence
        and state.project.config.lexicon == config.lexicon
        and _is_as_written(folder)
    )
    if not same:
        return {}
    return read_known(path)


def read_known(path: Path) -> dict[_Text, Known]:
    """Read the extractions of an export, whoever made them.

    Parameters
    ----------
    path : Path
        The file of an export that holds them.

    Returns
    -------
    dict of (str, str) to Known
        Title and abstract → what was found.
    """
    with path.open(encoding="utf-8", newline="\n") as file:
        found = [Known(line, json.loads(line)) for line in file]
    return {(one.record["title"], one.record["abstract"]): one for one in found}


def _is_as_written(folder: Path) -> bool:
    try:
        told = json.loads((folder / "build.json").read_text("utf-8"))["files"][EXTRACTIONS]
        (found,) = file_facts(folder, [EXTRACTIONS])
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return bool(told == found.sha256)


def extract_new(
    papers: Sequence[Paper],
    known: Mapping[_Text, Known],
    config: Config,
    *,
    progress: Callable[[str, int, int], None],
) -> Iterator[tuple[Extraction, str]]:
    """Extract what papers say; a text that is known is not read again.

    Parameters
    ----------
    papers : sequence of Paper
        In any order.
    known : Mapping of (str, str) to Known
        What ``known_extractions`` gave.
    config : Config
        Settings.
    progress : callable
        Told of every paper that is read.

    Yields
    ------
    Extraction
        One a paper, in the order given: the same whether it was known or not.
    str
        Its line in the export to come, with its end.
    """
    new = [paper for paper in papers if (paper.title, paper.abstract) not in known]
    progress("extract", 0, len(new))
    found = extract_with(new, config)
    n_done = 0
    for paper in papers:
        then = known.get((paper.title, paper.abstract))
        if then is None:
            n_done += 1
            extraction = next(found)
            yield extraction, extraction_to_line(extraction)
            progress("extract", n_done, len(new))
        else:
            yield _again(paper, then)


def _again(paper: Paper, then: Known) -> tuple[Extraction, str]:
    """Give what was found in a text, for the paper that it is in now."""
    found: dict[str, Any] = {key: then.record[key] for key in _FOUND if key in then.record}
    record: dict[str, Any] = {**paper_to_dict(paper), **found}
    extraction = extraction_from_dict(record)
    return extraction, then.line if record == then.record else extraction_to_line(extraction)
