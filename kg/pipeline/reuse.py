"""What an export tells the next one: extractions of texts that have not changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.extract import extraction_from_dict, extractor_version, paper_to_dict
from kg.pipeline.rdf_files import file_facts
from kg.pipeline.reading import extract_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.config import Config
    from kg.model import Extraction, Paper
    from kg.pipeline.state import State

__all__ = ["EXTRACTIONS", "extract_new", "known_extractions"]

#: The file of an export that holds what was read from each paper.
EXTRACTIONS = "extractions.jsonl"

#: Title and abstract: all that an extraction depends on beside extractor and options.
_Text = tuple[str, str]


def known_extractions(folder: Path, state: State, config: Config) -> Mapping[_Text, dict[str, Any]]:
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
    Mapping of (str, str) to dict
        Title and abstract → what ``extraction_to_dict`` made. Empty if the extractor, an option or
        the file itself is another one than then.
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
    with path.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    return {(record["title"], record["abstract"]): record for record in records}


def _is_as_written(folder: Path) -> bool:
    try:
        told = json.loads((folder / "build.json").read_text("utf-8"))["files"][EXTRACTIONS]
        (found,) = file_facts(folder, [EXTRACTIONS])
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return bool(told == found.sha256)


def extract_new(
    papers: Sequence[Paper],
    known: Mapping[_Text, Mapping[str, Any]],
    config: Config,
    *,
    progress: Callable[[str, int, int], None],
) -> Iterator[Extraction]:
    """Extract what papers say; a text that is known is not read again.

    Parameters
    ----------
    papers : sequence of Paper
        In any order.
    known : Mapping of (str, str) to mapping
        What ``known_extractions`` gave.
    config : Config
        Settings.
    progress : callable
        Told of every paper that is read.

    Yields
    ------
    Extraction
        One a paper, in the order given: the same whether it was known or not.
    """
    new = [paper for paper in papers if (paper.title, paper.abstract) not in known]
    progress("extract", 0, len(new))
    found = extract_with(new, config)
    n_done = 0
    for paper in papers:
        record = known.get((paper.title, paper.abstract))
        if record is None:
            n_done += 1
            yield next(found)
            progress("extract", n_done, len(new))
        else:
            found_then = ("entities", "relations", "results", "dropped")
            kept = {key: record[key] for key in found_then if key in record}
            yield extraction_from_dict({**paper_to_dict(paper), **kept})
